package io.engagement.cli;

/** The data cannot be used: exit code 1. */
final class DataRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DataRefused(String message) {
        super(message);
    }
}

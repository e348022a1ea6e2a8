package io.engagement.connect;

/** How rows are to be read is told in a way that cannot be: nothing was read. The message says what is allowed. */
public final class MappingRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MappingRefused(String message) {
        super(message);
    }
}

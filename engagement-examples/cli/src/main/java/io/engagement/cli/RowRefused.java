package io.engagement.cli;

/** One row cannot be used. The message names field and value; the reason is the same text for the same kind of fault. */
final class RowRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String reason;

    RowRefused(String reason, String message) {
        super(message);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}

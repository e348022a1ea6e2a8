package io.engagement.connect;

/** One row cannot be used. The message names field and value; the reason is the same text for the same kind of fault. */
final class RowRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String reason;

    RowRefused(String reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** A text that is not allowed where it is. */
    static RowRefused of(String where, String field, String text, String fault, String law) {
        return new RowRefused(
                field + " " + fault, where + ": '" + Excerpt.of(text) + "' " + fault + "; allowed: " + law);
    }

    /** What the library does not allow: the reason is its message without the value. */
    static RowRefused of(IllegalArgumentException fault) {
        String message = String.valueOf(fault.getMessage());
        return new RowRefused(message.replaceFirst("(?s), was .*", ""), message);
    }

    String reason() {
        return reason;
    }
}

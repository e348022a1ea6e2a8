package io.engagement.connect;

/** Data cannot be used. The message says where, why and what to do. */
public final class DataRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * A refusal.
     *
     * @param message where, why and what to do
     */
    public DataRefused(String message) {
        super(message);
    }
}

package io.engagement.outcome;

/** Windows that cannot be told apart, or have no common period, without a hold-out. */
final class WindowsDiffer extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    WindowsDiffer(String message) {
        super(message);
    }
}

package io.engagement.outcome;

/** Windows that cannot be told apart, or have no common period, without a hold-out. */
final class WindowsDiffer extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final String why;

    WindowsDiffer(String campaign, String why) {
        super("campaign " + campaign + ": " + why);
        this.why = why;
    }

    /** Without the campaign. */
    String why() {
        return why;
    }
}

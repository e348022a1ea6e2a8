package io.engagement.cli;

/**
 * What refused rows mean.
 *
 * @param allowed the share of a file's rows that may be refused, from 0 to 1; the rest is then used
 * @param failsOnSuspects whether rows that are accepted but look as if they were not meant fail too
 */
record Strictness(double allowed, boolean failsOnSuspects) {
    private static final double USUALLY_ALLOWED = 0.05;

    /** A few refused rows are told, and the rest is used; a file of which much is refused is read wrongly. */
    static Strictness usual() {
        return allowing(USUALLY_ALLOWED);
    }

    static Strictness allowing(double share) {
        return new Strictness(share, false);
    }

    /** No row may be refused or suspect. */
    static Strictness strict() {
        return new Strictness(0, true);
    }

    boolean allows(long refused, long taken) {
        return refused <= allowed * (refused + taken);
    }
}

package io.engagement.connect;

/**
 * What refused rows mean.
 *
 * @param allowed the share of a file's rows that may be refused, from 0 to 1; the rest is then used
 * @param failsOnSuspects whether rows that are accepted but look as if they were not meant fail too
 */
public record Strictness(double allowed, boolean failsOnSuspects) {
    private static final double USUALLY_ALLOWED = 0.05;

    /**
     * A few refused rows are told, and the rest is used; a file of which much is refused is read wrongly.
     *
     * @return 5 % may be refused
     */
    public static Strictness usual() {
        return allowing(USUALLY_ALLOWED);
    }

    /**
     * The rest is used if no more is refused than this.
     *
     * @param share of a file's rows, from 0 to 1
     * @return what may be refused
     * @throws MappingRefused if the share is outside of that
     */
    public static Strictness allowing(double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new MappingRefused("--allow-refused must be from 0 to 1, was " + share);
        }
        return new Strictness(share, false);
    }

    /**
     * No row may be refused or suspect.
     *
     * @return nothing may be refused
     */
    public static Strictness strict() {
        return new Strictness(0, true);
    }

    boolean allows(long refused, long taken) {
        return refused <= allowed * (refused + taken);
    }
}

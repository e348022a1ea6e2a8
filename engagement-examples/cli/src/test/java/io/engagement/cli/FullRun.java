package io.engagement.cli;

/** How much the tests try: little in every build, more with {@code -Dengagement.full=true}, which also draws new seeds. */
final class FullRun {
    private static final boolean ON = Boolean.getBoolean("engagement.full");

    private FullRun() {}

    /** Whether this is one. */
    static boolean isOn() {
        return ON;
    }

    /** How many of something a full run tries, and how many every build. */
    static int pick(int full, int usual) {
        return ON ? full : usual;
    }

    /** A test's seed: the same in every build, a new one, for the test to print, in a full run. */
    static long seed(long usual) {
        return ON ? System.nanoTime() : usual;
    }
}

package io.engagement.testkit.run;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How much the tests try: little in every build, more with {@code -Dengagement.full=true}, which also draws new seeds and prints
 * them. {@code -Dengagement.seed} has one come again.
 */
public final class FullRun {
    private static final boolean ON = Boolean.getBoolean("engagement.full");
    private static final long SEED = Long.getLong("engagement.seed", System.nanoTime());
    private static final Set<String> PRINTED = ConcurrentHashMap.newKeySet();

    private FullRun() {}

    /**
     * Whether this is one.
     *
     * @return if {@code -Dengagement.full=true} was given
     */
    public static boolean isOn() {
        return ON;
    }

    /**
     * How many of something to try.
     *
     * @param full in a full run
     * @param usual in every build
     * @return one of them
     */
    public static int pick(int full, int usual) {
        return ON ? full : usual;
    }

    /**
     * The seed of the calling test.
     *
     * @param usual in every build
     * @return a new one in a full run, printed with the test's name
     */
    public static long seed(long usual) {
        return ON
                ? seedOf(StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
                        .getCallerClass()
                        .getSimpleName())
                : usual;
    }

    /**
     * The new seed of a full run, printed for the test that asks.
     *
     * @param test its name
     * @return the same seed for all tests
     */
    public static long seedOf(String test) {
        if (PRINTED.add(test)) {
            System.out.println(test + ": -Dengagement.seed=" + SEED);
        }
        return SEED;
    }
}

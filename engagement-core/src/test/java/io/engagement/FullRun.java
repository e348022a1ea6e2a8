package io.engagement;

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

    /** Whether this is one. */
    public static boolean isOn() {
        return ON;
    }

    /** How many of something a full run tries, and how many every build. */
    public static int pick(int full, int usual) {
        return ON ? full : usual;
    }

    /** The seed of the calling test: the usual one in every build, a new one in a full run. */
    public static long seed(long usual) {
        return ON
                ? seedOf(StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
                        .getCallerClass()
                        .getSimpleName())
                : usual;
    }

    /** The new seed, printed for the test that asks. */
    static long seedOf(String test) {
        if (PRINTED.add(test)) {
            System.out.println(test + ": -Dengagement.seed=" + SEED);
        }
        return SEED;
    }
}

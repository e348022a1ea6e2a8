package io.engagement.simulate;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * Random generators that belong to a seed, an index and an aspect, so that what is drawn for one customer depends
 * neither on the others nor on threads, and changing how often they ask questions leaves their purchases as they were.
 */
final class Generators {
    /** The increment of SplitMix64: 2^64 divided by the golden ratio, made odd. */
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private Generators() {}

    /** What a generator is for: two aspects of one customer are independent. */
    enum Aspect {
        JOINING(1),
        PURCHASES(2),
        SPEND(3),
        INITIATIVE(4),
        OUTREACH(5),
        COLUMNS(6);

        /** Written out, so that a new aspect leaves the draws of the others as they were. */
        private final int salt;

        Aspect(int salt) {
            this.salt = salt;
        }
    }

    static UniformRandomProvider of(long seed, long index, Aspect aspect) {
        long state = mix(seed + GOLDEN * (index + 1)) + aspect.salt;
        return RandomSource.XO_RO_SHI_RO_128_PP.create(new long[] {mix(state), mix(state + GOLDEN)});
    }

    /** The finaliser of SplitMix64 (Steele, Lea and Flood 2014): every bit of the input moves every bit of the output. */
    private static long mix(long input) {
        long z = input + GOLDEN;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}

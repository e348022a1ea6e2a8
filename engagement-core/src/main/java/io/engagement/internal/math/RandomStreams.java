package io.engagement.internal.math;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/** Generators of random numbers that are independent of each other and of threads: one for each seed, index and use. */
public final class RandomStreams {
    /** The increment of SplitMix64: 2^64 divided by the golden ratio, made odd. */
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private RandomStreams() {}

    /**
     * A generator of its own.
     *
     * @param seed of the whole
     * @param index of the part that draws
     * @param use what it draws for
     * @return xoroshiro128++, seeded by all three
     */
    public static UniformRandomProvider of(long seed, long index, int use) {
        long state = mix(seed + GOLDEN * (index + 1)) + use;
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

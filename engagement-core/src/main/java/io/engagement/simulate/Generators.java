package io.engagement.simulate;

import io.engagement.internal.math.RandomStreams;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Random generators that belong to a seed, an index and an aspect, so that what is drawn for one customer depends
 * neither on the others nor on threads, and changing how often they ask questions leaves their purchases as they were.
 */
final class Generators {
    private Generators() {}

    /** Aspects of a customer, whose draws are independent. */
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
        return RandomStreams.of(seed, index, aspect.salt);
    }
}

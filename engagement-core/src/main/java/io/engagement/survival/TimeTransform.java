package io.engagement.survival;

import io.engagement.internal.math.Search;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/** Along which time coefficients may drift in a {@link ProportionalHazardsTest}: those of R's cox.zph. */
public enum TimeTransform {
    /** The share of all rows that has left before, by Kaplan and Meier without weights: late events weigh no more. The default. */
    KAPLAN_MEIER {
        @Override
        DoubleUnaryOperator of(Lifetimes lifetimes) {
            double[] ones = new double[lifetimes.size()];
            Arrays.fill(ones, 1);
            KaplanMeier curve = KaplanMeier.of(lifetimes.withWeights(ones));
            return t -> 1 - curve.survival(Math.nextDown(t));
        }
    },
    /** The rank of the time among all rows' last times; equal times share the mean of theirs. */
    RANK {
        @Override
        DoubleUnaryOperator of(Lifetimes lifetimes) {
            double[] sorted = lifetimes.stops().clone();
            Arrays.sort(sorted);
            return t -> (Search.below(sorted, t) + Search.below(sorted, Math.nextUp(t)) + 1) / 2.0;
        }
    },
    /** ln t. */
    LOG {
        @Override
        DoubleUnaryOperator of(Lifetimes lifetimes) {
            return Math::log;
        }
    },
    /** Time itself: a few late events can decide alone. */
    IDENTITY {
        @Override
        DoubleUnaryOperator of(Lifetimes lifetimes) {
            return t -> t;
        }
    };

    abstract DoubleUnaryOperator of(Lifetimes lifetimes);
}

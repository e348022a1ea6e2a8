package io.engagement.live;

import io.engagement.measure.KindWeights;
import io.engagement.measure.StateLayout;
import io.engagement.measure.spi.Quantity;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Runs what may be the user's own code on a customer's slots, so that these are as before where it throws. When an
 * interaction comes, what is thrown goes to whoever added it. Later there is nobody to tell: then the interaction is set
 * aside, and counted. Costs next to nothing where there is no such code. For one thread at a time.
 */
final class OwnCode {
    private final StateLayout layout;
    private final double[] kept;
    private long setAside;

    OwnCode(StateLayout layout) {
        this.layout = layout;
        this.kept = new double[layout.hasOwn() ? layout.slots() : 0];
    }

    /** How many interactions were set aside. */
    long setAside() {
        return setAside;
    }

    /** Keeps a customer's slots for {@link #restore}. */
    void keep(double[] state, int offset) {
        if (kept.length > 0) {
            System.arraycopy(state, offset, kept, 0, kept.length);
        }
    }

    void restore(double[] state, int offset) {
        System.arraycopy(kept, 0, state, offset, kept.length);
    }

    /** Sets one aside, unless what was thrown cannot be the user's. */
    void setAside(RuntimeException thrown, KindWeights weights) {
        if (!isAsked(layout, weights)) {
            throw thrown;
        }
        if (setAside++ == 0) {
            // Not a constant: where there is no such code, nothing of logging is loaded.
            LoggerFactory.getLogger(OwnCode.class)
                    .warn(
                            "An interaction is set aside: {}. LiveReport.setAside counts it and those to come.",
                            thrown.getMessage());
        }
    }

    /** Tries an interaction on a copy of a customer's slots: as the first one where it is not the next. */
    void rehearse(long at, ToDoubleFunction<Quantity> quantities, KindWeights weights, double[] copy) {
        if (!layout.isInOrder(at, weights, copy, 0)) {
            layout.reset(copy, 0);
        }
        layout.addUnordered(at, quantities, weights, copy, 0);
        layout.addOrdered(at, quantities, weights, copy, 0);
    }

    /** Adds to ordered measures, or sets it aside. */
    void addOrdered(long at, ToDoubleFunction<Quantity> quantities, KindWeights weights, double[] state, int offset) {
        setAsideIf(tryOrdered(layout, at, quantities, weights, state, offset), weights);
    }

    /** Adds to unordered measures, or sets it aside. */
    void addUnordered(long[] words, int at, KindWeights weights, double[] state, int offset) {
        setAsideIf(tryUnordered(layout, words, at, weights, state, offset), weights);
    }

    private void setAsideIf(@Nullable RuntimeException thrown, KindWeights weights) {
        if (thrown != null) {
            setAside(thrown, weights);
        }
    }

    /** Whether the user's own code is asked: a statistic, or a condition on quantities. */
    private static boolean isAsked(StateLayout layout, KindWeights weights) {
        return layout.hasOwn() || !weights.isDecided();
    }

    /** Adds to ordered measures; what the user's own code throws is told, and all is as before. */
    @Nullable
    static RuntimeException tryOrdered(
            StateLayout layout,
            long at,
            ToDoubleFunction<Quantity> quantities,
            KindWeights weights,
            double[] state,
            int offset) {
        if (!isAsked(layout, weights)) {
            layout.addOrdered(at, quantities, weights, state, offset);
            return null;
        }
        return attempt(layout, state, offset, () -> layout.addOrdered(at, quantities, weights, state, offset));
    }

    /** The same of unordered ones. */
    @Nullable
    static RuntimeException tryUnordered(
            StateLayout layout, long[] words, int at, KindWeights weights, double[] state, int offset) {
        long time = words[at + PackedInteraction.AT];
        ToDoubleFunction<Quantity> quantities = PackedInteraction.quantities(words, at);
        if (!isAsked(layout, weights)) {
            layout.addUnordered(time, quantities, weights, state, offset);
            return null;
        }
        return attempt(layout, state, offset, () -> layout.addUnordered(time, quantities, weights, state, offset));
    }

    private static @Nullable RuntimeException attempt(
            StateLayout layout, double[] state, int offset, Runnable addition) {
        double[] before = Arrays.copyOfRange(state, offset, offset + layout.slots());
        try {
            addition.run();
            return null;
        } catch (RuntimeException thrown) {
            System.arraycopy(before, 0, state, offset, before.length);
            return thrown;
        }
    }
}

package io.engagement.internal.base;

import io.engagement.domain.InteractionKind;
import io.engagement.history.LogView;
import io.engagement.measure.Filter;
import io.engagement.measure.spi.Quantity;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.ToDoubleFunction;

/** Which interactions of a view pass a filter, asked once a kind where the kind decides. */
public final class Positions {
    private Positions() {}

    /**
     * The interactions that pass.
     *
     * @param filter which ones
     * @param view the interactions
     * @return a predicate of their positions; thread-safe
     */
    public static IntPredicate of(Filter filter, LogView view) {
        List<InteractionKind> kinds = view.kinds();
        BitSet passes = new BitSet(kinds.size());
        BitSet asks = new BitSet(kinds.size());
        for (int i = 0; i < kinds.size(); i++) {
            Optional<Boolean> decided = ofKind(filter, kinds.get(i));
            passes.set(i, decided.orElse(false));
            asks.set(i, decided.isEmpty());
        }
        return position -> {
            int kind = view.kindIndex(position);
            return asks.get(kind) ? filter.matches(view, position) : passes.get(kind);
        };
    }

    /**
     * Whether all interactions of a kind pass, or none.
     *
     * @param filter which ones
     * @param kind of the interactions
     * @return empty if the kind does not decide
     */
    public static Optional<Boolean> ofKind(Filter filter, InteractionKind kind) {
        Probe probe = new Probe();
        boolean passes = filter.matches(kind, probe);
        return probe.asked ? Optional.empty() : Optional.of(passes);
    }

    /** Tells whether it was asked. */
    private static final class Probe implements ToDoubleFunction<Quantity> {
        private boolean asked;

        @Override
        public double applyAsDouble(Quantity quantity) {
            asked = true;
            return Double.NaN;
        }
    }
}

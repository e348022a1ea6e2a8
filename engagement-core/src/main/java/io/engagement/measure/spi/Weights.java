package io.engagement.measure.spi;

import io.engagement.domain.InteractionKind;
import io.engagement.history.LogView;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What each interaction of a view weighs in a statistic: worked out once a kind where the kind decides. Thread-safe. */
public final class Weights {
    private final Statistic statistic;
    private final LogView view;
    /** NaN where the kind alone does not decide. */
    private final double[] byKind;

    private Weights(Statistic statistic, LogView view, double[] byKind) {
        this.statistic = statistic;
        this.view = view;
        this.byKind = byKind;
    }

    /**
     * The weights of a view's interactions.
     *
     * @param statistic whose weights
     * @param view the interactions
     * @return the weights
     */
    public static Weights of(Statistic statistic, LogView view) {
        List<InteractionKind> kinds = view.kinds();
        double[] byKind = new double[kinds.size()];
        for (int i = 0; i < byKind.length; i++) {
            byKind[i] = ofKind(statistic, kinds.get(i));
        }
        return new Weights(statistic, view, byKind);
    }

    /**
     * What all interactions of a kind weigh.
     *
     * @param statistic whose weight
     * @param kind the kind
     * @return the weight; NaN if it depends on an interaction's quantities
     */
    public static double ofKind(Statistic statistic, InteractionKind kind) {
        Probe probe = new Probe();
        double weight = statistic.weight(kind, probe);
        // What a pure function has not looked at once it never looks at.
        return probe.asked ? Double.NaN : weight;
    }

    private static final class Probe implements ToDoubleFunction<Quantity> {
        private boolean asked;

        @Override
        public double applyAsDouble(Quantity quantity) {
            asked = true;
            return Double.NaN;
        }
    }

    /**
     * An interaction's weight.
     *
     * @param position of the interaction in the view
     * @return the weight, 0 if it takes no part
     */
    public double at(int position) {
        double weight = byKind[view.kindIndex(position)];
        return Double.isNaN(weight) ? ask(position) : weight;
    }

    private double ask(int position) {
        InteractionKind kind = view.kinds().get(view.kindIndex(position));
        return statistic.weight(kind, new ViewCursor(view).at(position));
    }
}

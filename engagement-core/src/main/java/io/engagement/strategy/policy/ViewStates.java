package io.engagement.strategy.policy;

import io.engagement.history.LogView;
import io.engagement.measure.KindWeights;
import io.engagement.measure.StateLayout;

/** What a view's customers leave in a policy's slots. Thread-safe. */
final class ViewStates {
    private final StateLayout layout;
    private final LogView view;
    private final KindWeights[] byKind;

    ViewStates(StateLayout layout, LogView view) {
        this.layout = layout;
        this.view = view;
        this.byKind = view.kinds().stream().map(layout::weights).toArray(KindWeights[]::new);
    }

    /** What is known of a customer before the first interaction. */
    double[] begin(int row) {
        double[] slots = new double[layout.slots()];
        layout.reset(slots, 0);
        layout.know(view, row, slots, 0);
        return slots;
    }

    /** An interaction; a policy's measures look at its kind alone. */
    void add(int position, double[] slots) {
        KindWeights weights = byKind[view.kindIndex(position)];
        layout.addUnordered(view.epochMilli(position), quantity -> Double.NaN, weights, slots, 0);
    }

    double[] whole(int row) {
        double[] slots = begin(row);
        for (int i = view.start(row); i < view.end(row); i++) {
            add(i, slots);
        }
        return slots;
    }
}

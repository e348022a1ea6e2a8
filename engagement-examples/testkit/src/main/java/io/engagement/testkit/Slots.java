package io.engagement.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.domain.Interaction;
import io.engagement.domain.TimeScale;
import io.engagement.measure.StateLayout;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** One customer's slots between those of others, which must stay as they are. */
final class Slots {
    /** Before and behind. */
    private static final int OTHERS = 3;

    private static final double OTHER = 99;

    private final StateLayout layout;
    private final double[] state;

    private Slots(StateLayout layout, double[] state) {
        this.layout = layout;
        this.state = state;
    }

    static Slots empty(StateLayout layout) {
        double[] state = new double[layout.slots() + 2 * OTHERS];
        Arrays.fill(state, OTHER);
        Slots slots = new Slots(layout, state);
        layout.reset(state, OTHERS);
        return slots.checked();
    }

    static Slots of(StateLayout layout, List<Interaction> rows) {
        Slots slots = empty(layout);
        rows.forEach(slots::add);
        return slots;
    }

    Slots copy() {
        return new Slots(layout, state.clone());
    }

    void add(Interaction row) {
        layout.add(row, layout.weights(row.kind()), state, OTHERS);
        checked();
    }

    boolean isNext(Interaction row) {
        return layout.isInOrder(row.at().toEpochMilli(), layout.weights(row.kind()), state, OTHERS);
    }

    /** Leaves the other part as it is. */
    Slots merge(Slots part) {
        double[] before = part.state.clone();
        layout.merge(state, OTHERS, part.state, OTHERS);
        Shown.assertSame(part.state, before, "slot", "slots of the part that is merged: merge() changes its own alone");
        return checked();
    }

    void check(Instant latest) {
        layout.check(state, OTHERS, (double) latest.toEpochMilli());
    }

    double atLeast() {
        return layout.interactionsAtLeast(state, OTHERS);
    }

    double valueAt(int measure, Instant now, TimeScale scale) {
        return layout.valueAt(measure, state, OTHERS, now, scale);
    }

    double[] own() {
        return Arrays.copyOfRange(state, OTHERS, OTHERS + layout.slots());
    }

    private Slots checked() {
        for (int i = 0; i < OTHERS; i++) {
            assertThat(state[i])
                    .as("slot of another statistic before: write slots[offset] to slots[offset + slots() - 1] only")
                    .isEqualTo(OTHER);
            assertThat(state[state.length - 1 - i])
                    .as("slot of another statistic behind: write slots[offset] to slots[offset + slots() - 1] only")
                    .isEqualTo(OTHER);
        }
        return this;
    }
}

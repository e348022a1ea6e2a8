package io.engagement.measure;

import io.engagement.domain.Interaction;
import io.engagement.domain.TimeScale;
import java.time.Instant;

/**
 * What a measure has seen of one customer so far: add, merge, value at an instant. It changes; it is not for several
 * threads.
 */
public final class MeasureState {
    private final Measure measure;
    private final double[] slots;

    private MeasureState(Measure measure, double[] slots) {
        this.measure = measure;
        this.slots = slots;
    }

    /**
     * A state that has seen nothing.
     *
     * @param measure what it is the state of
     * @return the state
     */
    public static MeasureState of(Measure measure) {
        double[] slots = new double[measure.statistic().slots()];
        measure.statistic().reset(slots, 0);
        return new MeasureState(measure, slots);
    }

    /**
     * What this is the state of.
     *
     * @return the measure
     */
    public Measure measure() {
        return measure;
    }

    /**
     * Adds an interaction; one that the measure's filter does not pass changes nothing.
     *
     * @param interaction the interaction; whose it is, is not checked
     * @throws IllegalArgumentException if the measure is ordered and the interaction is earlier than one before it; within
     *     one day the order of days and purchase days is free
     */
    public void add(Interaction interaction) {
        measure.statistic().add(interaction, slots, 0);
    }

    /**
     * Adds what another state of the same measure has seen.
     *
     * @param other the other state, for an ordered measure of a later part; it stays as it is
     * @throws IllegalArgumentException if the measures differ, an ordered measure's parts overlap in time, or it is this
     *     very state; this state is then as it was
     */
    public void merge(MeasureState other) {
        if (other == this) {
            throw new IllegalArgumentException(
                    "a state of " + measure
                            + " cannot be merged with itself: all that it has seen would count twice; take a copy() if it should");
        }
        if (!measure.equals(other.measure)) {
            throw new IllegalArgumentException(
                    "states of one measure can be merged, these are of " + measure + " and " + other.measure);
        }
        measure.statistic().merge(slots, 0, other.slots, 0);
    }

    /**
     * An independent state that has seen the same.
     *
     * @return the copy
     */
    public MeasureState copy() {
        return new MeasureState(measure, slots.clone());
    }

    /**
     * The measure's value.
     *
     * @param instant as of when; what was added later than that is not taken back
     * @param scale the unit of times
     * @return the value, NaN where the measure does not exist
     * @throws IllegalArgumentException if the instant is more than 285,000 years from 1970
     */
    public double valueAt(Instant instant, TimeScale scale) {
        return measure.at(slots, 0, Measure.millis(instant), scale.millis());
    }
}

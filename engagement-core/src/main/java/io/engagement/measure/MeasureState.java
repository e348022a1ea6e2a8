package io.engagement.measure;

import io.engagement.domain.Customer;
import io.engagement.domain.Interaction;
import io.engagement.domain.TimeScale;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What some measures have seen of one customer so far: add, merge, value at an instant; written and read as bytes. It
 * changes; it is not thread-safe. Whoever keeps the states of many customers does it in columns, with the {@link
 * StateLayout}.
 */
public final class MeasureState {
    private final StateLayout layout;
    private final double[] slots;

    private MeasureState(StateLayout layout, double[] slots) {
        this.layout = layout;
        this.slots = slots;
    }

    /**
     * A state of one measure that has seen nothing.
     *
     * @param measure what it is the state of
     * @return the state
     */
    public static MeasureState of(Measure measure) {
        return of(StateLayout.of(List.of(Objects.requireNonNull(measure, "measure"))));
    }

    /**
     * A state of several measures that has seen nothing.
     *
     * @param layout of the measures
     * @return the state
     */
    public static MeasureState of(StateLayout layout) {
        double[] slots = new double[layout.slots()];
        layout.reset(slots, 0);
        return new MeasureState(layout, slots);
    }

    /**
     * A state that was written.
     *
     * @param layout the layout that it had
     * @param bytes as {@link #toBytes()} gave them
     * @return the state
     * @throws IllegalArgumentException if there are too few or too many bytes for the layout, or they are of a version that
     *     this library does not know, or no interactions lead to them
     */
    public static MeasureState read(StateLayout layout, byte[] bytes) {
        if (bytes.length != layout.encodedBytes()) {
            throw new IllegalArgumentException("a state of " + layout + " has " + layout.encodedBytes()
                    + " bytes, these are " + bytes.length + ": they are of other measures, or cut");
        }
        double[] slots = new double[layout.slots()];
        layout.read(ByteBuffer.wrap(bytes), slots, 0);
        return new MeasureState(layout, slots);
    }

    /**
     * What this is the state of.
     *
     * @return the layout, with the measures
     */
    public StateLayout layout() {
        return layout;
    }

    /**
     * Adds an interaction; where a measure's filter does not pass it, it changes nothing.
     *
     * @param interaction the interaction; whose it is, is not checked
     * @throws IllegalArgumentException if a measure is ordered and the interaction is earlier than one before it; within
     *     one day the order of days and purchase days is free; this state is then as it was
     * @throws IllegalStateException if a statistic of the user's own throws; this state is then as it was
     */
    public void add(Interaction interaction) {
        double[] before = layout.mayThrow() ? slots.clone() : slots;
        try {
            layout.add(interaction, layout.weights(interaction.kind()), slots, 0);
        } catch (RuntimeException thrown) {
            System.arraycopy(before, 0, slots, 0, slots.length);
            throw thrown;
        }
    }

    /**
     * Takes what is known of the customer apart from interactions, in the place of what was known before. Given numbers stay.
     *
     * @param customer the customer; whether it is the state's, is not checked
     * @throws IllegalArgumentException if an attribute that is measured is no number, or no level; this state is then as it was
     * @throws IllegalStateException if a statistic of the user's own throws; this state is then as it was
     */
    public void know(Customer customer) {
        layout.know(customer, slots, 0);
    }

    /**
     * Takes a number that is given for the customer, in the place of the one before.
     *
     * @param name the number's name
     * @param number finite; NaN takes it back
     * @throws IllegalArgumentException if it is infinite, or no measure reads a number of that name
     */
    public void give(String name, double number) {
        layout.give(name, number, slots, 0);
    }

    /**
     * Adds what another state of the same measures has seen.
     *
     * @param other the other state, for an ordered measure of a later part; it stays as it is
     * @throws IllegalArgumentException if the measures differ, an ordered measure's parts overlap in time, both know
     *     something of the customer that differs, or it is this very state; this state is then as it was
     */
    public void merge(MeasureState other) {
        if (other == this) {
            throw new IllegalArgumentException(
                    "a state of " + layout.measures()
                            + " cannot be merged with itself: all that it has seen would count twice; take a copy() if it should");
        }
        if (!layout.equals(other.layout)) {
            throw new IllegalArgumentException("states of the same measures can be merged, these are of "
                    + layout.measures() + " and " + other.layout.measures());
        }
        layout.merge(slots, 0, other.slots, 0);
    }

    /**
     * An independent state that has seen the same.
     *
     * @return the copy
     */
    public MeasureState copy() {
        return new MeasureState(layout, slots.clone());
    }

    /**
     * The stable encoding of {@link StateLayout}.
     *
     * @return the bytes; they do not name the measures
     */
    public byte[] toBytes() {
        ByteBuffer out = ByteBuffer.allocate(layout.encodedBytes());
        layout.write(slots, 0, out);
        return out.array();
    }

    /**
     * The value of the state's only measure.
     *
     * @param instant as of when; what was added later than that is not taken back
     * @param scale the unit of times
     * @return the value, NaN where the measure does not exist
     * @throws IllegalStateException if the state is of several measures
     * @throws IllegalArgumentException if the instant is more than 285,000 years from 1970
     */
    public double valueAt(Instant instant, TimeScale scale) {
        if (layout.measures().size() != 1) {
            throw new IllegalStateException("which measure? The state is of " + layout.measures());
        }
        return layout.valueAt(0, slots, 0, instant, scale);
    }

    /**
     * A measure's value.
     *
     * @param measure one of the layout's
     * @param instant as of when; what was added later than that is not taken back
     * @param scale the unit of times
     * @return the value, NaN where the measure does not exist
     * @throws IllegalArgumentException if the state is not of that measure, or the instant is more than 285,000 years from
     *     1970
     */
    public double valueAt(Measure measure, Instant instant, TimeScale scale) {
        int index = layout.measures().indexOf(measure);
        if (index < 0) {
            throw new IllegalArgumentException("the state has no measure " + measure + "; it has " + layout.measures());
        }
        return layout.valueAt(index, slots, 0, instant, scale);
    }
}

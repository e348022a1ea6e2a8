package io.engagement.measure;

import io.engagement.domain.Customer;
import io.engagement.history.LogView;
import io.engagement.internal.text.Names;
import io.engagement.measure.spi.CustomerStatistic;
import java.io.Serializable;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.IntStream;

/** The part of a layout that comes from customers' records and given numbers. Immutable. */
final class KnownFacts implements Serializable {
    private static final long serialVersionUID = 1L;

    private final CustomerStatistic[] statistics;
    private final int[] offsets;

    private KnownFacts(CustomerStatistic[] statistics, int[] offsets) {
        this.statistics = statistics;
        this.offsets = offsets;
    }

    static KnownFacts of(KeptStatistics statistics) {
        int[] known = IntStream.range(0, statistics.size())
                .filter(i -> statistics.all().get(i) instanceof CustomerStatistic)
                .toArray();
        return new KnownFacts(
                Arrays.stream(known).mapToObj(statistics.all()::get).toArray(CustomerStatistic[]::new),
                Arrays.stream(known).map(statistics::offset).toArray());
    }

    boolean isEmpty() {
        return offsets.length == 0;
    }

    /** The names of given numbers. */
    Set<String> given() {
        Set<String> names = new LinkedHashSet<>();
        for (CustomerStatistic each : statistics) {
            if (each instanceof GivenNumber.Kept kept) {
                names.add(kept.given());
            }
        }
        return names;
    }

    /** All of a row of a view, into slots that know nothing yet. */
    void know(LogView view, int row, double[] state, int offset) {
        know(view.customer(row), state, offset);
        give(view, row, state, offset);
    }

    /** Those that are read. */
    void give(LogView view, int row, double[] state, int offset) {
        for (String name : view.given()) {
            put(name, view.given(name, row), state, offset);
        }
    }

    /** Where it throws, some of it has changed. */
    void know(Customer customer, double[] state, int offset) {
        for (int i = 0; i < offsets.length; i++) {
            try {
                statistics[i].know(customer, state, offset + offsets[i]);
            } catch (RuntimeException thrown) {
                throw OwnCode.named(statistics[i], " of customer " + customer.id(), thrown);
            }
        }
    }

    void give(String name, double number, double[] state, int offset) {
        if (Double.isInfinite(number)) {
            throw new IllegalArgumentException(
                    "the number " + name + " must be finite, or NaN if it is not known, was " + number);
        }
        if (!put(name, number, state, offset)) {
            throw Names.unknown("given number that a measure reads", name, given());
        }
    }

    private boolean put(String name, double number, double[] state, int offset) {
        boolean found = false;
        for (int i = 0; i < offsets.length; i++) {
            if (statistics[i] instanceof GivenNumber.Kept kept && kept.given().equals(name)) {
                state[offset + offsets[i]] = number;
                found = true;
            }
        }
        return found;
    }
}

package io.engagement.dialogue.preference;

import io.engagement.domain.Customer;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureTable;
import io.engagement.proportion.CategoryPrior;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is counted of customers so that it can be said how to contact one of them where no log is: in a live store, in Spark, in
 * a single state. The population is that of {@link ContactPreferences}, as of which it stays.
 *
 * <pre>{@code
 * PreferenceMeasures preferences = ContactPreferences.of(view, zones).measures(zone);
 * LiveStore store = LiveStore.of(scorers).withMeasures(preferences.all().toArray(Measure[]::new)).open();
 * store.measures("c42").map(now -> preferences.suggestion(customer, now, 0));
 * }</pre>
 *
 * <p>All measures read one statistic, which is unordered. Immutable, thread-safe.
 */
public final class PreferenceMeasures {
    private final Suggester suggester;
    private final List<Measure> channels;
    private final List<Measure> weekdays;
    private final List<Measure> blocks;
    private final Measure fit;

    PreferenceMeasures(
            ContactGrid grid, Suggester suggester, CategoryPrior byWeekday, CategoryPrior byBlock, Measure fit) {
        this.suggester = suggester;
        this.fit = fit;
        this.channels = measures(grid, "acts by ", grid.channels(), ContactGrid::channels);
        this.weekdays = measures(grid, "acts on ", byWeekday.categories(), ContactGrid::weekdays);
        this.blocks = measures(grid, "acts at hours ", byBlock.categories(), ContactGrid::blocks);
    }

    /** Counts of some categories, in their order. */
    @FunctionalInterface
    private interface Counts {
        long[] of(ContactGrid grid, double[] slots, int offset);
    }

    private static List<Measure> measures(ContactGrid grid, String what, List<String> categories, Counts counts) {
        List<Measure> all = new ArrayList<>();
        for (int i = 0; i < categories.size(); i++) {
            int place = i;
            String label = what + categories.get(i);
            all.add(Measure.of(
                    grid,
                    (slots, offset, now, unit) -> (double) counts.of(grid, slots, offset)[place],
                    label.replace(' ', '_'),
                    label,
                    Measure.Unit.COUNT));
        }
        return List.copyOf(all);
    }

    /**
     * All of them.
     *
     * @return own acts by channel, weekday and block of four hours, and how well contacts fit
     */
    public List<Measure> all() {
        return Stream.of(channels, weekdays, blocks, List.of(fit))
                .flatMap(List::stream)
                .toList();
    }

    /**
     * How to contact a customer next.
     *
     * @param customer what they say
     * @param measured has {@linkplain #all() the measures}
     * @param row the customer's, from 0
     * @return what {@link ContactPreferences} suggest if they know the same of the customer, who lives in the zone of the measures
     * @throws IllegalArgumentException if a measure is missing
     */
    public Suggestion suggestion(Customer customer, MeasureTable measured, int row) {
        Objects.requireNonNull(customer, "customer");
        Objects.requireNonNull(measured, "measured");
        Objects.checkIndex(row, measured.size());
        return suggester.of(
                customer,
                counts(channels, measured, row),
                counts(weekdays, measured, row),
                Optional.of(counts(blocks, measured, row)));
    }

    private static long[] counts(List<Measure> measures, MeasureTable measured, int row) {
        return measures.stream()
                .mapToLong(each -> (long) measured.column(each).get(row))
                .toArray();
    }
}

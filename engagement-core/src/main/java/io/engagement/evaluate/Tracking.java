package io.engagement.evaluate;

import io.engagement.customerbase.CustomerBaseModel;
import io.engagement.history.LogView;
import io.engagement.internal.calendar.DayClock;
import io.engagement.internal.calendar.Millis;
import io.engagement.table.Table;
import io.engagement.table.Tabular;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Whether a model keeps track of a base: what customers bought again in each week or other step of time, beside what the model expects
 * of all of them together. Of customers who had bought before the split only; with a model that was fitted to what was known at the
 * split, the steps after it tell whether the model foresees. Fader, Hardie and Lee (2005), "'Counting Your Customers' the Easy Way",
 * Marketing Science 24(2), 275-284: E[X(t)] summed over the customers, from each one's first purchase.
 *
 * <pre>{@code
 * LogView known = view.asOf(split);
 * Purchases purchases = Purchases.of(known, TimeScale.WEEKS, PurchaseDefinition.standard());
 * Tracking tracking = Tracking.of(view, BetaGeometricNbd.FAMILY.fit(purchases).model(), split, Duration.ofDays(7));
 * System.out.println(tracking.bias());
 * }</pre>
 *
 * <p>Immutable.
 */
public final class Tracking implements Tabular {
    /** More steps no plot can show. */
    private static final int MOST = 10_000;

    private static final long DAY = 86_400_000;

    private final Instant split;
    private final int customers;
    private final List<Step> steps;

    private Tracking(Instant split, int customers, List<Step> steps) {
        this.split = split;
        this.customers = customers;
        this.steps = List.copyOf(steps);
    }

    /**
     * One step of time. Purchases are repeat purchases: the first of each customer is none.
     *
     * @param from when it begins
     * @param until when it ends, excluded
     * @param isHeldOut whether it lies after the split
     * @param bought purchases within it
     * @param expected purchases within it that the model expects
     * @param boughtSoFar purchases until its end
     * @param expectedSoFar purchases until its end that the model expects
     */
    public record Step(
            Instant from,
            Instant until,
            boolean isHeldOut,
            long bought,
            double expected,
            long boughtSoFar,
            double expectedSoFar) {
        /**
         * Refuses nulls.
         *
         * @param from when it begins
         * @param until when it ends, excluded
         * @param isHeldOut whether it lies after the split
         * @param bought purchases within it
         * @param expected purchases within it that the model expects
         * @param boughtSoFar purchases until its end
         * @param expectedSoFar purchases until its end that the model expects
         */
        public Step {
            Objects.requireNonNull(from, "from");
            Objects.requireNonNull(until, "until");
        }
    }

    /**
     * Follows the customers who had bought before the split, from the first purchase of any of them on.
     *
     * @param view all that is known
     * @param model of purchases by days; fitted to what was known at the split, if the steps after it are to judge it
     * @param split an end of a step; before {@code view.asOf()}. The start of its day is taken, in the zone of the model's purchases
     * @param step how long steps are, positive: 7 days for the plots of the paper. Whole days are those of the calendar in that zone. A
     *     last one that is not over is left out
     * @return the steps; none if nobody had bought before the split
     * @throws IllegalArgumentException if the split or the step is out of its range, no step after the split is over, there are more
     *     than 10,000 steps, or the model is of purchases by period, or expects something else of each customer: by covariates or
     *     seasons
     */
    public static Tracking of(LogView view, CustomerBaseModel model, Instant split, Duration step) {
        long at = Millis.checked("split", split);
        long length = Millis.of(step);
        if (!split.isBefore(view.asOf())) {
            throw new IllegalArgumentException("split must be before " + view.asOf() + ", was " + split);
        }
        if (length < 1) {
            throw new IllegalArgumentException("step must be at least a millisecond, was " + step);
        }
        if (!model.covariates().isEmpty() || model.usual() != model) {
            throw new IllegalArgumentException(
                    model.name() + " expects something else of each customer, by covariates or seasons");
        }
        Steps steps = Steps.of(DayClock.of(model.definition().zone()), at, length);
        Known known = new Known(view, model, steps.split());
        return new Tracking(
                Instant.ofEpochMilli(steps.split()), known.customers, known.steps(steps, Millis.of(view.asOf())));
    }

    /** Where steps begin and end: each has the same number of days, or the same time if it is of no whole days. */
    private record Steps(DayClock clock, long split, long length) {
        static Steps of(DayClock clock, long at, long length) {
            return new Steps(clock, (long) clock.startOfDay(at), length);
        }

        private boolean isOfDays() {
            return length % DAY == 0;
        }

        /** Of a step by its number, which is 0 at the split. */
        long start(long step) {
            return isOfDays() ? (long) clock.startOf(clock.day(split) + step * (length / DAY)) : split + step * length;
        }

        /** By how many steps an instant lies behind the split, rounded down. */
        long until(long at) {
            return isOfDays()
                    ? Math.floorDiv(clock.day(at) - clock.day(split), length / DAY)
                    : Math.floorDiv(at - split, length);
        }
    }

    /** The customers who had bought before the split. */
    private static final class Known {
        private final CustomerBaseModel model;
        /** How many customers there are by the day of their first purchase. */
        private final TreeMap<Long, Integer> firsts = new TreeMap<>();
        /** Repeat purchases by day. */
        private final TreeMap<Long, Long> repeats = new TreeMap<>();
        /** Expectations by time since the first purchase: all customers are of few different days. */
        private final Map<Long, Double> expected = new HashMap<>();

        private int customers;

        Known(LogView view, CustomerBaseModel model, long split) {
            this.model = model;
            for (int row = 0; row < view.customers(); row++) {
                long[] days = model.definition().starts(view, row);
                if (days.length > 0 && days[0] < split) {
                    customers++;
                    firsts.merge(days[0], 1, Integer::sum);
                    for (int i = 1; i < days.length; i++) {
                        repeats.merge(days[i], 1L, Long::sum);
                    }
                }
            }
        }

        List<Step> steps(Steps times, long end) {
            List<Step> steps = new ArrayList<>();
            if (firsts.isEmpty()) {
                return steps;
            }
            long before = -times.until(firsts.firstKey());
            long after = times.until(end);
            if (after == 0) {
                throw new IllegalArgumentException(
                        "step must be no longer than from " + Instant.ofEpochMilli(times.split()) + " to "
                                + Instant.ofEpochMilli(end) + ", was " + Duration.ofMillis(times.length()));
            }
            if (before + after > MOST) {
                throw new IllegalArgumentException("there must be at most " + MOST + " steps, would be "
                        + (before + after) + ": take longer ones");
            }
            long bought = 0;
            double due = 0;
            for (long i = -before; i < after; i++) {
                long from = times.start(i);
                long until = times.start(i + 1);
                long within = repeats.subMap(from, until).values().stream()
                        .mapToLong(Long::longValue)
                        .sum();
                double sum = expectedUntil(until);
                bought += within;
                steps.add(new Step(
                        Instant.ofEpochMilli(from),
                        Instant.ofEpochMilli(until),
                        i >= 0,
                        within,
                        sum - due,
                        bought,
                        sum));
                due = sum;
            }
            return steps;
        }

        private double expectedUntil(long end) {
            double sum = 0;
            for (Map.Entry<Long, Integer> each : firsts.headMap(end).entrySet()) {
                sum += each.getValue() * expectedWithin(end - each.getKey());
            }
            return sum;
        }

        private double expectedWithin(long millis) {
            return expected.computeIfAbsent(
                    millis, time -> model.expectedPurchases(model.timeScale().ofMillis(time)));
        }
    }

    /**
     * Where the steps begin that the model has not seen.
     *
     * @return the start of the split's day
     */
    public Instant split() {
        return split;
    }

    /**
     * How many customers had bought before the split.
     *
     * @return those who are followed
     */
    public int customers() {
        return customers;
    }

    /**
     * The steps.
     *
     * @return in the order of time
     */
    public List<Step> steps() {
        return steps;
    }

    /**
     * What was bought after the split.
     *
     * @return over all steps after it
     */
    public long heldOutBought() {
        return steps.stream().filter(Step::isHeldOut).mapToLong(Step::bought).sum();
    }

    /**
     * What the model expected after the split.
     *
     * @return over all steps after it
     */
    public double heldOutExpected() {
        return steps.stream()
                .filter(Step::isHeldOut)
                .mapToDouble(Step::expected)
                .sum();
    }

    /**
     * The relative error of the forecast of all purchases after the split.
     *
     * @return 0.1 for 10 % too many; NaN if nothing was bought
     */
    public double bias() {
        long bought = heldOutBought();
        return bought == 0 ? Double.NaN : heldOutExpected() / bought - 1;
    }

    /** A row for each step. */
    @Override
    public Table table() {
        Table.Builder table = Table.builder()
                .column("from")
                .column("held_out")
                .column("bought")
                .column("expected", "%.1f")
                .column("bought_so_far")
                .column("expected_so_far", "%.1f");
        steps.forEach(each -> table.row(
                each.from(),
                each.isHeldOut(),
                each.bought(),
                each.expected(),
                each.boughtSoFar(),
                each.expectedSoFar()));
        return table.build();
    }

    /** A line for each step. */
    @Override
    public String toString() {
        return table().toString();
    }
}

package io.engagement.outcome.observational;

import io.engagement.history.LogView;
import io.engagement.internal.calendar.Millis;
import io.engagement.table.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntFunction;

/**
 * One figure for each customer and period: what they spent each week, say. Only what is not 0 takes room. Immutable.
 *
 * <p>Periods have whole numbers as names. Those of a log count from 0 at the start and are all wholly seen; those of a table are its own,
 * such as years.
 */
public final class Panel {
    /** Periods of one panel: as many as a {@code char} counts would be more than anybody reads. */
    static final int MOST_PERIODS = 5_000;

    private final IntFunction<String> names;
    private final int rows;
    private final int first;
    private final int periods;
    private final int[] starts;
    private final char[] cells;
    private final double[] values;
    /** The period in which each customer was first seen. */
    private final int[] entries;

    private final Optional<LogPeriods> grid;

    private Panel(
            IntFunction<String> names,
            int first,
            int periods,
            List<Cells> parts,
            int[] entries,
            Optional<LogPeriods> grid) {
        this.names = names;
        this.first = first;
        this.periods = periods;
        this.entries = entries;
        this.grid = grid;
        rows = parts.stream().mapToInt(Cells::rows).sum();
        int size = parts.stream().mapToInt(Cells::size).reduce(0, Math::addExact);
        starts = new int[rows + 1];
        cells = new char[size];
        values = new double[size];
        int row = 0;
        for (Cells part : parts) {
            part.copyInto(starts, row, cells, values);
            row += part.rows();
        }
    }

    /**
     * The panel of a log, in one pass.
     *
     * @param view its rows are the panel's rows
     * @param start of period 0
     * @param period how long each is; the last one ends at the view's instant or before
     * @param outcome what is counted
     * @return the panel
     * @throws IllegalArgumentException if the period is not positive or in whole milliseconds, or there would be none or more than 5,000
     */
    public static Panel of(LogView view, Instant start, Duration period, PanelOutcome outcome) {
        LogPeriods grid = LogPeriods.of(view, start, period);
        int[] entries = new int[view.customers()];
        List<Cells> parts = grid.cells(view, outcome.reader(view), entries);
        return new Panel(view::customerId, 0, grid.count(), parts, entries, Optional.of(grid));
    }

    /** Rows of a table, in any order. For one thread. */
    public static final class Builder {
        private final TreeMap<String, TreeMap<Integer, Double>> rows = new TreeMap<>();
        private int first = Integer.MAX_VALUE;
        private int last = Integer.MIN_VALUE;

        private Builder() {}

        /**
         * Adds a figure.
         *
         * @param unit the customer's id
         * @param period its name
         * @param value finite
         * @return this
         * @throws IllegalArgumentException if the id is blank, the value is not finite, or the unit has that period already
         */
        public Builder add(String unit, int period, double value) {
            if (unit.isBlank() || !Double.isFinite(value)) {
                throw new IllegalArgumentException("a panel takes ids that are not blank and finite values, was given '"
                        + unit + "' with " + value + " in period " + period);
            }
            if (rows.computeIfAbsent(unit, id -> new TreeMap<>()).put(period, value) != null) {
                throw new IllegalArgumentException("unit " + unit + " has period " + period + " twice");
            }
            first = Math.min(first, period);
            last = Math.max(last, period);
            return this;
        }

        /**
         * The panel, in which each unit has all periods.
         *
         * @return the panel
         * @throws IllegalArgumentException if there is no row, there are more than 5,000 periods, or a unit lacks one
         */
        public Panel build() {
            rows.forEach((unit, own) -> {
                if (own.size() <= (long) last - first) {
                    throw new IllegalArgumentException("unit " + unit + " has " + own.size() + " of "
                            + ((long) last - first + 1) + " periods: leave it out, or take what is missing as 0");
                }
            });
            return buildWithZeros();
        }

        /**
         * The panel, in which a unit has 0 in periods that were not added: sums of what happened.
         *
         * @return the panel
         * @throws IllegalArgumentException if there is no row, or there are more than 5,000 periods
         */
        public Panel buildWithZeros() {
            long count = (long) last - first + 1;
            if (rows.isEmpty() || count > MOST_PERIODS) {
                throw new IllegalArgumentException("a panel must have rows and at most " + MOST_PERIODS
                        + " periods, has " + rows.size() + " units and " + Math.max(0, count) + " periods");
            }
            Cells cells = new Cells(rows.size());
            rows.values().forEach(own -> {
                own.forEach((period, value) -> cells.add(period - first, value));
                cells.next();
            });
            String[] ids = rows.keySet().toArray(String[]::new);
            return new Panel(
                    row -> ids[row], first, (int) count, List.of(cells), new int[ids.length], Optional.empty());
        }
    }

    /**
     * A panel to be filled from a table.
     *
     * @return without rows
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Number of customers.
     *
     * @return how many rows
     */
    public int units() {
        return rows;
    }

    /**
     * A row's customer id.
     *
     * @param row from 0 to {@code units() - 1}
     * @return the id
     */
    public String unit(int row) {
        return names.apply(row);
    }

    /**
     * The first period.
     *
     * @return its name
     */
    public int firstPeriod() {
        return first;
    }

    /**
     * The last period.
     *
     * @return its name
     */
    public int lastPeriod() {
        return first + periods - 1;
    }

    /**
     * What each group of customers had in each block of periods: to be looked at before any effect. Differences between groups are no
     * effects, as those who are contacted differ from the others anyway.
     *
     * @param contacts when each customer was first contacted
     * @param block number of periods that are put together, from 1 to all
     * @return a row for each group and block: {@code group, customers, from, to, mean}; periods at the end that fill no block are left
     *     out
     * @throws IllegalArgumentException if the block is out of its range, or contacts are of another panel
     */
    public Table levels(FirstContacts contacts, int block) {
        return CohortLevels.of(this, contacts, block).table();
    }

    /**
     * A figure.
     *
     * @param row from 0 to {@code units() - 1}
     * @param period from {@link #firstPeriod()} to {@link #lastPeriod()}
     * @return 0 if there is nothing
     */
    public double value(int row, int period) {
        int at = Arrays.binarySearch(cells, starts[row], starts[row + 1], (char) checked(period));
        return at < 0 ? 0 : values[at];
    }

    private int checked(int period) {
        if (period < first || period > lastPeriod()) {
            throw new IndexOutOfBoundsException("period " + period + " is not one of " + first + " to " + lastPeriod());
        }
        return period - first;
    }

    /** The name of the period that an instant lies in; the one before the first or after the last if in none. */
    int periodOf(Instant at) {
        LogPeriods log = grid.orElseThrow(() -> new IllegalArgumentException(
                "periods of a table have no instants: say in which period each unit was first contacted"));
        long milli = Millis.of(at);
        return milli < log.start() ? -1 : log.period(milli);
    }

    int periods() {
        return periods;
    }

    /** The period, from 0, in which a customer was first seen. */
    int entry(int row) {
        return entries[row];
    }

    int start(int row) {
        return starts[row];
    }

    /** The period, from 0, of a cell. */
    int cell(int position) {
        return cells[position];
    }

    double valueAt(int position) {
        return values[position];
    }

    /** The sum over periods counted from 0, both ends included. */
    double sum(int row, int from, int to) {
        double sum = 0;
        for (int p = starts[row]; p < starts[row + 1] && cells[p] <= to; p++) {
            sum += cells[p] >= from ? values[p] : 0;
        }
        return sum;
    }

    void requireSameUnits(Panel other) {
        if (other.rows != rows || other.periods != periods || other.first != first || !other.grid.equals(grid)) {
            throw new IllegalArgumentException("panels of one study must have the same units and periods, have " + rows
                    + " units in periods " + first + " to " + lastPeriod() + ", and " + other.rows + " in "
                    + other.first + " to " + other.lastPeriod());
        }
    }

    @Override
    public String toString() {
        return "Panel[" + rows + " units, periods " + first + " to " + lastPeriod() + "]";
    }
}

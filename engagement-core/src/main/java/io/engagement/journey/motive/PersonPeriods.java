package io.engagement.journey.motive;

import io.engagement.domain.TimeScale;
import io.engagement.internal.text.Names;
import io.engagement.survival.Lifetimes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Who was at risk of leaving in which period, what was known of them when it began, and who left: a row for each unit, as a
 * customer or a contract, and period.
 *
 * <p>A period in which a unit could not have been seen leaving has no row. Whoever was there before the records begin enters with
 * the first period that the records saw: with earlier rows, in which the survivors among them cannot have left, they would never
 * seem to leave (immortal time). After the period in which it left, a unit has no more rows.
 *
 * <p>Columns are as of the period's start. {@link Builder#add(String, int, int, boolean, double...)} is told up to which period
 * they reach, and refuses what reaches into the row's own. Immutable; rows are kept by unit and period, in whatever order they came.
 */
public final class PersonPeriods {
    private final List<String> names;
    private final List<String> units;
    private final int[] unit;
    private final int[] period;
    private final boolean[] left;
    /** Row by row. */
    private final double[] columns;

    private PersonPeriods(
            List<String> names, List<String> units, int[] unit, int[] period, boolean[] left, double... columns) {
        this.names = names;
        this.units = units;
        this.unit = unit;
        this.period = period;
        this.left = left;
        this.columns = columns;
    }

    @SuppressWarnings("ArrayRecordComponent") // within the class, where nobody changes them
    private record Row(String unit, int period, boolean left, double... columns) {}

    /** Takes rows in any order. */
    public static final class Builder {
        private final List<String> names;
        private final List<Row> rows = new ArrayList<>();

        private Builder(List<String> names) {
            this.names = names;
        }

        /**
         * Adds a unit's period at risk, with columns as of the end of the period before.
         *
         * @param unit who
         * @param period its number, of a calendar or of the unit's own age
         * @param left whether the unit left in it
         * @param columns what was known when it began
         * @return this
         * @throws IllegalArgumentException if there are not as many columns as names, or one is not finite
         */
        public Builder add(String unit, int period, boolean left, double... columns) {
            Objects.requireNonNull(unit, "unit");
            if (columns.length != names.size()) {
                throw new IllegalArgumentException("columns of " + unit + " in period " + period + " must be "
                        + names.size() + ", were " + columns.length);
            }
            for (int j = 0; j < columns.length; j++) {
                if (!Double.isFinite(columns[j])) {
                    throw new IllegalArgumentException(names.get(j) + " of " + unit + " in period " + period
                            + " must be finite, was " + columns[j]
                            + ": put a typical value where it is not known, or leave the row out");
                }
            }
            rows.add(new Row(unit, period, left, columns.clone()));
            return this;
        }

        /**
         * Adds a unit's period at risk, and checks that its columns reach no further than to its start.
         *
         * @param unit who
         * @param period its number
         * @param knownUpTo the last period of which the columns hold something
         * @param left whether the unit left in it
         * @param columns what was known when it began
         * @return this
         * @throws IllegalArgumentException if the columns reach into the period, or are not as {@link #add(String, int, boolean,
         *     double...)} wants them
         */
        public Builder add(String unit, int period, int knownUpTo, boolean left, double... columns) {
            if (knownUpTo >= period) {
                throw new IllegalArgumentException("columns of " + unit + " in period " + period
                        + " must be known from earlier periods, reach up to " + knownUpTo
                        + ": what includes the period in which a unit leaves tells that it left, not why");
            }
            return add(unit, period, left, columns);
        }

        /**
         * The rows.
         *
         * @return by unit and period
         * @throws IllegalArgumentException if a unit has a period twice, or a row after it left
         */
        public PersonPeriods build() {
            List<Row> sorted = new ArrayList<>(rows);
            sorted.sort(Comparator.comparing(Row::unit).thenComparingInt(Row::period));
            for (int i = 1; i < sorted.size(); i++) {
                check(sorted.get(i - 1), sorted.get(i));
            }
            return of(names, sorted);
        }

        private static void check(Row before, Row row) {
            if (!before.unit().equals(row.unit())) {
                return;
            }
            if (before.period() == row.period()) {
                throw new IllegalArgumentException(
                        row.unit() + " has period " + row.period() + " twice: a unit has a row a period");
            }
            if (before.left()) {
                throw new IllegalArgumentException(row.unit() + " left in period " + before.period()
                        + " and has a row in period " + row.period()
                        + ": who left is not at risk; who came back is another unit");
            }
        }
    }

    private static PersonPeriods of(List<String> names, List<Row> rows) {
        List<String> units = new ArrayList<>();
        int[] unit = new int[rows.size()];
        boolean[] left = new boolean[rows.size()];
        double[] columns = new double[rows.size() * names.size()];
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            if (units.isEmpty() || !units.get(units.size() - 1).equals(row.unit())) {
                units.add(row.unit());
            }
            unit[i] = units.size() - 1;
            left[i] = row.left();
            System.arraycopy(row.columns(), 0, columns, i * names.size(), names.size());
        }
        int[] period = rows.stream().mapToInt(Row::period).toArray();
        return new PersonPeriods(names, List.copyOf(units), unit, period, left, columns);
    }

    /**
     * Rows to be added.
     *
     * @param columns names of the columns, all different
     * @return without rows
     * @throws IllegalArgumentException if a name is blank or there twice
     */
    public static Builder builder(String... columns) {
        return builder(List.of(columns));
    }

    static Builder builder(List<String> columns) {
        if (columns.stream()
                        .anyMatch(name -> name.isBlank()
                                || !name.strip().equals(name)
                                || name.lines().count() > 1)
                || columns.stream().distinct().count() < columns.size()) {
            throw new IllegalArgumentException("columns must have different names of one line, were " + columns);
        }
        return new Builder(List.copyOf(columns));
    }

    /**
     * Names of the columns.
     *
     * @return in their order
     */
    public List<String> columns() {
        return names;
    }

    /**
     * How many rows there are.
     *
     * @return units' periods at risk
     */
    public int size() {
        return unit.length;
    }

    /**
     * How many units there are.
     *
     * @return each counted once
     */
    public int units() {
        return units.size();
    }

    /**
     * How many left.
     *
     * @return at most as many as units
     */
    public int events() {
        return (int) IntStream.range(0, left.length).filter(row -> left[row]).count();
    }

    /**
     * Who a row is of.
     *
     * @param row from 0
     * @return the unit
     */
    public String unit(int row) {
        return units.get(unit[row]);
    }

    /**
     * The period of a row.
     *
     * @param row from 0
     * @return its number
     */
    public int period(int row) {
        return period[row];
    }

    /**
     * Whether the unit left in it.
     *
     * @param row from 0
     * @return if so
     */
    public boolean hasLeft(int row) {
        return left[row];
    }

    /**
     * What was known when the period began.
     *
     * @param row from 0
     * @param column its place
     * @return finite
     */
    public double value(int row, int column) {
        return columns[row * names.size() + Objects.checkIndex(column, names.size())];
    }

    /**
     * The place of a column.
     *
     * @param name of the column
     * @return from 0
     * @throws IllegalArgumentException if there is none of that name
     */
    public int index(String name) {
        int index = names.indexOf(name);
        if (index < 0) {
            throw Names.unknown("column", name, names);
        }
        return index;
    }

    boolean[] left() {
        return left;
    }

    /** Row by row. */
    double[] values() {
        return columns;
    }

    double[] column(int column) {
        return IntStream.range(0, size()).mapToDouble(row -> value(row, column)).toArray();
    }

    /** The periods that some row has, ascending. */
    int[] periods() {
        return Arrays.stream(period).distinct().sorted().toArray();
    }

    /** Rows of periods from one to another, the latter not included. */
    PersonPeriods within(int from, int to) {
        int[] rows = IntStream.range(0, size())
                .filter(row -> period[row] >= from && period[row] < to)
                .toArray();
        return picked(rows, IntStream.range(0, names.size()).toArray());
    }

    /** These rows with some columns only. */
    PersonPeriods withColumns(int... kept) {
        return picked(IntStream.range(0, size()).toArray(), kept);
    }

    private PersonPeriods picked(int[] rows, int... kept) {
        double[] some = new double[rows.length * kept.length];
        boolean[] happened = new boolean[rows.length];
        int[] who = new int[rows.length];
        int[] when = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            happened[i] = left[rows[i]];
            who[i] = unit[rows[i]];
            when[i] = period[rows[i]];
            for (int j = 0; j < kept.length; j++) {
                some[i * kept.length + j] = columns[rows[i] * names.size() + kept[j]];
            }
        }
        return new PersonPeriods(IntStream.of(kept).mapToObj(names::get).toList(), units, who, when, happened, some);
    }

    /** -2 ln of the likelihood of one risk for all. */
    double nullDeviance() {
        double n = size();
        double leaving = events();
        return -2 * (xLogX(leaving) + xLogX(n - leaving) - xLogX(n));
    }

    private static double xLogX(double x) {
        return x == 0 ? 0 : x * Math.log(x);
    }

    /**
     * The same as lifetimes, for curves of who is still there: each period at risk is a time from its beginning, one less than its
     * number, to its end, so that who was seen late enters late.
     *
     * @param length of a period
     * @return a row for each period at risk
     */
    public Lifetimes lifetimes(TimeScale length) {
        double[] start = IntStream.of(period).mapToDouble(number -> number - 1).toArray();
        double[] stop = IntStream.of(period).mapToDouble(number -> number).toArray();
        return Lifetimes.of(length, start, stop, left);
    }
}

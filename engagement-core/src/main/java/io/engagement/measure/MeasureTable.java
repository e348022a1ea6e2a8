package io.engagement.measure;

import io.engagement.domain.InitiatorCounts;
import io.engagement.domain.TimeScale;
import io.engagement.history.CustomerHistory;
import io.engagement.history.LogView;
import io.engagement.internal.index.Chunks;
import io.engagement.measure.spi.Statistic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** Measures of customers in columns, as of one instant, times in one unit. Immutable. */
public final class MeasureTable {
    private final Instant asOf;
    private final TimeScale scale;
    private final int size;
    private final IntFunction<String> customerIds;
    /** Of each measure its place among the columns, in the order of the places. */
    private final Map<Measure, Integer> places;

    private final MeasureColumn[] columns;
    /** Counted when asked for. */
    private final Supplier<Optional<InitiatorCounts>> initiators;

    MeasureTable(
            Instant asOf,
            TimeScale scale,
            int size,
            IntFunction<String> customerIds,
            Map<Measure, Integer> places,
            MeasureColumn... columns) {
        this(asOf, scale, size, customerIds, places, Optional::empty, columns);
    }

    private MeasureTable(
            Instant asOf,
            TimeScale scale,
            int size,
            IntFunction<String> customerIds,
            Map<Measure, Integer> places,
            Supplier<Optional<InitiatorCounts>> initiators,
            MeasureColumn... columns) {
        this.asOf = asOf;
        this.scale = scale;
        this.size = size;
        this.customerIds = customerIds;
        this.places = places;
        this.initiators = initiators;
        this.columns = columns;
    }

    /**
     * Measures of all customers of a view, in one pass over it and in parallel. The bits do not depend on the number of
     * threads.
     *
     * @param view what is measured; the table's rows are its rows
     * @param scale the unit of times
     * @param measures which ones; one that is named twice is there once
     * @return the table
     * @throws IllegalArgumentException if the view is as of an instant more than 285,000 years from 1970, or an attribute that
     *     is measured is no number, or no level: the message names the first such customer
     */
    public static MeasureTable of(LogView view, TimeScale scale, List<Measure> measures) {
        StateLayout layout = StateLayout.of(measures);
        return new MeasureTable(
                view.asOf(),
                scale,
                view.customers(),
                view::customerId,
                layout.columnPlaces(),
                () -> Optional.of(view.initiators()),
                new MeasurePass(view, scale, layout).columns());
    }

    /**
     * Measures of one customer.
     *
     * @param history what is measured
     * @param scale the unit of times
     * @param measures which ones
     * @return a table of one row, the same bits as in a table of many
     * @throws IllegalArgumentException if the history is as of an instant more than 285,000 years from 1970
     */
    public static MeasureTable of(CustomerHistory history, TimeScale scale, List<Measure> measures) {
        return of(history.view(), scale, measures);
    }

    /**
     * A table from columns that were computed elsewhere.
     *
     * @param asOf as of when they hold
     * @param scale the unit of times in them
     * @param customerIds one a row; an empty list names the rows "0", "1" and so on
     * @param columns of equal length; copied
     * @return the table
     * @throws IllegalArgumentException if lengths differ
     */
    public static MeasureTable ofColumns(
            Instant asOf, TimeScale scale, List<String> customerIds, Map<Measure, double[]> columns) {
        Objects.requireNonNull(asOf, "asOf");
        Objects.requireNonNull(scale, "scale");
        int size = columns.values().stream()
                .mapToInt(column -> column.length)
                .findFirst()
                .orElse(customerIds.size());
        Map<Measure, Integer> places = new LinkedHashMap<>();
        List<MeasureColumn> copies = new ArrayList<>();
        columns.forEach((measure, column) -> {
            checkLength("column " + measure, column.length, size);
            places.put(measure, copies.size());
            copies.add(new MeasureColumn(column.clone()));
        });
        MeasureColumn[] all = copies.toArray(MeasureColumn[]::new);
        if (customerIds.isEmpty()) {
            return new MeasureTable(asOf, scale, size, Integer::toString, places, all);
        }
        checkLength("customerIds", customerIds.size(), size);
        return new MeasureTable(asOf, scale, size, List.copyOf(customerIds)::get, places, all);
    }

    private static void checkLength(String what, int length, int size) {
        if (length != size) {
            throw new IllegalArgumentException(what + " must have " + size + " rows like the first, has " + length);
        }
    }

    /**
     * Number of rows.
     *
     * @return one a customer
     */
    public int size() {
        return size;
    }

    /**
     * As of when the measures hold.
     *
     * @return the instant
     */
    public Instant asOf() {
        return asOf;
    }

    /**
     * The unit of times.
     *
     * @return the unit
     */
    public TimeScale timeScale() {
        return scale;
    }

    /**
     * The measures.
     *
     * @return in the order in which they were asked for
     */
    public List<Measure> measures() {
        return new ArrayList<>(places.keySet());
    }

    /**
     * A measure's column.
     *
     * @param measure the measure
     * @return its values
     * @throws IllegalArgumentException if the table does not hold it; the message names those that it holds
     */
    public MeasureColumn column(Measure measure) {
        Integer place = places.get(measure);
        if (place == null) {
            throw new IllegalArgumentException("the table has no measure " + measure + "; it has " + places.keySet());
        }
        return columns[place];
    }

    /**
     * A row's customer id.
     *
     * @param row from 0 to {@code size() - 1}
     * @return the id
     * @throws IndexOutOfBoundsException if there is no such row
     */
    public String customerId(int row) {
        return customerIds.apply(Objects.checkIndex(row, size));
    }

    /**
     * How the initiators of the interactions are known that were measured; models that are fitted to the table tell it.
     *
     * @return empty unless the table was computed from a view
     */
    public Optional<InitiatorCounts> initiators() {
        return initiators.get();
    }

    /** One pass over a view: each statistic once, however many measures read it. */
    private static final class MeasurePass {
        /** Rows that one task takes: enough to forget the cost of a task, few enough to spread. */
        private static final Chunks CHUNKS = new Chunks(2048);

        private final LogView view;
        private final StateLayout layout;
        private final Statistic.Reader[] readers;
        private final double now;
        private final double unit;
        private final double[][] values;
        /** The first row whose facts are refused. */
        private final AtomicInteger refused = new AtomicInteger(Integer.MAX_VALUE);

        MeasurePass(LogView view, TimeScale scale, StateLayout layout) {
            this.view = view;
            this.layout = layout;
            this.readers = layout.statistics().stream()
                    .map(statistic -> OwnCode.reader(statistic, view))
                    .toArray(Statistic.Reader[]::new);
            this.now = Measure.millis(view.asOf());
            this.unit = scale.millis();
            this.values = new double[layout.measures().size()][view.customers()];
        }

        MeasureColumn[] columns() {
            int rows = view.customers();
            CHUNKS.forEach(rows, this::fill);
            if (refused.get() < rows) {
                layout.facts().know(view, refused.get(), new double[layout.slots()], 0);
            }
            return Arrays.stream(values).map(MeasureColumn::new).toArray(MeasureColumn[]::new);
        }

        private void fill(int from, int to) {
            double[] state = new double[layout.slots()];
            boolean hasFacts = layout.hasFacts();
            for (int row = from; row < to; row++) {
                layout.reset(state, 0);
                if (hasFacts) {
                    know(row, state);
                }
                for (int s = 0; s < readers.length; s++) {
                    readers[s].addAll(view.start(row), view.end(row), state, layout.offset(s));
                }
                for (int m = 0; m < values.length; m++) {
                    values[m][row] = layout.valueAt(m, state, 0, now, unit);
                }
            }
        }

        /** The first row is reported, whichever thread comes first. */
        private void know(int row, double[] state) {
            try {
                layout.facts().know(view, row, state, 0);
            } catch (RuntimeException thrown) {
                refused.accumulateAndGet(row, Math::min);
            }
        }
    }
}

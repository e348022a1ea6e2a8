package io.engagement.measure;

import io.engagement.domain.TimeScale;
import io.engagement.history.LogView;
import io.engagement.internal.index.Chunks;
import io.engagement.measure.spi.Statistic;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Measures of the same customers as of several instants, in one pass over their interactions: what forecasts of the past are
 * fitted to and judged by.
 */
public final class MeasurePanel {
    /** Rows that one task takes. */
    private static final Chunks CHUNKS = new Chunks(256);

    private final LogView view;
    private final TimeScale scale;
    private final StateLayout layout;
    private final int[] rows;
    private final Instant[] instants;
    private final double[] millis;
    private final Statistic.Reader[] readers;
    /** By instant, measure and row. */
    private final double[][][] values;

    private MeasurePanel(LogView view, TimeScale scale, StateLayout layout, int[] rows, Instant... instants) {
        this.view = view;
        this.scale = scale;
        this.layout = layout;
        this.rows = rows;
        this.instants = instants;
        millis = new double[instants.length];
        for (int i = 0; i < instants.length; i++) {
            millis[i] = Measure.millis(instants[i]);
        }
        readers = layout.statistics().stream()
                .map(statistic -> OwnCode.reader(statistic, view))
                .toArray(Statistic.Reader[]::new);
        values = new double[instants.length][layout.measures().size()][rows.length];
    }

    /**
     * Measures of some of a view's customers. Attributes are as they are now at all instants, given numbers are there
     * at the view's own instant only. The numbers are those of tables of the earlier views, but for the last bits of
     * sums; they do not depend on the number of threads.
     *
     * @param view what is measured
     * @param scale the unit of times
     * @param measures which ones; one that is named twice is there once
     * @param rows of the view, in any order
     * @param instants ascending, none later than the view's
     * @return a table for each instant, its rows in the order given; who was not known yet has the measures of somebody without
     *     interactions
     * @throws IllegalArgumentException if the instants are not in order or later than the view's, or an attribute that is
     *     measured is no number, or no level
     */
    public static List<MeasureTable> of(
            LogView view, TimeScale scale, List<Measure> measures, int[] rows, List<Instant> instants) {
        checkOrder(view, instants);
        return new MeasurePanel(view, scale, StateLayout.of(measures), rows.clone(), instants.toArray(Instant[]::new))
                .tables();
    }

    private static void checkOrder(LogView view, List<Instant> instants) {
        Instant last = Instant.MIN;
        for (Instant instant : instants) {
            if (instant.isBefore(last) || instant.isAfter(view.asOf())) {
                throw new IllegalArgumentException("instants of a panel must ascend and not be later than the view's "
                        + view.asOf() + ", " + instant + " follows " + last);
            }
            last = instant;
        }
    }

    private List<MeasureTable> tables() {
        checkFacts();
        CHUNKS.forEach(rows.length, this::fill);
        return IntStream.range(0, instants.length).mapToObj(this::table).toList();
    }

    /** In the order of rows, so that the first one that is refused is named. */
    private void checkFacts() {
        double[] state = new double[layout.slots()];
        for (int index = 0; layout.hasFacts() && index < rows.length; index++) {
            layout.know(view.customer(rows[index]), state, 0);
        }
    }

    private MeasureTable table(int instant) {
        MeasureColumn[] columns = new MeasureColumn[values[instant].length];
        for (int m = 0; m < columns.length; m++) {
            columns[m] = new MeasureColumn(values[instant][m]);
        }
        return new MeasureTable(
                instants[instant],
                scale,
                rows.length,
                row -> view.customerId(rows[row]),
                layout.columnPlaces(),
                columns);
    }

    private void fill(int from, int to) {
        double[] state = new double[layout.slots()];
        boolean hasFacts = layout.hasFacts();
        for (int index = from; index < to; index++) {
            layout.reset(state, 0);
            if (hasFacts) {
                layout.know(view.customer(rows[index]), state, 0);
            }
            int position = view.start(rows[index]);
            for (int i = 0; i < instants.length; i++) {
                int end = end(rows[index], position, millis[i]);
                for (int s = 0; s < readers.length; s++) {
                    readers[s].addAll(position, end, state, layout.offset(s));
                }
                position = end;
                if (instants[i].equals(view.asOf())) {
                    layout.facts().give(view, rows[index], state, 0);
                }
                for (int m = 0; m < values[i].length; m++) {
                    values[i][m][index] = layout.valueAt(m, state, 0, millis[i], scale.millis());
                }
            }
        }
    }

    /** After the last interaction that is not later. */
    private int end(int row, int from, double now) {
        int end = from;
        while (end < view.end(row) && (double) view.epochMilli(end) <= now) {
            end++;
        }
        return end;
    }
}

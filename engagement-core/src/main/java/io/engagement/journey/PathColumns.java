package io.engagement.journey;

import io.engagement.history.LogView;
import io.engagement.internal.calendar.Millis;
import io.engagement.internal.index.Chunks;
import io.engagement.measure.spi.Quantity;
import io.engagement.measure.spi.Weights;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** The ways of some customers of a view, one after another: of each visit its stage and from when; until when tells the next. */
final class PathColumns {
    /** Customers that a worker takes at once. */
    static final Chunks CUSTOMERS = new Chunks(4096);

    private final int first;
    /** After the last visit of each customer. */
    private final int[] ends;

    private short[] stages = new short[64];
    private long[] from = new long[64];
    private int size;

    private PathColumns(int first, int customers) {
        this.first = first;
        this.ends = new int[customers];
    }

    static List<PathColumns> of(LogView view, StageWalk walk) {
        Weights weights = Weights.of(new StageStatistic(walk), view);
        return IntStream.range(0, CUSTOMERS.count(view.customers()))
                .parallel()
                .mapToObj(
                        chunk -> of(view, walk, weights, CUSTOMERS.from(chunk), CUSTOMERS.to(chunk, view.customers())))
                .toList();
    }

    private static PathColumns of(LogView view, StageWalk walk, Weights weights, int from, int to) {
        PathColumns columns = new PathColumns(from, to - from);
        double[] slots = new double[walk.slots()];
        Cursor cursor = new Cursor(view);
        double now = Millis.of(view.asOf());
        for (int row = from; row < to; row++) {
            begin(view, row, walk, slots);
            for (int i = view.start(row); i < view.end(row); i++) {
                double mask = weights.at(i);
                if (mask != 0) {
                    cursor.position = i;
                    walk.enter((double) view.epochMilli(i), (long) mask, cursor, slots, 0, columns::add);
                }
            }
            walk.finish(now, slots, 0, columns::add);
            columns.ends[row - from] = columns.size;
        }
        columns.stages = Arrays.copyOf(columns.stages, columns.size);
        columns.from = Arrays.copyOf(columns.from, columns.size);
        return columns;
    }

    /** The record may say that a customer was known before anything happened. */
    private static void begin(LogView view, int row, StageWalk walk, double[] slots) {
        walk.reset(slots, 0);
        view.customer(row).since().ifPresent(since -> {
            long known = Millis.of(since);
            long seen = view.start(row) < view.end(row) ? view.epochMilli(view.start(row)) : Long.MAX_VALUE;
            if (known < seen && !since.isAfter(view.asOf())) {
                walk.know((double) known, slots, 0);
            }
        });
    }

    /** What a customer's slots are after all that is known. */
    static double[] slots(LogView view, int row, StageWalk walk) {
        double[] slots = new double[walk.slots()];
        begin(view, row, walk, slots);
        Weights weights = Weights.of(new StageStatistic(walk), view);
        Cursor cursor = new Cursor(view);
        for (int i = view.start(row); i < view.end(row); i++) {
            double mask = weights.at(i);
            if (mask != 0) {
                cursor.position = i;
                walk.enter((double) view.epochMilli(i), mask, cursor, slots, 0);
            }
        }
        return slots;
    }

    private static final class Cursor implements ToDoubleFunction<Quantity> {
        private final LogView view;
        private int position;

        Cursor(LogView view) {
            this.view = view;
        }

        @Override
        public double applyAsDouble(Quantity quantity) {
            return quantity.of(view, position);
        }
    }

    private void add(int stage, double at) {
        if (size == from.length) {
            stages = Arrays.copyOf(stages, 2 * size);
            from = Arrays.copyOf(from, 2 * size);
        }
        stages[size] = (short) stage;
        from[size++] = (long) at;
    }

    /** Where a row's visits begin. */
    int start(int row) {
        return row == first ? 0 : ends[row - first - 1];
    }

    int end(int row) {
        return ends[row - first];
    }

    /** -1 where no stage holds. */
    int stage(int visit) {
        return stages[visit];
    }

    long from(int visit) {
        return from[visit];
    }
}

package io.engagement.outcome.observational;

import io.engagement.history.LogView;
import io.engagement.internal.base.KnownSince;
import io.engagement.internal.calendar.Millis;
import io.engagement.internal.index.Chunks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** Where the periods of a log lie: equally long, all wholly seen. */
record LogPeriods(long start, long length, int count) {
    private static final Chunks CHUNKS = new Chunks(1 << 12);

    static LogPeriods of(LogView view, Instant start, Duration period) {
        long from = Millis.of(start);
        long length = millis(period);
        long count = Math.floorDiv(Math.subtractExact(Millis.of(view.asOf()), from), length);
        if (count < 1 || count > Panel.MOST_PERIODS) {
            throw new IllegalArgumentException("from " + start + " to " + view.asOf() + " there are "
                    + Math.max(0, count) + " whole periods of " + period + ", must be 1 to " + Panel.MOST_PERIODS);
        }
        return new LogPeriods(from, length, (int) count);
    }

    private static long millis(Duration period) {
        if (period.isNegative() || period.isZero() || !period.equals(Duration.ofMillis(period.toMillis()))) {
            throw new IllegalArgumentException("period must be positive and in whole milliseconds, was " + period);
        }
        return period.toMillis();
    }

    /** From 0, for what is before, to the number of periods, for what is after. */
    int period(long milli) {
        return milli < start ? 0 : (int) Math.min(count, (milli - start) / length);
    }

    /** All customers' figures, in parts; fills in when each is first seen. */
    List<Cells> cells(LogView view, PanelOutcome.Reader reader, int... entries) {
        return IntStream.range(0, CHUNKS.count(view.customers()))
                .parallel()
                .mapToObj(chunk -> cells(view, reader, CHUNKS.from(chunk), CHUNKS.to(chunk, view.customers()), entries))
                .toList();
    }

    private Cells cells(LogView view, PanelOutcome.Reader reader, int from, int to, int... entries) {
        Cells cells = new Cells(to - from);
        PeriodSums sums = new PeriodSums(start, length, count);
        for (int row = from; row < to; row++) {
            reader.read(row, sums);
            sums.drain(cells);
            cells.next();
            entries[row] = entry(view, row);
        }
        return cells;
    }

    /** Who is never seen, nor said to be known since, counts from the first period on. */
    private int entry(LogView view, int row) {
        long known = KnownSince.of(view, row);
        return known == KnownSince.UNTOLD ? 0 : period(known);
    }
}

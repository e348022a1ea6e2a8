package io.engagement.benchmarks.peers;

import io.engagement.domain.TimeScale;
import io.engagement.history.LogView;
import io.engagement.measure.MeasureColumn;
import io.engagement.measure.MeasureTable;
import io.engagement.measure.PurchaseDefinition;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;

/** The purchase summary of a view in columns, with quintiles: what the library's contenders write. */
final class SummaryColumns {
    static final PurchaseDefinition DAYS = PurchaseDefinition.standard();

    private final MeasureTable table;
    private final MeasureColumn frequency;
    private final MeasureColumn recency;
    private final MeasureColumn age;
    private final MeasureColumn meanRepeatValue;
    private final int[] recencyQuintiles;
    private final int[] frequencyQuintiles;

    private SummaryColumns(MeasureTable table) {
        this.table = table;
        this.frequency = table.column(DAYS.frequency());
        this.recency = table.column(DAYS.recency());
        this.age = table.column(DAYS.age());
        this.meanRepeatValue = table.column(DAYS.meanRepeatValue());
        // As of one instant, who bought last is who has the least age after recency.
        this.recencyQuintiles = quintiles(row -> Math.round(recency.get(row) - age.get(row)));
        this.frequencyQuintiles = quintiles(row -> Math.round(frequency.get(row)));
    }

    static SummaryColumns of(LogView view) {
        return new SummaryColumns(MeasureTable.of(
                view, TimeScale.DAYS, List.of(DAYS.frequency(), DAYS.recency(), DAYS.age(), DAYS.meanRepeatValue())));
    }

    MeasureTable table() {
        return table;
    }

    /** Rows are in the order of customer ids: a sort that holds it breaks ties as the others do. */
    private int[] quintiles(IntToLongFunction key) {
        long[] keys = IntStream.range(0, table.size())
                .filter(this::isBuyer)
                .mapToLong(row -> key.applyAsLong(row) << Integer.SIZE | row)
                .toArray();
        Arrays.parallelSort(keys);
        int[] quintiles = new int[table.size()];
        for (int i = 0; i < keys.length; i++) {
            quintiles[(int) keys[i]] = Quintiles.of(i, keys.length);
        }
        return quintiles;
    }

    private boolean isBuyer(int row) {
        return frequency.get(row) >= 0;
    }

    /** Writes a row's fields as {@link Peer#HEADER} names them; who never bought has none of them. */
    void append(int row, StringBuilder out) {
        out.append(table.customerId(row)).append(',');
        if (!isBuyer(row)) {
            out.append(",,,,,");
            return;
        }
        out.append(Math.round(frequency.get(row))).append(',');
        out.append(Math.round(recency.get(row))).append(',');
        out.append(Math.round(age.get(row))).append(',');
        if (frequency.get(row) > 0) {
            out.append(meanRepeatValue.get(row));
        }
        out.append(',').append(recencyQuintiles[row]).append(',').append(frequencyQuintiles[row]);
    }
}

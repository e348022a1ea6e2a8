package io.engagement.score;

import io.engagement.domain.TimeScale;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureTable;
import io.engagement.measure.spi.Quantity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Small tables for tests of scorers. */
final class ScoreTables {
    static final Instant AS_OF = Instant.parse("2026-01-01T00:00:00Z");
    static final Measure SILENCE = Measure.timeSinceLast(Filter.all());
    static final Measure CONTACTS = Measure.count(Filter.all());
    static final Measure SPENT = Measure.sum(Filter.all(), Quantity.VALUE);

    private ScoreTables() {}

    static MeasureTable table(TimeScale scale, Measure measure, double... values) {
        return MeasureTable.ofColumns(AS_OF, scale, List.of(), Map.of(measure, values));
    }

    /** Every tenth customer has an unknown value or more. */
    static MeasureTable random(int size) {
        Random random = new Random(20_260_101);
        double[] silence = random.doubles(size, 0, 300).toArray();
        double[] contacts = random.ints(size, 0, 40).asDoubleStream().toArray();
        double[] spent = random.doubles(size, 0, 900).toArray();
        for (int row = 0; row < size; row += 10) {
            silence[row] = Double.NaN;
            spent[(row * 7 + 3) % size] = Double.NaN;
        }
        return MeasureTable.ofColumns(
                AS_OF, TimeScale.DAYS, List.of(), Map.of(SILENCE, silence, CONTACTS, contacts, SPENT, spent));
    }
}

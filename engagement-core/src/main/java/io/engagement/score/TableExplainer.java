package io.engagement.score;

import io.engagement.internal.index.FirstResult;
import io.engagement.measure.MeasureColumn;
import io.engagement.measure.MeasureTable;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** Explains rows of a table from the medians of its columns, which are computed when first asked for. */
final class TableExplainer {
    private final Explainer explainer;
    private final MeasureColumn[] columns;
    private final double[] units;
    private final Supplier<double[]> typical;

    TableExplainer(ScorerHead head, MeasureTable table, ToDoubleFunction<double[]> kernel) {
        this.explainer = Explainer.of(head.name(), head.scale(), head.factors(), kernel);
        this.columns = head.columns(table);
        this.units = head.units(table);
        this.typical = new FirstResult<>(() ->
                scaled(Arrays.stream(columns).mapToDouble(MeasureColumn::median).toArray()));
    }

    Explanation explain(int row, double score) {
        double[] own = scaled(
                Arrays.stream(columns).mapToDouble(column -> column.get(row)).toArray());
        return explainer.explain(typical.get(), own, score);
    }

    private double[] scaled(double[] values) {
        for (int index = 0; index < values.length; index++) {
            values[index] *= units[index];
        }
        return values;
    }
}

package io.engagement.retention;

import io.engagement.measure.Measure;
import io.engagement.measure.MeasureColumn;
import io.engagement.measure.MeasureTable;
import io.engagement.score.Explainer;
import io.engagement.score.Explanation;
import io.engagement.score.Factor;
import io.engagement.score.RowScorer;
import io.engagement.score.Scale;
import io.engagement.score.Typical;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Churn risk of a table's rows. */
final class ChurnRiskRows implements RowScorer {
    private final String name;
    private final List<Measure> factors;
    private final List<MeasureColumn> columns;
    private final MeasureColumn cancelled;
    private final ChurnRisk risk;
    private final MeasureTable table;
    private final Typical typical;

    ChurnRiskRows(
            String name,
            List<Measure> factors,
            Measure cancelled,
            Optional<double[]> typical,
            ChurnRisk risk,
            MeasureTable table) {
        this.name = name;
        this.factors = factors;
        this.columns = factors.stream().map(table::column).toList();
        this.cancelled = table.column(cancelled);
        this.risk = risk;
        this.table = table;
        this.typical = typical.map(Typical::of).orElseGet(() -> Typical.medians(columns));
    }

    @Override
    public double score(int row) {
        return risk.of(columns, row);
    }

    @Override
    public void score(int from, int to, double[] out) {
        Objects.checkFromToIndex(from, to, Math.min(out.length, table.size()));
        risk.score(columns, from, to, out);
    }

    @Override
    public Explanation explain(int row) {
        double score = score(row);
        double[] own = columns.stream().mapToDouble(column -> column.get(row)).toArray();
        if (Double.isNaN(score) && Double.isNaN(own[0])) {
            return Explanation.undefined(
                    name,
                    cancelled.get(row) == 1
                            ? "has cancelled: there is no renewal to come"
                            : "never signed up: there is no contract to renew");
        }
        boolean known = true;
        for (double value : own) {
            known &= !Double.isNaN(value);
        }
        if (Double.isNaN(score) && known) {
            return Explanation.undefined(name, "the model does not tell: nobody was observed for so long");
        }
        return Explainer.of(
                        name,
                        Scale.PROBABILITY,
                        factors.stream()
                                .map(factor -> Factor.of(factor, table.timeScale()))
                                .toList(),
                        risk::of)
                .withSubject("risk")
                .explain(typical.values(), own, score);
    }
}

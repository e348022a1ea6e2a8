package io.engagement.retention;

import io.engagement.measure.Measure;
import io.engagement.measure.MeasureColumn;
import io.engagement.measure.MeasureTable;
import io.engagement.score.Explainer;
import io.engagement.score.Explanation;
import io.engagement.score.Factor;
import io.engagement.score.RowScorer;
import io.engagement.score.Scale;
import io.engagement.survival.ContractReasons;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Churn risk of a table's rows. */
final class ChurnRiskRows implements RowScorer {
    private final String name;
    private final List<Measure> factors;
    private final List<MeasureColumn> columns;
    private final MeasureColumn cancelled;
    private final ChurnRisk risk;
    private final MeasureTable table;
    private final double[] typical;

    ChurnRiskRows(
            String name,
            List<Measure> factors,
            Measure cancelled,
            double[] typical,
            ChurnRisk risk,
            MeasureTable table) {
        this.name = name;
        this.factors = factors;
        this.columns = factors.stream().map(table::column).toList();
        this.cancelled = table.column(cancelled);
        this.risk = risk;
        this.table = table;
        this.typical = typical;
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
            return ContractReasons.noContract(name, "a risk", cancelled.get(row) == 1);
        }
        if (Double.isNaN(score) && Arrays.stream(own).noneMatch(Double::isNaN)) {
            return Explanation.undefined(name, "the model does not tell: nobody was observed for so long");
        }
        return Explainer.of(name, Scale.PROBABILITY, told(), risk::of)
                .withSubject("risk")
                .explain(typical, own, score);
    }

    /** The tenure first, in renewals or as a time; then covariates. */
    private List<Factor> told() {
        List<Factor> told = new ArrayList<>();
        for (Measure factor : factors) {
            told.add(Factor.of(factor, table.timeScale()));
        }
        Factor tenure = told.get(0);
        told.set(
                0,
                factors.get(0).unit() == Measure.Unit.TIME
                        ? tenure.withFact((own, typical) -> "under contract for " + tenure.words(own[0]) + " (typical "
                                + tenure.words(typical[0]) + ")")
                        : ContractReasons.renewals());
        return told;
    }
}

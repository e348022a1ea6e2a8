package io.engagement.retention;

import io.engagement.domain.TimeScale;
import io.engagement.measure.Covariates;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureColumn;
import io.engagement.measure.MeasureTable;
import io.engagement.score.CovariateSteps;
import io.engagement.score.Explainer;
import io.engagement.score.Explanation;
import io.engagement.score.Factor;
import io.engagement.score.InputColumns;
import io.engagement.score.Path;
import io.engagement.score.RowScorer;
import io.engagement.score.Scale;
import io.engagement.survival.ContractReasons;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Churn risk of a table's rows. */
final class ChurnRiskRows implements RowScorer {

    private final String name;
    private final List<Measure> factors;
    private final Covariates known;
    private final InputColumns columns;
    private final MeasureColumn cancelled;
    private final ChurnRisk risk;
    private final MeasureTable table;
    private final double[] typical;
    private final TimeScale unit;

    /** Of covariates that are known as facts, the first of the factors is the tenure, and the others are theirs. */
    ChurnRiskRows(
            String name,
            List<Measure> factors,
            Covariates known,
            Optional<TimeScale> unit,
            Measure cancelled,
            double[] typical,
            ChurnRisk risk,
            MeasureTable table) {
        this.name = name;
        this.factors = factors;
        this.known = known;
        this.cancelled = table.column(cancelled);
        this.risk = risk;
        this.table = table;
        this.typical = typical;
        this.unit = unit.orElse(table.timeScale());
        this.columns = InputColumns.of(table, factors, this.unit);
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
        double[] own = columns.row(row);
        if (Double.isNaN(score) && Double.isNaN(own[0])) {
            return ContractReasons.noContract(name, "a risk", cancelled.get(row) == 1);
        }
        if (Double.isNaN(score) && Arrays.stream(own).noneMatch(Double::isNaN)) {
            return Explanation.undefined(
                    name,
                    known.isEmpty()
                            ? "the model does not tell: nobody was observed for so long"
                            : "the model does not tell: what is known of the customer is too far from the others'");
        }
        return known.isEmpty() ? explained(own, score) : byFacts(own, score);
    }

    private Explanation explained(double[] own, double score) {
        return Explainer.of(name, Scale.PROBABILITY, told(), risk::of)
                .withSubject("risk")
                .explain(typical, own, score);
    }

    /** A category is one of the reasons, not one for each of its levels. */
    private Explanation byFacts(double[] own, double score) {
        double[] start = typical;
        double[] ownFacts = Arrays.copyOfRange(own, 1, own.length);
        double[] typicalFacts = Arrays.copyOfRange(start, 1, start.length);
        if (Double.isNaN(score)) {
            return Explanation.undefined(
                    name, CovariateSteps.whyUnknown(known, ownFacts).orElseThrow());
        }
        double[][] mixtures = CovariateSteps.mixtures(known, typicalFacts, ownFacts);
        Factor tenure = told().get(0);
        return Explainer.of(name, Scale.PROBABILITY, List.of(tenure, CovariateSteps.factor()), inputs -> {
                    double[] mixture = new double[own.length];
                    mixture[0] = inputs[0];
                    System.arraycopy(mixtures[(int) inputs[1]], 0, mixture, 1, mixture.length - 1);
                    return risk.of(mixture);
                })
                .withSubject("risk")
                .explain(
                        List.of(
                                Path.of(tenure, start[0], own[0]),
                                CovariateSteps.path(known, typicalFacts, ownFacts, unit)),
                        score);
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

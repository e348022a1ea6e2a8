package io.engagement.value;

import io.engagement.measure.Measure;
import io.engagement.measure.MeasureColumn;
import io.engagement.measure.MeasureTable;
import io.engagement.score.Explainer;
import io.engagement.score.Explanation;
import io.engagement.score.Factor;
import io.engagement.score.RowScorer;
import io.engagement.score.Scale;
import io.engagement.survival.ContractReasons;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/** Residual value of the contracts of a table's rows. */
final class ContractValueRows implements RowScorer {
    private static final Factor RENEWALS = ContractReasons.renewals();

    private final ContractValueScorer.Settings settings;
    private final MeasureTable table;
    private final MeasureColumn renewals;
    private final MeasureColumn value;
    private final MeasureColumn cancelled;

    ContractValueRows(ContractValueScorer.Settings settings, MeasureTable table) {
        List<Measure> inputs = settings.inputs();
        this.settings = settings;
        this.table = table;
        this.renewals = table.column(inputs.get(0));
        this.value = table.column(inputs.get(1));
        this.cancelled = table.column(inputs.get(2));
    }

    /** A number of renewals between two whole ones counts as the lower one. */
    private double value(double renewed, double ofPeriod) {
        return Double.isNaN(renewed)
                ? Double.NaN
                : settings.renewals().of((int) renewed) * (ofPeriod * settings.margin());
    }

    @Override
    public double score(int row) {
        return value(renewals.get(row), value.get(row));
    }

    @Override
    public void score(int from, int to, double[] out) {
        Objects.checkFromToIndex(from, to, Math.min(out.length, table.size()));
        for (int row = from; row < to; row++) {
            out[row] = value(renewals.get(row), value.get(row));
        }
    }

    @Override
    public Explanation explain(int row) {
        double score = score(row);
        if (Double.isNaN(renewals.get(row))) {
            return ContractReasons.noContract(settings.name(), "a value", cancelled.get(row) == 1);
        }
        if (Double.isNaN(score)) {
            return Explanation.undefined(
                    settings.name(),
                    "no value yet, for want of " + settings.value().label()
                            + ": the first interaction that tells it gives one");
        }
        double typical = settings.model().typicalRenewals();
        double renewed = renewals.get(row);
        double own = value.get(row);
        if (settings.typicalValue().isEmpty()) {
            return explainer(List.of(RENEWALS), inputs -> value(inputs[0], own))
                    .withReference("a typical customer who brings as much in a period")
                    .explain(new double[] {typical}, new double[] {renewed}, score);
        }
        return explainer(
                        List.of(RENEWALS, Factor.of(settings.value(), table.timeScale())),
                        inputs -> value(inputs[0], inputs[1]))
                .explain(
                        new double[] {typical, settings.typicalValue().getAsDouble()},
                        new double[] {renewed, own},
                        score);
    }

    private Explainer explainer(List<Factor> factors, ToDoubleFunction<double[]> kernel) {
        return Explainer.of(settings.name(), Scale.MONEY, factors, kernel).withSubject("value");
    }
}

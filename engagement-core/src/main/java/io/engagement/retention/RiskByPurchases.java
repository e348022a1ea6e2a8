package io.engagement.retention;

import io.engagement.customerbase.CustomerBaseModel;
import io.engagement.customerbase.PurchaseQuantity;
import io.engagement.customerbase.PurchaseRows;
import io.engagement.customerbase.Rhythm;
import io.engagement.domain.TimeScale;
import io.engagement.measure.Definition;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureTable;
import io.engagement.measure.PurchaseDefinition;
import io.engagement.score.Explainer;
import io.engagement.score.Explanation;
import io.engagement.score.Factor;
import io.engagement.score.RowScorer;
import io.engagement.score.Scale;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The risk by a model of a customer base.
 *
 * @param risk one quantity for all copies: what it tabulates serves them all
 */
record RiskByPurchases(String name, CustomerBaseModel model, Duration horizon, PurchaseQuantity risk, Rhythm rhythm)
        implements RiskDoors {
    static final Factor RHYTHM = Factor.number("rhythm", "rhythm");

    static RiskByPurchases of(CustomerBaseModel model, Duration horizon) {
        double units = Objects.requireNonNull(model, "model").timeScale().of(positive(horizon));
        return new RiskByPurchases(
                RetentionRiskScorer.NAME,
                model,
                horizon,
                PurchaseQuantity.noPurchaseWithin(model, units),
                Rhythm.ofLoss(model));
    }

    private static Duration positive(Duration horizon) {
        if (horizon.isZero() || horizon.isNegative()) {
            throw new IllegalArgumentException("horizon must be positive, was " + horizon);
        }
        return horizon;
    }

    @Override
    public RiskByPurchases withName(String other) {
        return new RiskByPurchases(other, model, horizon, risk, rhythm);
    }

    @Override
    public RiskByPurchases withAct(String act) {
        return new RiskByPurchases(name, model, horizon, risk, rhythm.withAct(act));
    }

    /** Frequency, recency and age, then the model's covariates. */
    @Override
    public List<Measure> inputs() {
        return risk.inputs();
    }

    @Override
    public Optional<TimeScale> timeScale() {
        return Optional.of(model.timeScale());
    }

    @Override
    public PurchaseDefinition definition() {
        return model.definition();
    }

    @Override
    public List<Definition> definitions() {
        return List.of(definition());
    }

    @Override
    public RowScorer prepare(MeasureTable table) {
        return new Rows(this, risk.prepare(table), table.size());
    }

    Explanation whyNone(PurchaseRows rows, int row) {
        return Explanation.undefined(
                name, rows.whyNone(row, rhythm.act(), "a risk").orElse("the model does not tell"));
    }

    private record Rows(RiskByPurchases doors, PurchaseRows rows, int size) implements RowScorer {
        @Override
        public double score(int row) {
            return rows.of(row);
        }

        @Override
        public void score(int from, int to, double[] out) {
            Objects.checkFromToIndex(from, to, Math.min(out.length, size));
            rows.of(from, to, out);
        }

        @Override
        public Explanation explain(int row) {
            double score = score(row);
            if (Double.isNaN(score)) {
                return doors.whyNone(rows, row);
            }
            PurchaseRows.Reasons reasons = rows.reasons(row, doors.rhythm);
            return Explainer.of(doors.name, Scale.PROBABILITY, reasons.factors(RHYTHM), reasons.quantity())
                    .withSubject(RetentionRiskScorer.SUBJECT)
                    .explain(reasons.paths(), score);
        }
    }
}

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
import io.engagement.score.Scorer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The retention risk: the probability that the customer makes no purchase within the horizon from the as-of instant,
 * which can be checked against what happens. 0.8 means that 8 of 10 such customers do not buy.
 *
 * <p>It covers both ways of not buying, having left and staying silent, by a {@link CustomerBaseModel}; for BG/NBD it
 * is 1 - P(alive) (1 - ((alpha+T)/(alpha+T+t))^(r+x)) after Fader, Hardie and Lee (2005), Marketing Science 24(2),
 * 275-284. NaN for a customer without a purchase, or of whom a covariate of the model is not known.
 *
 * <p>Explained by the customer's {@link Rhythm}: from the model's typical customer to this one at one own gap after the last
 * purchase, and from there to now; then, where the model reads covariates, by these.
 *
 * <p>Immutable, thread-safe; wants times in the model's unit.
 */
public final class RetentionRiskScorer implements Scorer {
    private final CustomerBaseModel model;
    private final Duration horizon;
    private final Rhythm rhythm;
    private final String name;
    private final PurchaseQuantity risk;

    private RetentionRiskScorer(
            CustomerBaseModel model, Duration horizon, PurchaseQuantity risk, Rhythm rhythm, String name) {
        this.model = model;
        this.horizon = horizon;
        this.risk = risk;
        this.rhythm = rhythm;
        this.name = Objects.requireNonNull(name, "name");
    }

    private static Duration positive(Duration horizon) {
        if (horizon.isZero() || horizon.isNegative()) {
            throw new IllegalArgumentException("horizon must be positive, was " + horizon);
        }
        return horizon;
    }

    /**
     * A scorer of what the model was fitted to: its {@linkplain CustomerBaseModel#definition() definition} of a purchase.
     *
     * @param model who still buys and how often
     * @param horizon from the as-of instant on, positive
     * @return the scorer, named {@code retention_risk}
     * @throws IllegalArgumentException if the horizon is not positive
     */
    public static RetentionRiskScorer of(CustomerBaseModel model, Duration horizon) {
        // One quantity for this scorer and its changed copies: what it tabulates serves them all.
        double units = Objects.requireNonNull(model, "model").timeScale().of(positive(horizon));
        PurchaseQuantity risk = PurchaseQuantity.noPurchaseWithin(model, units);
        return new RetentionRiskScorer(model, horizon, risk, Rhythm.ofLoss(model), "retention_risk");
    }

    /**
     * The same in other words, for a model of other acts than purchases.
     *
     * @param act what one of them is called in sentences, in the singular: "visit"; "purchase" if the model's definition asks for
     *     that purpose, "use" if for that, else "act"
     * @return the changed copy
     */
    public RetentionRiskScorer withAct(String act) {
        return new RetentionRiskScorer(model, horizon, risk, rhythm.withAct(act), name);
    }

    /**
     * The same under another name, for plans with several horizons.
     *
     * @param name lower-case letters, digits and underscores
     * @return the changed copy
     */
    public RetentionRiskScorer withName(String name) {
        return new RetentionRiskScorer(model, horizon, risk, rhythm, name);
    }

    /**
     * How far the risk looks ahead.
     *
     * @return from the as-of instant on
     */
    public Duration horizon() {
        return horizon;
    }

    @Override
    public String name() {
        return name;
    }

    /** PROBABILITY. */
    @Override
    public Scale scale() {
        return Scale.PROBABILITY;
    }

    /** Frequency, recency and age as the model counts purchases, in this order, then the model's covariates. */
    @Override
    public List<Measure> inputs() {
        return risk.inputs();
    }

    /** The model's. */
    @Override
    public Optional<TimeScale> timeScale() {
        return Optional.of(model.timeScale());
    }

    /**
     * What counts as a purchase.
     *
     * @return the model's definition
     */
    public PurchaseDefinition definition() {
        return model.definition();
    }

    /** The model's. */
    @Override
    public List<Definition> definitions() {
        return List.of(definition());
    }

    @Override
    public RowScorer prepare(MeasureTable table) {
        checkTimeScale(table);
        return new Rows(this, risk.prepare(table), table.size());
    }

    private static final class Rows implements RowScorer {
        private static final Factor RHYTHM = Factor.number("rhythm", "rhythm");

        private final RetentionRiskScorer scorer;
        private final PurchaseRows rows;
        private final int size;

        Rows(RetentionRiskScorer scorer, PurchaseRows rows, int size) {
            this.scorer = scorer;
            this.rows = rows;
            this.size = size;
        }

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
                return Explanation.undefined(
                        scorer.name,
                        rows.whyNone(row, scorer.rhythm.act(), "a risk").orElse("the model does not tell"));
            }
            PurchaseRows.Reasons reasons = rows.reasons(row, scorer.rhythm);
            return Explainer.of(scorer.name, Scale.PROBABILITY, reasons.factors(RHYTHM), reasons.quantity())
                    .withSubject("risk")
                    .explain(reasons.paths(), score);
        }
    }
}

package io.engagement.retention;

import io.engagement.customerbase.CustomerBaseModel;
import io.engagement.customerbase.PurchaseKernel;
import io.engagement.customerbase.Rhythm;
import io.engagement.domain.TimeScale;
import io.engagement.measure.Definition;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureColumn;
import io.engagement.measure.MeasureTable;
import io.engagement.measure.PurchaseDefinition;
import io.engagement.score.Explainer;
import io.engagement.score.Explanation;
import io.engagement.score.Factor;
import io.engagement.score.Path;
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
 * 275-284. NaN for a customer without a purchase.
 *
 * <p>Explained by the customer's {@link Rhythm}: from the model's typical customer to this one at one usual gap after
 * the last purchase, and from there to now.
 *
 * <p>Immutable, thread-safe; wants times in the model's unit.
 */
public final class RetentionRiskScorer implements Scorer {
    private final CustomerBaseModel model;
    private final Duration horizon;
    private final Rhythm rhythm;
    private final String name;
    private final PurchaseKernel kernel;
    private final Explainer explainer;
    /** Made once: a live store prepares the scorer for every query. */
    private final List<Measure> inputs;

    private RetentionRiskScorer(
            CustomerBaseModel model, Duration horizon, PurchaseKernel kernel, Rhythm rhythm, String name) {
        this.model = model;
        this.horizon = horizon;
        this.kernel = kernel;
        this.rhythm = rhythm;
        this.name = Objects.requireNonNull(name, "name");
        PurchaseDefinition acts = model.definition();
        this.inputs = List.of(acts.frequency(), acts.recency(), acts.age());
        this.explainer = Explainer.of(name, scale(), List.of(Factor.number("rhythm", "rhythm")), of -> of[0])
                .withSubject("risk");
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
        // One kernel for this scorer and its copies, as the kernel tabulates.
        double units = Objects.requireNonNull(model, "model").timeScale().of(positive(horizon));
        PurchaseKernel kernel = model.noPurchaseWithin(units);
        return new RetentionRiskScorer(model, horizon, kernel, Rhythm.ofLoss(model), "retention_risk");
    }

    /**
     * The same in other words, for a model of other acts than purchases.
     *
     * @param act what one of them is called in sentences, in the singular: "visit"; "purchase" if the model's definition asks for
     *     that purpose, "use" if for that, else "act"
     * @return the changed copy
     */
    public RetentionRiskScorer withAct(String act) {
        return new RetentionRiskScorer(model, horizon, kernel, rhythm.withAct(act), name);
    }

    /**
     * The same under another name, for plans with several horizons.
     *
     * @param name lower-case letters, digits and underscores
     * @return the changed copy
     */
    public RetentionRiskScorer withName(String name) {
        return new RetentionRiskScorer(model, horizon, kernel, rhythm, name);
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

    /** Frequency, recency and age as the model counts purchases, in this order. */
    @Override
    public List<Measure> inputs() {
        return inputs;
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
        return new Rows(this, table);
    }

    /** The doors to the model's kernel, which has its own loop. */
    private static final class Rows implements RowScorer {
        private final RetentionRiskScorer scorer;
        private final PurchaseKernel kernel;
        private final MeasureColumn frequency;
        private final MeasureColumn recency;
        private final MeasureColumn age;

        Rows(RetentionRiskScorer scorer, MeasureTable table) {
            this.scorer = scorer;
            this.kernel = scorer.kernel;
            this.frequency = table.column(scorer.inputs.get(0));
            this.recency = table.column(scorer.inputs.get(1));
            this.age = table.column(scorer.inputs.get(2));
        }

        @Override
        public double score(int row) {
            return kernel.of(frequency.get(row), recency.get(row), age.get(row));
        }

        @Override
        public void score(int from, int to, double[] out) {
            Objects.checkFromToIndex(from, to, Math.min(out.length, frequency.size()));
            kernel.of(frequency, recency, age, from, to, out);
        }

        @Override
        public Explanation explain(int row) {
            double score = score(row);
            if (Double.isNaN(score)) {
                return Explanation.undefined(
                        scorer.name, "no " + scorer.rhythm.act() + " yet: the first one gives a risk");
            }
            Path path = scorer.rhythm.path(kernel, frequency.get(row), recency.get(row), age.get(row));
            return scorer.explainer.explain(List.of(path), score);
        }
    }
}

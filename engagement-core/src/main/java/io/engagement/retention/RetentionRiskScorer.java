package io.engagement.retention;

import io.engagement.customerbase.CustomerBaseModel;
import io.engagement.customerbase.Rhythm;
import io.engagement.domain.TimeScale;
import io.engagement.initiative.AdditiveLogistic;
import io.engagement.measure.Definition;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureTable;
import io.engagement.measure.PurchaseDefinition;
import io.engagement.measure.RetentionDefinition;
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
 * <p>It covers both ways of not buying, having left and staying silent. It is that of
 *
 * <ul>
 *   <li>a {@link CustomerBaseModel}, of any horizon; for BG/NBD it is 1 - P(alive) (1 - ((alpha+T)/(alpha+T+t))^(r+x)) after
 *       Fader, Hardie and Lee (2005), Marketing Science 24(2), 275-284. Explained by the customer's {@link Rhythm}: from the model's
 *       typical customer to this one at one own gap after the last purchase, and from there to now; then, where the model reads
 *       covariates, by these.
 *   <li>an {@link AdditiveLogistic} fitted to a {@link RetentionDefinition}, of its horizon or by the customer's own gaps. Explained
 *       by silence and recent purchases, and by all so far.
 *   <li>both, with the mean of their risks (Stone 1961, Annals of Mathematical Statistics 32(4), 1339-1342), explained as the first.
 * </ul>
 *
 * <p>{@code ScoringSetup} chooses by backtest. NaN for a customer without a purchase, or of whom a covariate of the model is not
 * known. Immutable, thread-safe; wants times in the unit of its customer-base model, if it has one.
 */
public final class RetentionRiskScorer implements Scorer {
    static final String NAME = "retention_risk";
    static final String SUBJECT = "risk";

    private final RiskDoors doors;

    private RetentionRiskScorer(RiskDoors doors) {
        this.doors = doors;
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
        return new RetentionRiskScorer(RiskByPurchases.of(model, horizon));
    }

    /**
     * A scorer of what the model was fitted to.
     *
     * @param model of a {@link RetentionDefinition}
     * @return the scorer, named {@code retention_risk}
     * @throws IllegalArgumentException if the model is of engagement
     */
    public static RetentionRiskScorer of(AdditiveLogistic model) {
        return new RetentionRiskScorer(RiskByActs.of(model));
    }

    /**
     * The mean of the risks of two models.
     *
     * @param purchases who still buys and how often
     * @param additive of a {@link RetentionDefinition} with the same purchases and one horizon for all
     * @return the scorer, named {@code retention_risk}
     * @throws IllegalArgumentException if the models do not go together
     */
    public static RetentionRiskScorer of(CustomerBaseModel purchases, AdditiveLogistic additive) {
        RiskByActs acts = RiskByActs.of(additive);
        return new RetentionRiskScorer(new PooledRisk(RiskByPurchases.of(purchases, acts.horizon()), acts));
    }

    /**
     * The same in other words, for a model of other acts than purchases.
     *
     * @param act what one of them is called in sentences, in the singular: "visit"; "purchase" if the model's definition asks for
     *     that purpose, "use" if for that, else "act"
     * @return the changed copy
     */
    public RetentionRiskScorer withAct(String act) {
        return new RetentionRiskScorer(doors.withAct(Objects.requireNonNull(act, "act")));
    }

    /**
     * The same under another name, for plans with several horizons.
     *
     * @param name lower-case letters, digits and underscores
     * @return the changed copy
     */
    public RetentionRiskScorer withName(String name) {
        return new RetentionRiskScorer(doors.withName(Objects.requireNonNull(name, "name")));
    }

    /**
     * How far the risk looks ahead.
     *
     * @return from the as-of instant on; by own gaps, the longest that anybody is waited for
     */
    public Duration horizon() {
        return doors.horizon();
    }

    @Override
    public String name() {
        return doors.name();
    }

    /** PROBABILITY. */
    @Override
    public Scale scale() {
        return Scale.PROBABILITY;
    }

    /** What the models read: of a customer base frequency, recency and age, in this order, then covariates. */
    @Override
    public List<Measure> inputs() {
        return doors.inputs();
    }

    /** That of the model of a customer base; empty without one. */
    @Override
    public Optional<TimeScale> timeScale() {
        return doors.timeScale();
    }

    /**
     * What counts as a purchase.
     *
     * @return the models' definition
     */
    public PurchaseDefinition definition() {
        return doors.definition();
    }

    /** The models'. */
    @Override
    public List<Definition> definitions() {
        return doors.definitions();
    }

    @Override
    public RowScorer prepare(MeasureTable table) {
        checkTimeScale(table);
        return doors.prepare(table);
    }
}

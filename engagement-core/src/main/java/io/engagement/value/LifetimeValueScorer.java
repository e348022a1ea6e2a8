package io.engagement.value;

import io.engagement.customerbase.CustomerBaseModel;
import io.engagement.customerbase.LevelCorrection;
import io.engagement.customerbase.PurchaseQuantity;
import io.engagement.customerbase.Rhythm;
import io.engagement.domain.TimeScale;
import io.engagement.measure.Definition;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureColumn;
import io.engagement.measure.MeasureTable;
import io.engagement.measure.PurchaseDefinition;
import io.engagement.score.RowScorer;
import io.engagement.score.Scale;
import io.engagement.score.Scorer;
import io.engagement.spend.GammaGamma;
import io.engagement.spend.HurdleGammaGamma;
import io.engagement.spend.NormalNormal;
import io.engagement.spend.SpendModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The lifetime value: discounted expected future <em>profit</em> from a customer,
 *
 * <pre>  expected purchases x expected spend x margin - expected cost to serve and contact</pre>
 *
 * <p>over a horizon from the as-of instant. Purchases, each discounted to now, come from a {@link CustomerBaseModel},
 * spend from a {@link SpendModel}; a customer whose repeat purchases have no value is expected to spend as a new one.
 * The two are taken as independent, as in Fader, Hardie and Lee (2005), "RFM and CLV: Using Iso-Value Curves for
 * Customer Base Analysis", Journal of Marketing Research 42(4), 415-430, doi:10.1509/jmkr.2005.42.4.415. Costs are what
 * {@link CostToServe} expects if the company goes on as before, whether the customer buys or not; without {@link
 * #withCosts(CostToServe)} there are none. With margin 1 and without costs the result is revenue, not value.
 *
 * <p>Both models must count the same purchases: the same days, or periods, in the same zone. Values are net of refunds
 * if the spend model's definition says so, see {@link PurchaseDefinition#withRefunds}. Where refunds outweigh sales,
 * {@link GammaGamma} has no expectation; {@link HurdleGammaGamma} and {@link NormalNormal} have one, and the value may
 * be negative.
 *
 * <p>NaN, with the reason, for a customer without a purchase or of whom a covariate is not known, and where spend has no
 * expectation.
 *
 * <p>Explained in money by exact Shapley and Owen values from the models' typical customer: the customer's {@link Rhythm} in its
 * two steps, covariates, the expected spend and, apart from these, the cost.
 *
 * <p>Immutable, thread-safe; wants times in the model's unit.
 */
public final class LifetimeValueScorer implements Scorer {
    private final Settings settings;
    /** Made once: a live store prepares the scorer for every query. */
    private final List<Measure> purchaseInputs;

    private final List<Measure> spendInputs;
    private final List<Measure> costInputs;

    private LifetimeValueScorer(Settings settings) {
        this.settings = settings;
        this.purchaseInputs = settings.future.purchases().inputs();
        this.spendInputs = settings.future.spend().inputs();
        this.costInputs = settings.costs.map(CostToServe::inputs).orElse(List.of());
    }

    /**
     * The parts of a scorer.
     *
     * @param future what its models expect
     * @param margin what is left of a purchase's value
     */
    record Settings(String name, Future future, double margin, Optional<CostToServe> costs) {
        Settings {
            Objects.requireNonNull(name, "name");
            if (!(margin >= 0 && margin <= 1)) {
                throw new IllegalArgumentException("margin must be between 0 and 1, was " + margin);
            }
            costs.ifPresent(each -> checkUnit(future.model(), each));
        }

        private static void checkUnit(CustomerBaseModel model, CostToServe costs) {
            if (costs.timeScale() != model.timeScale()) {
                throw new IllegalArgumentException("costs must be per unit of the model's time, " + model.timeScale()
                        + ", were in " + costs.timeScale());
            }
        }
    }

    /**
     * What models expect of a customer within a time.
     *
     * @param model of purchases
     * @param spend of what they bring
     * @param horizon in the model's unit; may be infinite
     * @param discount how much less later money is worth
     * @param purchases discounted; made once, as what it tabulates for one table serves the next
     * @param rhythm of the purchases, for reasons
     */
    record Future(
            CustomerBaseModel model,
            SpendModel spend,
            double horizon,
            DiscountRate discount,
            PurchaseQuantity purchases,
            Rhythm rhythm) {
        static Future of(CustomerBaseModel model, SpendModel spend, double horizon, DiscountRate discount) {
            Objects.requireNonNull(spend, "spend");
            // Refunds concern the spend model only.
            model.definition()
                    .withoutRefunds()
                    .requireSame(model.name(), spend.definition().withoutRefunds(), spend.name());
            return new Future(
                    model,
                    spend,
                    horizon,
                    discount,
                    PurchaseQuantity.discountedPurchasesWithin(model, horizon, discount.rate(model.timeScale())),
                    Rhythm.ofGain(model));
        }

        Future withLevel(LevelCorrection level) {
            return new Future(model, spend, horizon, discount, purchases.levelled(level), rhythm);
        }

        double annuity() {
            return discount.annuity(horizon, model.timeScale());
        }
    }

    /**
     * Value within a horizon; margin 1, without costs.
     *
     * @param model who still buys and how often
     * @param spend what a purchase brings
     * @param horizon from the as-of instant on, positive
     * @param discount how much less later money is worth
     * @return the scorer, named {@code lifetime_value}
     * @throws IllegalArgumentException if the horizon is not positive, or the models count different purchases
     */
    public static LifetimeValueScorer of(
            CustomerBaseModel model, SpendModel spend, Duration horizon, DiscountRate discount) {
        if (horizon.isZero() || horizon.isNegative()) {
            throw new IllegalArgumentException("horizon must be positive, was " + horizon);
        }
        return of(model, spend, model.timeScale().of(horizon), discount);
    }

    /**
     * Value over all future; margin 1, without costs.
     *
     * @param model who still buys and how often
     * @param spend what a purchase brings
     * @param discount how much less later money is worth; positive, or the value might be infinite
     * @return the scorer, named {@code lifetime_value}
     * @throws IllegalArgumentException if nothing is discounted, or the models count different purchases
     */
    public static LifetimeValueScorer ofAllFuture(CustomerBaseModel model, SpendModel spend, DiscountRate discount) {
        if (discount.annualRate() == 0) {
            throw new IllegalArgumentException("the value of all future needs a positive discount rate, was 0");
        }
        return of(model, spend, Double.POSITIVE_INFINITY, discount);
    }

    private static LifetimeValueScorer of(
            CustomerBaseModel model, SpendModel spend, double horizon, DiscountRate discount) {
        Future future = Future.of(model, spend, horizon, discount);
        return new LifetimeValueScorer(new Settings("lifetime_value", future, 1, Optional.empty()));
    }

    /**
     * The same with another margin.
     *
     * @param margin what is left of a purchase's value after its own cost, from 0 to 1
     * @return the changed copy
     * @throws IllegalArgumentException if the margin is out of its range
     */
    public LifetimeValueScorer withMargin(double margin) {
        return new LifetimeValueScorer(new Settings(settings.name, settings.future, margin, settings.costs));
    }

    /**
     * The same less what it is expected to cost to serve and contact the customer.
     *
     * @param costs per unit of the model's time
     * @return the changed copy
     * @throws IllegalArgumentException if the costs are per another unit
     */
    public LifetimeValueScorer withCosts(CostToServe costs) {
        return new LifetimeValueScorer(
                new Settings(settings.name, settings.future, settings.margin, Optional.of(costs)));
    }

    /**
     * The same with the level of the model of purchases corrected.
     *
     * @param level by what was missed of late
     * @return the changed copy
     */
    public LifetimeValueScorer withLevel(LevelCorrection level) {
        return new LifetimeValueScorer(
                new Settings(settings.name, settings.future.withLevel(level), settings.margin, settings.costs));
    }

    /**
     * The same under another name, for plans with several horizons.
     *
     * @param name lower-case letters, digits and underscores
     * @return the changed copy
     */
    public LifetimeValueScorer withName(String name) {
        return new LifetimeValueScorer(new Settings(name, settings.future, settings.margin, settings.costs));
    }

    @Override
    public String name() {
        return settings.name;
    }

    /** MONEY. */
    @Override
    public Scale scale() {
        return Scale.MONEY;
    }

    /** Frequency, recency, age, covariates, and what the spend model reads; with costs also their sum and the time since the first contact. */
    @Override
    public List<Measure> inputs() {
        LinkedHashSet<Measure> inputs = new LinkedHashSet<>(purchaseInputs);
        inputs.addAll(spendInputs);
        inputs.addAll(costInputs);
        return new ArrayList<>(inputs);
    }

    /** The model's. */
    @Override
    public Optional<TimeScale> timeScale() {
        return Optional.of(settings.future.model().timeScale());
    }

    private static List<MeasureColumn> columns(List<Measure> measures, MeasureTable table) {
        MeasureColumn[] columns = new MeasureColumn[measures.size()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = table.column(measures.get(i));
        }
        return List.of(columns);
    }

    /** Those of the models: two if one has refunds. */
    @Override
    public List<Definition> definitions() {
        return Stream.of(
                        settings.future.model().definition(),
                        settings.future.spend().definition())
                .<Definition>map(each -> each)
                .distinct()
                .toList();
    }

    @Override
    public RowScorer prepare(MeasureTable table) {
        checkTimeScale(table);
        return new LifetimeValueRows(settings, table, columns(spendInputs, table), columns(costInputs, table));
    }
}

package io.engagement.customerbase.covariate;

import io.engagement.customerbase.PurchaseTimes;
import io.engagement.customerbase.pareto.ParetoNbd;
import io.engagement.domain.Registry;
import io.engagement.domain.TimeScale;
import io.engagement.fit.Family;
import io.engagement.fit.Fitted;
import io.engagement.fit.ModelText;
import io.engagement.fit.StatisticalModel;
import io.engagement.internal.customerbase.PurchasePath;
import io.engagement.internal.math.RandomStreams;
import io.engagement.internal.text.OneLine;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;

/**
 * Pareto/NBD in which what changes with time, such as seasons and campaigns, moves how often customers buy and how soon they leave.
 * Bachmann, Meierer and Naef (2021), "The Role of Time-Varying Contextual Factors in Latent Attrition Models for Customer Base
 * Analysis", Marketing Science 40(4), 783-809, doi:10.1287/mksc.2020.1254.
 *
 * <p>With z(t) the covariates at t, a customer buys at the rate lambda exp(purchases'z(t)) and leaves at the rate mu
 * exp(leaving'z(t)); lambda and mu differ from customer to customer as in {@link ParetoNbd}: gamma distributions with shapes r and s
 * and rates alpha and beta, in units of {@link #timeScale()}. A positive coefficient means that customers buy more often, or leave
 * sooner, while its covariate is high.
 *
 * <pre>{@code
 * PurchaseTimes data = PurchaseTimes.of(view, TimeScale.WEEKS, PurchaseDefinition.standard());
 * TimeVaryingParetoNbd model = TimeVaryingParetoNbd.fit(data, covariates, CovariateTerms.free()).model();
 * double[] next = model.expectedPurchases(data, covariates, 13);
 * PiecewiseParetoNbd own = model.asOf(data.asOf(), covariates, id); // all else that there is to know of one customer
 * }</pre>
 *
 * <p>Where covariates are common to all customers, as seasons are, {@link SeasonalParetoNbd} is this model with its calendar: it
 * scores in plans, set-ups and live stores. Immutable, thread-safe.
 */
public final class TimeVaryingParetoNbd implements StatisticalModel {
    static final String NAME = "time-varying-pareto-nbd";

    /** How such models are read. */
    public static final Family<TimeVaryingParetoNbd> FAMILY = Family.of(NAME, 1, TimeVaryingParetoNbd::read);

    /** What the generators are for. */
    private static final int USE = 22;

    private final ParetoNbd base;
    private final CovariateEffects effects;

    private TimeVaryingParetoNbd(ParetoNbd base, CovariateEffects effects) {
        this.base = Objects.requireNonNull(base, "base");
        this.effects = effects;
    }

    /**
     * A model from its parameters.
     *
     * @param base the model of a customer whose covariates are all 0
     * @param names of the covariates
     * @param purchases for each its coefficient for purchases, finite
     * @param leaving for each its coefficient for leaving, finite
     * @return the model
     * @throws IllegalArgumentException if there are not as many coefficients as names, or one is not finite
     */
    public static TimeVaryingParetoNbd of(ParetoNbd base, List<String> names, double[] purchases, double[] leaving) {
        return new TimeVaryingParetoNbd(base, CovariateEffects.of(names, purchases, leaving));
    }

    /**
     * Estimates the model by maximum likelihood. Needs no start values; does not depend on the order of rows or on the number of
     * threads.
     *
     * @param data the customer base, with the times of all purchases
     * @param covariates from the first purchase on; customers of whom one is not known are left out, and the fit says how many
     * @param terms how coefficients are held
     * @return the model; parameters r, alpha, s, beta and coefficients {@code purchases.NAME}, {@code leaving.NAME} or {@code
     *     both.NAME}
     * @throws io.engagement.fit.FitException if there is no customer, or none of whom all covariates are known, all ages are 0, or
     *     covariates are constant or collinear
     * @throws IllegalArgumentException if covariates do not reach over all the time observed, or the terms name an unknown one
     */
    public static Fitted<TimeVaryingParetoNbd> fit(
            PurchaseTimes data, TimeVaryingCovariates covariates, CovariateTerms terms) {
        return TimeVaryingFit.of(NAME, data.purchases(), covariates, terms, model -> model);
    }

    /**
     * The model of a customer, or of all customers where covariates are common, as of an instant. What it predicts begins then; a
     * customer of age T began T before it.
     *
     * @param now the instant
     * @param covariates of past and future, by the names of {@link #names()}
     * @param customerId of the customer; of no matter where covariates are common
     * @return the model, with all that it predicts
     * @throws IllegalArgumentException if the covariates are others than the model's, the instant does not lie within their periods,
     *     one is not known of the customer, or they move a rate beyond the range of numbers
     */
    public PiecewiseParetoNbd asOf(Instant now, TimeVaryingCovariates covariates, String customerId) {
        checkNames(covariates);
        return asOf(
                now,
                covariates,
                covariates
                        .path(customerId)
                        .orElseThrow(() -> new IllegalArgumentException("of customer " + OneLine.of(customerId)
                                + " not all of the covariates " + names() + " are known")));
    }

    private void checkNames(TimeVaryingCovariates covariates) {
        if (!covariates.names().equals(names())) {
            throw new IllegalArgumentException(
                    "the covariates must be " + names() + " in this order, were " + covariates.names());
        }
    }

    private PiecewiseParetoNbd asOf(Instant now, TimeVaryingCovariates covariates, CovariatePath path) {
        return PiecewiseParetoNbd.of(base, now, RateSteps.of(covariates, path, effects, now, timeScale()));
    }

    /**
     * The model of all customers as of an instant, where covariates are common to them: scorers take it for tables as of that
     * instant; {@link SeasonalParetoNbd} for those of any.
     *
     * @param now the instant
     * @param covariates of past and future, by the names of {@link #names()}
     * @return the model, with all that it predicts
     * @throws IllegalArgumentException as {@link #asOf(Instant, TimeVaryingCovariates, String)}, or if a covariate is each customer's own
     */
    public PiecewiseParetoNbd asOf(Instant now, TimeVaryingCovariates covariates) {
        if (!covariates.isCommon()) {
            throw new IllegalArgumentException("covariates must be common to all customers, or a customer be given: "
                    + covariates.names() + " are each customer's own");
        }
        return asOf(now, covariates, "");
    }

    /**
     * P(alive) of each customer of a base.
     *
     * @param data the base
     * @param covariates its covariates up to when it was observed
     * @return by row; NaN for a customer of whom a covariate is not known
     * @throws IllegalArgumentException as {@link #asOf(Instant, TimeVaryingCovariates, String)}, or if covariates do not fit the base as in {@link #fit}
     */
    public double[] probabilityAlive(PurchaseTimes data, TimeVaryingCovariates covariates) {
        return each(
                data,
                covariates,
                (own, row) -> own.probabilityAlive(data.frequency(row), data.recency(row), data.age(row)));
    }

    /**
     * Purchases expected of each customer of a base after it was observed.
     *
     * @param data the base
     * @param covariates its covariates up to where the prediction ends
     * @param t length of time, finite, not negative
     * @return by row; NaN for a customer of whom a covariate is not known
     * @throws IllegalArgumentException as {@link #asOf(Instant, TimeVaryingCovariates, String)}, if covariates do not fit the base as in {@link #fit}, or they end too early
     */
    public double[] expectedPurchases(PurchaseTimes data, TimeVaryingCovariates covariates, double t) {
        return each(
                data,
                covariates,
                (own, row) -> own.expectedPurchases(data.frequency(row), data.recency(row), data.age(row), t));
    }

    /**
     * Probability that a customer of a base makes no purchase within a time after it was observed, of each.
     *
     * @param data the base
     * @param covariates its covariates up to where the prediction ends
     * @param t length of time, finite, not negative
     * @return by row; NaN for a customer of whom a covariate is not known
     * @throws IllegalArgumentException as {@link #asOf(Instant, TimeVaryingCovariates, String)}, if covariates do not fit the base as in {@link #fit}, or they end too early
     */
    public double[] probabilityNoPurchase(PurchaseTimes data, TimeVaryingCovariates covariates, double t) {
        return each(
                data,
                covariates,
                (own, row) -> own.probabilityNoPurchase(data.frequency(row), data.recency(row), data.age(row), t));
    }

    /**
     * The log-likelihood of a base, with the density of all its purchase times: of those customers of whom all covariates are known.
     *
     * @param data the base
     * @param covariates its covariates up to when it was observed
     * @return ln L, finite
     * @throws IllegalArgumentException as {@link #asOf(Instant, TimeVaryingCovariates, String)}, or if covariates do not fit the base as in {@link #fit}
     */
    public double logLikelihood(PurchaseTimes data, TimeVaryingCovariates covariates) {
        double sum = 0;
        for (double one : each(data, covariates, (own, row) -> own.logLikelihood(data, row))) {
            sum += Double.isNaN(one) ? 0 : one;
        }
        return sum;
    }

    private double[] each(
            PurchaseTimes data,
            TimeVaryingCovariates covariates,
            ToDoubleBiFunction<PiecewiseParetoNbd, Integer> quantity) {
        checkNames(covariates);
        covariates.check(data);
        if (data.timeScale() != timeScale()) {
            throw new IllegalArgumentException(
                    "the model counts time in " + timeScale() + ", the purchases in " + data.timeScale());
        }
        Optional<PiecewiseParetoNbd> common =
                covariates.isCommon() ? Optional.of(asOf(data.asOf(), covariates)) : Optional.empty();
        IntFunction<Optional<PiecewiseParetoNbd>> own = row -> common.isPresent()
                ? common
                : covariates.path(data.customerIds().get(row)).map(path -> asOf(data.asOf(), covariates, path));
        return IntStream.range(0, data.size())
                .parallel()
                .mapToDouble(row -> own.apply(row)
                        .map(model -> quantity.applyAsDouble(model, row))
                        .orElse(Double.NaN))
                .toArray();
    }

    /**
     * Draws from the model what the customers of a base buy after their first purchases.
     *
     * @param base whose customers' first purchases are kept, and until when they are observed
     * @param covariates of these customers
     * @param seed the same seed gives the same bits, whatever the number of threads
     * @return the same customers
     * @throws IllegalArgumentException if covariates are others than the model's, do not reach over all the time, or one is not
     *     known of a customer
     */
    public PurchaseTimes simulate(PurchaseTimes base, TimeVaryingCovariates covariates, long seed) {
        covariates.check(base);
        Instant asOf = base.asOf();
        long[][] drawn = new long[base.size()][];
        PurchasePath.CHUNKS.forEach(drawn.length, (from, to) -> {
            PiecewisePath path = new PiecewisePath(base(), RandomStreams.of(seed, PurchasePath.CHUNKS.of(from), USE));
            for (int row = from; row < to; row++) {
                RateSteps steps =
                        asOf(asOf, covariates, base.customerIds().get(row)).steps();
                drawn[row] = path.draw(steps, base.first(row), asOf.toEpochMilli(), timeScale());
            }
        });
        return PurchaseTimes.of(timeScale(), asOf, drawn).withCustomerIds(base.customerIds());
    }

    /**
     * The model of a customer whose covariates are all 0.
     *
     * @return the model without covariates
     */
    public ParetoNbd base() {
        return base;
    }

    /**
     * The unit of time.
     *
     * @return the base's
     */
    public TimeScale timeScale() {
        return base.timeScale();
    }

    /**
     * The covariates.
     *
     * @return their names
     */
    public List<String> names() {
        return effects.names();
    }

    /**
     * The effect of a covariate on the rate of purchases: one more unit multiplies it by e^coefficient.
     *
     * @param name of the covariate
     * @return the coefficient; 0 if it moves leaving only
     * @throws IllegalArgumentException if there is no such covariate
     */
    public double onPurchases(String name) {
        return effects.onPurchases(name);
    }

    /**
     * The effect of a covariate on the rate of leaving: one more unit multiplies it by e^coefficient.
     *
     * @param name of the covariate
     * @return the coefficient; 0 if it moves purchases only
     * @throws IllegalArgumentException if there is no such covariate
     */
    public double onLeaving(String name) {
        return effects.onLeaving(name);
    }

    CovariateEffects effects() {
        return effects;
    }

    static TimeVaryingParetoNbd read(ModelText text, Registry own) {
        return new TimeVaryingParetoNbd(ParetoNbd.FAMILY.readPart(text, "base", own), CovariateEffects.read(text));
    }

    /** The model without covariates, and those with some of them. */
    @Override
    public boolean nests(StatisticalModel simpler) {
        return simpler instanceof TimeVaryingParetoNbd || simpler instanceof ParetoNbd;
    }

    @Override
    public ModelText modelText() {
        return effects.write(ModelText.of(NAME, 1).withPart("base", base.modelText()));
    }

    /** The base's parameters and the coefficients. */
    @Override
    public String toString() {
        return NAME + "[" + base + effects + "]";
    }
}

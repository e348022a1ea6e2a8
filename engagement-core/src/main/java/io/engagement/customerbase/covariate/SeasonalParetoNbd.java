package io.engagement.customerbase.covariate;

import io.engagement.customerbase.CountDistribution;
import io.engagement.customerbase.CustomerBaseModel;
import io.engagement.customerbase.Population;
import io.engagement.customerbase.PurchaseKernel;
import io.engagement.customerbase.PurchaseTimes;
import io.engagement.customerbase.Purchases;
import io.engagement.customerbase.pareto.ParetoNbd;
import io.engagement.domain.Registry;
import io.engagement.fit.Family;
import io.engagement.fit.Fitted;
import io.engagement.fit.ModelText;
import io.engagement.fit.StatisticalModel;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * {@link TimeVaryingParetoNbd} with the calendar of its covariates, such as seasons and campaigns, which are common to all
 * customers and known for the future that predictions reach into. It scores as of any instant of the calendar, in plans and live
 * stores: scorers ask for the model {@linkplain #asOf(Instant) as of} the instant of what they score.
 *
 * <pre>{@code
 * PurchaseTimes data = PurchaseTimes.of(view, TimeScale.WEEKS, PurchaseDefinition.standard());
 * TimeVaryingCovariates seasons = TimeVaryingCovariates.weekly(start, 156).common("christmas", christmas);
 * SeasonalParetoNbd model = SeasonalParetoNbd.fit(data, seasons, CovariateTerms.free()).model();
 * ScoringPlan plan = ScoringPlan.of(RetentionRiskScorer.of(model, Duration.ofDays(90)));
 * }</pre>
 *
 * <p>What is asked of times that the calendar does not cover, before it or beyond its end, is refused with an {@link
 * IllegalArgumentException} that says until when it is known. What the model says of x, t_x and T alone begins when the data of its
 * fit end. Immutable, thread-safe.
 */
public final class SeasonalParetoNbd implements CustomerBaseModel {
    private static final String NAME = "seasonal-pareto-nbd";

    /** How such models are read. */
    public static final Family<SeasonalParetoNbd> FAMILY = Family.of(NAME, 1, SeasonalParetoNbd::read);

    private final TimeVaryingParetoNbd rates;
    private final TimeVaryingCovariates seasons;
    private final PiecewiseParetoNbd atEnd;
    /** The model that was asked for last; two threads may both make it, and make the same. */
    private volatile @Nullable PiecewiseParetoNbd last;

    private SeasonalParetoNbd(TimeVaryingParetoNbd rates, TimeVaryingCovariates seasons, Instant asOf) {
        this.rates = rates;
        this.seasons = seasons;
        this.atEnd = rates.asOf(asOf, seasons);
    }

    /**
     * A model from its parts.
     *
     * @param rates how covariates move purchases and leaving
     * @param seasons the covariates, common to all customers, by the names of the rates
     * @param asOf when predictions begin that are asked for without an instant
     * @return the model
     * @throws IllegalArgumentException if covariates are others, each customer's own, or not known as of the instant
     */
    public static SeasonalParetoNbd of(TimeVaryingParetoNbd rates, TimeVaryingCovariates seasons, Instant asOf) {
        return new SeasonalParetoNbd(rates, seasons, asOf);
    }

    /**
     * Estimates the model, as {@link TimeVaryingParetoNbd#fit}.
     *
     * @param data the customer base, with the times of all purchases
     * @param seasons covariates that are common to all customers, from the first purchase on to where predictions end
     * @param terms how coefficients are held
     * @return the model
     * @throws io.engagement.fit.FitException if there is no customer, all ages are 0, or covariates are constant or collinear
     * @throws IllegalArgumentException if covariates do not reach over all the time observed, or a covariate is each customer's
     *     own, or the terms name an unknown one
     */
    public static Fitted<SeasonalParetoNbd> fit(
            PurchaseTimes data, TimeVaryingCovariates seasons, CovariateTerms terms) {
        if (!seasons.isCommon()) {
            throw new IllegalArgumentException(
                    "seasons must be common to all customers: " + seasons.names() + " are each customer's own");
        }
        return TimeVaryingFit.of(data, seasons, terms, rates -> of(rates, seasons, data.asOf()));
    }

    private static SeasonalParetoNbd read(ModelText text, Registry own) {
        TimeVaryingParetoNbd rates = TimeVaryingParetoNbd.read(text, own);
        return of(rates, TimeVaryingCovariates.read(text, rates.names()), text.instant("as_of"));
    }

    @Override
    public ModelText modelText() {
        ModelText text = rates.effects()
                .write(ModelText.of(NAME, FAMILY.version())
                        .withPart("base", rates.base().modelText())
                        .with("as_of", atEnd.asOf().toString()));
        return seasons.write(text);
    }

    @Override
    public String name() {
        return NAME;
    }

    /**
     * How covariates move purchases and leaving.
     *
     * @return the model without the calendar
     */
    public TimeVaryingParetoNbd rates() {
        return rates;
    }

    /**
     * The calendar.
     *
     * @return the covariates by period
     */
    public TimeVaryingCovariates seasons() {
        return seasons;
    }

    /**
     * The model as of an instant.
     *
     * @param now the as-of instant of what is scored
     * @return the model, with all that it predicts from then on
     * @throws IllegalArgumentException if the calendar does not know that instant
     */
    @Override
    public PiecewiseParetoNbd asOf(Instant now) {
        if (now.equals(atEnd.asOf())) {
            return atEnd;
        }
        PiecewiseParetoNbd known = last;
        if (known == null || !known.asOf().equals(now)) {
            known = rates.asOf(now, seasons);
            last = known;
        }
        return known;
    }

    /** The base. */
    @Override
    public ParetoNbd usual() {
        return rates.base();
    }

    /** The base's. */
    @Override
    public Population population() {
        return rates.base().population();
    }

    @Override
    public PurchaseKernel alive() {
        return atEnd.alive();
    }

    @Override
    public PurchaseKernel purchasesWithin(double t) {
        return atEnd.purchasesWithin(t);
    }

    @Override
    public PurchaseKernel noPurchaseWithin(double t) {
        return atEnd.noPurchaseWithin(t);
    }

    @Override
    public PurchaseKernel discountedPurchasesWithin(double t, double delta) {
        return atEnd.discountedPurchasesWithin(t, delta);
    }

    @Override
    public double logLikelihood(double x, double recency, double age) {
        return atEnd.logLikelihood(x, recency, age);
    }

    @Override
    public double expectedPurchases(double t) {
        return atEnd.expectedPurchases(t);
    }

    @Override
    public CountDistribution purchaseDistribution(double t) {
        return atEnd.purchaseDistribution(t);
    }

    @Override
    public CountDistribution purchaseDistribution(double x, double recency, double age, double t) {
        return atEnd.purchaseDistribution(x, recency, age, t);
    }

    @Override
    public Purchases simulate(double[] ages, long seed) {
        return atEnd.simulate(ages, seed);
    }

    /** The model without covariates, and those with some of them. */
    @Override
    public boolean nests(StatisticalModel simpler) {
        return simpler instanceof SeasonalParetoNbd || rates.nests(simpler);
    }

    /** The rates, and the calendar. */
    @Override
    public String toString() {
        return NAME + "[" + rates + ", " + seasons.periods() + " periods]";
    }
}

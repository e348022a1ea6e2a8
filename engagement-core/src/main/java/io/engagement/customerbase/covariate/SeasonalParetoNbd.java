package io.engagement.customerbase.covariate;

import io.engagement.customerbase.CustomerBaseModel;
import io.engagement.customerbase.FamilyMember;
import io.engagement.customerbase.Population;
import io.engagement.customerbase.PurchaseFamily;
import io.engagement.customerbase.pareto.ParetoNbd;
import io.engagement.domain.Registry;
import io.engagement.fit.Family;
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
 * TimeVaryingCovariates seasons = TimeVaryingCovariates.weekly(start, 156).common("christmas", christmas);
 * Purchases purchases = Purchases.of(view, TimeScale.WEEKS, PurchaseDefinition.standard()).withTimes(view);
 * SeasonalParetoNbd model = SeasonalParetoNbd.family(seasons).fit(purchases).model();
 * ScoringPlan plan = ScoringPlan.of(RetentionRiskScorer.of(model, Duration.ofDays(90)));
 * }</pre>
 *
 * <p>What is asked of times that the calendar does not cover, before it or beyond its end, is refused with an {@link
 * IllegalArgumentException} that says until when it is known. What the model says of x, t_x and T alone begins when the data of its
 * fit end. Immutable, thread-safe.
 */
public final class SeasonalParetoNbd extends DelegatingModel implements FamilyMember<SeasonalParetoNbd> {
    static final String NAME = "seasonal-pareto-nbd";
    /** Since 2 with the terms of its coefficients. */
    static final int VERSION = 2;

    /** How such models are read, whatever their calendar. */
    public static final Family<SeasonalParetoNbd> FAMILY = Family.of(NAME, VERSION, SeasonalParetoNbd::read);

    private final SeasonalFamily family;
    private final TimeVaryingParetoNbd rates;
    private final PiecewiseParetoNbd atEnd;
    /** The model that was asked for last; two threads may both make it, and make the same. */
    private volatile @Nullable PiecewiseParetoNbd last;

    SeasonalParetoNbd(SeasonalFamily family, TimeVaryingParetoNbd rates) {
        this.family = family;
        this.rates = rates;
        this.atEnd = rates.asOf(family.asOf(), family.seasons());
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
        return new SeasonalParetoNbd(new SeasonalFamily(seasons, CovariateTerms.free(), asOf), rates);
    }

    /**
     * The family of one calendar, whose coefficients are as the data have them.
     *
     * @param seasons covariates that are common to all customers, from the first purchase on to where predictions end
     * @return the family
     * @throws IllegalArgumentException if a covariate is each customer's own
     */
    public static PurchaseFamily<SeasonalParetoNbd> family(TimeVaryingCovariates seasons) {
        return family(seasons, CovariateTerms.free());
    }

    /**
     * The family of one calendar.
     *
     * @param seasons covariates that are common to all customers, from the first purchase on to where predictions end
     * @param terms how coefficients are held
     * @return the family, which is fitted to purchases {@linkplain io.engagement.customerbase.Purchases#withTimes with their
     *     times}, that the calendar has to reach over; predictions of what it fits begin where these end, and of what it makes
     *     where the calendar begins, unless an instant is told
     * @throws IllegalArgumentException if a covariate is each customer's own, or the terms name an unknown one
     */
    public static PurchaseFamily<SeasonalParetoNbd> family(TimeVaryingCovariates seasons, CovariateTerms terms) {
        return new SeasonalFamily(seasons, terms, Instant.ofEpochMilli(seasons.edge(0)));
    }

    static SeasonalParetoNbd read(ModelText text, Registry own) {
        TimeVaryingParetoNbd rates = TimeVaryingParetoNbd.read(text, own);
        CovariateTerms terms = text.version() > 1 ? CovariateTerms.read(text, rates.names()) : CovariateTerms.free();
        return new SeasonalParetoNbd(
                new SeasonalFamily(TimeVaryingCovariates.read(text, rates.names()), terms, text.instant("as_of")),
                rates);
    }

    @Override
    public ModelText modelText() {
        ModelText text = rates.effects()
                .write(ModelText.of(NAME, VERSION)
                        .withPart("base", rates.base().modelText())
                        .with("as_of", atEnd.asOf().toString()));
        return seasons().write(family.terms().write(text, rates.names()));
    }

    @Override
    public PurchaseFamily<SeasonalParetoNbd> family() {
        return family;
    }

    /** Those of the base, then the coefficients. */
    @Override
    public double[] parameters() {
        return family.parameters(rates);
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
        return family.seasons();
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
            known = rates.asOf(now, seasons());
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

    /** That of the end of the data. */
    @Override
    CustomerBaseModel usualCase() {
        return atEnd;
    }

    /** The model without covariates, and those with some of them. */
    @Override
    public boolean nests(StatisticalModel simpler) {
        return simpler instanceof SeasonalParetoNbd || rates.nests(simpler);
    }

    /** The rates, and the calendar. */
    @Override
    public String toString() {
        return NAME + "[" + rates + ", " + seasons().periods() + " periods]";
    }
}

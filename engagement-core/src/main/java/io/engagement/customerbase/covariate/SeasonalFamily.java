package io.engagement.customerbase.covariate;

import io.engagement.customerbase.BaseFit;
import io.engagement.customerbase.Population;
import io.engagement.customerbase.PurchaseFamily;
import io.engagement.customerbase.PurchaseTimes;
import io.engagement.customerbase.Purchases;
import io.engagement.customerbase.Search;
import io.engagement.customerbase.pareto.ParetoNbd;
import io.engagement.domain.Registry;
import io.engagement.fit.Fitted;
import io.engagement.fit.LogLikelihood;
import io.engagement.fit.ModelText;
import io.engagement.fit.Parameter;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Pareto/NBD with one calendar: the parameters of the one without, and the coefficients. */
final class SeasonalFamily implements PurchaseFamily<SeasonalParetoNbd> {
    private final TimeVaryingCovariates seasons;
    private final CovariateTerms terms;
    /** When the models' predictions begin that are asked for without an instant. */
    private final Instant asOf;

    private final CovariateCoordinates coordinates;

    SeasonalFamily(TimeVaryingCovariates seasons, CovariateTerms terms, Instant asOf) {
        if (!seasons.isCommon()) {
            throw new IllegalArgumentException(
                    "seasons must be common to all customers: " + seasons.names() + " are each customer's own");
        }
        this.seasons = seasons;
        this.terms = terms;
        this.asOf = Objects.requireNonNull(asOf, "asOf");
        this.coordinates = new CovariateCoordinates(ParetoNbd.FAMILY.parameters(), seasons.names(), terms);
    }

    TimeVaryingCovariates seasons() {
        return seasons;
    }

    CovariateTerms terms() {
        return terms;
    }

    Instant asOf() {
        return asOf;
    }

    @Override
    public String kind() {
        return SeasonalParetoNbd.NAME;
    }

    @Override
    public int version() {
        return SeasonalParetoNbd.VERSION;
    }

    @Override
    public List<Parameter> parameters() {
        return coordinates.parameters();
    }

    double[] parameters(TimeVaryingParetoNbd rates) {
        return coordinates.all(rates.base().parameters(), rates.effects());
    }

    @Override
    public boolean readsTimes() {
        return true;
    }

    @Override
    public SeasonalParetoNbd make(double[] values, Population population) {
        ParetoNbd base = ParetoNbd.FAMILY.make(Arrays.copyOf(values, TimeVaryingFit.PARAMETERS), population);
        return new SeasonalParetoNbd(
                this,
                TimeVaryingParetoNbd.of(
                        base, seasons.names(), coordinates.purchases(values), coordinates.leaving(values)));
    }

    @Override
    public Search search(BaseFit base) {
        return Search.from(List.of(TimeVaryingFit.starts(base, coordinates.size())));
    }

    @Override
    public LogLikelihood likelihood(Purchases rows, double unit) {
        PurchaseTimes data = TimeVaryingFit.times(kind(), rows);
        return new TimeVaryingLikelihood(
                new TimeVaryingBase(data, rows::weight, seasons),
                coordinates,
                unit * data.timeScale().millis(),
                terms.lambda());
    }

    @Override
    public double whole(double logLikelihood, Purchases distinct, double unit) {
        return ParetoNbd.FAMILY.whole(logLikelihood, distinct, unit);
    }

    /** As of the end of what was observed. */
    @Override
    public Fitted<SeasonalParetoNbd> fit(Purchases purchases) {
        SeasonalFamily then = new SeasonalFamily(
                seasons, terms, TimeVaryingFit.times(kind(), purchases).asOf());
        return TimeVaryingFit.of(kind(), purchases, seasons, terms, rates -> new SeasonalParetoNbd(then, rates));
    }

    @Override
    public LogLikelihood logLikelihood(Purchases part) {
        terms.checkFree(name());
        return likelihood(part, 1);
    }

    @Override
    public ModelText text(double[] values, Population population) {
        return make(values, population).modelText();
    }

    @Override
    public SeasonalParetoNbd read(ModelText text, Registry own) {
        return SeasonalParetoNbd.read(text, own);
    }
}

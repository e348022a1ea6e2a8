package io.engagement.customerbase;

import io.engagement.fit.Fitted;
import io.engagement.fit.Maximum;
import io.engagement.fit.MaximumLikelihood;
import io.engagement.fit.Provenance;
import java.util.Arrays;
import java.util.Optional;

/** Fits Pareto/NBD with time-varying covariates, from where it fits about best without them. */
final class TimeVaryingFit {
    private static final int PARAMETERS = ParetoLikelihood.PARAMETERS;

    private TimeVaryingFit() {}

    static Fitted<TimeVaryingParetoNbd> of(PurchaseTimes data, TimeVaryingCovariates covariates, CovariateTerms terms) {
        CovariateCoordinates coordinates = new CovariateCoordinates(ParetoFit.PARAMETERS, covariates.names(), terms);
        BaseFit rough = new BaseFit(TimeVaryingParetoNbd.NAME, data.purchases().distinct());
        TimeVaryingBase base = new TimeVaryingBase(data, covariates);
        base.checkIndependence(TimeVaryingParetoNbd.NAME);
        double unit = rough.unit();
        TimeVaryingLikelihood likelihood = new TimeVaryingLikelihood(
                base, coordinates, unit * data.timeScale().millis(), terms.lambda());
        double[] start = Arrays.copyOf(
                rough.about(ParetoFit.PARAMETERS, rows -> new ParetoLikelihood(rows, unit), ParetoFit.guesses(rough)),
                coordinates.size());
        Maximum maximum = MaximumLikelihood.withDefaults()
                .maximize(TimeVaryingParetoNbd.NAME, coordinates.parameters(), likelihood, start);
        double[] units = new double[coordinates.size()];
        Arrays.setAll(units, i -> i == 1 || i == PARAMETERS - 1 ? unit : 1);
        double[] found = new double[units.length];
        Arrays.setAll(found, i -> maximum.estimate(i) * units[i]);
        ParetoNbd model = ParetoNbd.of(found[0], found[1], found[2], found[3], data.timeScale())
                .withTypical(rough.distinct().typical());
        double logLikelihood = maximum.logLikelihood() + likelihood.penalty(found) - rough.repeats() * Math.log(unit);
        return Fitted.of(
                TimeVaryingParetoNbd.of(
                        model, covariates.names(), coordinates.purchases(found), coordinates.leaving(found)),
                maximum,
                units,
                logLikelihood,
                ParetoFit.remarks(rough, maximum),
                Provenance.of(TimeVaryingParetoNbd.NAME, data.size(), base.size())
                        .withPeriod(rough.distinct().start(), Optional.of(data.asOf()))
                        .withTimeScale(data.timeScale().name()));
    }
}

package io.engagement.customerbase.covariate;

import io.engagement.customerbase.BaseFit;
import io.engagement.customerbase.Population;
import io.engagement.customerbase.PurchaseTimes;
import io.engagement.customerbase.Purchases;
import io.engagement.customerbase.pareto.ParetoNbd;
import io.engagement.fit.FitException;
import io.engagement.fit.Fitted;
import io.engagement.fit.Maximum;
import io.engagement.fit.MaximumLikelihood;
import io.engagement.fit.Provenance;
import io.engagement.fit.StatisticalModel;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Fits Pareto/NBD with time-varying covariates, from where it fits about best without them. */
final class TimeVaryingFit {
    static final int PARAMETERS = ParetoNbd.FAMILY.parameters().size();

    /** s and beta, in the mean age. */
    private static final double[][] LIVES = {{0.5, 2}, {0.03, 0.03}, {0.6, 0.4}, {2, 20}};

    private TimeVaryingFit() {}

    /** As the model is wanted. */
    static <M extends StatisticalModel> Fitted<M> of(
            String name,
            Purchases purchases,
            TimeVaryingCovariates covariates,
            CovariateTerms terms,
            Function<TimeVaryingParetoNbd, M> wanted) {
        CovariateCoordinates coordinates =
                new CovariateCoordinates(ParetoNbd.FAMILY.parameters(), covariates.names(), terms);
        List<String> leftOut = covariates.leftOut(times(name, purchases));
        Purchases known = leftOut.isEmpty() ? purchases : known(name, purchases, covariates, leftOut);
        PurchaseTimes data = times(name, known);
        BaseFit rough = new BaseFit(name, known.distinct());
        TimeVaryingBase base = new TimeVaryingBase(data, known::weight, covariates);
        base.checkIndependence(name);
        double unit = rough.unit();
        TimeVaryingLikelihood likelihood = new TimeVaryingLikelihood(
                base, coordinates, unit * data.timeScale().millis(), terms.lambda());
        Maximum maximum = MaximumLikelihood.withDefaults()
                .maximize(name, coordinates.parameters(), likelihood, starts(rough, coordinates.size()));
        double[] units = new double[coordinates.size()];
        Arrays.setAll(units, i -> coordinates.parameters().get(i).scaled(1, unit));
        double[] found = new double[units.length];
        Arrays.setAll(found, i -> maximum.estimate(i) * units[i]);
        ParetoNbd model = ParetoNbd.FAMILY.make(Arrays.copyOf(found, PARAMETERS), Population.of(rough.distinct()));
        double logLikelihood =
                ParetoNbd.FAMILY.whole(maximum.logLikelihood() + likelihood.penalty(found), rough.distinct(), unit);
        return Fitted.of(
                wanted.apply(TimeVaryingParetoNbd.of(
                        model, covariates.names(), coordinates.purchases(found), coordinates.leaving(found))),
                maximum,
                units,
                logLikelihood,
                Stream.concat(leftOut.stream(), rough.remarks(() -> ParetoNbd.FAMILY.remarks(maximum, unit)).stream())
                        .toList(),
                rough.distinct().observed(Provenance.of(name, known.customers(), base.size())));
    }

    /** When all was bought. */
    static PurchaseTimes times(String name, Purchases purchases) {
        return purchases
                .times()
                .orElseThrow(() -> new IllegalArgumentException(name + " reads when all purchases were, which is not"
                        + " known of these: add the times by purchases.withTimes(view)"));
    }

    /** Those of whom all covariates are known. */
    private static Purchases known(
            String name, Purchases purchases, TimeVaryingCovariates covariates, List<String> leftOut) {
        List<String> ids = times(name, purchases).customerIds();
        int[] rows = IntStream.range(0, ids.size())
                .filter(row -> covariates.path(ids.get(row)).isPresent())
                .toArray();
        if (rows.length == 0) {
            throw FitException.of(
                    name,
                    "there is no customer of whom all covariates are known: " + String.join("; ", leftOut),
                    List.of("Are the covariates given by the customers' ids?"));
        }
        return purchases.rows(rows);
    }

    /**
     * Without coefficients: about the maximum; and other lives at the same rates of purchases, which are climbed from only where the
     * first climb ends at no ordinary maximum. There covariates often tell what a base without them does not: who leaves.
     */
    static double[][] starts(BaseFit rough, int dimension) {
        double[] about = rough.about(ParetoNbd.FAMILY);
        double[][] starts = new double[1 + LIVES.length][];
        starts[0] = Arrays.copyOf(about, dimension);
        for (int i = 0; i < LIVES.length; i++) {
            starts[i + 1] = starts[0].clone();
            starts[i + 1][2] = LIVES[i][0];
            starts[i + 1][3] = LIVES[i][1];
        }
        return starts;
    }
}

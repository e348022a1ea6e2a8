package io.engagement.customerbase;

import io.engagement.fit.Fitted;
import io.engagement.fit.Maximum;
import io.engagement.fit.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Fits Pareto/NBD with correlated rates to a customer base. */
final class CorrelatedParetoFit {
    static final List<Parameter> PARAMETERS = List.of(
            ParetoFit.PARAMETERS.get(0),
            ParetoFit.PARAMETERS.get(1),
            ParetoFit.PARAMETERS.get(2),
            ParetoFit.PARAMETERS.get(3),
            Parameter.real("association").within(-1, 1));

    private static final int ASSOCIATION = 4;
    private static final double[] ASSOCIATIONS = {-0.8, 0.8};
    private static final double[][] LEAVING = {{0.6, 0.4}, {2, 2}, {0.2, 10}, {0.15, 1e-5}};

    /** Half the 95 % quantile of chi squared with one degree of freedom. */
    private static final double TELLING = 1.92;

    private CorrelatedParetoFit() {}

    static Fitted<CorrelatedParetoNbd> of(Purchases purchases) {
        BaseFit base = new BaseFit(CorrelatedParetoNbd.NAME, purchases.distinct());
        double unit = base.unit();
        Maximum independent = ParetoFit.maximum(base);
        Maximum maximum = base.climb(
                PARAMETERS,
                rows -> new CorrelatedParetoLikelihood(rows, unit),
                List.of(with(independent, 0)),
                guesses(base, independent));
        CorrelatedParetoNbd model = CorrelatedParetoNbd.of(
                        maximum.estimate(0),
                        maximum.estimate(1) * unit,
                        maximum.estimate(2),
                        maximum.estimate(3) * unit,
                        maximum.estimate(ASSOCIATION),
                        purchases.timeScale())
                .withTypical(base.distinct().typical());
        // The density of x purchase times in another unit.
        double logLikelihood = maximum.logLikelihood() - base.repeats() * Math.log(unit);
        double[] units = {1, unit, 1, unit, 1};
        double gain = maximum.logLikelihood() - independent.logLikelihood();
        Fitted<CorrelatedParetoNbd> bare =
                Fitted.of(model, maximum, units, logLikelihood, List.of(), base.provenance());
        return Fitted.of(model, maximum, units, logLikelihood, remarks(base, maximum, bare, gain), base.provenance());
    }

    private static double[] with(Maximum independent, double association) {
        return new double[] {
            independent.estimate(0),
            independent.estimate(1),
            independent.estimate(2),
            independent.estimate(3),
            association
        };
    }

    /** Strong correlation of either sign, with Pareto/NBD's maximum and with lives short or long, equal or spread. */
    private static List<double[]> guesses(BaseFit base, Maximum independent) {
        List<double[]> guesses = new ArrayList<>();
        for (double association : ASSOCIATIONS) {
            guesses.add(with(independent, association));
            for (double[] leaving : LEAVING) {
                guesses.add(new double[] {1, 1 / (1.5 * base.rate()), leaving[0], leaving[1], association});
            }
        }
        return guesses;
    }

    /** What a user should know, in the model's own terms. */
    private static List<String> remarks(
            BaseFit base, Maximum maximum, Fitted<CorrelatedParetoNbd> fitted, double gain) {
        List<String> remarks = new ArrayList<>(ParetoFit.remarks(base, maximum));
        if (base.repeats() > 0) {
            boolean bound = Math.abs(fitted.model().association()) == 1;
            if (bound || maximum.isDetermined(ASSOCIATION)) {
                remarks.add(correlation(fitted));
            }
            addReach(remarks, bound, gain);
        }
        return remarks;
    }

    private static String correlation(Fitted<CorrelatedParetoNbd> fitted) {
        CorrelatedParetoNbd model = fitted.model();
        double error = CorrelatedParetoNbd.correlationStandardError(fitted);
        return String.format(
                Locale.ROOT,
                "the rates of purchase and of leaving have a correlation of %.4f (%s); with r and s as they are it can be "
                        + "from %.4f to %.4f",
                model.correlation(),
                Double.isNaN(error) ? "without a standard error" : String.format(Locale.ROOT, "std. error %.4f", error),
                -model.greatestCorrelation(),
                model.greatestCorrelation());
    }

    private static void addReach(List<String> remarks, boolean bound, double gain) {
        if (gain < TELLING) {
            remarks.add(String.format(
                    Locale.ROOT,
                    "the correlation cannot be told from 0 (the log-likelihood gains %.2f by it): Pareto/NBD fits as well",
                    Math.max(0, gain)));
        } else if (bound) {
            remarks.add("the association is at its bound, beyond which there is no such density: the rates may be more "
                    + "strongly correlated than this model can say");
        }
    }
}

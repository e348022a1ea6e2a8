package io.engagement.customerbase;

import io.engagement.fit.Ending;
import io.engagement.fit.Fitted;
import io.engagement.fit.Maximum;
import io.engagement.fit.Parameter;
import java.util.ArrayList;
import java.util.List;

/** Fits Pareto/NBD to a customer base. */
final class ParetoFit {
    static final List<Parameter> PARAMETERS = List.of(
            Parameter.positive("r"),
            Parameter.positive("alpha").within(1e-7, 1e7),
            Parameter.positive("s"),
            Parameter.positive("beta").within(1e-7, 1e7));

    private ParetoFit() {}

    static Fitted<ParetoNbd> of(Purchases purchases) {
        BaseFit base = new BaseFit(ParetoNbd.NAME, purchases.distinct());
        double unit = base.unit();
        Maximum maximum = maximum(base);
        ParetoNbd model = ParetoNbd.of(
                        maximum.estimate(0),
                        maximum.estimate(1) * unit,
                        maximum.estimate(2),
                        maximum.estimate(3) * unit,
                        purchases.timeScale())
                .withTypical(base.distinct().typical());
        // The density of x purchase times in another unit.
        double logLikelihood = maximum.logLikelihood() - base.repeats() * Math.log(unit);
        double[] units = {1, unit, 1, unit};
        return Fitted.of(model, maximum, units, logLikelihood, remarks(base, maximum), base.provenance());
    }

    static Maximum maximum(BaseFit base) {
        return base.climb(PARAMETERS, rows -> new ParetoLikelihood(rows, base.unit()), List.of(), guesses(base));
    }

    /** Guesses from the purchases per mean age: of rates equal or spread, of lives short or long, equal or spread. */
    static List<double[]> guesses(BaseFit base) {
        double rate = base.rate();
        List<double[]> guesses = new ArrayList<>();
        for (double r : new double[] {0.3, 1, 4}) {
            for (double[] leaving :
                    new double[][] {{0.6, 0.4}, {0.5, 2}, {2, 2}, {0.2, 10}, {2e3, 1e4}, {0.01, 1e-5}}) {
                guesses.add(new double[] {r, r / (1.5 * rate), leaving[0], leaving[1]});
            }
        }
        return guesses;
    }

    /** What a user should know, in the model's own terms. */
    static List<String> remarks(BaseFit base, Maximum maximum) {
        List<String> remarks = new ArrayList<>();
        if (base.repeats() == 0) {
            remarks.add(BaseFit.NO_REPEATS);
        } else if (maximum.ending() == Ending.BOUNDARY) {
            addSimplerModels(remarks, maximum);
        }
        return remarks;
    }

    private static void addSimplerModels(List<String> remarks, Maximum maximum) {
        BetaGeometricRemarks.addEqualRates(remarks, maximum, " (a Poisson process)");
        if (!maximum.isDetermined(2) && maximum.estimate(2) / maximum.estimate(3) < 1e-4) {
            remarks.add("the rate of leaving runs to 0: nobody is seen to leave, and NBD, the model without "
                    + "drop-out, fits as well");
        } else if (!maximum.isDetermined(2) && maximum.estimate(2) > 100) {
            remarks.add("s and beta grow without end at a constant ratio: all customers leave at the same rate, "
                    + "which a gamma distribution of such rates cannot improve");
        }
    }
}

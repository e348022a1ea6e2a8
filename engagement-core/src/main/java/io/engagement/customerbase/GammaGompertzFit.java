package io.engagement.customerbase;

import io.engagement.fit.Ending;
import io.engagement.fit.Fitted;
import io.engagement.fit.Maximum;
import io.engagement.fit.Parameter;
import java.util.ArrayList;
import java.util.List;

/** Fits GGom/NBD to a customer base. */
final class GammaGompertzFit {
    /** b in the fit's unit: below its least it is Pareto/NBD, above its greatest all leave within a moment. */
    static final List<Parameter> PARAMETERS = List.of(
            Parameter.positive("r"),
            Parameter.positive("alpha").within(1e-7, 1e7),
            Parameter.positive("s"),
            Parameter.positive("beta").within(1e-11, 1e11),
            Parameter.positive("b").within(1e-5, 1e3));

    /** s, beta and b: rates of leaving that hardly grow, that do, and lives that end all at once or in a few moments. */
    private static final double[][] LEAVING = {
        {0.6, 0.04, 0.1},
        {0.5, 2, 1},
        {0.5, 20, 5},
        {2, 5, 2},
        {0.1, 10, 20},
        {5, 500, 10},
        {0.2, 0.2, 10},
        {0.02, 1e10, 60}
    };

    private static final double HARDLY = 1e-2;

    /** Below this nothing is seen of the growth of the rate of leaving. */
    private static final double CONSTANT = 1e-3;

    private GammaGompertzFit() {}

    static Fitted<GammaGompertzNbd> of(Purchases purchases) {
        BaseFit base = new BaseFit(GammaGompertzNbd.NAME, purchases.distinct());
        double unit = base.unit();
        Maximum maximum = base.climb(
                PARAMETERS, rows -> new GammaGompertzLikelihood(rows, unit), List.of(constant(base)), guesses(base));
        GammaGompertzNbd model = GammaGompertzNbd.of(
                        maximum.estimate(0),
                        maximum.estimate(1) * unit,
                        maximum.estimate(2),
                        maximum.estimate(3),
                        maximum.estimate(4) / unit,
                        purchases.timeScale())
                .withTypical(base.distinct().typical());
        // The density of x purchase times in another unit.
        double logLikelihood = maximum.logLikelihood() - base.repeats() * Math.log(unit);
        double[] units = {1, unit, 1, 1, 1 / unit};
        return Fitted.of(model, maximum, units, logLikelihood, remarks(base, maximum), base.provenance());
    }

    /** Guesses from the purchases per mean age: of rates equal or spread. */
    static List<double[]> guesses(BaseFit base) {
        double rate = base.rate();
        List<double[]> guesses = new ArrayList<>();
        for (double r : new double[] {0.4, 2}) {
            for (double[] leaving : LEAVING) {
                guesses.add(new double[] {r, r / (1.5 * rate), leaving[0], leaving[1], leaving[2]});
            }
        }
        return guesses;
    }

    /** Pareto/NBD's maximum: rates of leaving that hardly grow. */
    private static double[] constant(BaseFit base) {
        double[] pareto = base.about(
                ParetoFit.PARAMETERS, rows -> new ParetoLikelihood(rows, base.unit()), ParetoFit.guesses(base));
        return new double[] {pareto[0], pareto[1], pareto[2], pareto[3] * HARDLY, HARDLY};
    }

    /** What a user should know, in the model's own terms. */
    private static List<String> remarks(BaseFit base, Maximum maximum) {
        List<String> remarks = new ArrayList<>();
        if (base.repeats() == 0) {
            remarks.add(BaseFit.NO_REPEATS);
        } else if (maximum.ending() == Ending.BOUNDARY) {
            addSimplerModels(remarks, maximum, base.unit());
        }
        return remarks;
    }

    private static void addSimplerModels(List<String> remarks, Maximum maximum, double unit) {
        BetaGeometricRemarks.addEqualRates(remarks, maximum, " (a Poisson process)");
        double s = maximum.estimate(2);
        double beta = maximum.estimate(3);
        double b = maximum.estimate(4);
        if (s * Math.log1p(Math.expm1(b) / beta) < 1e-4) {
            remarks.add("the rate of leaving runs to 0: nobody is seen to leave, and NBD, the model without "
                    + "drop-out, fits as well");
        } else if (b < CONSTANT) {
            remarks.add("b and beta run to 0 at a constant ratio: a customer's rate of leaving does not change with "
                    + "time, and Pareto/NBD with beta " + (float) (beta / b * unit) + " fits as well");
        } else if (!maximum.isDetermined(2) && s > 100) {
            remarks.add(
                    "s and beta grow without end at a constant ratio: the rate of leaving grows in the same way for "
                            + "all customers, which a gamma distribution of eta cannot improve");
        }
    }
}

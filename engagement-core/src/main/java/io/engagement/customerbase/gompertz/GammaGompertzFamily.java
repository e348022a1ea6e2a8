package io.engagement.customerbase.gompertz;

import io.engagement.customerbase.BaseFit;
import io.engagement.customerbase.Population;
import io.engagement.customerbase.PurchaseFamily;
import io.engagement.customerbase.Purchases;
import io.engagement.customerbase.Search;
import io.engagement.customerbase.pareto.ParetoNbd;
import io.engagement.fit.Ending;
import io.engagement.fit.LogLikelihood;
import io.engagement.fit.Maximum;
import io.engagement.fit.Parameter;
import io.engagement.internal.customerbase.BoundaryRemarks;
import java.util.ArrayList;
import java.util.List;

/** What GGom/NBD says of itself. */
record GammaGompertzFamily() implements PurchaseFamily<GammaGompertzNbd> {
    /** Below the least b it is Pareto/NBD, above the greatest all leave within a moment. */
    private static final List<Parameter> PARAMETERS = List.of(
            Parameter.positive("r"),
            Parameter.positive("alpha").within(1e-7, 1e7).inTime(1),
            Parameter.positive("s"),
            Parameter.positive("beta").within(1e-11, 1e11),
            Parameter.positive("b").within(1e-5, 1e3).inTime(-1));

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

    @Override
    public String kind() {
        return "ggom-nbd";
    }

    @Override
    public List<Parameter> parameters() {
        return PARAMETERS;
    }

    @Override
    public GammaGompertzNbd make(double[] values, Population population) {
        return new GammaGompertzNbd(values, population);
    }

    @Override
    public LogLikelihood likelihood(Purchases distinct, double unit) {
        return GammaGompertzLikelihood.of(distinct, unit, PARAMETERS);
    }

    /** Guesses from the purchases per mean age: of rates equal or spread. */
    @Override
    public Search search(BaseFit base) {
        List<double[]> guesses = new ArrayList<>();
        for (double r : new double[] {0.4, 2}) {
            for (double[] leaving : LEAVING) {
                guesses.add(new double[] {r, r / (1.5 * base.rate()), leaving[0], leaving[1], leaving[2]});
            }
        }
        return Search.from(guesses).near(() -> List.of(constant(base)));
    }

    /** Pareto/NBD's maximum: rates of leaving that hardly grow. */
    private static double[] constant(BaseFit base) {
        double[] pareto = base.about(ParetoNbd.FAMILY);
        return new double[] {pareto[0], pareto[1], pareto[2], pareto[3] * HARDLY, HARDLY};
    }

    @Override
    public List<String> remarks(Maximum maximum, double unit) {
        List<String> remarks = new ArrayList<>();
        BoundaryRemarks.addEqualRates(remarks, maximum, " (a Poisson process)");
        if (maximum.ending() == Ending.BOUNDARY) {
            addSimplerModels(remarks, maximum, unit);
        }
        return remarks;
    }

    private static void addSimplerModels(List<String> remarks, Maximum maximum, double unit) {
        double s = maximum.estimate(2);
        double beta = maximum.estimate(3);
        double b = maximum.estimate(4);
        if (s * Math.log1p(Math.expm1(b) / beta) < 1e-4) {
            remarks.add("the rate of leaving runs to 0: " + BoundaryRemarks.NOBODY_LEAVES);
        } else if (b < CONSTANT) {
            remarks.add("b and beta run to 0 at a constant ratio: a customer's rate of leaving does not change with "
                    + "time, and Pareto/NBD with beta " + (float) (beta / b * unit) + " fits as well");
        } else if (!maximum.isDetermined(2) && s > 100) {
            remarks.add(
                    "s and beta grow without end at a constant ratio: the rate of leaving grows in the same way for "
                            + "all customers, which a gamma distribution of eta cannot improve");
        }
    }

    @Override
    public List<Integer> movedByPurchases() {
        return List.of(0, -1, 0, 0, 0);
    }

    @Override
    public List<Integer> movedByLeaving() {
        return List.of(0, 0, 0, -1, 0);
    }
}

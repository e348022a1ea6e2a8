package io.engagement.customerbase.pareto;

import io.engagement.customerbase.BaseFit;
import io.engagement.customerbase.Population;
import io.engagement.customerbase.PurchaseFamily;
import io.engagement.customerbase.Purchases;
import io.engagement.customerbase.Search;
import io.engagement.fit.Ending;
import io.engagement.fit.LogLikelihood;
import io.engagement.fit.Maximum;
import io.engagement.fit.Parameter;
import io.engagement.internal.customerbase.BoundaryRemarks;
import java.util.ArrayList;
import java.util.List;

/** What Pareto/NBD says of itself. */
record ParetoFamily() implements PurchaseFamily<ParetoNbd> {
    static final List<Parameter> PARAMETERS = List.of(
            Parameter.positive("r"),
            Parameter.positive("alpha").within(1e-7, 1e7).inTime(1),
            Parameter.positive("s"),
            Parameter.positive("beta").within(1e-7, 1e7).inTime(1));

    @Override
    public String kind() {
        return "pareto-nbd";
    }

    @Override
    public List<Parameter> parameters() {
        return PARAMETERS;
    }

    @Override
    public ParetoNbd make(double[] values, Population population) {
        return new ParetoNbd(values, population);
    }

    @Override
    public LogLikelihood likelihood(Purchases distinct, double unit) {
        return ParetoLikelihood.of(distinct, unit, PARAMETERS);
    }

    /** Guesses from the purchases per mean age: of rates equal or spread, of lives short or long, equal or spread. */
    @Override
    public Search search(BaseFit base) {
        List<double[]> guesses = new ArrayList<>();
        for (double r : new double[] {0.3, 1, 4}) {
            for (double[] leaving :
                    new double[][] {{0.6, 0.4}, {0.5, 2}, {2, 2}, {0.2, 10}, {2e3, 1e4}, {0.01, 1e-5}}) {
                guesses.add(new double[] {r, r / (1.5 * base.rate()), leaving[0], leaving[1]});
            }
        }
        return Search.from(guesses);
    }

    @Override
    public List<String> remarks(Maximum maximum, double unit) {
        List<String> remarks = new ArrayList<>();
        BoundaryRemarks.addEqualRates(remarks, maximum, " (a Poisson process)");
        boolean runsAway = maximum.ending() == Ending.BOUNDARY && !maximum.isDetermined(2);
        if (runsAway && maximum.estimate(2) / maximum.estimate(3) < 1e-4) {
            remarks.add("the rate of leaving runs to 0: " + BoundaryRemarks.NOBODY_LEAVES);
        } else if (runsAway && maximum.estimate(2) > 100) {
            remarks.add("s and beta grow without end at a constant ratio: all customers leave at the same rate, "
                    + "which a gamma distribution of such rates cannot improve");
        }
        return remarks;
    }

    @Override
    public List<Integer> movedByPurchases() {
        return List.of(0, -1, 0, 0);
    }

    @Override
    public List<Integer> movedByLeaving() {
        return List.of(0, 0, 0, -1);
    }
}

package io.engagement.customerbase.geometric;

import io.engagement.customerbase.BaseFit;
import io.engagement.customerbase.Population;
import io.engagement.customerbase.PurchaseFamily;
import io.engagement.customerbase.Purchases;
import io.engagement.customerbase.Search;
import io.engagement.fit.LogLikelihood;
import io.engagement.fit.Maximum;
import io.engagement.fit.Parameter;
import java.util.ArrayList;
import java.util.List;

/** What BG/NBD says of itself. */
record BetaGeometricFamily() implements PurchaseFamily<BetaGeometricNbd> {
    /** Of the whole BG family. */
    static final List<Parameter> PARAMETERS = List.of(
            Parameter.positive("r"),
            Parameter.positive("alpha").within(1e-7, 1e7).inTime(1),
            Parameter.positive("a"),
            Parameter.positive("b"));

    @Override
    public String kind() {
        return "bg-nbd";
    }

    @Override
    public List<Parameter> parameters() {
        return PARAMETERS;
    }

    @Override
    public BetaGeometricNbd make(double[] values, Population population) {
        return new BetaGeometricNbd(values, population);
    }

    @Override
    public LogLikelihood likelihood(Purchases distinct, double unit) {
        return new BetaGeometricLikelihood(distinct, unit);
    }

    @Override
    public Search search(BaseFit base) {
        return Search.from(guesses(base.rate()));
    }

    @Override
    public List<String> remarks(Maximum maximum, double unit) {
        return BetaGeometricRemarks.of(maximum, " (a Poisson process)", "leave after their first repeat purchase");
    }

    /** Guesses of the BG family from the purchases, or stages, per mean age. */
    static List<double[]> guesses(double rate) {
        List<double[]> guesses = new ArrayList<>();
        // Of rates equal or spread, of drop-outs frequent or rare, spread, equal for all, or near 0 and 1 only.
        for (double r : new double[] {0.25, 1, 4}) {
            for (double[] dropOut :
                    new double[][] {{0.8, 2.5}, {0.5, 10}, {2, 2}, {0.1, 0.3}, {3e3, 3e4}, {3e3, 1e2}}) {
                guesses.add(new double[] {r, r / (1.5 * rate), dropOut[0], dropOut[1]});
            }
        }
        return guesses;
    }

    @Override
    public List<Integer> movedByPurchases() {
        return List.of(0, -1, 0, 0);
    }

    @Override
    public List<Integer> movedByLeaving() {
        return List.of(0, 0, 1, 1);
    }
}

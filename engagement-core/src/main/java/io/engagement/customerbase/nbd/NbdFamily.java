package io.engagement.customerbase.nbd;

import io.engagement.customerbase.BaseFit;
import io.engagement.customerbase.Population;
import io.engagement.customerbase.PurchaseFamily;
import io.engagement.customerbase.Purchases;
import io.engagement.customerbase.Search;
import io.engagement.fit.LogLikelihood;
import io.engagement.fit.Maximum;
import io.engagement.fit.Parameter;
import io.engagement.internal.customerbase.BoundaryRemarks;
import java.util.ArrayList;
import java.util.List;

/** What NBD says of itself. */
record NbdFamily() implements PurchaseFamily<Nbd> {
    private static final List<Parameter> PARAMETERS = List.of(
            Parameter.positive("r"),
            Parameter.positive("alpha").within(1e-7, 1e7).inTime(1));

    @Override
    public String kind() {
        return "nbd";
    }

    @Override
    public List<Parameter> parameters() {
        return PARAMETERS;
    }

    @Override
    public Nbd make(double[] values, Population population) {
        return new Nbd(values[0], values[1], population);
    }

    @Override
    public LogLikelihood likelihood(Purchases distinct, double unit) {
        return new NbdLikelihood(distinct, unit);
    }

    @Override
    public Search search(BaseFit base) {
        List<double[]> guesses = new ArrayList<>();
        for (double r : new double[] {0.3, 1, 4}) {
            guesses.add(new double[] {r, r / base.rate()});
        }
        return Search.from(guesses);
    }

    @Override
    public List<String> remarks(Maximum maximum, double unit) {
        List<String> remarks = new ArrayList<>();
        BoundaryRemarks.addEqualRates(remarks, maximum, " (a Poisson process)");
        return remarks;
    }
}

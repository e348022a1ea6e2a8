package io.engagement.customerbase.periodic;

import io.engagement.customerbase.BaseFit;
import io.engagement.customerbase.Population;
import io.engagement.customerbase.PurchaseFamily;
import io.engagement.customerbase.Purchases;
import io.engagement.customerbase.Search;
import io.engagement.fit.Fitted;
import io.engagement.fit.LogLikelihood;
import io.engagement.fit.Maximum;
import io.engagement.fit.Parameter;
import java.util.List;

/** What BG/BB by period says of itself; it is fitted to counts, as BG/BB is. */
record PeriodicFamily() implements PurchaseFamily<PeriodicBetaBernoulli> {
    @Override
    public String kind() {
        return "bg-bb-by-period";
    }

    @Override
    public String name() {
        return BetaGeometricBetaBernoulli.NAME;
    }

    @Override
    public List<Parameter> parameters() {
        return BetaBernoulliFit.PARAMETERS;
    }

    @Override
    public PeriodicBetaBernoulli make(double[] values, Population population) {
        return new PeriodicBetaBernoulli(
                BetaGeometricBetaBernoulli.of(values[0], values[1], values[2], values[3]), population);
    }

    /** In periods, whatever the unit. */
    @Override
    public LogLikelihood likelihood(Purchases distinct, double unit) {
        return new BetaBernoulliFit.Likelihood(opportunities(distinct));
    }

    /** A probability, not a density. */
    @Override
    public double whole(double logLikelihood, Purchases distinct, double unit) {
        return logLikelihood;
    }

    @Override
    public Search search(BaseFit base) {
        return Search.from(List.of(BetaBernoulliFit.starts(opportunities(base.distinct()))));
    }

    @Override
    public List<String> remarks(Maximum maximum, double unit) {
        return BetaBernoulliFit.remarks(maximum);
    }

    @Override
    public Fitted<PeriodicBetaBernoulli> fit(Purchases purchases) {
        Purchases distinct = purchases.distinct();
        return BetaBernoulliFit.of(
                opportunities(distinct),
                model -> new PeriodicBetaBernoulli(model, Population.of(distinct)),
                purchases::observed);
    }

    private static PurchaseOpportunities opportunities(Purchases distinct) {
        int size = distinct.size();
        int[] frequency = new int[size];
        int[] recency = new int[size];
        int[] count = new int[size];
        double[] weight = new double[size];
        for (int row = 0; row < size; row++) {
            PeriodicBetaBernoulli.check(distinct.frequency(row), distinct.recency(row), distinct.age(row));
            frequency[row] = (int) distinct.frequency(row);
            recency[row] = (int) distinct.recency(row);
            count[row] = (int) distinct.age(row);
            weight[row] = distinct.weight(row);
        }
        return PurchaseOpportunities.of(frequency, recency, count, weight);
    }
}

package io.engagement.customerbase.geometric;

import io.engagement.customerbase.BaseFit;
import io.engagement.customerbase.Population;
import io.engagement.customerbase.PurchaseFamily;
import io.engagement.customerbase.Purchases;
import io.engagement.customerbase.Search;
import io.engagement.fit.LogLikelihood;
import io.engagement.fit.Maximum;
import io.engagement.fit.ModelText;
import io.engagement.fit.Parameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What the BG models with a number of stages say of themselves.
 *
 * @param dropOut when customers may leave
 * @param k number of stages
 */
record StagedFamily(DropOut dropOut, int k) implements PurchaseFamily<BetaGeometricCnbd> {
    static final String KIND = "bg-cnbd-k";
    static final int MOST_STAGES = 12;

    StagedFamily {
        Objects.requireNonNull(dropOut, "dropOut");
        if (k < 1 || k > MOST_STAGES) {
            throw new IllegalArgumentException("k must be from 1 to " + MOST_STAGES + ", was " + k);
        }
    }

    @Override
    public String kind() {
        return KIND;
    }

    /** {@code mbg-nbd}, {@code bg-nbd}, {@code bg-cnbd-3} and so on. */
    @Override
    public String name() {
        return (dropOut == DropOut.AFTER_ANY_PURCHASE ? "mbg-" : "bg-") + (k == 1 ? "nbd" : "cnbd-" + k);
    }

    @Override
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("drop_out", dropOut.name());
        settings.put("k", Double.toString(k));
        return settings;
    }

    @Override
    public StagedFamily withSettings(ModelText text) {
        return new StagedFamily(text.choice("drop_out", DropOut.class), text.whole("k", 1, MOST_STAGES));
    }

    @Override
    public List<Parameter> parameters() {
        return BetaGeometricFamily.PARAMETERS;
    }

    @Override
    public BetaGeometricCnbd make(double[] values, Population population) {
        return new BetaGeometricCnbd(this, values, population);
    }

    @Override
    public LogLikelihood likelihood(Purchases distinct, double unit) {
        return new StagedLikelihood(distinct, k, dropOut, unit);
    }

    /** The density of kx stage times in another unit, and what the times between purchases say of k. */
    @Override
    public double whole(double logLikelihood, Purchases distinct, double unit) {
        return logLikelihood - k * distinct.repeatPurchases() * Math.log(unit) + logTimes(distinct);
    }

    private double logTimes(Purchases distinct) {
        double sum = 0;
        for (int row = 0; row < distinct.size(); row++) {
            double x = distinct.frequency(row);
            sum += distinct.weight(row)
                    * (distinct.knowsLogGaps()
                            ? StagedKernel.logTimes(k, x, distinct.logGaps(row))
                            : StagedKernel.logTimesUnknown(k, x, distinct.recency(row)));
        }
        return sum;
    }

    @Override
    public Search search(BaseFit base) {
        Search search = Search.from(BetaGeometricFamily.guesses(k * base.rate()));
        return k == 1 || base.distinct().knowsLogGaps() ? search : search.remarking(this::withTimesUnknown);
    }

    private List<String> withTimesUnknown(Maximum maximum) {
        List<String> remarks = new ArrayList<>();
        remarks.add("the times between purchases are not known: k is judged by the time of the last purchase alone");
        remarks.addAll(remarks(maximum, 1));
        return remarks;
    }

    @Override
    public List<String> remarks(Maximum maximum, double unit) {
        return BetaGeometricRemarks.of(
                maximum,
                "",
                dropOut == DropOut.AFTER_ANY_PURCHASE ? "buy only once" : "leave after their first repeat purchase");
    }
}

package io.engagement.customerbase.geometric;

import io.engagement.customerbase.BaseFit;
import io.engagement.customerbase.Population;
import io.engagement.customerbase.PurchaseFamily;
import io.engagement.customerbase.Purchases;
import io.engagement.customerbase.Search;
import io.engagement.fit.Fitted;
import io.engagement.fit.LogLikelihood;
import io.engagement.fit.ModelText;
import io.engagement.fit.Parameter;
import java.util.List;
import java.util.Objects;

/**
 * The BG models with an estimated number of stages: the best of {@link StagedFamily}.
 *
 * @param dropOut when customers may leave
 */
record StagedSearch(DropOut dropOut) implements PurchaseFamily<BetaGeometricCnbd> {
    StagedSearch {
        Objects.requireNonNull(dropOut, "dropOut");
    }

    private StagedFamily family(int k) {
        return new StagedFamily(dropOut, k);
    }

    @Override
    public String kind() {
        return StagedFamily.KIND;
    }

    @Override
    public String name() {
        return dropOut == DropOut.AFTER_ANY_PURCHASE ? "mbg-cnbd-k" : "bg-cnbd-k";
    }

    @Override
    public StagedFamily withSettings(ModelText text) {
        return family(1).withSettings(text);
    }

    @Override
    public List<Parameter> parameters() {
        return BetaGeometricFamily.PARAMETERS;
    }

    /** Of one stage. */
    @Override
    public BetaGeometricCnbd make(double[] values, Population population) {
        return family(1).make(values, population);
    }

    /** Of one stage. */
    @Override
    public LogLikelihood likelihood(Purchases distinct, double unit) {
        return family(1).likelihood(distinct, unit);
    }

    /** Of one stage. */
    @Override
    public double whole(double logLikelihood, Purchases distinct, double unit) {
        return family(1).whole(logLikelihood, distinct, unit);
    }

    /** Of one stage. */
    @Override
    public Search search(BaseFit base) {
        return family(1).search(base);
    }

    /**
     * The number of stages of the highest likelihood: more are tried while it rises, each near the maximum of one less; then all
     * starts of that number.
     */
    @Override
    public Fitted<BetaGeometricCnbd> fit(Purchases purchases) {
        Purchases distinct = purchases.distinct();
        Fitted<BetaGeometricCnbd> single = new BaseFit(family(1).name(), distinct).fit(family(1), List.of());
        Fitted<BetaGeometricCnbd> best = single;
        for (int k = 2; k <= StagedFamily.MOST_STAGES; k++) {
            BetaGeometricCnbd before = best.model();
            double[] start = before.parameters();
            // Stages are passed as much faster as there are more of them.
            start[1] *= (double) before.k() / k;
            Fitted<BetaGeometricCnbd> next = new BaseFit(family(k).name(), distinct).fitFrom(family(k), start);
            if (!(next.logLikelihood() > best.logLikelihood())) {
                break;
            }
            best = next;
        }
        StagedFamily chosen = family(best.model().k());
        Fitted<BetaGeometricCnbd> highest = best == single
                ? single
                : new BaseFit(chosen.name(), distinct)
                        .fit(chosen, List.of(best.model().parameters()));
        return highest.withSelectedParameters(1);
    }
}

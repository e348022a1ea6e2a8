package io.engagement.customerbase;

import io.engagement.fit.Fitted;
import io.engagement.fit.Maximum;
import java.util.ArrayList;
import java.util.List;

/** Fits the BG family with a number of stages to a customer base. */
final class StagedFit {
    private final BaseFit base;
    private final int k;
    private final DropOut dropOut;

    private StagedFit(int k, DropOut dropOut, Purchases distinct) {
        this.base = new BaseFit(BetaGeometricCnbd.name(k, dropOut), distinct);
        this.k = k;
        this.dropOut = dropOut;
    }

    static Fitted<BetaGeometricCnbd> of(int k, DropOut dropOut, Purchases purchases) {
        return ofDistinct(k, dropOut, purchases.distinct(), List.of());
    }

    /**
     * The number of stages of the highest likelihood: more are tried while it rises, each near the maximum of one less; then all
     * starts of that number.
     */
    static Fitted<BetaGeometricCnbd> search(DropOut dropOut, Purchases purchases) {
        Purchases distinct = purchases.distinct();
        Fitted<BetaGeometricCnbd> single = ofDistinct(1, dropOut, distinct, List.of());
        Fitted<BetaGeometricCnbd> best = single;
        for (int k = 2; k <= BetaGeometricCnbd.MOST_STAGES; k++) {
            StagedFit fit = new StagedFit(k, dropOut, distinct);
            Fitted<BetaGeometricCnbd> next = fit.near(best.model());
            if (!(next.logLikelihood() > best.logLikelihood())) {
                break;
            }
            best = next;
        }
        Fitted<BetaGeometricCnbd> highest = best == single
                ? single
                : ofDistinct(best.model().k(), dropOut, distinct, List.of(parameters(best.model(), 1)));
        return highest.withChosen(1);
    }

    private Fitted<BetaGeometricCnbd> near(BetaGeometricCnbd before) {
        // Stages are passed as much faster as there are more of them.
        double[] start = parameters(before, (double) before.k() / k);
        start[1] /= base.unit();
        return fitted(base.maximize(
                BetaGeometricFit.PARAMETERS, rows -> new StagedLikelihood(rows, k, dropOut, base.unit()), start));
    }

    private static double[] parameters(BetaGeometricCnbd model, double stretch) {
        return new double[] {model.r(), model.alpha() * stretch, model.a(), model.b()};
    }

    private static Fitted<BetaGeometricCnbd> ofDistinct(
            int k, DropOut dropOut, Purchases distinct, List<double[]> near) {
        return new StagedFit(k, dropOut, distinct).fitted(near);
    }

    /** Starts from what is near, in the purchases' unit of time, and from what is likely. */
    private Fitted<BetaGeometricCnbd> fitted(List<double[]> near) {
        double unit = base.unit();
        List<double[]> starts = near.stream()
                .map(start -> new double[] {start[0], start[1] / unit, start[2], start[3]})
                .toList();
        Maximum maximum = base.climb(
                BetaGeometricFit.PARAMETERS,
                rows -> new StagedLikelihood(rows, k, dropOut, unit),
                starts,
                BetaGeometricFit.guesses(k * base.rate()));
        return fitted(maximum);
    }

    private Fitted<BetaGeometricCnbd> fitted(Maximum maximum) {
        Purchases distinct = base.distinct();
        double unit = base.unit();
        BetaGeometricCnbd model = BetaGeometricCnbd.of(
                        dropOut,
                        k,
                        maximum.estimate(0),
                        maximum.estimate(1) * unit,
                        maximum.estimate(2),
                        maximum.estimate(3),
                        distinct.timeScale())
                .withTypical(distinct.typical());
        // The density of kx stage times in another unit, and what the times between purchases say of k.
        double logLikelihood = maximum.logLikelihood() - k * base.repeats() * Math.log(unit) + logTimes();
        return Fitted.of(
                model, maximum, new double[] {1, unit, 1, 1}, logLikelihood, remarks(maximum), base.provenance());
    }

    private double logTimes() {
        Purchases distinct = base.distinct();
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

    /** What a user should know, in the model's own terms. */
    private List<String> remarks(Maximum maximum) {
        if (base.repeats() == 0) {
            return List.of(BaseFit.NO_REPEATS);
        }
        List<String> remarks = new ArrayList<>();
        if (k > 1 && !base.distinct().knowsLogGaps()) {
            remarks.add(
                    "the times between purchases are not known: k is judged by the time of the last purchase alone");
        }
        remarks.addAll(BetaGeometricRemarks.of(
                maximum,
                "",
                dropOut == DropOut.AFTER_ANY_PURCHASE ? "buy only once" : "leave after their first repeat purchase"));
        return remarks;
    }
}

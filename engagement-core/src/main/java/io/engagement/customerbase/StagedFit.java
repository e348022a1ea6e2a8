package io.engagement.customerbase;

import io.engagement.fit.Ending;
import io.engagement.fit.Fitted;
import io.engagement.fit.Maximum;
import io.engagement.fit.Parameter;
import java.util.ArrayList;
import java.util.List;

/** Fits the BG family with a number of stages to a customer base. */
final class StagedFit {
    /** No more stages are tried: gaps then vary by less than a third. */
    private static final int MOST_STAGES = 12;

    private static final List<Parameter> PARAMETERS = List.of(
            Parameter.positive("r"),
            Parameter.positive("alpha").within(1e-7, 1e7),
            Parameter.positive("a"),
            Parameter.positive("b"));

    private final BaseFit base;
    private final int k;
    private final DropOut dropOut;

    private StagedFit(int k, DropOut dropOut, Purchases distinct) {
        this.base = new BaseFit(BetaGeometricCnbd.name(k, dropOut), distinct);
        this.k = k;
        this.dropOut = dropOut;
    }

    static Fitted<BetaGeometricCnbd> of(int k, DropOut dropOut, Purchases purchases) {
        return ofDistinct(k, dropOut, purchases.distinct());
    }

    /** The number of stages of the highest likelihood: more are tried while it rises. */
    static Fitted<BetaGeometricCnbd> search(DropOut dropOut, Purchases purchases) {
        Purchases distinct = purchases.distinct();
        Fitted<BetaGeometricCnbd> best = ofDistinct(1, dropOut, distinct);
        for (int k = 2; k <= MOST_STAGES; k++) {
            Fitted<BetaGeometricCnbd> next = ofDistinct(k, dropOut, distinct);
            if (!(next.logLikelihood() > best.logLikelihood())) {
                break;
            }
            best = next;
        }
        return best;
    }

    private static Fitted<BetaGeometricCnbd> ofDistinct(int k, DropOut dropOut, Purchases distinct) {
        return new StagedFit(k, dropOut, distinct).fitted();
    }

    private Fitted<BetaGeometricCnbd> fitted() {
        Purchases distinct = base.distinct();
        double unit = base.unit();
        Maximum maximum = base.climb(PARAMETERS, rows -> new StagedLikelihood(rows, k, dropOut, unit), guesses());
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

    /** Guesses from the stages per mean age: of rates equal or spread, of drop-outs frequent or rare. */
    private List<double[]> guesses() {
        double rate = k * base.rate();
        List<double[]> guesses = new ArrayList<>();
        for (double r : new double[] {0.25, 1, 4}) {
            for (double[] leaving : new double[][] {{0.8, 2.5}, {0.5, 10}, {2, 2}, {0.1, 0.3}}) {
                guesses.add(new double[] {r, r / (1.5 * rate), leaving[0], leaving[1]});
            }
        }
        return guesses;
    }

    /** What a user should know, in the model's own terms. */
    private List<String> remarks(Maximum maximum) {
        List<String> remarks = new ArrayList<>();
        if (base.repeats() == 0) {
            remarks.add("no customer bought a second time: nothing tells how often customers buy or when they leave; "
                    + "the expectation of further purchases is practically 0");
            return remarks;
        }
        if (k > 1 && !base.distinct().knowsLogGaps()) {
            remarks.add(
                    "the times between purchases are not known: k is judged by the time of the last purchase alone");
        }
        double a = maximum.estimate(2);
        double b = maximum.estimate(3);
        if (maximum.ending() == Ending.BOUNDARY) {
            addSimplerModels(remarks, maximum, a, b);
        }
        if (a + b < 1) {
            remarks.add("a + b < 1: drop-out probabilities pile up at 0 and 1, most customers either never leave or "
                    + (dropOut == DropOut.AFTER_ANY_PURCHASE
                            ? "buy only once"
                            : "leave after their first repeat purchase"));
        }
        return remarks;
    }

    private static void addSimplerModels(List<String> remarks, Maximum maximum, double a, double b) {
        if (!maximum.isDetermined(0) && maximum.estimate(0) > 100) {
            remarks.add("r and alpha grow without end at a constant ratio: all customers buy at the same rate, "
                    + "which a gamma distribution of rates cannot improve");
        }
        if (!maximum.isDetermined(2) && a / (a + b) < 1e-4) {
            remarks.add("the drop-out probability runs to 0: nobody is seen to leave, and NBD, the model without "
                    + "drop-out, fits as well");
        } else if (!maximum.isDetermined(2) && a > 100) {
            remarks.add(
                    "a and b grow without end at a constant ratio: all customers have the same drop-out probability "
                            + a / (a + b) + ", which a beta distribution cannot improve");
        }
    }
}

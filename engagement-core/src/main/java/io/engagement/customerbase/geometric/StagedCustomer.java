package io.engagement.customerbase.geometric;

import io.engagement.customerbase.CountDistribution;
import io.engagement.internal.math.Counts;
import io.engagement.internal.math.GaussRule;
import io.engagement.internal.math.LogPieces;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * A customer of the BG family who is alive: in stage j after the last purchase with probability w_j, from where on the rate of
 * stages has a gamma distribution with shape R + j and rate alpha + T, the drop-out probability a beta distribution with shapes
 * a and B. Times are u and discount rates c in units of alpha + T.
 *
 * <p>What it costs does not grow with the number of purchases to come: up to some hundred stages are summed, beyond that {@link
 * StagedLongRun} and {@link StagedForEver} integrate. Relative errors against the sums are below 1e-10 (tested).
 */
final class StagedCustomer {
    private static final double LARGE = 1e250;
    /** What an integral may lack. */
    private static final double LEFT_OUT = 1e-13;

    private static final double SETTLED = 44;

    private static final GaussRule RULE = GaussRule.of(14);
    private static final GaussRule FEW = GaussRule.of(8);

    private final double[] weights;
    private final double shape;
    private final double leave;
    private final double stay;
    private final int k;

    private StagedCustomer(double[] weights, double shape, double leave, double stay) {
        this.weights = weights;
        this.shape = shape;
        this.leave = leave;
        this.stay = stay;
        this.k = weights.length;
    }

    /** After a silence of which v is the share in alpha + T. */
    static StagedCustomer silent(int k, double shape, double leave, double stay, double v) {
        double[] weights = new double[k];
        double total = 1;
        weights[0] = 1;
        for (int j = 1; j < k; j++) {
            weights[j] = weights[j - 1] * ((shape + (j - 1)) / j * v);
            total += weights[j];
            if (total > LARGE) {
                total = divide(weights, total);
            }
        }
        divide(weights, total);
        return new StagedCustomer(weights, shape, leave, stay);
    }

    /** In a known stage. */
    static StagedCustomer inStage(int k, int stage, double shape, double leave, double stay) {
        double[] weights = new double[k];
        weights[stage] = 1;
        return new StagedCustomer(weights, shape, leave, stay);
    }

    private static double divide(double[] weights, double total) {
        for (int j = 0; j < weights.length; j++) {
            weights[j] /= total;
        }
        return 1;
    }

    double[] weights() {
        return weights;
    }

    double shape() {
        return shape;
    }

    double leave() {
        return leave;
    }

    double stay() {
        return stay;
    }

    /** Purchases expected within u. */
    double expected(double u) {
        return u == 0 ? 0 : isShort(u) ? summed(u) : new StagedLongRun(this, u).expected(u);
    }

    /** The same for many u: what is not short is kept, and as smooth as {@link LogPieces} want it. Thread-safe. */
    DoubleUnaryOperator expectedOften() {
        LogPieces far = new LogPieces(piece -> new StagedLongRun(this, Math.exp(piece + 1))::expected);
        return u -> u == 0 ? 0 : isShort(u) ? summed(u) : far.at(Math.log(u));
    }

    private boolean isShort(double u) {
        return BetaGeometricKernel.isShort(shape + k - 1, u);
    }

    private double summed(double u) {
        // Where few stages are expected their factors could overflow, and the sums are short.
        return (shape + k) * u < 1 ? byStages(u) : together(u);
    }

    private double byStages(double u) {
        double sum = 0;
        for (int j = 0; j < k; j++) {
            sum += weights[j] > 0 ? weights[j] * BetaGeometricKernel.counted(shape + j, u, leave, stay, k - j, k) : 0;
        }
        return sum;
    }

    /**
     * All stages at once, by the number L = j + N of stages since the last purchase: NB(L - j; R + j, w) is NB(L; R, w) times the
     * product over i &lt; j of (L - i)/((R + i) u), and floor(L/k) are purchases.
     */
    private double[] stagesSince(double u) {
        double[] terms = Counts.negativeBinomialShares(shape, u, shape + k - 1, k - 1);
        double[] factors = new double[terms.length];
        Arrays.fill(factors, weights[k - 1]);
        for (int j = k - 2; j >= 0; j--) {
            double scale = 1 / ((shape + j) * u);
            double weight = weights[j];
            for (int l = 0; l < factors.length; l++) {
                factors[l] = weight + factors[l] * ((l - j) * scale);
            }
        }
        for (int l = 0; l < terms.length; l++) {
            terms[l] *= factors[l];
        }
        return terms;
    }

    private double together(double u) {
        double[] purchases = byPurchase(stagesSince(u), 0, new double[0], 1);
        double sum = 0;
        double all = 0;
        double survived = 1;
        double bought = 0;
        for (int x = 0; x < purchases.length; x++) {
            sum += purchases[x] * bought;
            all += purchases[x];
            bought += survived;
            survived *= (stay + x) / (leave + stay + x);
        }
        return sum / all;
    }

    /** Adds probabilities of stages since one of them to those of purchases. */
    private double[] byPurchase(double[] stages, int from, double[] purchases, double share) {
        int most = (stages.length - 1 + from) / k + 1;
        double[] sum = Arrays.copyOf(purchases, Math.max(most, purchases.length));
        for (int stage = 0; stage < stages.length; stage++) {
            sum[(stage + from) / k] += share * stages[stage];
        }
        return sum;
    }

    /** Probabilities of 0, 1, 2 and more purchases within u. */
    double[] counts(double u) {
        return Counts.ended((shape + k) * u < 1 ? countsByStage(u) : countsTogether(u), leave, stay);
    }

    private double[] countsByStage(double u) {
        double[] purchases = new double[0];
        for (int j = 0; j < k; j++) {
            purchases = byPurchase(Counts.negativeBinomial(shape + j, u), j, purchases, weights[j]);
        }
        return purchases;
    }

    private double[] countsTogether(double u) {
        double[] stages = stagesSince(u);
        // Of a distribution that goes on the sum is not 1.
        double all =
                stages.length < CountDistribution.MOST ? Arrays.stream(stages).sum() : Counts.sumOfShares(shape, u);
        return byPurchase(stages, 0, new double[0], 1 / all);
    }

    /**
     * Purchases expected within u, discounted: e^(-c u) E(u) and, over y = ln t, the integral of c e^(-c t) E(t), of positive
     * terms. Pieces of y go down from the end; they are as narrow as the k stages make purchases follow each other, till that is
     * forgotten. What lies below them is less than the last one times its share of time.
     */
    double discounted(double c, double u) {
        return u == 0 ? 0 : discounted(c, u, expectedTo(u));
    }

    /** The same from what is expected within all times. */
    double discounted(double c, double u, DoubleUnaryOperator expected) {
        double total = Math.exp(-c * u) * expected.applyAsDouble(u);
        double least = LEFT_OUT * Math.max(total, Math.exp(-1) * expected.applyAsDouble(Math.min(u, 1 / c)));
        double end = u;
        while (c * end * expected.applyAsDouble(end) > least) {
            double start = end * Math.exp(-width(end));
            // Rates that differ widely leave no bend: nothing is near but the pole at an imaginary distance of pi.
            GaussRule rule = !isShort(end) && shape < 4 && c * end < 1 ? FEW : RULE;
            total += discounted(rule, c, start, end, expected);
            end = start;
        }
        return total;
    }

    /** With one quadrature for all that is not short. */
    private DoubleUnaryOperator expectedTo(double end) {
        if (isShort(end)) {
            return this::summed;
        }
        StagedLongRun far = new StagedLongRun(this, end);
        return u -> isShort(u) ? summed(u) : far.expected(u);
    }

    private static double discounted(GaussRule rule, double c, double start, double end, DoubleUnaryOperator expected) {
        double middle = 0.5 * (Math.log(start) + Math.log(end));
        double half = 0.5 * Math.log(end / start);
        double sum = 0;
        for (int i = 0; i < rule.size(); i++) {
            double t = Math.exp(middle + half * rule.node(i));
            sum += rule.weight(i) * c * t * Math.exp(-c * t) * expected.applyAsDouble(t);
        }
        return sum * half;
    }

    /** Whether nothing is left of the rhythm of purchases. */
    static boolean isSettled(int k, double shape, double u) {
        double away = 2 * Math.pow(Math.sin(Math.PI / k), 2);
        return shape * Math.log1p(u * Math.min(1, away)) > SETTLED;
    }

    private double width(double u) {
        return !isShort(u) ? 2 : isSettled(k, shape, 0.4 * u) ? 1 : Math.min(1, 2 / Math.sqrt(k));
    }
}

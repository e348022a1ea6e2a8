package io.engagement.customerbase.geometric;

import io.engagement.internal.math.BetaExpectation;
import java.util.Arrays;

/**
 * Purchases of a {@link StagedCustomer} within long times, without a sum over them.
 *
 * <p>At a stage rate l and a drop-out probability p, rho = (1-p)^(1/k), the n-th purchase from stage j takes place with
 * probability (1-p)^(n-1) P(Poisson(l t) >= kn - j). Picking every k-th term of the exponential series by the k-th roots of
 * unity w makes their sum
 *
 * <pre>  rho^(j+1-k)/k times the sum over roots of w^(j+1) (1 - e^(-l t (1 - rho w)))/(1 - rho w),</pre>
 *
 * <p>and the gamma distributed rate turns e^(-l t z) into (1 + u z)^-(R+j). Only w = 1 stays in the long run. Where 1-p is so
 * small that rho^(j+1-k) would cost digits, the first purchases are summed instead. The expectation over p is a quadrature
 * whose nodes serve all u of a range; what the other roots add is left to {@link StagedRhythm}.
 */
final class StagedLongRun {
    private static final double RARELY_STAYING = 0.01;
    /** RARELY_STAYING to this power counts no more. */
    private static final int FIRST_PURCHASES = 10;

    private final BetaExpectation.Rule rule;
    private final double[] weights;
    private final int k;
    private final double shape;

    /** By node: -ln rho, 1 - rho, and what does not depend on u. */
    private final double[] stays;

    private final double[] away1;
    private final double[] rest;
    /** By node and stage: w_j rho^(j+1-k)/k. */
    private final double[][] scales;

    private final StagedRhythm rhythm;

    /** For u up to the most. */
    StagedLongRun(StagedCustomer customer, double most) {
        this.weights = customer.weights();
        this.k = weights.length;
        this.shape = customer.shape();
        this.rule = BetaExpectation.rule(
                customer.leave(), customer.stay(), BetaGeometricKernel.rareDropOut((shape + k) * most));
        this.stays = new double[rule.size()];
        this.away1 = new double[rule.size()];
        this.rest = new double[rule.size()];
        this.scales = new double[rule.size()][k];
        for (int i = 0; i < rule.size(); i++) {
            if (!staysRarely(i)) {
                prepare(i, rule.node(i));
            }
        }
        this.rhythm = new StagedRhythm(weights, shape, stays, sharesOfStaying());
    }

    private double[] sharesOfStaying() {
        double[] shares = new double[rule.size()];
        Arrays.setAll(shares, i -> staysRarely(i) ? 0 : rule.share(i));
        return shares;
    }

    private boolean staysRarely(int i) {
        return 1 - rule.node(i) < RARELY_STAYING;
    }

    /** The constants of all roots but 1 add up to 1/p - rho^(j+1-k)/(k (1-rho)). */
    private void prepare(int i, double p) {
        stays[i] = -Math.log1p(-p) / k;
        away1[i] = -Math.expm1(-stays[i]);
        // The sum of 1 - rho^(m+j+1-k) over m from 0 to k - 1; for j = 0 first.
        double others = 0;
        for (int m = 0; m < k; m++) {
            others -= Math.expm1((k - 1 - m) * stays[i]);
        }
        for (int j = 0; j < k; j++) {
            scales[i][j] = weights[j] * Math.exp((k - 1 - j) * stays[i]) / k;
            rest[i] += weights[j] * (p < 1e-200 ? (2.0 * j + 1 - k) / 2 : others / p) / k;
            // One term from the one end of the window to the other.
            others += Math.expm1((k - 1 - j) * stays[i]) - Math.expm1(-(j + 1) * stays[i]);
        }
    }

    double expected(double u) {
        double[] first = null;
        // Of the roots but 1 the first falls slowest.
        boolean settled = StagedCustomer.isSettled(k, shape, u);
        double sum = settled ? 0 : rhythm.of(u);
        for (int i = 0; i < rule.size(); i++) {
            if (staysRarely(i)) {
                first = first == null ? first(u) : first;
                sum += rule.share(i) * firstPurchases(first, 1 - rule.node(i));
            } else {
                sum += rule.share(i) * (trend(i, u) + (settled ? rest[i] : 0));
            }
        }
        return sum;
    }

    /** Probabilities of at least n purchases by stages, if none ended them. */
    private double[] first(double u) {
        double[] first = new double[FIRST_PURCHASES];
        double w = u / (1 + u);
        for (int j = 0; j < k; j++) {
            double term = Math.exp(-(shape + j) * Math.log1p(u));
            double reached = -Math.expm1(-(shape + j) * Math.log1p(u));
            int stages = 1;
            for (int n = 1; n <= FIRST_PURCHASES; n++) {
                for (; stages < k * n - j; stages++) {
                    term *= (shape + (j + stages - 1)) / stages * w;
                    reached -= term;
                }
                first[n - 1] += weights[j] * Math.max(0, reached);
            }
        }
        return first;
    }

    private static double firstPurchases(double[] first, double stays) {
        double sum = 0;
        for (int n = first.length - 1; n >= 0; n--) {
            sum = sum * stays + first[n];
        }
        return sum;
    }

    /** What the root 1 adds. */
    private double trend(int node, double u) {
        double stage = u * away1[node];
        double inverse = 1 / (1 + stage);
        // 1 - (1 + u away)^-(R+j), for the next j by positive terms.
        double lack = BetaGeometricKernel.lack(shape, stage);
        boolean never = away1[node] < 1e-200;
        double sum = 0;
        for (int j = 0; j < k; j++) {
            sum += scales[node][j] * (never ? (shape + j) * u : lack);
            lack = (stage + lack) * inverse;
        }
        return never ? sum : sum / away1[node];
    }
}

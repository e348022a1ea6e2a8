package io.engagement.customerbase.geometric;

import io.engagement.internal.math.BetaExpectation;
import io.engagement.internal.math.GammaDifferences;
import io.engagement.internal.math.GaussLegendre;
import io.engagement.internal.math.LogPieces;
import java.util.Arrays;
import org.apache.commons.numbers.gamma.LogGamma;

/**
 * All purchases to come of {@link StagedCustomer}s of one x, discounted: at a stage rate l, in units of 1/(alpha + T), and a
 * drop-out probability p, with q = l/(l + c), q^(k-j) / (1 - (1-p) q^k) from stage j. The expectation over p is a function of
 * q^k/(1 - q^k) alone, kept in {@link LogPieces}; that over l is an integral over ln l.
 */
final class StagedForEver {
    /** Below e^-40 z changes nothing. */
    private static final double NEAR = 40;
    /** Panels of ln l where e^-l is 1: the nearest singularities are those of q^k, at an imaginary distance of 1.8. */
    private static final double WIDE = 4;

    private final double shape;
    private final int k;
    private final double leave;
    private final double stay;
    private final double[] logShapes;
    /** ln z from which on only powers of z are left. */
    private final double far;
    /** Of 1/(1 + p z). */
    private final LogPieces lasting;

    StagedForEver(int k, double shape, double leave, double stay) {
        this.k = k;
        this.shape = shape;
        this.logShapes = new double[k];
        Arrays.setAll(logShapes, j -> Math.log(shape + j));
        this.leave = leave;
        this.stay = stay;
        this.far = Math.ceil(Math.log(1e17 * Math.max(1, stay)));
        BetaExpectation.Rule rule =
                BetaExpectation.rule(leave, stay, BetaGeometricKernel.rareDropOut(Math.exp(far + 1)));
        this.lasting = new LogPieces(piece -> z -> rule.expectation(p -> 1 / (1 + p * z)));
    }

    /** From stages with weights. The integral is over ln(l/R), for where R is large all depends on small differences from it. */
    double discounted(double c, double[] weights) {
        double most = shape + k;
        double root = Math.sqrt(most);
        double peak = Math.log1p(k / shape);
        double to = peak + Math.log1p(50 / most + 12 / root);
        double density = peak - 50 / shape - 12 / Math.sqrt(shape);
        double rare = Math.min(Math.log(c) - logShapes[0], peak) - 50 / most - 12 / root;
        double from = Math.max(density, rare);
        double[] sum = new double[1];
        double narrow = Math.min(2, 4 / root);
        double narrowTo = peak - 12 / root;
        for (double end = to; end > from; ) {
            double start = Math.max(from, end - (end > narrowTo ? narrow : end > peak - 4 ? 2 : WIDE));
            GaussLegendre.forEach(start, end, (offset, weight) -> sum[0] += weight * at(offset, c, weights));
            end = start;
        }
        return sum[0];
    }

    private double at(double offset, double c, double[] weights) {
        double y = logShapes[0] + offset;
        double rate = Math.exp(y);
        double perStage = Math.log1p(c / rate);
        double over = -Math.expm1(-k * perStage);
        double logReturn = -k * perStage - Math.log(over);
        double stages = 0;
        // l^j / (R)_j q^(k-j): by logarithms, for q^k may be 0 where q is not.
        double log = -k * perStage;
        for (int j = 0; j < k; j++) {
            stages += weights[j] == 0 ? 0 : weights[j] * Math.exp(log);
            log += y + perStage - logShapes[j];
        }
        return density(offset) * stages * lasting(logReturn) / over;
    }

    /**
     * The expectation L of 1/(1 + p z), z = e^y, from z' on where it is far beyond 1 and b: of z L' = (a+b-1)/z - a L, which is what
     * its equation is there, the solution with the value at z'.
     */
    private double lasting(double y) {
        if (y < -NEAR) {
            return 1;
        }
        double beyond = y - far;
        if (!(beyond > 0)) {
            return lasting.at(y);
        }
        double slope = (leave - 1) * beyond;
        double share = slope == 0 ? beyond : -Math.expm1(-slope) / (leave - 1);
        return lasting.at(far) * Math.exp(-leave * beyond) + (leave + stay - 1) * share * Math.exp(-y);
    }

    /** Of ln(l/R): l^R e^-l / Gamma(R), for large R relative to where it is highest, and Stirling's formula. */
    private double density(double offset) {
        if (shape < 16) {
            double y = logShapes[0] + offset;
            return Math.exp(shape * y - Math.exp(y) - LogGamma.value(shape));
        }
        return Math.sqrt(shape / (2 * Math.PI)) * Math.exp(-shape * bend(offset) - GammaDifferences.correction(shape));
    }

    /** e^x - 1 - x. */
    private static double bend(double x) {
        if (Math.abs(x) > 0.1) {
            return Math.expm1(x) - x;
        }
        double sum = 1;
        for (int n = 12; n > 2; n--) {
            sum = 1 + sum * x / n;
        }
        return 0.5 * x * x * sum;
    }
}

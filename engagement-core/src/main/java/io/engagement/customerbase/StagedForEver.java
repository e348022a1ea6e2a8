package io.engagement.customerbase;

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
    private final double shape;
    private final int k;
    private final double[] logShapes;
    /** Of 1/(1 + p z). */
    private final LogPieces lasting;

    StagedForEver(int k, double shape, double leave, double stay) {
        this.k = k;
        this.shape = shape;
        this.logShapes = new double[k];
        Arrays.setAll(logShapes, j -> Math.log(shape + j));
        this.lasting = new LogPieces(piece -> {
            double furthest = Math.exp(piece + 1);
            BetaExpectation.Rule rule = BetaExpectation.rule(leave, stay, p -> 1 / (1 + p * furthest));
            return z -> rule.expectation(p -> 1 / (1 + p * z));
        });
    }

    /** From stages with weights. */
    double discounted(double c, double[] weights) {
        double most = shape + k;
        double root = Math.sqrt(most);
        double peak = Math.log(most);
        double to = peak + Math.log1p(50 / most + 12 / root);
        double density = peak - 50 / shape - 12 / Math.sqrt(shape);
        double rare = Math.min(Math.log(c), peak) - 50 / most - 12 / root;
        double from = Math.max(density, rare);
        double[] sum = new double[1];
        double narrow = Math.min(2, 2 / root);
        double narrowTo = peak - 12 / root;
        for (double end = to; end > from; ) {
            double start = Math.max(from, end - (end > narrowTo ? narrow : 2));
            GaussLegendre.forEach(start, end, (y, weight) -> sum[0] += weight * at(y, c, weights));
            end = start;
        }
        return sum[0];
    }

    private double at(double y, double c, double[] weights) {
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
        return density(y) * stages * lasting(logReturn) / over;
    }

    private double lasting(double y) {
        return y < 1 - LogPieces.FURTHEST ? 1 : lasting.at(y);
    }

    /** Of ln l: l^R e^-l / Gamma(R), for large R relative to where it is highest, and Stirling's formula. */
    private double density(double y) {
        if (shape < 16) {
            return Math.exp(shape * y - Math.exp(y) - LogGamma.value(shape));
        }
        double offset = y - Math.log(shape);
        return Math.sqrt(shape / (2 * Math.PI))
                * Math.exp(-shape * (Math.expm1(offset) - offset) - GammaDifferences.correction(shape));
    }
}

package io.engagement.value;

import io.engagement.fit.LogLikelihood;
import io.engagement.internal.math.GammaDifferences;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.numbers.gamma.LogGamma;

/**
 * The log-likelihood of Gamma-Gamma and its gradient by ln p, ln q and ln gamma. Of distinct rows ordered by x, so that
 * gamma functions are computed once for each x; in chunks of fixed size whose sums are added in order.
 */
final class GammaGammaLikelihood implements LogLikelihood {
    private static final int CHUNK = 16_384;
    private static final int PARAMETERS = 3;

    private final SpendSummary rows;
    private final double unit;

    /** Of distinct, ordered rows, with their spend divided by a unit. */
    GammaGammaLikelihood(SpendSummary distinct, double unit) {
        this.rows = distinct;
        this.unit = unit;
    }

    /** ln L of one customer: equation 1a of the note, in a form that keeps its digits for large x and large spend. */
    static double logLikelihood(double p, double q, double gamma, double x, double z) {
        double ratio = x * z / gamma;
        return GammaDifferences.logRising(p * x, q)
                - LogGamma.value(q)
                - Math.log(z)
                - q * Math.log1p(ratio)
                - p * x * Math.log1p(1 / ratio);
    }

    @Override
    public int dimension() {
        return PARAMETERS;
    }

    @Override
    public double valueAndGradient(double[] logs, double[] gradient) {
        double p = Math.exp(logs[0]);
        double q = Math.exp(logs[1]);
        double gamma = Math.exp(logs[2]);
        int chunks = (rows.size() + CHUNK - 1) / CHUNK;
        IntStream numbers = IntStream.range(0, chunks);
        double[][] parts = (chunks > 1 ? numbers.parallel() : numbers)
                .mapToObj(chunk -> over(p, q, gamma, chunk * CHUNK, Math.min(rows.size(), (chunk + 1) * CHUNK)))
                .toArray(double[][]::new);
        double value = 0;
        Arrays.fill(gradient, 0);
        for (double[] part : parts) {
            value += part[PARAMETERS];
            for (int i = 0; i < PARAMETERS; i++) {
                gradient[i] += part[i];
            }
        }
        return value;
    }

    /** Gradient and, after it, value over some rows. */
    private double[] over(double p, double q, double gamma, int from, int to) {
        double[] sums = new double[PARAMETERS + 1];
        double logGammaQ = LogGamma.value(q);
        double known = 0;
        double counts = 0;
        double byPx = 0;
        double byQ = 0;
        for (int row = from; row < to; row++) {
            double x = rows.frequency(row);
            double px = p * x;
            if (x != known) {
                known = x;
                counts = GammaDifferences.logRising(px, q) - logGammaQ;
                byPx = GammaDifferences.digammaRise(px, q);
                byQ = GammaDifferences.digammaRise(q, px);
            }
            double weight = rows.weight(row);
            double z = rows.meanSpend(row) / unit;
            double logRest = Math.log((gamma + x * z) / gamma);
            double logShare = Math.log1p(gamma / (x * z));
            sums[0] += weight * px * (byPx - logShare);
            sums[1] += weight * q * (byQ - logRest);
            sums[2] += weight * (q * z - p * gamma) * (x / (gamma + x * z));
            sums[3] += weight * (counts - Math.log(z) - q * logRest - px * logShare);
        }
        return sums;
    }
}

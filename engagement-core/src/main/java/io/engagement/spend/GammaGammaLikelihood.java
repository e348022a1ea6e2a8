package io.engagement.spend;

import io.engagement.fit.CurvedLogLikelihood;
import io.engagement.internal.math.GammaDifferences;
import org.apache.commons.numbers.gamma.LogGamma;
import org.apache.commons.numbers.gamma.Trigamma;

/**
 * The log-likelihood of Gamma-Gamma and its derivatives by ln p, ln q and ln gamma. Of distinct rows ordered by x, so that
 * gamma functions are computed once for each x.
 */
final class GammaGammaLikelihood implements CurvedLogLikelihood {
    private static final int PARAMETERS = 3;

    private final Spending rows;
    private final double unit;

    /** Of distinct, ordered rows, with their spend divided by a unit. */
    GammaGammaLikelihood(Spending distinct, double unit) {
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
        return valueGradientAndHessian(logs, gradient, new double[PARAMETERS][PARAMETERS]);
    }

    @Override
    public double valueGradientAndHessian(double[] logs, double[] gradient, double[][] hessian) {
        double p = Math.exp(logs[0]);
        double q = Math.exp(logs[1]);
        double gamma = Math.exp(logs[2]);
        return CurvedSums.of(PARAMETERS, rows.size(), (sums, from, to) -> add(sums, p, q, gamma, from, to))
                .write(0, gradient, hessian);
    }

    private void add(CurvedSums sums, double p, double q, double gamma, int from, int to) {
        GammaTerms terms = new GammaTerms(p, q);
        for (int row = from; row < to; row++) {
            terms.of(rows.frequency(row));
            double weight = rows.weight(row);
            double z = rows.meanSpend(row) / unit;
            double px = terms.px;
            double xz = terms.x * z;
            double logRest = Math.log((gamma + xz) / gamma);
            double logShare = Math.log1p(gamma / xz);
            double spent = xz / (gamma + xz);
            double prior = gamma / (gamma + xz);
            double byP = px * (terms.byPx - logShare);
            double byQ = q * (terms.byQ - logRest);
            sums.addValue(weight * (terms.counts - Math.log(z) - q * logRest - px * logShare));
            sums.addSlope(0, weight * byP);
            sums.addSlope(1, weight * byQ);
            sums.addSlope(2, weight * (q * z - p * gamma) * (terms.x / (gamma + xz)));
            sums.addBend(0, 0, weight * (byP + px * px * terms.bendPx));
            sums.addBend(1, 0, weight * px * q * terms.trigamma);
            sums.addBend(1, 1, weight * (byQ + q * q * terms.bendQ));
            sums.addBend(2, 0, -weight * px * prior);
            sums.addBend(2, 1, weight * q * spent);
            sums.addBend(2, 2, -weight * (q + px) * spent * prior);
        }
    }

    /** What depends on x alone. */
    private static final class GammaTerms {
        private final double p;
        private final double q;
        private final double logGammaQ;
        private double x;
        private double px;
        private double counts;
        private double byPx;
        private double byQ;
        private double bendPx;
        private double bendQ;
        private double trigamma;

        GammaTerms(double p, double q) {
            this.p = p;
            this.q = q;
            this.logGammaQ = LogGamma.value(q);
        }

        void of(double frequency) {
            if (frequency == x) {
                return;
            }
            x = frequency;
            px = p * x;
            counts = GammaDifferences.logRising(px, q) - logGammaQ;
            byPx = GammaDifferences.digammaRise(px, q);
            byQ = GammaDifferences.digammaRise(q, px);
            bendPx = GammaDifferences.trigammaRise(px, q);
            bendQ = GammaDifferences.trigammaRise(q, px);
            trigamma = Trigamma.value(px + q);
        }
    }
}

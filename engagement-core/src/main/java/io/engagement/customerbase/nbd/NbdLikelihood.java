package io.engagement.customerbase.nbd;

import io.engagement.customerbase.Purchases;
import io.engagement.fit.LogLikelihood;
import io.engagement.internal.math.GammaDifferences;

/** The log-likelihood of NBD, by the logarithms of r and alpha; rows come in the order of x. */
final class NbdLikelihood implements LogLikelihood {
    private final Purchases distinct;
    private final double unit;

    NbdLikelihood(Purchases distinct, double unit) {
        this.distinct = distinct;
        this.unit = unit;
    }

    @Override
    public int dimension() {
        return 2;
    }

    @Override
    public double valueAndGradient(double[] logs, double[] gradient) {
        double r = Math.exp(logs[0]);
        double alpha = Math.exp(logs[1]);
        double value = 0;
        double byR = 0;
        double byAlpha = 0;
        double count = -1;
        double rising = 0;
        double risingByR = 0;
        for (int row = 0; row < distinct.size(); row++) {
            double x = distinct.frequency(row);
            if (x != count) {
                count = x;
                rising = GammaDifferences.logRising(r, x);
                risingByR = GammaDifferences.digammaRise(r, x);
            }
            double age = distinct.age(row) / unit;
            double weight = distinct.weight(row);
            double log = Math.log1p(age / alpha);
            value += weight * (rising - r * log - x * (log + logs[1]));
            byR += weight * r * (risingByR - log);
            byAlpha += weight * (r * age - x * alpha) / (alpha + age);
        }
        gradient[0] = byR;
        gradient[1] = byAlpha;
        return value;
    }
}

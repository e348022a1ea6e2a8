package io.engagement.customerbase;

import io.engagement.fit.Ending;
import io.engagement.fit.Fitted;
import io.engagement.fit.LogLikelihood;
import io.engagement.fit.Maximum;
import io.engagement.fit.Parameter;
import io.engagement.internal.math.GammaDifferences;
import java.util.ArrayList;
import java.util.List;

/** Fits NBD to a customer base. */
final class NbdFit {
    static final List<Parameter> PARAMETERS =
            List.of(Parameter.positive("r"), Parameter.positive("alpha").within(1e-7, 1e7));

    private NbdFit() {}

    static Fitted<Nbd> of(Purchases purchases) {
        BaseFit base = new BaseFit(Nbd.NAME, purchases.distinct());
        double unit = base.unit();
        List<double[]> guesses = new ArrayList<>();
        for (double r : new double[] {0.3, 1, 4}) {
            guesses.add(new double[] {r, r / base.rate()});
        }
        Maximum maximum = base.climb(PARAMETERS, rows -> new Likelihood(rows, unit), List.of(), guesses);
        Nbd model = Nbd.of(maximum.estimate(0), maximum.estimate(1) * unit, purchases.timeScale())
                .withTypical(base.distinct().typical());
        // The density of x purchase times in another unit.
        double logLikelihood = maximum.logLikelihood() - base.repeats() * Math.log(unit);
        return Fitted.of(
                model, maximum, new double[] {1, unit}, logLikelihood, remarks(base, maximum), base.provenance());
    }

    /** What a user should know, in the model's own terms. */
    private static List<String> remarks(BaseFit base, Maximum maximum) {
        List<String> remarks = new ArrayList<>();
        if (base.repeats() == 0) {
            remarks.add(BaseFit.NO_REPEATS);
        } else if (maximum.ending() == Ending.BOUNDARY) {
            BetaGeometricRemarks.addEqualRates(remarks, maximum, " (a Poisson process)");
        }
        return remarks;
    }

    /** By the logarithms of r and alpha; rows come in the order of x. */
    static final class Likelihood implements LogLikelihood {
        private final Purchases distinct;
        private final double unit;

        Likelihood(Purchases distinct, double unit) {
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
}

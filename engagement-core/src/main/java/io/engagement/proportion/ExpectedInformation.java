package io.engagement.proportion;

import io.engagement.internal.math.GammaDifferences;

/** Fisher's expected information of a beta-binomial by alpha and beta, of customers whose n are known. */
final class ExpectedInformation {
    /** Each n costs as many steps. */
    private static final long MOST = 100_000;

    private final BetaBinomial model;
    private double ofAlpha;
    private double ofBeta;
    private double ofBoth;

    private ExpectedInformation(BetaBinomial model) {
        this.model = model;
    }

    static double[] standardErrors(BetaBinomial model, CountSums sums) {
        ExpectedInformation all = new ExpectedInformation(model);
        sums.forEach(sums.categories(), all::add);
        double determinant = all.ofAlpha * all.ofBeta - all.ofBoth * all.ofBoth;
        return new double[] {Math.sqrt(all.ofBeta / determinant), Math.sqrt(all.ofAlpha / determinant)};
    }

    private void add(long n, long customers) {
        if (n > MOST) {
            throw new IllegalArgumentException("n must be at most " + MOST + " for expected errors, was " + n);
        }
        double alpha = 0;
        double beta = 0;
        for (long k = 0; k <= n; k++) {
            double chance = Math.exp(model.logLikelihood(k, n));
            alpha += chance * GammaDifferences.trigammaRise(model.alpha(), (double) k);
            beta += chance * GammaDifferences.trigammaRise(model.beta(), (double) (n - k));
        }
        double shared = GammaDifferences.trigammaRise(model.precision(), (double) n);
        ofAlpha += customers * (shared - alpha);
        ofBeta += customers * (shared - beta);
        ofBoth += customers * shared;
    }
}

package io.engagement.spend;

import io.engagement.fit.CurvedLogLikelihood;
import io.engagement.internal.math.GammaDifferences;

/**
 * The log-likelihood of the hurdle model and its derivatives by ln a, ln b, ln p, ln q and ln gamma. Which days brought
 * something and how much they brought share no parameter, so the matrix has two blocks.
 */
final class HurdleLikelihood implements CurvedLogLikelihood {
    static final int SHARE_PARAMETERS = 2;
    private static final int PARAMETERS = 5;

    private final Earnings rows;
    private final GammaGammaLikelihood earned;

    /** Of distinct, ordered rows, with what they earned divided by a unit. */
    HurdleLikelihood(Earnings distinct, double unit) {
        this.rows = distinct;
        this.earned = new GammaGammaLikelihood(distinct.earned().distinct(), unit);
    }

    /** ln of the probability that just these k of x days brought something: beta-binomial without the coefficient. */
    static double logLikelihood(double a, double b, double x, double k) {
        return GammaDifferences.logRising(a, k)
                + GammaDifferences.logRising(b, x - k)
                - GammaDifferences.logRising(a + b, x);
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
        for (int i = 0; i < SHARE_PARAMETERS; i++) {
            for (int j = SHARE_PARAMETERS; j < PARAMETERS; j++) {
                hessian[i][j] = 0;
                hessian[j][i] = 0;
            }
        }
        double a = Math.exp(logs[0]);
        double b = Math.exp(logs[1]);
        double shares = CurvedSums.of(SHARE_PARAMETERS, rows.size(), (sums, from, to) -> add(sums, a, b, from, to))
                .write(0, gradient, hessian);
        double[] earnedLogs = {logs[2], logs[3], logs[4]};
        double[] slopes = new double[earnedLogs.length];
        double[][] bends = new double[earnedLogs.length][earnedLogs.length];
        double amounts = earned.valueGradientAndHessian(earnedLogs, slopes, bends);
        for (int i = 0; i < slopes.length; i++) {
            gradient[SHARE_PARAMETERS + i] = slopes[i];
            System.arraycopy(bends[i], 0, hessian[SHARE_PARAMETERS + i], SHARE_PARAMETERS, slopes.length);
        }
        return shares + amounts;
    }

    /** Rows are ordered by x and k: what depends on them alone is computed once for each pair. */
    private void add(CurvedSums sums, double a, double b, int from, int to) {
        int row = from;
        while (row < to) {
            double x = rows.frequency(row);
            double k = rows.earningFrequency(row);
            double weight = 0;
            for (; row < to && rows.frequency(row) == x && rows.earningFrequency(row) == k; row++) {
                weight += rows.weight(row);
            }
            addShare(sums, a, b, x, k, weight);
        }
    }

    private static void addShare(CurvedSums sums, double a, double b, double x, double k, double weight) {
        double all = GammaDifferences.digammaRise(a + b, x);
        double byA = a * (GammaDifferences.digammaRise(a, k) - all);
        double byB = b * (GammaDifferences.digammaRise(b, x - k) - all);
        double bend = GammaDifferences.trigammaRise(a + b, x);
        sums.addValue(weight * logLikelihood(a, b, x, k));
        sums.addSlope(0, weight * byA);
        sums.addSlope(1, weight * byB);
        sums.addBend(0, 0, weight * (byA + a * a * (GammaDifferences.trigammaRise(a, k) - bend)));
        sums.addBend(1, 0, -weight * a * b * bend);
        sums.addBend(1, 1, weight * (byB + b * b * (GammaDifferences.trigammaRise(b, x - k) - bend)));
    }
}

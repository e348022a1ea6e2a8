package io.engagement.spend;

import io.engagement.fit.CurvedLogLikelihood;

/**
 * The log-likelihood of the normal-normal model and its derivatives by theta, ln sigma_a and ln sigma_w, with money in
 * units of its own.
 */
final class NormalNormalLikelihood implements CurvedLogLikelihood {
    private static final int PARAMETERS = 3;
    private static final double LOG_2_PI = Math.log(2 * Math.PI);

    private final Spending rows;
    private final double unit;

    /** Of distinct rows of any sign, with their spend divided by a unit. */
    NormalNormalLikelihood(Spending distinct, double unit) {
        this.rows = distinct;
        this.unit = unit;
    }

    /** ln of the density of z: normal around theta with the variance sigma_a^2 + sigma_w^2 / x. */
    static double logLikelihood(double theta, double sigmaA, double sigmaW, double x, double z) {
        // Scaled by the larger one, so that squares of tiny or huge amounts neither vanish nor overflow.
        double sigma = Math.hypot(sigmaA, sigmaW / Math.sqrt(x));
        double u = (z - theta) / sigma;
        return -0.5 * (LOG_2_PI + u * u) - Math.log(sigma);
    }

    @Override
    public int dimension() {
        return PARAMETERS;
    }

    @Override
    public double valueAndGradient(double[] coordinates, double[] gradient) {
        return valueGradientAndHessian(coordinates, gradient, new double[PARAMETERS][PARAMETERS]);
    }

    @Override
    public double valueGradientAndHessian(double[] coordinates, double[] gradient, double[][] hessian) {
        double theta = coordinates[0];
        double between = Math.exp(2 * coordinates[1]);
        double within = Math.exp(2 * coordinates[2]);
        return CurvedSums.of(PARAMETERS, rows.size(), (sums, from, to) -> {
                    for (int row = from; row < to; row++) {
                        add(sums, row, rows.meanSpend(row) / unit - theta, between, within / rows.frequency(row));
                    }
                })
                .write(0, gradient, hessian);
    }

    /**
     * By the two parts a and w of the variance v; the derivative of each by the logarithm of its root is twice itself.
     */
    private void add(CurvedSums sums, int row, double deviation, double a, double w) {
        double weight = rows.weight(row);
        double v = a + w;
        double shareA = a / v;
        double shareW = w / v;
        double u2 = deviation * deviation / v;
        sums.addValue(-0.5 * weight * (LOG_2_PI + Math.log(v) + u2));
        sums.addSlope(0, weight * deviation / v);
        sums.addSlope(1, weight * shareA * (u2 - 1));
        sums.addSlope(2, weight * shareW * (u2 - 1));
        sums.addBend(0, 0, -weight / v);
        sums.addBend(1, 0, -2 * weight * shareA * deviation / v);
        sums.addBend(2, 0, -2 * weight * shareW * deviation / v);
        double bend = 2 - 4 * u2;
        sums.addBend(1, 1, weight * shareA * (2 * (u2 - 1) + shareA * bend));
        sums.addBend(2, 1, weight * shareA * shareW * bend);
        sums.addBend(2, 2, weight * shareW * (2 * (u2 - 1) + shareW * bend));
    }
}

package io.engagement.survival;

import io.engagement.fit.CurvedLogLikelihood;
import java.util.Arrays;

/**
 * The log-likelihood of lifetimes, ln T = b_0 + b x + sigma u, in b and ln sigma, with covariates in units of their root
 * mean squares. A row that starts after 0 counts given that it was alive then.
 */
final class AcceleratedLikelihood implements CurvedLogLikelihood {
    private final LifetimeDistribution distribution;
    private final Lifetimes lifetimes;
    private final int dimension;
    private final double[] units;
    /** A row's 1 and scaled covariates, row after row. */
    private final double[] x;

    private final double[] logStart;
    private final double[] logStop;

    AcceleratedLikelihood(LifetimeDistribution distribution, Lifetimes lifetimes) {
        this.distribution = distribution;
        this.lifetimes = lifetimes;
        int n = lifetimes.size();
        int p = lifetimes.covariates().size();
        dimension = p + 2;
        units = new double[dimension];
        Arrays.fill(units, 1);
        x = new double[n * (p + 1)];
        for (int row = 0; row < n; row++) {
            x[row * (p + 1)] = 1;
        }
        for (int j = 0; j < p; j++) {
            fill(j);
        }
        logStart = Arrays.stream(lifetimes.starts()).map(Math::log).toArray();
        logStop = Arrays.stream(lifetimes.stops()).map(Math::log).toArray();
    }

    private void fill(int j) {
        double sum = 0;
        for (int row = 0; row < lifetimes.size(); row++) {
            sum += lifetimes.covariate(row, j) * lifetimes.covariate(row, j);
        }
        double size = sum > 0 ? Math.sqrt(sum / lifetimes.size()) : 1;
        units[j + 1] = 1 / size;
        for (int row = 0; row < lifetimes.size(); row++) {
            x[row * (dimension - 1) + j + 1] = lifetimes.covariate(row, j) / size;
        }
    }

    /** By what coordinates have to be multiplied for coefficients. */
    double[] units() {
        return units.clone();
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public double valueAndGradient(double[] coordinates, double[] gradient) {
        return valueGradientAndHessian(coordinates, gradient, new double[dimension][dimension]);
    }

    @Override
    public double valueGradientAndHessian(double[] coordinates, double[] gradient, double[][] hessian) {
        Arrays.fill(gradient, 0);
        for (double[] row : hessian) {
            Arrays.fill(row, 0);
        }
        double logScale = coordinates[dimension - 1];
        double scale = Math.exp(logScale);
        double value = 0;
        for (int row = 0; row < lifetimes.size(); row++) {
            double location = 0;
            for (int j = 0; j < dimension - 1; j++) {
                location += coordinates[j] * x[row * (dimension - 1) + j];
            }
            double weight = lifetimes.weight(row);
            if (lifetimes.stop(row) > lifetimes.start(row)) {
                double u = (logStop[row] - location) / scale;
                if (lifetimes.isEvent(row)) {
                    value += weight * (distribution.logDensity(u) - logScale - logStop[row]);
                    gradient[dimension - 1] -= weight;
                    addSlopes(
                            row,
                            u,
                            scale,
                            weight * distribution.densitySlope(u),
                            weight * distribution.densityCurvature(u),
                            gradient,
                            hessian);
                } else {
                    value += addSurvival(row, u, scale, weight, gradient, hessian);
                }
                if (lifetimes.start(row) > 0) {
                    value += addSurvival(row, (logStart[row] - location) / scale, scale, -weight, gradient, hessian);
                }
            }
        }
        for (int i = 0; i < dimension; i++) {
            for (int j = 0; j < i; j++) {
                hessian[j][i] = hessian[i][j];
            }
        }
        return value;
    }

    private double addSurvival(int row, double u, double scale, double weight, double[] gradient, double[][] hessian) {
        addSlopes(
                row,
                u,
                scale,
                weight * distribution.survivalSlope(u),
                weight * distribution.survivalCurvature(u),
                gradient,
                hessian);
        return weight * distribution.logSurvival(u);
    }

    /** From the derivatives by u to those by b and ln sigma: du/db = -x / sigma, du/dln sigma = -u. */
    private void addSlopes(
            int row, double u, double scale, double slope, double curvature, double[] gradient, double[][] hessian) {
        int last = dimension - 1;
        int at = row * last;
        for (int i = 0; i < last; i++) {
            double xi = x[at + i] / scale;
            gradient[i] -= slope * xi;
            double curved = curvature * xi / scale;
            for (int j = 0; j <= i; j++) {
                hessian[i][j] += curved * x[at + j];
            }
            hessian[last][i] += (curvature * u + slope) * xi;
        }
        gradient[last] -= slope * u;
        hessian[last][last] += (curvature * u + slope) * u;
    }
}

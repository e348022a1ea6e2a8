package io.engagement.internal.metric;

import io.engagement.internal.math.Inverse;
import io.engagement.internal.math.LogOdds;
import java.util.Arrays;

/**
 * Logistic regression with an intercept, by maximum likelihood or held towards 0 by a ridge: Newton's method, steps halved until the
 * likelihood rises. Rows may stand for many of whom a share did it.
 */
public final class LogisticRegression {
    private static final int MOST_STEPS = 100;
    /** A step that moves no log-odds by more than this has arrived; the next one's would be its square. */
    private static final double ARRIVED = 1e-9;
    /** Log-odds of more than this are those of classes that are wholly apart. */
    private static final double APART = 500;

    private final double[] happened;
    private final double[] weight;
    private final double[] offset;
    private final double ridge;
    private final double[][] columns;
    private final double[] beta;
    private double[][] inverse = new double[0][];
    private boolean converged;

    private LogisticRegression(double[] happened, double[] weight, double[] offset, double ridge, double[]... columns) {
        this.happened = happened;
        this.weight = weight;
        this.offset = offset;
        this.ridge = ridge;
        this.columns = columns;
        this.beta = new double[columns.length + 1];
    }

    /**
     * Fits.
     *
     * @param happened 0 or 1
     * @param offset what is added to each row's log-odds
     * @param columns without that of the intercept
     * @return the fit, which may not have {@linkplain #converged() converged}
     */
    public static LogisticRegression fit(double[] happened, double[] offset, double[]... columns) {
        return climbed(new LogisticRegression(happened, ones(happened.length), offset, 0, columns));
    }

    /**
     * Fits to groups of rows that are alike.
     *
     * @param share who did it, from 0 to 1
     * @param of how many, not negative
     * @param columns without that of the intercept
     * @return the fit, which may not have {@linkplain #converged() converged}
     */
    public static LogisticRegression fitShares(double[] share, double[] of, double[]... columns) {
        return climbed(new LogisticRegression(share, of, new double[share.length], 0, columns));
    }

    private static double[] ones(int length) {
        double[] ones = new double[length];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static LogisticRegression climbed(LogisticRegression fit) {
        fit.climb();
        return fit;
    }

    /**
     * Fits with a penalty of {@code ridge / 2} times the squared coefficients but the intercept.
     *
     * @param happened 0 or 1
     * @param ridge not negative
     * @param columns without that of the intercept, in units in which their coefficients are to be held alike
     * @return the fit, which may not have {@linkplain #converged() converged}
     */
    public static LogisticRegression fitRidge(double[] happened, double ridge, double[]... columns) {
        double[] none = new double[happened.length];
        return climbed(new LogisticRegression(happened, ones(happened.length), none, ridge, columns));
    }

    private void climb() {
        double now = logLikelihood(beta);
        for (int step = 0; step < MOST_STEPS && !converged && Double.isFinite(now); step++) {
            double[] direction = newton();
            double moves = 0;
            double size = 1;
            double[] next = beta.clone();
            double then = Double.NEGATIVE_INFINITY;
            for (; size > 1e-10 && !(then >= now); size /= 2) {
                for (int j = 0; j < next.length; j++) {
                    next[j] = beta[j] + size * direction[j];
                }
                then = logLikelihood(next);
            }
            if (!(then >= now)) {
                // At the maximum to rounding, or nowhere.
                converged = arrived(direction, 1e-6);
                return;
            }
            for (int i = 0; i < happened.length; i++) {
                moves = Math.max(moves, Math.abs(linear(next, i) - linear(beta, i)));
                if (Math.abs(linear(next, i)) > APART) {
                    return;
                }
            }
            System.arraycopy(next, 0, beta, 0, next.length);
            now = then;
            converged = moves < ARRIVED;
        }
        if (converged) {
            newton();
        }
    }

    private boolean arrived(double[] direction, double most) {
        for (int i = 0; i < happened.length; i++) {
            if (!(Math.abs(linear(direction, i) - offset[i]) < most)) {
                return false;
            }
        }
        return true;
    }

    private double x(int column, int row) {
        return column == 0 ? 1 : columns[column - 1][row];
    }

    private double linear(double[] coefficients, int row) {
        double sum = offset[row] + coefficients[0];
        for (int j = 1; j < coefficients.length; j++) {
            sum += coefficients[j] * columns[j - 1][row];
        }
        return sum;
    }

    /** Less the penalty. */
    private double logLikelihood(double[] coefficients) {
        double sum = 0;
        for (int j = 1; j < coefficients.length; j++) {
            sum -= ridge / 2 * coefficients[j] * coefficients[j];
        }
        for (int i = 0; i < happened.length; i++) {
            double y = linear(coefficients, i);
            double fits = happened[i] * Math.min(y, 0) + (1 - happened[i]) * Math.min(-y, 0);
            sum += weight[i] * (fits - Math.log1p(Math.exp(-Math.abs(y))));
        }
        return sum;
    }

    /** The step to take; keeps the inverse of the information on the way. */
    private double[] newton() {
        int k = beta.length;
        double[] gradient = new double[k];
        double[][] information = new double[k][k];
        for (int i = 0; i < happened.length; i++) {
            double p = LogOdds.logistic(linear(beta, i));
            double curve = weight[i] * p * (1 - p);
            for (int j = 0; j < k; j++) {
                gradient[j] += x(j, i) * weight[i] * (happened[i] - p);
                for (int l = 0; l <= j; l++) {
                    information[j][l] += curve * x(j, i) * x(l, i);
                    information[l][j] = information[j][l];
                }
            }
        }
        for (int j = 1; j < k; j++) {
            gradient[j] -= ridge * beta[j];
            information[j][j] += ridge;
        }
        inverse = Inverse.of(information);
        double[] step = new double[k];
        for (int j = 0; j < k; j++) {
            for (int l = 0; l < k; l++) {
                step[j] += inverse[j][l] * gradient[l];
            }
        }
        return step;
    }

    /** Whether the maximum was found: not so where the classes are wholly apart or columns are tied to each other. */
    public boolean converged() {
        return converged;
    }

    /** The intercept, then one of each column. */
    public double[] coefficients() {
        return beta.clone();
    }

    /** A coefficient: 0 for the intercept, then the columns'; NaN without a maximum. */
    public double coefficient(int index) {
        return converged ? beta[index] : Double.NaN;
    }

    /** Its standard error by the information; NaN without a maximum. */
    public double standardError(int index) {
        return converged ? Math.sqrt(inverse[index][index]) : Double.NaN;
    }

    /** -2 ln of the likelihood, of single rows where they stand for many. */
    public double deviance() {
        return -2 * logLikelihood(beta);
    }

    /** By how much each row moves a coefficient: the sandwich's parts. */
    public double[] influence(int coefficient) {
        double[] influence = new double[happened.length];
        for (int i = 0; i < influence.length; i++) {
            double rest = weight[i] * (happened[i] - LogOdds.logistic(linear(beta, i)));
            for (int j = 0; j < beta.length; j++) {
                influence[i] += inverse[coefficient][j] * x(j, i) * rest;
            }
        }
        return influence;
    }
}

package io.engagement.customerbase.geometric;

/**
 * Sums over customers of a log-likelihood of the BG family and of its derivatives by r, ln alpha, a and b: gathered by r, ln
 * alpha, ln a and ln b, where a and b come by the odds of having left, and by raw r, a and b, where they come by counts of
 * occasions. Not for several threads.
 */
final class BetaGeometricSums {
    static final int PARAMETERS = 4;

    final double r;
    final double alpha;
    final double a;
    final double b;
    double value;
    /** By r, ln alpha, ln a and ln b, of what depends on times. */
    final double[] gradient = new double[PARAMETERS];
    /** The upper half. */
    final double[][] hessian = new double[PARAMETERS][PARAMETERS];

    // Of what depends on counts only, by r, a and b.
    private double byA;
    private double byB;
    private double byAA;
    private double byBB;

    BetaGeometricSums(double[] logs) {
        r = Math.exp(logs[0]);
        alpha = Math.exp(logs[1]);
        a = Math.exp(logs[2]);
        b = Math.exp(logs[3]);
    }

    /** Adds what depends on counts only. */
    void add(double weight, CountTerms terms) {
        value += weight * terms.value();
        gradient[0] += weight * terms.byR();
        hessian[0][0] += weight * terms.byRR();
        byA += weight * terms.byA();
        byB += weight * terms.byB();
        byAA += weight * terms.byAA();
        byBB += weight * terms.byBB();
    }

    /**
     * Adds what a and b have a part in by the odds ln a - ln(b + (occasions - 1)).
     *
     * @param dead sum of P(dead)
     * @param torn sum of P(dead) P(alive)
     * @param tornByR sum of the same times the derivative of ln dead/alive by r
     * @param tornByLogAlpha and by ln alpha
     */
    void addOdds(double occasions, double dead, double torn, double tornByR, double tornByLogAlpha) {
        double share = b / (b + (occasions - 1));
        gradient[2] += dead;
        gradient[3] -= dead * share;
        hessian[0][2] += tornByR;
        hessian[0][3] -= share * tornByR;
        hessian[1][2] += tornByLogAlpha;
        hessian[1][3] -= share * tornByLogAlpha;
        hessian[2][2] += torn;
        hessian[2][3] -= share * torn;
        hessian[3][3] += share * (share * torn - dead * ((occasions - 1) / (b + (occasions - 1))));
    }

    /** Adds another's sums. */
    void add(BetaGeometricSums other) {
        value += other.value;
        byA += other.byA;
        byB += other.byB;
        byAA += other.byAA;
        byBB += other.byBB;
        for (int i = 0; i < PARAMETERS; i++) {
            gradient[i] += other.gradient[i];
            for (int j = i; j < PARAMETERS; j++) {
                hessian[i][j] += other.hessian[i][j];
            }
        }
    }

    /** The value; the gradient is by the logarithms of r, alpha, a and b. */
    double byLogs(double[] byLogs) {
        byLogs[0] = r * gradient[0];
        byLogs[1] = gradient[1];
        byLogs[2] = gradient[2] + a * byA;
        byLogs[3] = gradient[3] + b * byB;
        return value;
    }

    /** The value; the derivatives are by the logarithms of r, alpha, a and b. */
    double byLogs(double[] byLogs, double[][] hessianByLogs) {
        byLogs(byLogs);
        double[][] h = hessianByLogs;
        h[0][0] = r * r * hessian[0][0] + byLogs[0];
        for (int j = 1; j < PARAMETERS; j++) {
            h[0][j] = r * hessian[0][j];
        }
        h[1][1] = hessian[1][1];
        h[1][2] = hessian[1][2];
        h[1][3] = hessian[1][3];
        // By a twice and by a and b the same.
        h[2][2] = hessian[2][2] + a * a * byAA + a * byA;
        h[2][3] = hessian[2][3] + a * b * byAA;
        h[3][3] = hessian[3][3] + b * b * byBB + b * byB;
        for (int i = 0; i < PARAMETERS; i++) {
            for (int j = 0; j < i; j++) {
                h[i][j] = h[j][i];
            }
        }
        return value;
    }
}

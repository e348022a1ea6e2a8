package io.engagement.initiative;

/**
 * Sums of the log-likelihood of windows and of its derivatives by the coordinates 0 to 4: ln r, ln alpha, ln half-life, ln
 * beta, delta. Fields and not arrays, so that adding a window costs no checks.
 */
final class WindowsSums {
    double value;
    private double d0;
    private double d1;
    private double d2;
    private double d3;
    private double d4;
    private double d00;
    private double d01;
    private double d02;
    private double d03;
    private double d04;
    private double d11;
    private double d12;
    private double d13;
    private double d14;
    private double d22;
    private double d23;
    private double d24;
    private double d33;
    private double d34;
    private double d44;

    /** Adds a function of L by its first derivative and L's, in the coordinates that do not need effort. */
    void addSlopes(double factor, double l0, double l1, double l2) {
        d0 += factor * l0;
        d1 += factor * l1;
        d2 += factor * l2;
    }

    /** As {@link #addSlopes(double, double, double, double)}, for the coordinates that shape effort. */
    void addSlopesByEffort(double factor, double l3, double l4) {
        d3 += factor * l3;
        d4 += factor * l4;
    }

    /** Adds a function's first derivative times L's second ones, in the coordinates that do not need effort. */
    void addCurvature(double factor, double l00, double l01, double l02, double l11, double l12, double l22) {
        d00 += factor * l00;
        d01 += factor * l01;
        d02 += factor * l02;
        d11 += factor * l11;
        d12 += factor * l12;
        d22 += factor * l22;
    }

    /** As {@link #addCurvature}, for the coordinates that shape effort; L's derivatives by ln r and by them are 0. */
    void addCurvatureByEffort(
            double factor, double l13, double l14, double l23, double l24, double l33, double l34, double l44) {
        d13 += factor * l13;
        d14 += factor * l14;
        d23 += factor * l23;
        d24 += factor * l24;
        d33 += factor * l33;
        d34 += factor * l34;
        d44 += factor * l44;
    }

    /** Adds a function's second derivative times the products of L's first ones. */
    void addProducts(double factor, double l0, double l1, double l2, double l3, double l4) {
        double f0 = factor * l0;
        double f1 = factor * l1;
        double f2 = factor * l2;
        d00 += f0 * l0;
        d01 += f0 * l1;
        d02 += f0 * l2;
        d03 += f0 * l3;
        d04 += f0 * l4;
        d11 += f1 * l1;
        d12 += f1 * l2;
        d13 += f1 * l3;
        d14 += f1 * l4;
        d22 += f2 * l2;
        d23 += f2 * l3;
        d24 += f2 * l4;
        d33 += factor * l3 * l3;
        d34 += factor * l3 * l4;
        d44 += factor * l4 * l4;
    }

    void add(WindowsSums other) {
        value += other.value;
        addSlopes(1, other.d0, other.d1, other.d2);
        addSlopesByEffort(1, other.d3, other.d4);
        addCurvature(1, other.d00, other.d01, other.d02, other.d11, other.d12, other.d22);
        addCurvatureByEffort(1, other.d13, other.d14, other.d23, other.d24, other.d33, other.d34, other.d44);
        d03 += other.d03;
        d04 += other.d04;
    }

    void copyTo(double[] gradient, double[][] hessian) {
        double[][] upper = {{d00, d01, d02, d03, d04}, {d11, d12, d13, d14}, {d22, d23, d24}, {d33, d34}, {d44}};
        double[] slopes = {d0, d1, d2, d3, d4};
        System.arraycopy(slopes, 0, gradient, 0, slopes.length);
        for (int i = 0; i < slopes.length; i++) {
            for (int j = i; j < slopes.length; j++) {
                hessian[i][j] = hessian[j][i] = upper[i][j - i];
            }
        }
    }
}

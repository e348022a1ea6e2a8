package io.engagement.internal.math;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * Over the time u of leaving from 0 to v, with R, s, a and b the shapes and rates where it starts,
 *
 * <pre>  mass = integral of (a/(a+u))^R (b/(b+u))^s / (b+u) du</pre>
 *
 * <p>and the integrals of the same times what stands in its derivatives by the parameters. In ln(1 + u/min(a,b)) the
 * singularities lie at a distance of pi from the real axis; there are as many nodes as length and decay ask for.
 *
 * <p>Not for several threads.
 */
public final class LeavingIntegral {
    private static final double DECAYED = 40;
    /** Panels no longer than this lie well within the distance of the singularities. */
    private static final double LONGEST = 1.6;
    /** Shorter and flatter than this, few nodes are exact to 1e-14. */
    private static final double SHORTEST = 0.1;

    private static final double SHORT = 0.5;

    private static final GaussRule FOUR = GaussRule.of(4);
    private static final GaussRule SEVEN = GaussRule.of(7);
    private static final GaussRule TEN = GaussRule.of(10);
    private static final GaussRule FOURTEEN = GaussRule.of(14);
    private static final GaussRule TWENTY = GaussRule.of(20);
    private static final GaussRule TWENTY_EIGHT = GaussRule.of(28);

    private final int derivatives;

    private double least;
    private int panels;
    private double width;
    private GaussRule rule = FOUR;

    public double mass;
    /** With ln (a+u)/a, 1/(a+u), ln (b+u)/b and 1/(b+u). */
    public final double[] first = new double[4];
    /** With their products: the first with the first, the second and so on, then the second with the second and so on. */
    public final double[] second = new double[10];

    /** Of the mass alone, or with what its first or second derivatives need. */
    public LeavingIntegral(int derivatives) {
        this.derivatives = derivatives;
    }

    public void integrate(double shape, double s, double a, double b, double v) {
        mass = 0;
        Arrays.fill(first, 0);
        Arrays.fill(second, 0);
        layOut(shape, s, a, b, v);
        for (int panel = 0; panel < panels; panel++) {
            for (int i = 0; i < rule.size(); i++) {
                double y = width * (panel + 0.5 + 0.5 * rule.node(i));
                double u = least * Math.expm1(y);
                double logA = Math.log1p(u / a);
                double logB = Math.log1p(u / b);
                double f = 0.5 * width * rule.weight(i) * Math.exp(y - shape * logA - s * logB) * least / (b + u);
                mass += f;
                if (derivatives > 0) {
                    add(f, logA, 1 / (a + u), logB, 1 / (b + u));
                }
            }
        }
    }

    /** The mass where a factor from 0 to 2, a smooth function of ln(1 + u/min(a,b)), comes to the integrand. */
    public static double mass(double shape, double s, double a, double b, double v, DoubleUnaryOperator factor) {
        LeavingIntegral leaving = new LeavingIntegral(0);
        leaving.layOut(shape, s, a, b, v);
        double mass = 0;
        for (int panel = 0; panel < leaving.panels; panel++) {
            for (int i = 0; i < TWENTY_EIGHT.size(); i++) {
                double y = leaving.width * (panel + 0.5 + 0.5 * TWENTY_EIGHT.node(i));
                double u = leaving.least * Math.expm1(y);
                double log = y - shape * Math.log1p(u / a) - s * Math.log1p(u / b);
                mass += 0.5
                        * leaving.width
                        * TWENTY_EIGHT.weight(i)
                        * Math.exp(log)
                        * leaving.least
                        / (b + u)
                        * factor.applyAsDouble(u);
            }
        }
        return mass;
    }

    /** As many panels as length asks for, up to where nothing is left, and as many nodes on each as decay does. */
    private void layOut(double shape, double s, double a, double b, double v) {
        least = Math.min(a, b);
        double end = Math.log1p(v / least);
        double decay = decay(shape, s, a, b, least, end);
        // The decay is convex: Newton's steps from above stay above.
        for (int step = 0; decay > 1.1 * DECAYED && step < 60; step++) {
            double u = least * Math.expm1(end);
            double slope = (least + u) * (shape / (a + u) + (s + 1) / (b + u)) - 1;
            end -= (decay - DECAYED) / slope;
            decay = decay(shape, s, a, b, least, end);
        }
        panels = (int) Math.ceil(end / LONGEST);
        width = panels == 0 ? 0 : end / panels;
        rule = rule(width, decay);
    }

    private static GaussRule rule(double width, double decay) {
        double size = Math.max(width, Math.abs(decay));
        if (size < SHORT) {
            return size < SHORTEST ? FOUR : SEVEN;
        }
        return decay < 1.5 ? TEN : decay < 8 ? FOURTEEN : decay < 20 ? TWENTY : TWENTY_EIGHT;
    }

    private void add(double f, double logA, double inverseA, double logB, double inverseB) {
        double fA = f * logA;
        double fInverseA = f * inverseA;
        double fB = f * logB;
        double fInverseB = f * inverseB;
        first[0] += fA;
        first[1] += fInverseA;
        first[2] += fB;
        first[3] += fInverseB;
        if (derivatives > 1) {
            second[0] += fA * logA;
            second[1] += fA * inverseA;
            second[2] += fA * logB;
            second[3] += fA * inverseB;
            second[4] += fInverseA * inverseA;
            second[5] += fInverseA * logB;
            second[6] += fInverseA * inverseB;
            second[7] += fB * logB;
            second[8] += fB * inverseB;
            second[9] += fInverseB * inverseB;
        }
    }

    /** By how much the logarithm of the integrand falls from 0 to y. */
    private static double decay(double shape, double s, double a, double b, double least, double y) {
        double u = least * Math.expm1(y);
        return shape * Math.log1p(u / a) + (s + 1) * Math.log1p(u / b) - y;
    }
}

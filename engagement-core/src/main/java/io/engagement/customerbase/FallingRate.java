package io.engagement.customerbase;

import io.engagement.internal.math.BetaExpectation;
import java.util.Arrays;

/**
 * By how much the expected purchase rate of a customer with x purchases has fallen after a time u (alpha + T): a function
 * of s = ln(1 + u) alone, whatever T is, and so tabulated once for all integrals over it. Chebyshev series of 18 terms on
 * octaves of 1 + u: with singularities at an imaginary distance of pi from a half-width of ln(2)/2 the 18th term is of the
 * order 18^-18. Where drop-out makes the rate fall by more than e^-6 within an octave, on parts of octaves. For many
 * threads.
 */
final class FallingRate {
    private static final int TERMS = 18;
    private static final double OCTAVE = Math.log(2);
    private static final double STEEP = 6;
    private static final double MOST_PARTS = 256;

    private final BetaGeometricKernel kernel;
    private final double shape;
    private final double survivals;
    private final double width;
    private final double[][] panels;
    private final BetaExpectation.Rule rule;

    /** Up to {@code end} in s. */
    FallingRate(BetaGeometricKernel kernel, double x, double end) {
        this.kernel = kernel;
        shape = kernel.shape(x);
        survivals = kernel.survivals(x);
        double furthest = Math.expm1(end);
        rule = BetaExpectation.rule(
                kernel.firstShape(), survivals, p -> Math.exp(-(shape + 1) * Math.log1p(p * furthest)));
        double shapes = kernel.firstShape() + survivals;
        double mean = kernel.firstShape() / shapes;
        double frequentDropOut = Math.min(1, mean + 4 * Math.sqrt(mean * (1 - mean) / (shapes + 1)));
        width = OCTAVE / Math.ceil(Math.min(shape * frequentDropOut / STEEP, MOST_PARTS));
        panels = new double[(int) (end / width) + 1][];
        Arrays.setAll(panels, this::panel);
    }

    private double[] panel(int panel) {
        double[] values = new double[TERMS];
        for (int i = 0; i < TERMS; i++) {
            double node = Math.cos(Math.PI * (i + 0.5) / TERMS);
            values[i] = computed(Math.expm1((panel + 0.5 + 0.5 * node) * width));
        }
        double[] series = new double[TERMS];
        for (int k = 0; k < TERMS; k++) {
            for (int i = 0; i < TERMS; i++) {
                series[k] += values[i] * Math.cos(Math.PI * k * (i + 0.5) / TERMS) * (k == 0 ? 1.0 : 2.0) / TERMS;
            }
        }
        return series;
    }

    private double computed(double u) {
        return BetaGeometricKernel.isShort(shape + 1, u)
                ? kernel.fallen(shape, survivals, u)
                : rule.expectedPower(u, shape + 1);
    }

    /** The rate after s, as a share of the rate now. */
    double at(double s) {
        int panel = Math.min((int) (s / width), panels.length - 1);
        double[] series = panels[panel];
        double place = 2 * (s / width - panel) - 1;
        double next = 0;
        double nextButOne = 0;
        for (int k = TERMS - 1; k >= 1; k--) {
            double here = series[k] + 2 * place * next - nextButOne;
            nextButOne = next;
            next = here;
        }
        return series[0] + place * next - nextButOne;
    }
}

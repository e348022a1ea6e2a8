package io.engagement.internal.math;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * The expectation of a function of a beta variable, for any shapes, by the double-exponential rule (Takahasi and Mori
 * 1974) on the log-odds.
 *
 * <p>With y = ln(p/(1-p)) the density is proportional to p^a (1-p)^b, and y = y0 + (pi/2) sinh(tau) lets it fall
 * double-exponentially whatever the shapes are, so that the trapezoidal rule converges faster than any power. Weights and
 * function are summed on the same nodes and divided, which needs no beta function. The step is halved until two results
 * agree to 1e-13; the error of the last one is then near the square of that.
 */
public final class BetaExpectation {
    private static final double AGREED = 1e-13;
    private static final double NEGLIGIBLE = 1e-19;
    private static final double COARSEST = 0.25;
    private static final double FLAT = 1e-18;
    private static final int FINEST = 8;

    private final double a;
    private final double b;
    private final double centre;
    /** a/(a+b) and b/(a+b). */
    private final double mean;

    private final double rest;
    /** Of the density, in log-odds, where both shapes are large. */
    private final double width;

    /** Nodes of one step, without those of the steps before. */
    private double[] nodes = new double[64];

    private double[] weights = new double[64];
    private int size;

    private BetaExpectation(double a, double b) {
        this.a = a;
        this.b = b;
        this.centre = Math.log(a / b);
        this.mean = a / (a + b);
        this.rest = b / (a + b);
        this.width = Math.sqrt(1 / a + 1 / b);
    }

    /**
     * The expectation of f(p) for p of the beta distribution.
     *
     * @param a first shape, positive
     * @param b second shape, positive
     * @param f not negative, bounded, smooth on the scale of ln p; it is asked for p = 0 too, where p underflows
     * @return the expectation
     */
    public static double of(double a, double b, DoubleUnaryOperator f) {
        BetaExpectation rule = new BetaExpectation(a, b);
        double step = Math.min(COARSEST, rule.width);
        rule.walk(0, step, f);
        double weight = rule.weight();
        double sum = rule.sum(f);
        double before = sum / weight;
        for (int halving = 0; halving < FINEST; halving++) {
            // The nodes half way between the earlier ones.
            rule.size = 0;
            rule.walk(0.5 * step, step, f);
            step *= 0.5;
            weight += rule.weight();
            sum += rule.sum(f);
            double now = sum / weight;
            if (Math.abs(now - before) <= AGREED * Math.abs(now)) {
                return now;
            }
            before = now;
        }
        return before;
    }

    /**
     * A rule with fixed nodes for all functions that vary no faster than {@code e^(-p u)} does, whatever u is: bounded to an
     * imaginary distance of pi/2 from the log-odds. Nodes are equidistant there, and what lies beyond them on both sides, where
     * the density is a power and the functions are constant, is a geometric series.
     *
     * @param a first shape, positive
     * @param b second shape, positive
     * @param flatBelow where functions are what they are at 0, to the last digit; above, they fall no faster than 1/p
     * @return the rule
     */
    public static Rule rule(double a, double b, double flatBelow) {
        BetaExpectation rule = new BetaExpectation(a, b);
        double flat = FLAT / (1 + a + b);
        double step = Math.min(COARSEST, 0.5 * rule.width);
        rule.up(step, flat);
        rule.down(step, Math.min(flat, flatBelow));
        double weight = rule.weight();
        double[] shares = new double[rule.size];
        Arrays.setAll(shares, i -> rule.weights[i] / weight);
        return new Rule(Arrays.copyOf(rule.nodes, rule.size), shares);
    }

    /** From the centre on to where 1 - p is too small to matter, or nothing is left: not a number is nothing. */
    private void up(double step, double flat) {
        for (double offset = 0; ; offset += step) {
            double odds = Math.exp(centre + offset);
            double weight = Math.exp(logDensity(offset));
            if (1 < flat * odds) {
                keep(1, weight / -Math.expm1(-b * step));
                return;
            }
            keep(odds < 1 ? odds / (1 + odds) : 1 / (1 + 1 / odds), weight);
            if (!(weight >= NEGLIGIBLE)) {
                return;
            }
        }
    }

    /** The other way, where functions may be as much larger as p is smaller. */
    private void down(double step, double flat) {
        for (double offset = -step; ; offset -= step) {
            double odds = Math.exp(centre + offset);
            double weight = Math.exp(logDensity(offset));
            if (odds < flat) {
                keep(0, weight / -Math.expm1(-a * step));
                return;
            }
            keep(odds < 1 ? odds / (1 + odds) : 1 / (1 + 1 / odds), weight);
            if (!(weight * Math.exp(-offset) >= NEGLIGIBLE)) {
                return;
            }
        }
    }

    private void keep(double p, double weight) {
        if (size == nodes.length) {
            nodes = Arrays.copyOf(nodes, 2 * size);
            weights = Arrays.copyOf(weights, 2 * size);
        }
        nodes[size] = p;
        weights[size++] = weight;
    }

    private double weight() {
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += weights[i];
        }
        return sum;
    }

    private double sum(DoubleUnaryOperator f) {
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += weights[i] * f.applyAsDouble(nodes[i]);
        }
        return sum;
    }

    private void walk(double start, double step, DoubleUnaryOperator f) {
        double[] largest = new double[2];
        for (double tau = start; add(tau, f, largest); tau += step) {}
        for (double tau = start - step; add(tau, f, largest); tau -= step) {}
    }

    /** Whether there is more to come on this side. */
    private boolean add(double tau, DoubleUnaryOperator f, double[] largest) {
        double offset = 0.5 * Math.PI * Math.sinh(tau);
        double y = centre + offset;
        double weight = Math.exp(logDensity(offset)) * Math.cosh(tau);
        double p = y < 0 ? Math.exp(y) / (1 + Math.exp(y)) : 1 / (1 + Math.exp(-y));
        double term = weight * f.applyAsDouble(p);
        keep(p, weight);
        largest[0] = Math.max(largest[0], weight);
        largest[1] = Math.max(largest[1], term);
        return weight > NEGLIGIBLE * largest[0] || term > NEGLIGIBLE * largest[1];
    }

    /**
     * ln of p^a (1-p)^b at an offset from the centre of the log-odds, relative to the centre: with the smaller shape first,
     * whose product with the offset is what cancels. The density itself would cancel to (a + b) 1e-16.
     */
    private double logDensity(double offset) {
        return a <= b ? logDensity(offset, a, mean) : logDensity(-offset, b, rest);
    }

    private double logDensity(double offset, double smaller, double share) {
        // Beyond where e^offset would overflow, 1 + share (e^offset - 1) is share e^offset.
        double grown = offset > 500 ? offset + Math.log(share) : Math.log1p(share * Math.expm1(offset));
        return smaller * offset - (a + b) * grown;
    }

    /** Nodes and weights, for one beta distribution. */
    public static final class Rule {
        private final double[] nodes;
        private final double[] shares;

        private Rule(double[] nodes, double[] shares) {
            this.nodes = nodes;
            this.shares = shares;
        }

        /**
         * The expectation of a function.
         *
         * @param f of p
         * @return its expectation
         */
        public double expectation(DoubleUnaryOperator f) {
            double sum = 0;
            for (int i = 0; i < nodes.length; i++) {
                sum += shares[i] * f.applyAsDouble(nodes[i]);
            }
            return sum;
        }

        /**
         * Number of nodes.
         *
         * @return how many there are
         */
        public int size() {
            return nodes.length;
        }

        /**
         * A node.
         *
         * @param i from 0
         * @return p
         */
        public double node(int i) {
            return nodes[i];
        }

        /**
         * A node's share.
         *
         * @param i from 0
         * @return its weight; all add up to 1
         */
        public double share(int i) {
            return shares[i];
        }
    }
}

package io.engagement.survival;

import io.engagement.internal.math.GaussLegendre;
import java.util.function.DoubleUnaryOperator;

/**
 * Discounted sums of a smooth survival curve over very many periods: the first ones one by one, the others as an integral with
 * the end corrections of Euler and Maclaurin (Abramowitz and Stegun 23.1.30). After {@value #DIRECT} periods a curve that
 * is not practically 0 falls by a few per cent a period at most, and the terms left out are below 1e-12 of the sum.
 */
final class RenewalSum {
    private static final int DIRECT = 512;
    /** A panel of the integral over which the logarithm falls by no more is integrated to the last digits. */
    private static final double FALL = 4;

    private static final double NOTHING = 1e-17;

    /** The logarithm of the n-th term, falling with n. */
    private final DoubleUnaryOperator log;

    private final double rate;

    private RenewalSum(DoubleUnaryOperator log, double rate) {
        this.log = log;
        this.rate = rate;
    }

    /**
     * The sum of the probabilities of renewing 1, 2, ... last times more, the first undiscounted.
     *
     * @param logKept the logarithm of the probability of that many renewals
     * @param last how many
     * @param rate discount rate of a period
     */
    static double of(DoubleUnaryOperator logKept, double last, double rate) {
        double step = Math.log1p(rate);
        return new RenewalSum(n -> logKept.applyAsDouble(n) - (n - 1) * step, rate).sum(last);
    }

    /**
     * The discounted sum of {@code count} ones, the first undiscounted; over all future if {@code next} is the last
     * int.
     */
    static double ofOnes(double count, int next, double rate) {
        if (rate == 0) {
            return count;
        }
        double left = next == Integer.MAX_VALUE ? 0 : Math.exp(-count * Math.log1p(rate));
        return (1 - left) * (1 + rate) / rate;
    }

    /** The law of the arguments of {@link ContractModel#discountedRenewals}. */
    static void check(int renewals, int next, double rate) {
        if (renewals < 0 || next < 0) {
            throw new IllegalArgumentException((renewals < 0 ? "renewals" : "next") + " must be at least 0, was "
                    + (renewals < 0 ? renewals : next));
        }
        double least = next == Integer.MAX_VALUE ? ContractModel.LEAST_RATE : 0;
        if (!(rate >= least && rate < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("rate must be finite and at least " + least + ", was " + rate);
        }
    }

    private double sum(double last) {
        double sum = 0;
        for (int n = 1; n <= Math.min(last, DIRECT); n++) {
            double term = term(n);
            sum += term;
            if (isOver(term, last - n, sum)) {
                return sum;
            }
        }
        return last > DIRECT ? sum + tail(last, sum) : sum;
    }

    private double term(double n) {
        return Math.exp(log.applyAsDouble(n));
    }

    /** What is left is no more than if nobody left any more. */
    private boolean isOver(double term, double left, double sum) {
        return term * Math.min(left, 1 / rate) <= NOTHING * sum;
    }

    private double tail(double last, double before) {
        double integral = 0;
        double from = DIRECT;
        while (from < last && !isOver(term(from), last - from, before + integral)) {
            double to = panel(from, last);
            integral += integral(from, to);
            from = to;
        }
        return integral + correction(from) - correction(DIRECT);
    }

    /** Where the next panel ends: no wider than the distance so far, over which the curve is smooth. */
    private double panel(double from, double last) {
        double width = Math.min(from, last - from);
        double start = log.applyAsDouble(from);
        while (start - log.applyAsDouble(from + width) > FALL) {
            width /= 2;
        }
        return from + width;
    }

    private double integral(double from, double to) {
        double[] sum = {0};
        GaussLegendre.forEach(from, to, (at, weight) -> sum[0] += weight * term(at));
        return sum[0];
    }

    /** Half the term there, a twelfth of its first derivative and less a 720th of its third. */
    private double correction(double at) {
        double slope = 0.5 * (log.applyAsDouble(at + 1) - log.applyAsDouble(at - 1));
        return term(at) * (0.5 + slope / 12 - slope * slope * slope / 720);
    }
}

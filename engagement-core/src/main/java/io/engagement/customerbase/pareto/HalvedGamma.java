package io.engagement.customerbase.pareto;

/**
 * A gamma distribution of rates in two halves, a calm one and a busy one. A rate y is of the calm half with the probability
 * e^(-theta y), theta being such that half of all are: theta = (2^(1/shape) - 1) rate. The calm half's distribution is gamma
 * again, with the same shape and the rate 2^(1/shape) rate. Nothing here depends on the unit of time.
 */
final class HalvedGamma {
    private static final double LN_2 = Math.log(2);
    /** Up to here e^logStretch is no number to worry about. */
    private static final double SAFE = 600;

    private final double shape;
    private final double rate;
    /** ln of calm rate / rate. */
    private final double logStretch;

    private final double theta;

    HalvedGamma(double shape, double rate) {
        this.shape = shape;
        this.rate = rate;
        this.logStretch = LN_2 / shape;
        this.theta = rate * Math.expm1(logStretch);
    }

    double shape() {
        return shape;
    }

    double rate() {
        return rate;
    }

    /** The rate of the calm half's gamma distribution; may be infinite, if hardly anybody has a rate. */
    double calmRate() {
        return rate + theta;
    }

    /** ln theta. */
    double logTheta() {
        return Math.log(rate) + logStretch + Math.log(-Math.expm1(-logStretch));
    }

    /** ln ((calm rate + time) / (rate + time)). */
    double excess(double time) {
        return logStretch < SAFE
                ? Math.log1p(theta / (rate + time))
                : logStretch + Math.log1p(time / rate * Math.exp(-logStretch)) - Math.log1p(time / rate);
    }

    /** The probability of the calm half, of a rate that is gamma distributed with another shape after a time. */
    double calm(double posterior, double time) {
        return Math.exp(-posterior * excess(time));
    }

    /**
     * How strongly the halves reflect the rates: the correlation of a rate y with e^(-theta y), with its sign turned,
     * times half the latter's spread: sqrt(shape) (1 - 2^(-1/shape)), at most 0.5314, for a shape of 0.56.
     */
    static double strength(double shape) {
        return -Math.sqrt(shape) * Math.expm1(-LN_2 / shape);
    }

    /** The derivative of the strength by the shape. */
    static double strengthSlope(double shape) {
        double left = Math.exp(-LN_2 / shape);
        return -Math.expm1(-LN_2 / shape) / (2 * Math.sqrt(shape)) - LN_2 * left / (shape * Math.sqrt(shape));
    }
}

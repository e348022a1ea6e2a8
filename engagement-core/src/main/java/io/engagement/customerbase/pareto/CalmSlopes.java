package io.engagement.customerbase.pareto;

/**
 * The probability A of the calm half of a {@link HalvedGamma} at a time, and the derivatives of ln A by the distribution's own
 * shape and rate. Not for several threads.
 */
final class CalmSlopes {
    private final HalvedGamma gamma;
    private final double rate;
    /** ln 2 / shape by the shape, once and twice. */
    private final double stretchSlope;

    private final double stretchCurve;
    /** rate / calm rate. */
    private final double shrink;

    double calm;
    /** By the shape, and by the rate. */
    final double[] first = new double[2];
    /** By the shape twice, by both, by the rate twice. */
    final double[] second = new double[3];

    CalmSlopes(HalvedGamma gamma) {
        this.gamma = gamma;
        this.rate = gamma.rate();
        double stretch = Math.log(2) / gamma.shape();
        this.stretchSlope = -stretch / gamma.shape();
        this.stretchCurve = 2 * stretch / (gamma.shape() * gamma.shape());
        this.shrink = Math.exp(-stretch);
    }

    /** Of a shape that goes with the distribution's own, at a time. */
    void look(double posterior, double time) {
        double excess = gamma.excess(time);
        double now = 1 / (rate + time);
        double share = 1 / (1 + time / rate * shrink);
        double bend = share * (1 - share);
        double between = share / rate - now;
        calm = Math.exp(-posterior * excess);
        first[0] = -excess - posterior * share * stretchSlope;
        first[1] = -posterior * between;
        second[0] = -2 * share * stretchSlope - posterior * (bend * stretchSlope * stretchSlope + share * stretchCurve);
        second[1] = -between - posterior * bend * stretchSlope / rate;
        second[2] = -posterior * (now * now - share * share / (rate * rate));
    }
}

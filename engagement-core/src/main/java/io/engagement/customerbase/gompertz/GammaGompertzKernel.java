package io.engagement.customerbase.gompertz;

import io.engagement.internal.math.Counts;
import io.engagement.internal.math.GammaDifferences;
import io.engagement.internal.math.GaussLegendre;
import io.engagement.internal.math.LogOdds;

/** The quantities of one customer by GGom/NBD. Immutable. */
final class GammaGompertzKernel {
    private final double r;
    private final double alpha;
    private final double s;
    private final double beta;
    private final double b;

    GammaGompertzKernel(double r, double alpha, double s, double beta, double b) {
        this.r = r;
        this.alpha = alpha;
        this.s = s;
        this.beta = beta;
        this.b = b;
    }

    private GompertzTime time() {
        return new GompertzTime(alpha, beta, b);
    }

    /** ln of P(dead)/P(alive); minus infinity if there was no time to leave. */
    private double logOdds(double x, double recency, double age) {
        GompertzTime time = time();
        double silence = age - recency;
        double gone = logGone(time, r + x, recency, silence);
        return gone + s * time.rise(silence) + (r + x) * Math.log1p(silence / (alpha + recency));
    }

    /** ln of P(leaving without a purchase within v of a time), of one who is alive at that time. */
    private double logGone(GompertzTime time, double shape, double from, double v) {
        time.leaving(s, shape, from).integrate(v);
        return Math.log(s) + time.logRate() + time.scale + Math.log(time.mass);
    }

    /** ln L of one customer. */
    double logLikelihood(double x, double recency, double age) {
        return LogOdds.logOfEither(
                logOdds(x, recency, age),
                () -> logStaying(x, recency) + logGone(time(), r + x, recency, age - recency),
                () -> logStaying(x, age));
    }

    /** ln of the density of x purchases, the last of them before a time, and of no leaving until then. */
    private double logStaying(double x, double at) {
        GompertzTime time = time();
        time.look(at);
        return GammaDifferences.logRising(r, x) - r * Math.log1p(at / alpha) - x * Math.log(alpha + at) - s * time.l;
    }

    double probabilityAlive(double x, double recency, double age) {
        return LogOdds.logistic(-logOdds(x, recency, age));
    }

    /** Purchases expected within a horizon of a customer who is alive, each discounted to now. */
    double expectedIfAlive(double x, double age, double horizon, double rate) {
        return (r + x) / (alpha + age) * timeAlive(age, horizon, rate);
    }

    /** The time within a horizon that a customer who is alive is expected to stay, each moment discounted to now. */
    private double timeAlive(double age, double horizon, double rate) {
        GompertzTime time = time();
        time.staying(s, rate, age).integrate(horizon);
        return time.mass;
    }

    double probabilityNoPurchase(double x, double recency, double age, double t) {
        return LogOdds.silent(logOdds(x, recency, age), silentIfAlive(x, age, t));
    }

    /** P(no purchase within t) of a customer who is alive: silent and staying, or gone before a purchase. */
    private double silentIfAlive(double x, double age, double t) {
        GompertzTime time = time();
        double gone = Math.exp(logGone(time, r + x, age, t));
        return gone + Math.exp(-(r + x) * Math.log1p(t / (alpha + age)) - s * time.rise(t));
    }

    /**
     * Counts of purchases within t of a customer who is alive: those of one who stays for t, and, over the time of leaving,
     * those of one who leaves.
     */
    double[] countsIfAlive(double x, double age, double t) {
        GompertzTime time = time();
        double shape = r + x;
        double a = alpha + age;
        Counts.Sum sum = Counts.Sum.ofStaying(
                shape, t / a, Math.exp(-s * time.leaving(s, 0, age).rise(t)));
        double rate = s * Math.exp(time.logRate());
        double last = a * Counts.last(sum.size(), shape);
        int bounds = time.panels(Math.min(t, last), u -> a * Counts.furthest(shape, u / a));
        for (int i = 0; i < bounds; i += 2) {
            GaussLegendre.forEach(
                    time.bound(i), time.bound(i + 1), (u, weight) -> sum.add(u / a, weight * rate * time.value(u)));
        }
        return sum.total();
    }
}

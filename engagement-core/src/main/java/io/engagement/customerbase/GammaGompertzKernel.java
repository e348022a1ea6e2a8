package io.engagement.customerbase;

import io.engagement.internal.math.GammaDifferences;
import io.engagement.internal.math.GaussLegendre;

/** What is computed of one customer of GGom/NBD. Immutable. */
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
        double gone = logGone(time, r + x, recency, age);
        time.look(recency);
        double start = time.l;
        time.look(age);
        return gone + s * (time.l - start) + (r + x) * Math.log1p((age - recency) / (alpha + recency));
    }

    /** ln of P(leaving without a purchase between two times), of one who is alive at the first. */
    private double logGone(GompertzTime time, double shape, double from, double to) {
        if (!(from < to)) {
            return Double.NEGATIVE_INFINITY;
        }
        time.integrate(b, s + 1, shape, from, to);
        double gone = time.scale + Math.log(time.mass);
        time.look(from);
        return Math.log(s * b * time.sigma) + gone;
    }

    /** ln L of one customer. */
    double logLikelihood(double x, double recency, double age) {
        GompertzTime time = time();
        time.look(age);
        double alive =
                GammaDifferences.logRising(r, x) - r * Math.log1p(age / alpha) - x * Math.log(alpha + age) - s * time.l;
        return alive + BetaGeometricKernel.softplus(logOdds(x, recency, age));
    }

    double probabilityAlive(double x, double recency, double age) {
        return BetaGeometricKernel.logistic(-logOdds(x, recency, age));
    }

    /** Purchases expected within a horizon of a customer who is alive, each discounted to now. */
    double expectedIfAlive(double x, double age, double horizon, double rate) {
        return (r + x) / (alpha + age) * timeAlive(age, horizon, rate);
    }

    /** The time within a horizon that a customer who is alive is expected to stay, each moment discounted to now. */
    private double timeAlive(double age, double horizon, double rate) {
        GompertzTime time = time();
        time.integrate(-rate, s, 0, age, age + horizon);
        return time.mass;
    }

    double probabilityNoPurchase(double x, double recency, double age, double t) {
        double odds = logOdds(x, recency, age);
        return BetaGeometricKernel.logistic(odds)
                + BetaGeometricKernel.logistic(-odds) * Math.min(1, silentIfAlive(x, age, t));
    }

    /** P(no purchase within t) of a customer who is alive: silent and staying, or gone before a purchase. */
    private double silentIfAlive(double x, double age, double t) {
        GompertzTime time = time();
        double gone = Math.exp(logGone(time, r + x, age, age + t));
        return gone + Math.exp(-(r + x) * Math.log1p(t / (alpha + age))) * stays(time, age, t);
    }

    /** P(staying for t) of a customer who is alive. */
    private double stays(GompertzTime time, double age, double t) {
        time.look(age);
        double start = time.l;
        time.look(age + t);
        return Math.exp(-s * (time.l - start));
    }

    /**
     * Counts of purchases within t of a customer who is alive: those of one who stays for t, and, over the time of leaving,
     * those of one who leaves.
     */
    double[] countsIfAlive(double x, double age, double t) {
        GompertzTime time = time();
        double shape = r + x;
        double a = alpha + age;
        double[] counts = Counts.negativeBinomial(shape, t / a);
        double stays = stays(time, age, t);
        for (int i = 0; i < counts.length; i++) {
            counts[i] *= stays;
        }
        if (t == 0) {
            return counts;
        }
        // A count's probability as a function of time is as narrow as its spread is small.
        double finest = 2 / (1 + 0.5 * Math.sqrt(shape + counts.length));
        time.look(age);
        double start = time.l;
        double rate = s * b * time.sigma;
        int bounds = time.panels(b, s + 1, 0, age, age + t, finest);
        for (int i = 0; i < bounds; i += 2) {
            GaussLegendre.forEach(time.bound(i), time.bound(i + 1), (at, weight) -> {
                time.look(at);
                double leaves = weight * rate * Math.exp(b * (at - age) - (s + 1) * (time.l - start));
                double[] until = Counts.negativeBinomial(shape, (at - age) / a);
                for (int n = 0; n < Math.min(until.length, counts.length); n++) {
                    counts[n] += leaves * until[n];
                }
            });
        }
        return counts;
    }
}

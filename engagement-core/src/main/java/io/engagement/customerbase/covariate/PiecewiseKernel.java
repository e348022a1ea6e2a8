package io.engagement.customerbase.covariate;

import io.engagement.customerbase.pareto.ParetoNbd;
import io.engagement.internal.math.Counts;
import io.engagement.internal.math.DiscountedStay;
import io.engagement.internal.math.GammaDifferences;
import io.engagement.internal.math.LeavingIntegral;
import io.engagement.internal.math.LogOdds;

/**
 * The arithmetic of Pareto/NBD whose rates move by steps: over each step that of {@link ParetoNbd}, with the rates alpha plus
 * what has passed of purchases' time, and beta plus what has passed of leaving's, over the factors of the step. Bachmann, Meierer and
 * Naef (2021), doi:10.1287/mksc.2020.1254.
 */
final class PiecewiseKernel {
    private final double r;
    private final double alpha;
    private final double s;
    private final double beta;
    private final RateSteps steps;

    PiecewiseKernel(ParetoNbd base, RateSteps steps) {
        this.r = base.r();
        this.alpha = base.alpha();
        this.s = base.s();
        this.beta = base.beta();
        this.steps = steps;
    }

    /** What is known of rates: gamma distributions with shapes and rates, of a customer who is alive. */
    private final class Rates {
        private final double shape;
        /** What has passed of the times of purchases and of leaving. */
        private double passedA;

        private double passedB;
        /** ln of the probability of having been silent and stayed, since this began. */
        private double silent;
        /** The probability of having left in that time before any purchase. */
        private double gone;

        private final LeavingIntegral leaving = new LeavingIntegral(0);

        Rates(double x) {
            this.shape = r + x;
        }

        /** Time passes, in which the customer stays. */
        Rates passing(double from, double to) {
            steps.forEach(from, to, this::pass);
            return this;
        }

        private void pass(double length, double purchases, double leaves) {
            passedA += purchases * length;
            passedB += leaves * length;
        }

        double a() {
            return alpha + passedA;
        }

        double b() {
            return beta + passedB;
        }

        /** Time passes in silence, in which the customer may leave. */
        Rates silently(double from, double to) {
            steps.forEach(from, to, this::passSilently);
            return this;
        }

        private void passSilently(double length, double purchases, double leaves) {
            leaving.integrate(shape, s, a() / purchases, b() / leaves, length);
            gone += s * Math.exp(silent) * leaving.mass;
            silent -= shape * Math.log1p(purchases * length / a()) + s * Math.log1p(leaves * length / b());
            pass(length, purchases, leaves);
        }
    }

    /** Of a customer as of now, if alive. */
    private Rates now(double x, double age) {
        return new Rates(x).passing(-age, 0);
    }

    /** Of a customer from the last purchase until now. */
    private Rates sinceLast(double x, double recency, double age) {
        return atLast(x, recency, age).silently(recency - age, 0);
    }

    /** Of a customer as of the last purchase. */
    private Rates atLast(double x, double recency, double age) {
        return new Rates(x).passing(-age, recency - age);
    }

    /** ln of P(dead)/P(alive); minus infinity if there was no time to leave. */
    private static double logOdds(Rates rates) {
        return Math.log(rates.gone) - rates.silent;
    }

    double probabilityAlive(double x, double recency, double age) {
        return LogOdds.logistic(-logOdds(sinceLast(x, recency, age)));
    }

    /** ln L of one customer, given the sum of ln of the factors of purchases at these. */
    double logLikelihood(double x, double recency, double age, double atPurchases) {
        Rates now = sinceLast(x, recency, age);
        return LogOdds.logOfEither(
                logOdds(now),
                () -> logStaying(x, atLast(x, recency, age)) + Math.log(now.gone) + atPurchases,
                () -> logStaying(x, now) + atPurchases);
    }

    /** ln of the density of x purchases, the last of them before a time, and of no leaving until then; purchases' factors apart. */
    private double logStaying(double x, Rates then) {
        return GammaDifferences.logRising(r, x)
                - r * Math.log1p(then.passedA / alpha)
                - x * Math.log(then.a())
                - s * Math.log1p(then.passedB / beta);
    }

    /** ln of the mean factor at purchases that may have been at any time: at the last one, and before it. */
    double meanAtPurchases(double x, double recency, double age) {
        if (x == 0) {
            return 0;
        }
        double passed = atLast(x, recency, age).passedA;
        return Math.log(steps.purchasesAt(recency - age)) + (x - 1) * Math.log(passed / recency);
    }

    /** Purchases expected within a horizon of a customer who is alive, discounted to now. */
    double expectedIfAlive(double x, double age, double horizon, double delta) {
        Rates rates = now(x, age);
        double perRate = rates.shape / rates.a();
        Staying staying = new Staying(rates, delta);
        steps.forEach(0, horizon, staying);
        return perRate * staying.sum;
    }

    /** The purchases' time that a customer who is alive is expected to stay for. */
    private final class Staying implements RateSteps.Step {
        private final double delta;
        private final double start;
        private double passed;
        private double at;
        private double sum;

        Staying(Rates rates, double delta) {
            this.delta = delta;
            this.start = rates.b();
        }

        @Override
        public void take(double length, double purchases, double leaves) {
            double stays = Math.exp(logStays(passed, start) - delta * at);
            sum += purchases * stays * DiscountedStay.within(s, (start + passed) / leaves, length, delta);
            passed += leaves * length;
            at += length;
        }
    }

    /** ln of the probability of staying while this much of leaving's time passes: of a large s, a ratio of rates would lose its digits. */
    private double logStays(double passed, double start) {
        return -s * Math.log1p(passed / start);
    }

    double probabilityNoPurchase(double x, double recency, double age, double t) {
        double odds = logOdds(sinceLast(x, recency, age));
        Rates silence = now(x, age).silently(0, t);
        return LogOdds.silent(odds, silence.gone + Math.exp(silence.silent));
    }

    /**
     * Counts of purchases within t of a customer who is alive: those of one who stays for t, and, over the time of leaving, those of
     * one who leaves.
     */
    double[] countsIfAlive(double x, double age, double t) {
        Rates start = now(x, age);
        Rates ahead = new Rates(x).passing(0, t);
        Counts.Sum sum = Counts.Sum.ofStaying(
                start.shape, ahead.passedA / start.a(), Math.exp(logStays(ahead.passedB, start.b())));
        steps.forEach(0, t, new Leaving(start, sum));
        return sum.total();
    }

    /** Adds the counts of those who leave. */
    private final class Leaving implements RateSteps.Step {
        private final Counts.Sum sum;
        private final double shape;
        private final double startA;
        private final double startB;
        private double passedA;
        private double passedB;

        Leaving(Rates start, Counts.Sum sum) {
            this.sum = sum;
            this.shape = start.shape;
            this.startA = start.a();
            this.startB = start.b();
        }

        @Override
        public void take(double length, double purchases, double leaves) {
            double stays = Math.exp(logStays(passedB, startB));
            double passed = passedA / startA;
            double rate = startA / purchases;
            Counts.overLeaving(
                    sum.size(),
                    shape,
                    passed,
                    rate,
                    s,
                    (startB + passedB) / leaves,
                    length,
                    (u, gone) -> sum.add(passed + u / rate, stays * gone));
            passedA += purchases * length;
            passedB += leaves * length;
        }
    }
}

package io.engagement.customerbase.pareto;

import io.engagement.internal.math.Counts;
import io.engagement.internal.math.DiscountedStay;
import io.engagement.internal.math.GammaDifferences;
import io.engagement.internal.math.LeavingIntegral;
import io.engagement.internal.math.LogOdds;

/**
 * The arithmetic of {@link CorrelatedParetoNbd}. All doors of the model lead here.
 *
 * <p>Given when a customer left, or that they have not, the rates are independent but for the halves that they are of. With
 * A the probability of the calm half of purchase rates then, B of the calm half of rates of leaving, and q the association,
 * such a time is more likely by
 *
 * <pre>  W = (1+q) (A B + (1-A) (1-B)) + (1-q) (A (1-B) + (1-A) B)</pre>
 *
 * <p>than where the rates are independent: everything is an integral over the time of leaving that has W as one more
 * factor. Unlike the published form, no differences of the four Pareto/NBD likelihoods are taken.
 */
final class CorrelatedParetoKernel {
    /** Those of the calm half do not leave within any horizon. */
    private static final double NEVER = 1e150;

    private final double r;
    private final double s;
    private final HalvedGamma rates;
    private final HalvedGamma leaving;
    private final double association;

    CorrelatedParetoKernel(HalvedGamma rates, HalvedGamma leaving, double association) {
        this.r = rates.shape();
        this.s = leaving.shape();
        this.rates = rates;
        this.leaving = leaving;
        this.association = association;
    }

    /** A sum over the four pairs of halves, of what is the product of something in each. */
    private double joint(double calmRates, double busyRates, double calmLeaving, double busyLeaving) {
        return (1 + association) * (calmRates * calmLeaving + busyRates * busyLeaving)
                + (1 - association) * (calmRates * busyLeaving + busyRates * calmLeaving);
    }

    /** W of one who bought x times and, with a power of the rate of leaving, left or not at a time. */
    private double weight(double x, double power, double time) {
        double excessRates = -(r + x) * rates.excess(time);
        double excessLeaving = -(s + power) * leaving.excess(time);
        return joint(
                Math.exp(excessRates), -Math.expm1(excessRates), Math.exp(excessLeaving), -Math.expm1(excessLeaving));
    }

    /** W of one who has not left at an age. */
    double weightAlive(double x, double age) {
        return weight(x, 0, age);
    }

    /**
     * The probability of leaving between two times before any purchase, of one who is alive at the first, times W: the
     * integral of {@link ParetoKernel} with W.
     */
    private double gone(double x, double from, double v) {
        double a = rates.rate() + from;
        double b = leaving.rate() + from;
        return s * LeavingIntegral.mass(r + x, s, a, b, v, u -> weight(x, 1, from + u));
    }

    /** ln of the probability of no purchase and no leaving for a time, of one who is alive where it begins. */
    private double logSilent(double x, double from, double time) {
        return -(r + x) * Math.log1p(time / (rates.rate() + from)) - s * Math.log1p(time / (leaving.rate() + from));
    }

    /** ln of P(dead)/P(alive); minus infinity if there was no time to leave. */
    private double logOdds(double x, double recency, double age) {
        return Math.log(gone(x, recency, age - recency))
                - logSilent(x, recency, age - recency)
                - Math.log(weightAlive(x, age));
    }

    /** ln L of one customer. */
    double logLikelihood(double x, double recency, double age) {
        return LogOdds.logOfEither(
                logOdds(x, recency, age),
                () -> logStaying(x, recency) + Math.log(gone(x, recency, age - recency)),
                () -> logStaying(x, age) + Math.log(weightAlive(x, age)));
    }

    /** ln of the density, without W, of x purchases, the last of them before a time, and of no leaving until then. */
    private double logStaying(double x, double time) {
        return GammaDifferences.logRising(r, x)
                - r * Math.log1p(time / rates.rate())
                - x * Math.log(rates.rate() + time)
                - s * Math.log1p(time / leaving.rate());
    }

    double probabilityAlive(double x, double recency, double age) {
        return LogOdds.logistic(-logOdds(x, recency, age));
    }

    /** Purchases expected within a horizon of a customer who is alive, each discounted to now. */
    double expectedIfAlive(double x, double age, double horizon, double delta) {
        return purchases(x, age, busyTimeAlive(age, horizon, delta), calmTimeAlive(age, horizon, delta));
    }

    /** Purchases expected of a customer who is alive, from the times that one of busy and of calm leaving is expected to stay. */
    double purchases(double x, double age, double busyTime, double calmTime) {
        double shape = r + x;
        double all = shape / (rates.rate() + age);
        double excess = -(shape + 1) * rates.excess(age);
        double expected = joint(all * Math.exp(excess), all * -Math.expm1(excess), calmTime, busyTime);
        return expected / weightAlive(x, age);
    }

    /**
     * The time within a horizon that one of all who are alive is expected to stay, each moment discounted to now: the part of it
     * which those of the busy half of the rates of leaving have. No difference of all and calm: of old customers few are busy.
     */
    double busyTimeAlive(double age, double horizon, double delta) {
        double b = leaving.rate() + age;
        return b * DiscountedStay.of(s, delta * b, horizon / b, u -> -Math.expm1(-s * leaving.excess(age + b * u)));
    }

    /** The part which those of the calm half have. */
    double calmTimeAlive(double age, double horizon, double delta) {
        double calm = leaving.calm(s, age);
        if (leaving.calmRate() > NEVER) {
            return calm * (delta == 0 ? horizon : -Math.expm1(-delta * horizon) / delta);
        }
        return calm * new ParetoKernel(r, rates.rate(), s, leaving.calmRate()).discountedTimeAlive(age, horizon, delta);
    }

    /** The probability of leaving before any purchase, over all future from an age on, times W; calm rates are finite. */
    double goneForEver(double x, double age) {
        ParetoKernel one = new ParetoKernel(r, rates.rate(), s, leaving.rate());
        double a = rates.rate() + age;
        double b = leaving.rate() + age;
        double calmA = rates.calmRate() + age;
        double calmB = leaving.calmRate() + age;
        double calmRates = rates.calm(r + x, age);
        double calmLeaving = leaving.calm(s, age);
        double all = one.goneForEver(x, a, b);
        double ofCalmRates = calmRates * one.goneForEver(x, calmA, b);
        double ofCalmLeaving = calmLeaving * one.goneForEver(x, a, calmB);
        double ofBoth = calmRates * calmLeaving * one.goneForEver(x, calmA, calmB);
        return all + association * (all - 2 * ofCalmRates - 2 * ofCalmLeaving + 4 * ofBoth);
    }

    /** P(no purchase within t) of a customer who is alive: silent and staying, or gone before a purchase. */
    private double silentIfAlive(double x, double age, double t) {
        double stays = Math.exp(logSilent(x, age, t)) * weightAlive(x, age + t);
        return (stays + gone(x, age, t)) / weightAlive(x, age);
    }

    double probabilityNoPurchase(double x, double recency, double age, double t) {
        return LogOdds.silent(logOdds(x, recency, age), silentIfAlive(x, age, t));
    }

    /**
     * Counts of purchases within t of a customer who is alive: those of one who stays for t, and, over the time of leaving,
     * those of one who leaves, for each pair of halves.
     */
    double[] countsIfAlive(double x, double age, double t) {
        double shape = r + x;
        double a = rates.rate() + age;
        double b = leaving.rate() + age;
        Counts.Sum sum = Counts.Sum.within(shape, t / a);
        add(sum, x, age, t, Math.exp(-s * Math.log1p(t / b)), leaving.excess(age + t) * -s);
        Counts.overLeaving(
                sum.size(),
                shape,
                0,
                a,
                s,
                b,
                t,
                (u, leaves) -> add(sum, x, age, u, leaves, leaving.excess(age + u) * -(s + 1)));
        double[] counts = sum.total();
        double alive = weightAlive(x, age);
        for (int i = 0; i < counts.length; i++) {
            // A difference of all and calm may have left a little less than nothing.
            counts[i] = Math.max(0, counts[i] / alive);
        }
        return counts;
    }

    /** Adds the counts within a time that has a probability, and a logarithm of the probability of calm leaving. */
    private void add(Counts.Sum sum, double x, double age, double time, double probability, double logCalmLeaving) {
        double calmLeaving = Math.exp(logCalmLeaving);
        double busyLeaving = -Math.expm1(logCalmLeaving);
        double calm = rates.calm(r + x, age);
        double ofBusy = joint(0, 1, calmLeaving, busyLeaving);
        double ofCalm = joint(1, 0, calmLeaving, busyLeaving);
        sum.add(time / (rates.rate() + age), probability * ofBusy);
        sum.add(time / (rates.calmRate() + age), probability * calm * (ofCalm - ofBusy));
    }
}

package io.engagement.customerbase.pareto;

import io.engagement.customerbase.PurchaseKernel;
import io.engagement.internal.math.FastPower;
import io.engagement.internal.math.TableByCount;

/**
 * P(alive) of {@link CorrelatedParetoNbd} for many customers, as {@link ParetoAlive} has it: with g(age) the probability, times W,
 * of leaving before any purchase, over all future from that age on, tabulated for each x,
 *
 * <pre>  P(dead)/P(alive) = (g(t_x) / silent - g(T)) / W(T),   silent = ((alpha+t_x)/(alpha+T))^(r+x) ((beta+t_x)/(beta+T))^s</pre>
 */
final class CorrelatedParetoAlive implements PurchaseKernel {
    /** With less W or g than this g, a difference, has lost digits that would be seen: the customer is computed alone. */
    private static final double SLIGHT = 1e-5;

    private final CorrelatedParetoKernel kernel;
    private final HalvedGamma rates;
    private final HalvedGamma leaving;
    private final double least;
    private final TableByCount gone;
    /** Counts below this, and no others, are tabulated. */
    private final double tabulated;

    CorrelatedParetoAlive(CorrelatedParetoKernel kernel, HalvedGamma rates, HalvedGamma leaving) {
        this.kernel = kernel;
        this.tabulated = ParetoAlive.tabulated(rates.shape(), leaving.shape());
        this.rates = rates;
        this.leaving = leaving;
        this.least = Math.min(rates.rate(), leaving.rate());
        this.gone = new TableByCount(least, x -> now -> kernel.goneForEver(x, now - least));
    }

    @Override
    public double of(double frequency, double recency, double age) {
        double odds = oddsGone(frequency, recency, age, kernel.weightAlive(frequency, age));
        return odds < ParetoAlive.CERTAIN ? 1 / (1 + odds) : alone(frequency, recency, age);
    }

    private double alone(double frequency, double recency, double age) {
        return Double.isNaN(frequency) ? frequency : kernel.probabilityAlive(frequency, recency, age);
    }

    /** P(dead)/P(alive); infinite where it is large, and where it is not known well enough. */
    private double oddsGone(double frequency, double recency, double age, double weight) {
        if (!(frequency < tabulated) || weight < SLIGHT) {
            return Double.POSITIVE_INFINITY;
        }
        double sinceLast = gone.of(frequency, least + recency);
        double now = gone.of(frequency, least + age);
        return Math.min(sinceLast, now) < SLIGHT
                ? Double.POSITIVE_INFINITY
                : Math.max(0, sinceLast * loud(frequency, recency, age) - now) / weight;
    }

    /** How much less likely than at the first of two ages, without W, a customer is alive and silent until the second; inverse. */
    private double loud(double frequency, double from, double to) {
        return FastPower.of((rates.rate() + to) / (rates.rate() + from), rates.shape() + frequency)
                * FastPower.of((leaving.rate() + to) / (leaving.rate() + from), leaving.shape());
    }

    /** P(no purchase within t): gone, or alive and silent, or alive and gone before a purchase. */
    double noPurchase(double frequency, double recency, double age, double t) {
        double weight = kernel.weightAlive(frequency, age);
        double odds = oddsGone(frequency, recency, age, weight);
        if (!(odds < ParetoAlive.CERTAIN)) {
            return Double.isNaN(frequency) ? frequency : kernel.probabilityNoPurchase(frequency, recency, age, t);
        }
        double silent = 1 / loud(frequency, age, age + t);
        double later = kernel.weightAlive(frequency, age + t) - gone.of(frequency, least + age + t);
        double quiet = (silent * later + gone.of(frequency, least + age)) / weight;
        return Math.min(1, (odds + quiet) / (1 + odds));
    }
}

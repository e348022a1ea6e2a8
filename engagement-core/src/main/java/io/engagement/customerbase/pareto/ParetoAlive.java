package io.engagement.customerbase.pareto;

import io.engagement.customerbase.PurchaseKernel;
import io.engagement.internal.math.FastPower;
import io.engagement.internal.math.TableByCount;

/**
 * P(alive) of Pareto/NBD for many customers. With g(age) the probability of leaving before any purchase, over all future
 * from that age on, a smooth function of age that is tabulated for each x,
 *
 * <pre>  P(dead)/P(alive) = g(t_x) / silent - g(T),   silent = ((alpha+t_x)/(alpha+T))^(r+x) ((beta+t_x)/(beta+T))^s</pre>
 *
 * <p>whose difference loses nothing that P(alive) would show: g is at most 1.
 */
final class ParetoAlive implements PurchaseKernel {
    /** Of odds beyond these a factor may have left a double's range: the customer is computed alone, by logarithms. */
    static final double CERTAIN = 1e290;
    /** So is one of a larger shape, by which a power loses as many digits of what it is a power of. */
    private static final double STEEP = 1e4;

    private final ParetoKernel kernel;
    private final double alpha;
    private final double s;
    private final double beta;
    private final double least;
    private final TableByCount gone;
    /** Counts below this, and no others, are tabulated. */
    private final double tabulated;

    ParetoAlive(ParetoKernel kernel, double alpha, double s, double beta) {
        this.kernel = kernel;
        this.tabulated = tabulated(kernel.shape(0), s);
        this.alpha = alpha;
        this.s = s;
        this.beta = beta;
        this.least = Math.min(alpha, beta);
        this.gone =
                new TableByCount(least, x -> now -> kernel.goneForEver(x, now + (alpha - least), now + (beta - least)));
    }

    /** Below which count shapes are not steep; none is if s is. */
    static double tabulated(double r, double s) {
        return s < STEEP ? STEEP - r : 0;
    }

    @Override
    public double of(double frequency, double recency, double age) {
        double odds = frequency < tabulated ? oddsGone(frequency, recency, age) : Double.POSITIVE_INFINITY;
        return odds < CERTAIN ? 1 / (1 + odds) : alone(frequency, recency, age);
    }

    private double alone(double frequency, double recency, double age) {
        return Double.isNaN(frequency) ? frequency : kernel.probabilityAlive(frequency, recency, age);
    }

    /** P(no purchase within t): gone, or alive and silent, or alive and gone before a purchase. */
    double noPurchase(double frequency, double recency, double age, double t) {
        double odds = frequency < tabulated ? oddsGone(frequency, recency, age) : Double.POSITIVE_INFINITY;
        if (!(odds < CERTAIN)) {
            return Double.isNaN(frequency) ? frequency : kernel.probabilityNoPurchase(frequency, recency, age, t);
        }
        double silent = 1 / loud(frequency, age, age + t);
        double now = gone(frequency, age);
        double quiet = silent + now - silent * gone(frequency, age + t);
        return Math.min(1, (odds + quiet) / (1 + odds));
    }

    /** P(dead)/P(alive), or infinite where it is large. */
    private double oddsGone(double frequency, double recency, double age) {
        double loud = loud(frequency, recency, age);
        return Math.max(0, gone.of(frequency, least + recency) * loud - gone.of(frequency, least + age));
    }

    /** How much less likely than at the first of two ages a customer is to be alive and silent until the second; inverse. */
    private double loud(double frequency, double from, double to) {
        return FastPower.of((alpha + to) / (alpha + from), kernel.shape(frequency))
                * FastPower.of((beta + to) / (beta + from), s);
    }

    /** The probability of leaving before any purchase, over all future from an age on. */
    private double gone(double frequency, double age) {
        return gone.of(frequency, least + age);
    }
}

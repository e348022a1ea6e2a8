package io.engagement.customerbase;

import io.engagement.internal.math.FastPower;
import io.engagement.measure.MeasureColumn;

/**
 * P(alive) of Pareto/NBD for many customers. With g(age) the probability of leaving before any purchase, over all future
 * from that age on, a smooth function of age that is tabulated for each x,
 *
 * <pre>  P(dead)/P(alive) = g(t_x) / silent - g(T),   silent = ((alpha+t_x)/(alpha+T))^(r+x) ((beta+t_x)/(beta+T))^s</pre>
 *
 * <p>whose difference loses nothing that P(alive) would show: g is at most 1.
 */
final class ParetoAlive implements PurchaseKernel {
    private final ParetoKernel kernel;
    private final double alpha;
    private final double s;
    private final double beta;
    private final double least;
    private final TableByCount gone;

    ParetoAlive(ParetoKernel kernel, double alpha, double s, double beta) {
        this.kernel = kernel;
        this.alpha = alpha;
        this.s = s;
        this.beta = beta;
        this.least = Math.min(alpha, beta);
        this.gone =
                new TableByCount(least, x -> now -> kernel.goneForEver(x, now + (alpha - least), now + (beta - least)));
    }

    @Override
    public double of(double frequency, double recency, double age) {
        return 1 / (1 + oddsGone(frequency, recency, age));
    }

    @Override
    public void of(MeasureColumn frequency, MeasureColumn recency, MeasureColumn age, int from, int to, double[] out) {
        for (int row = from; row < to; row++) {
            out[row] = of(frequency.get(row), recency.get(row), age.get(row));
        }
    }

    /** P(dead)/P(alive): infinite where P(alive) is below 1e-308. */
    double oddsGone(double frequency, double recency, double age) {
        double loud = loud(frequency, recency, age);
        return Math.max(0, gone.of(frequency, least + recency) * loud - gone.of(frequency, least + age));
    }

    /** How much less likely than at the first of two ages a customer is to be alive and silent until the second; inverse. */
    double loud(double frequency, double from, double to) {
        return FastPower.of((alpha + to) / (alpha + from), kernel.shape(frequency))
                * FastPower.of((beta + to) / (beta + from), s);
    }

    /** The probability of leaving before any purchase, over all future from an age on. */
    double gone(double frequency, double age) {
        return gone.of(frequency, least + age);
    }
}

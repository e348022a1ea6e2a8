package io.engagement.customerbase;

import io.engagement.measure.MeasureColumn;

/** P(no purchase within t) of Pareto/NBD for many customers: gone, or alive and silent, or alive and gone before a purchase. */
final class ParetoNoPurchase implements PurchaseKernel {
    private final ParetoAlive alive;
    private final double t;

    ParetoNoPurchase(ParetoAlive alive, double t) {
        this.alive = alive;
        this.t = t;
    }

    @Override
    public double of(double frequency, double recency, double age) {
        double odds = alive.oddsGone(frequency, recency, age);
        double silent = 1 / alive.loud(frequency, age, age + t);
        double now = alive.gone(frequency, age);
        double quiet = silent + now - silent * alive.gone(frequency, age + t);
        // Of infinite odds the quotient would be NaN.
        return odds > 1e300 ? 1 : Math.min(1, (odds + quiet) / (1 + odds));
    }

    @Override
    public void of(MeasureColumn frequency, MeasureColumn recency, MeasureColumn age, int from, int to, double[] out) {
        for (int row = from; row < to; row++) {
            out[row] = of(frequency.get(row), recency.get(row), age.get(row));
        }
    }
}

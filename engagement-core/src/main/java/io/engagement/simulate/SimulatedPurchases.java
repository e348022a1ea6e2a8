package io.engagement.simulate;

import io.engagement.customerbase.Purchases;
import io.engagement.domain.TimeScale;

/**
 * Purchase histories in columns, as customer-base models read them; times in weeks. Immutable.
 *
 * <p>Values are as drawn from the model, in continuous time: two purchases on one day are two.
 */
public final class SimulatedPurchases {
    private final double[] frequency;
    private final double[] recency;
    private final double[] age;
    private final double[] meanSpend;

    private SimulatedPurchases(int size) {
        frequency = new double[size];
        recency = new double[size];
        age = new double[size];
        meanSpend = new double[size];
    }

    static SimulatedPurchases ofSize(int size) {
        return new SimulatedPurchases(size);
    }

    void set(int row, int purchases, double lastAt, double sinceFirst, double mean) {
        frequency[row] = purchases;
        recency[row] = lastAt;
        age[row] = sinceFirst;
        meanSpend[row] = mean;
    }

    /**
     * The same as customer-base models are fitted to.
     *
     * @return x, t_x and T in weeks; the arrays are copied
     */
    public Purchases purchases() {
        return Purchases.of(TimeScale.WEEKS, frequency, recency, age);
    }

    /**
     * The number of customers.
     *
     * @return how many rows each column has
     */
    public int size() {
        return frequency.length;
    }

    /**
     * x: numbers of repeat purchases.
     *
     * @return a copy
     */
    public double[] frequency() {
        return frequency.clone();
    }

    /**
     * t_x: times of the last repeat purchases since the first purchase, in weeks; 0 where x = 0.
     *
     * @return a copy
     */
    public double[] recency() {
        return recency.clone();
    }

    /**
     * T: times since the first purchases, in weeks.
     *
     * @return a copy
     */
    public double[] age() {
        return age.clone();
    }

    /**
     * Mean values of the repeat purchases; NaN where x = 0.
     *
     * @return a copy
     */
    public double[] meanSpend() {
        return meanSpend.clone();
    }
}

package io.engagement.customerbase.pareto;

import io.engagement.customerbase.PurchaseKernel;
import io.engagement.internal.math.TableByCount;

/**
 * Expected purchases of {@link CorrelatedParetoNbd}, discounted or not, for many customers. The times that customers of busy
 * and of calm rates of leaving are expected to stay are functions of age alone, which are tabulated.
 */
final class CorrelatedParetoExpectation implements PurchaseKernel {
    private static final int BUSY = 0;
    private static final int CALM = 1;

    private final CorrelatedParetoKernel kernel;
    private final CorrelatedParetoAlive alive;
    private final double beta;
    private final TableByCount times;

    CorrelatedParetoExpectation(
            CorrelatedParetoKernel kernel, CorrelatedParetoAlive alive, double beta, double horizon, double delta) {
        this.kernel = kernel;
        this.alive = alive;
        this.beta = beta;
        this.times = new TableByCount(
                beta,
                half -> half == BUSY
                        ? now -> kernel.busyTimeAlive(now - beta, horizon, delta)
                        : now -> kernel.calmTimeAlive(now - beta, horizon, delta));
    }

    @Override
    public double of(double frequency, double recency, double age) {
        return alive.of(frequency, recency, age)
                * kernel.purchases(frequency, age, times.of(BUSY, beta + age), times.of(CALM, beta + age));
    }
}

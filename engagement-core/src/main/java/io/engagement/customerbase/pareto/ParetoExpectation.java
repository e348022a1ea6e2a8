package io.engagement.customerbase.pareto;

import io.engagement.customerbase.PurchaseKernel;
import io.engagement.internal.math.TableByCount;
import java.util.function.DoubleUnaryOperator;

/**
 * Expected purchases of Pareto/NBD, discounted or not, for many customers: P(alive) times the purchase rate if alive times
 * the time that a living customer is expected to stay, a function of age alone, which is tabulated.
 */
final class ParetoExpectation implements PurchaseKernel {
    private final ParetoKernel kernel;
    private final ParetoAlive alive;
    private final double alpha;
    private final double beta;
    private final TableByCount timeAlive;

    /** Of the time alive as a function of beta + T. */
    ParetoExpectation(
            ParetoKernel kernel, ParetoAlive alive, double alpha, double beta, DoubleUnaryOperator timeAlive) {
        this.kernel = kernel;
        this.alive = alive;
        this.alpha = alpha;
        this.beta = beta;
        this.timeAlive = new TableByCount(beta, nothing -> timeAlive);
    }

    @Override
    public double of(double frequency, double recency, double age) {
        return alive.of(frequency, recency, age)
                * (kernel.shape(frequency) / (alpha + age))
                * timeAlive.of(0, beta + age);
    }
}

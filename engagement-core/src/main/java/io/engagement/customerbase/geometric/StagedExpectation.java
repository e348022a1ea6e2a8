package io.engagement.customerbase.geometric;

import io.engagement.customerbase.PurchaseKernel;
import io.engagement.internal.math.TableByCount;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntFunction;

/**
 * Expected purchases of the BG family, discounted or not, for many customers: P(alive) times the mean, over the stage in
 * which the customer is, of a function of all stages so far and of alpha + T, which is tabulated where a cell of the table
 * costs little; else what the kernel computes.
 */
final class StagedExpectation implements PurchaseKernel {
    private final StagedKernel kernel;
    private final StagedAlive alive;
    private final Tabulated tabulated;
    private final TableByCount byStages;
    private final PurchaseFunction ifAlive;

    /** Of x, t_x and T. */
    @FunctionalInterface
    interface PurchaseFunction {
        double of(double x, double recency, double age);
    }

    /** Whether customers with x and alpha + T are looked up. */
    @FunctionalInterface
    interface Tabulated {
        boolean isTabulated(double x, double now);
    }

    private StagedExpectation(
            StagedKernel kernel,
            Tabulated tabulated,
            IntFunction<DoubleUnaryOperator> byStages,
            PurchaseFunction ifAlive) {
        this.kernel = kernel;
        this.alive = new StagedAlive(kernel);
        this.tabulated = tabulated;
        this.byStages = new TableByCount(kernel.now(0), byStages);
        this.ifAlive = ifAlive;
    }

    static StagedExpectation within(StagedKernel kernel, double t) {
        return new StagedExpectation(
                kernel,
                (x, now) -> kernel.isQuick(x, now, t),
                n -> kernel.expectedByNow(n, t),
                (x, recency, age) -> kernel.expectedIfAlive(x, recency, age, t));
    }

    static StagedExpectation discounted(StagedKernel kernel, double horizon, double rate) {
        boolean forEver = StagedKernel.isForEver(horizon, rate) && kernel.stages() > 1;
        return new StagedExpectation(
                kernel,
                (x, now) -> forEver ? kernel.isQuickForEver(now, rate) : kernel.isQuickDiscounted(x, now, horizon),
                forEver ? forEver(kernel, rate) : n -> kernel.discountedByNow(n, horizon, rate),
                (x, recency, age) -> kernel.discountedIfAlive(x, recency, age, horizon, rate));
    }

    /** All stages of one x share what is expected over drop-out. */
    private static IntFunction<DoubleUnaryOperator> forEver(StagedKernel kernel, double rate) {
        AtomicReferenceArray<StagedForEver> known = new AtomicReferenceArray<>(TableByCount.COUNTS);
        IntFunction<StagedForEver> byCount =
                x -> known.updateAndGet(x, before -> before == null ? kernel.forEver(x) : before);
        return n -> kernel.forEverByNow(n, rate, byCount);
    }

    @Override
    public double of(double frequency, double recency, double age) {
        return alive.of(frequency, recency, age) * ifAlive(frequency, recency, age);
    }

    private double ifAlive(double frequency, double recency, double age) {
        double now = kernel.now(age);
        int k = kernel.stages();
        if (k == 1) {
            return byStages.of(frequency, now);
        }
        // NaN, of a customer without a purchase, finds its way through the table.
        boolean known = !(k * (frequency + 1) > TableByCount.COUNTS) && tabulated.isTabulated(frequency, now);
        return known
                ? kernel.mixed(frequency, recency, age, stages -> byStages.of(stages, now))
                : ifAlive.of(frequency, recency, age);
    }
}

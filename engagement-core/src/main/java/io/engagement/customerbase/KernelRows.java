package io.engagement.customerbase;

import io.engagement.measure.MeasureColumn;
import java.util.List;
import java.util.Optional;

/** By a model that is the same for all customers: one kernel, whose loop is its own. */
final class KernelRows implements PurchaseRows {
    private final PurchaseKernel kernel;
    private final MeasureColumn frequency;
    private final MeasureColumn recency;
    private final MeasureColumn age;

    KernelRows(PurchaseKernel kernel, MeasureColumn frequency, MeasureColumn recency, MeasureColumn age) {
        this.kernel = kernel;
        this.frequency = frequency;
        this.recency = recency;
        this.age = age;
    }

    @Override
    public double of(int row) {
        return kernel.of(frequency.get(row), recency.get(row), age.get(row));
    }

    @Override
    public void of(int from, int to, double[] out) {
        kernel.of(frequency, recency, age, from, to, out);
    }

    @Override
    public Optional<String> whyNone(int row, String act, String wanted) {
        return whyNone(frequency.get(row), act, wanted);
    }

    static Optional<String> whyNone(double frequency, String act, String wanted) {
        return Double.isNaN(frequency)
                ? Optional.of("no " + act + " yet: the first one gives " + wanted)
                : Optional.empty();
    }

    @Override
    public Reasons reasons(int row, Rhythm rhythm) {
        return new Reasons(
                List.of(rhythm.path(kernel, frequency.get(row), recency.get(row), age.get(row))),
                List.of(),
                inputs -> inputs[0]);
    }
}

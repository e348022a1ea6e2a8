package io.engagement.internal.customerbase;

import io.engagement.customerbase.Purchases;
import io.engagement.domain.TimeScale;
import io.engagement.internal.index.Chunks;
import io.engagement.internal.math.RandomStreams;
import java.util.function.DoubleConsumer;
import java.util.function.Function;
import org.apache.commons.rng.UniformRandomProvider;

/** Draws the repeat purchases of one new customer after another, as a model has them. Not for several threads. */
public interface PurchasePath {
    /**
     * Draws a customer.
     *
     * @param age until when, since the first purchase
     * @param purchases receives the times of the repeat purchases up to then, ascending, above 0
     */
    void draw(double age, DoubleConsumer purchases);

    /** Customers that share a generator; fixed, so that threads do not matter. */
    Chunks CHUNKS = new Chunks(1024);

    /** What the generators are for: other draws of the same seed are independent. */
    int USE = 21;

    /** Draws a base: one customer for each age. */
    static Purchases simulate(
            TimeScale scale, double[] ages, long seed, Function<UniformRandomProvider, PurchasePath> paths) {
        int customers = ages.length;
        for (int row = 0; row < customers; row++) {
            if (!(ages[row] >= 0 && ages[row] < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "row " + row + ": age must be finite and not negative, was " + ages[row]);
            }
        }
        double[] frequency = new double[customers];
        double[] recency = new double[customers];
        double[] logGaps = new double[customers];
        CHUNKS.forEach(customers, (from, to) -> {
            PurchasePath path = paths.apply(RandomStreams.of(seed, CHUNKS.of(from), USE));
            for (int row = from; row < to; row++) {
                Trace trace = new Trace();
                path.draw(ages[row], trace);
                frequency[row] = trace.count;
                recency[row] = trace.last;
                logGaps[row] = trace.logGaps;
            }
        });
        return Purchases.of(scale, frequency, recency, ages).withLogGaps(logGaps);
    }

    /** What is kept of a path. */
    final class Trace implements DoubleConsumer {
        private int count;
        private double last;
        private double logGaps;

        @Override
        public void accept(double at) {
            count++;
            logGaps += Math.log(at - last);
            last = at;
        }
    }
}

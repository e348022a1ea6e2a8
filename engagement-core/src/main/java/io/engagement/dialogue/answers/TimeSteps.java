package io.engagement.dialogue.answers;

import io.engagement.domain.TimeScale;
import io.engagement.fit.OrderedSums;
import io.engagement.survival.Lifetimes;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How long many asks wait, counted in steps of the longest time: a curve takes the steps, a rank is exact, as the times of its step
 * alone are sorted. Immutable.
 */
final class TimeSteps {
    private static final int STEPS = 10_000;
    private static final int CHUNK = 1 << 19;

    private final double[] millis;
    private final boolean[] events;
    private final double step;
    /** Of each step, how many asks wait no longer and have no answer, then how many have. */
    private final long[] weights;

    /** Of one ask at least. */
    TimeSteps(double[] millis, boolean[] events) {
        this.millis = millis;
        this.events = events;
        step = Arrays.stream(millis).parallel().max().orElse(1) / STEPS;
        weights = OrderedSums.into(
                new long[2 * (STEPS + 2)],
                millis.length,
                CHUNK,
                this::weights,
                (all, part) -> Arrays.setAll(all, i -> all[i] + part[i]));
    }

    private long[] weights(int from, int to) {
        long[] part = new long[2 * (STEPS + 2)];
        for (int i = from; i < to; i++) {
            part[2 * stepOf(i) + (events[i] ? 1 : 0)]++;
        }
        return part;
    }

    private int stepOf(int ask) {
        return (int) Math.ceil(millis[ask] / step);
    }

    Lifetimes lifetimes() {
        int[] used =
                IntStream.range(2, weights.length).filter(i -> weights[i] > 0).toArray();
        double[] hours = new double[used.length];
        double[] weight = new double[used.length];
        boolean[] event = new boolean[used.length];
        for (int i = 0; i < used.length; i++) {
            hours[i] = TimeScale.HOURS.ofMillis((used[i] >> 1) * step);
            weight[i] = weights[used[i]];
            event[i] = (used[i] & 1) == 1;
        }
        return Lifetimes.of(TimeScale.HOURS, hours, event).withWeights(weight);
    }

    int answered() {
        long sum = 0;
        for (int i = 1; i < weights.length; i += 2) {
            sum += weights[i];
        }
        return (int) sum;
    }

    /** In milliseconds, from rank 0 on. */
    double ofRank(int rank) {
        int of = 0;
        long below = 0;
        while (below + weights[2 * of + 1] <= rank) {
            below += weights[2 * of++ + 1];
        }
        int found = of;
        double[] sorted = IntStream.range(0, millis.length)
                .parallel()
                .filter(i -> events[i] && stepOf(i) == found)
                .mapToDouble(i -> millis[i])
                .sorted()
                .toArray();
        return sorted[(int) (rank - below)];
    }
}

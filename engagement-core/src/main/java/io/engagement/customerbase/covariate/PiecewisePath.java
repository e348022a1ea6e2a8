package io.engagement.customerbase.covariate;

import io.engagement.customerbase.pareto.ParetoNbd;
import io.engagement.domain.TimeScale;
import java.util.Arrays;
import java.util.function.DoubleConsumer;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.AhrensDieterMarsagliaTsangGammaSampler;
import org.apache.commons.rng.sampling.distribution.SharedStateContinuousSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * Customers as Pareto/NBD whose rates move by steps has them: a purchase rate and a rate of leaving of their own, drawn anew for
 * each, by which the times of both processes pass. Not for several threads.
 */
final class PiecewisePath {
    private final SharedStateContinuousSampler rates;
    private final SharedStateContinuousSampler leaving;
    private final ZigguratSampler.Exponential gaps;

    PiecewisePath(ParetoNbd base, UniformRandomProvider random) {
        rates = AhrensDieterMarsagliaTsangGammaSampler.of(random, base.r(), 1 / base.alpha());
        leaving = AhrensDieterMarsagliaTsangGammaSampler.of(random, base.s(), 1 / base.beta());
        gaps = ZigguratSampler.Exponential.of(random);
    }

    /** Draws the repeat purchases of a customer from a time before now until now, as times since then. */
    void draw(RateSteps steps, double age, DoubleConsumer purchases) {
        steps.forEach(-age, 0, new Life(rates.sample(), gaps.sample() / leaving.sample(), purchases));
    }

    /** Draws the purchases of a customer, the first one included, in milliseconds since 1970. */
    long[] draw(RateSteps steps, long first, long end, TimeScale scale) {
        Drawn drawn = new Drawn(first, end, scale);
        draw(steps, scale.ofMillis((double) (end - first)), drawn);
        return Arrays.copyOf(drawn.times, drawn.count);
    }

    /** One customer's life: it ends where as much of leaving's time has passed as was drawn. */
    private final class Life implements RateSteps.Step {
        private final double rate;
        private final DoubleConsumer purchases;
        /** How much of each process's time is left until the next event. */
        private double untilPurchase;

        private double untilEnd;
        private double at;

        Life(double rate, double untilEnd, DoubleConsumer purchases) {
            this.rate = rate;
            this.untilEnd = untilEnd;
            this.purchases = purchases;
            this.untilPurchase = gaps.sample() / rate;
        }

        @Override
        public void take(double length, double factor, double leaves) {
            double left = Math.min(length, untilEnd / leaves);
            double start = at;
            while (untilPurchase <= factor * left) {
                double wait = untilPurchase / factor;
                at += wait;
                left -= wait;
                purchases.accept(at);
                untilPurchase = gaps.sample() / rate;
            }
            untilPurchase -= factor * left;
            untilEnd = Math.max(0, untilEnd - leaves * length);
            at = start + length;
        }
    }

    /** Purchases to the millisecond, each later than the one before. */
    private static final class Drawn implements DoubleConsumer {
        private final TimeScale scale;
        private final long end;
        private long[] times = new long[8];
        private int count = 1;

        Drawn(long first, long end, TimeScale scale) {
            this.times[0] = first;
            this.end = end;
            this.scale = scale;
        }

        @Override
        public void accept(double at) {
            long time = Math.max(times[count - 1] + 1, times[0] + Math.round(at * scale.millis()));
            if (time <= end) {
                times = count == times.length ? Arrays.copyOf(times, 2 * count) : times;
                times[count++] = time;
            }
        }
    }
}

package io.engagement.customerbase.covariate;

import io.engagement.domain.TimeScale;
import io.engagement.fit.ModelText;
import io.engagement.internal.math.Checks;
import java.time.Instant;
import java.util.Arrays;

/**
 * By what factors a customer's rates of purchases and of leaving are moved, as steps of time before and after now. What lies beyond
 * the steps is not known, and asked for in vain. Immutable.
 */
final class RateSteps {
    /** A purchase that rounding has put before the step at which it was is at it. */
    private static final double SNAP = 1e-9;

    /** One more than steps, ascending; the last may be infinite. */
    private final double[] edges;

    private final double[] purchases;
    private final double[] leaving;

    private RateSteps(double[] edges, double[] purchases, double[] leaving) {
        this.edges = edges;
        this.purchases = purchases;
        this.leaving = leaving;
    }

    /** The steps of a customer; periods that do not differ are one step. */
    static RateSteps of(
            TimeVaryingCovariates covariates,
            CovariatePath path,
            CovariateEffects effects,
            Instant now,
            TimeScale scale) {
        int steps = 0;
        double[] edges = new double[covariates.periods() + 1];
        double[] purchases = new double[covariates.periods()];
        double[] leaving = new double[covariates.periods()];
        int next = 0;
        while (next < covariates.periods()) {
            edges[steps] = between(now, covariates.edge(next), scale);
            double[] values = path.values(next);
            purchases[steps] = factor(next, effects.onPurchases(values));
            leaving[steps++] = factor(next, effects.onLeaving(values));
            next = path.change(next);
        }
        edges[steps] = between(now, covariates.edge(next), scale);
        if (!(edges[0] <= 0 && edges[steps] >= 0)) {
            throw new IllegalArgumentException("the covariates must be known as of " + now + ", began "
                    + Instant.ofEpochMilli(covariates.edge(0)) + " and ended "
                    + Instant.ofEpochMilli(covariates.edge(next)));
        }
        return new RateSteps(
                Arrays.copyOf(edges, steps + 1), Arrays.copyOf(purchases, steps), Arrays.copyOf(leaving, steps));
    }

    private static double between(Instant now, long edge, TimeScale scale) {
        return edge == Long.MAX_VALUE ? Double.POSITIVE_INFINITY : scale.ofMillis((double) (edge - now.toEpochMilli()));
    }

    private static double factor(int period, double exponent) {
        return Checks.factor("the factor by which covariates move a rate in period " + period, Math.exp(exponent));
    }

    static RateSteps read(ModelText text) {
        int steps = text.count("steps");
        double[] edges = new double[steps + 1];
        double[] purchases = new double[steps];
        double[] leaving = new double[steps];
        for (int i = 0; i < steps; i++) {
            edges[i] = text.number("step." + i + ".from");
            purchases[i] = Checks.factor("step." + i + ".purchases", text.number("step." + i + ".purchases"));
            leaving[i] = Checks.factor("step." + i + ".leaving", text.number("step." + i + ".leaving"));
        }
        edges[steps] = text.anyNumber("end");
        if (!(edges[0] <= 0 && edges[steps] >= 0)) {
            throw new IllegalArgumentException("the steps must begin before now, 0, and end after it, were from "
                    + edges[0] + " to " + edges[steps]);
        }
        for (int i = 0; i < steps; i++) {
            if (!(edges[i] < edges[i + 1])) {
                throw new IllegalArgumentException(
                        "each step must begin later than the one before, was " + edges[i + 1] + " after " + edges[i]);
            }
        }
        return new RateSteps(edges, purchases, leaving);
    }

    ModelText write(ModelText text) {
        ModelText more = text.with("steps", Integer.toString(purchases.length));
        for (int i = 0; i < purchases.length; i++) {
            more = more.with("step." + i + ".from", edges[i])
                    .with("step." + i + ".purchases", purchases[i])
                    .with("step." + i + ".leaving", leaving[i]);
        }
        return more.with("end", edges[purchases.length]);
    }

    /** The same in another unit of time. */
    RateSteps scaled(double factor) {
        return new RateSteps(Arrays.stream(edges).map(edge -> edge * factor).toArray(), purchases, leaving);
    }

    /** The same, as if what holds in the first step had always held. */
    RateSteps fromEver() {
        double[] longer = edges.clone();
        longer[0] = Double.NEGATIVE_INFINITY;
        return new RateSteps(longer, purchases, leaving);
    }

    /** Takes one step after another. */
    interface Step {
        /** Its length, and the factors of purchases and of leaving. */
        void take(double length, double purchases, double leaving);
    }

    /** The steps between two times, from before now or after. */
    void forEach(double from, double to, Step step) {
        check(from, to);
        int i = index(from);
        for (double at = from; at < to; i++) {
            double until = i == purchases.length - 1 ? to : Math.min(to, edges[i + 1]);
            if (until > at) {
                step.take(until - at, purchases[i], leaving[i]);
            }
            at = until;
        }
    }

    private void check(double from, double to) {
        double end = edges[edges.length - 1];
        if (!(from >= edges[0] * (1 + SNAP))) {
            throw new IllegalArgumentException("the covariates are known from " + -edges[0]
                    + " before now on, and are needed from " + -from + " before now on");
        }
        if (!(to <= end * (1 + SNAP))) {
            throw new IllegalArgumentException(
                    "the covariates are known until " + end + " from now, and are needed until " + to);
        }
    }

    private int index(double time) {
        int found = Arrays.binarySearch(edges, time);
        return Math.min(Math.max(0, found >= 0 ? found : -found - 2), purchases.length - 1);
    }

    /** The factor of purchases at a time. */
    double purchasesAt(double time) {
        return purchases[index(time + SNAP * (1 + Math.abs(time)))];
    }

    int size() {
        return purchases.length;
    }
}

package io.engagement.outcome.observational;

import io.engagement.outcome.effect.Effect;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * An estimate and its influence function: a customer of group h moves it by (a_h (y - mean_h)) / n_h + c_h, where y are the
 * customer's periods. The first part is what customers of a group differ by, the second what groups differ by, where their
 * sizes decide. Estimates of the same moments have a covariance.
 */
final class Contrast {
    /** Of squares, which lose half of the digits. */
    private static final double ROUNDING = 1e-7;

    private final CohortMoments moments;
    private final double estimate;
    private final double[][] weights;
    private final double[] constants;

    private Contrast(CohortMoments moments, double estimate, double[][] weights, double[] constants) {
        this.moments = moments;
        this.estimate = estimate;
        this.weights = weights;
        this.constants = constants;
    }

    /** Of a group's change, less that of the controls together; undefined without controls. */
    static Contrast difference(
            CohortMoments moments, int treated, double[] before, double[] after, IntPredicate controls) {
        double[] change = combined(after, 1, before, -1);
        double[] shares = shares(moments, controls);
        Contrast contrast = empty(moments, moments.mean(treated, change) - pooled(moments, shares, change));
        contrast.weights[treated] = change;
        contrast.subtractControls(controls, shares, change, 1);
        return contrast;
    }

    /**
     * Log of a group's after over before, less that of the controls; undefined if a mean is not positive. Variances have n - 1, by the
     * delta method.
     */
    static Contrast logRatio(
            CohortMoments moments, int treated, double[] before, double[] after, IntPredicate controls) {
        double[] shares = shares(moments, controls);
        double wasTreated = moments.mean(treated, before);
        double isTreated = moments.mean(treated, after);
        double was = pooled(moments, shares, before);
        double is = pooled(moments, shares, after);
        boolean exists = wasTreated > 0 && isTreated > 0 && was > 0 && is > 0;
        Contrast contrast = empty(moments, exists ? Math.log(isTreated / wasTreated) - Math.log(is / was) : Double.NaN);
        double small = small(moments.count(treated));
        contrast.weights[treated] = combined(after, small / isTreated, before, -small / wasTreated);
        int all = IntStream.range(0, moments.groups())
                .filter(controls)
                .map(moments::count)
                .sum();
        contrast.subtractControls(controls, shares, combined(after, 1 / is, before, -1 / was), small(all));
        return contrast;
    }

    /** The root of n/(n - 1). */
    private static double small(int n) {
        return Math.sqrt(n / (n - 1.0));
    }

    private static Contrast empty(CohortMoments moments, double estimate) {
        return new Contrast(moments, estimate, new double[moments.groups()][0], new double[moments.groups()]);
    }

    /** A group without weights has none of length 0. */
    private static double[] combined(double[] one, double factor, double[] other, double otherFactor) {
        double[] sum = new double[Math.max(one.length, other.length)];
        for (int i = 0; i < one.length; i++) {
            sum[i] += factor * one[i];
        }
        for (int i = 0; i < other.length; i++) {
            sum[i] += otherFactor * other[i];
        }
        return sum;
    }

    private static double[] shares(CohortMoments moments, IntPredicate controls) {
        double[] shares = new double[moments.groups()];
        double all = 0;
        for (int h = 0; h < shares.length; h++) {
            shares[h] = controls.test(h) ? moments.count(h) : 0;
            all += shares[h];
        }
        for (int h = 0; h < shares.length; h++) {
            // 0/0 without controls: undefined.
            shares[h] = shares[h] / all;
        }
        return shares;
    }

    private static double pooled(CohortMoments moments, double[] shares, double[] of) {
        double sum = 0;
        for (int h = 0; h < shares.length; h++) {
            sum += shares[h] == 0 ? 0 : shares[h] * moments.mean(h, of);
        }
        return sum;
    }

    private void subtractControls(IntPredicate controls, double[] shares, double[] change, double factor) {
        double mean = pooled(moments, shares, change);
        for (int h = 0; h < shares.length; h++) {
            if (controls.test(h)) {
                double share = -factor * shares[h];
                weights[h] = combined(change, share, change, 0);
                constants[h] = share / moments.count(h) * (moments.mean(h, change) - mean);
            }
        }
    }

    /** The mean over groups by their sizes, which are drawn like customers are. */
    static Contrast bySize(List<Contrast> ofGroups, int... groups) {
        CohortMoments moments = ofGroups.get(0).moments;
        double all = Arrays.stream(groups).map(moments::count).sum();
        Contrast mean = empty(moments, 0).plus(ofGroups, i -> moments.count(groups[i]) / all);
        for (int i = 0; i < groups.length; i++) {
            mean.constants[groups[i]] += (ofGroups.get(i).estimate - mean.estimate) / all;
        }
        return mean;
    }

    /** The plain mean. */
    static Contrast mean(List<Contrast> contrasts) {
        double share = 1.0 / contrasts.size();
        return empty(contrasts.get(0).moments, 0).plus(contrasts, i -> share);
    }

    /** The same in another unit. */
    Contrast times(double factor) {
        return empty(moments, 0).plus(List.of(this), i -> factor);
    }

    private Contrast plus(List<Contrast> contrasts, IntToDoubleFunction share) {
        double sum = estimate;
        for (int i = 0; i < contrasts.size(); i++) {
            double factor = share.applyAsDouble(i);
            Contrast other = contrasts.get(i);
            sum += factor * other.estimate;
            for (int h = 0; h < constants.length; h++) {
                weights[h] = combined(weights[h], 1, other.weights[h], factor);
                constants[h] += factor * other.constants[h];
            }
        }
        return new Contrast(moments, sum, weights, constants);
    }

    double estimate() {
        return estimate;
    }

    double covariance(Contrast other) {
        double sum = 0;
        for (int h = 0; h < constants.length; h++) {
            int n = moments.count(h);
            sum += moments.covariance(h, weights[h], other.weights[h]) / n + n * constants[h] * other.constants[h];
        }
        return sum;
    }

    /** What is so much smaller than what it is made of is rounding: where nobody differs, a sum of it would be sure. */
    Effect effect() {
        double variance = covariance(this);
        if (Double.isNaN(estimate + variance)) {
            return Effect.undefined();
        }
        double size = 0;
        for (int h = 0; h < constants.length; h++) {
            size += moments.size(h, weights[h]);
        }
        boolean isRounding =
                Math.abs(estimate) <= ROUNDING * size && Math.sqrt(Math.max(0, variance)) <= ROUNDING * size;
        return isRounding ? Effect.normal(0, 0) : Effect.normal(estimate, Math.sqrt(Math.max(0, variance)));
    }
}

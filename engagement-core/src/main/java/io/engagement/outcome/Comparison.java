package io.engagement.outcome;

import io.engagement.outcome.effect.Effect;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Contacted and held-out of some waves, of one campaign or several: all figures, with errors clustered by customer. */
final class Comparison {
    private final List<Pool> pools;
    private final int customers;
    private final double contacted;
    private final int unseen;
    private final int leftOut;
    private final Map<Figure, Effect> effects = new EnumMap<>(Figure.class);
    private final Map<Figure, Double> nullErrors = new EnumMap<>(Figure.class);
    private double covariance;

    private Comparison(List<Pool> pools, int customers) {
        this.pools = pools.stream().filter(pool -> pool.contacted() > 0).toList();
        this.customers = customers;
        this.unseen = pools.stream().mapToInt(Pool::unseen).sum();
        this.leftOut = pools.stream().mapToInt(Pool::leftOut).sum();
        this.contacted = this.pools.stream().mapToInt(Pool::contacted).sum();
    }

    /** Of pools whose customers have numbers below one. */
    static Comparison of(List<Pool> pools, int customers) {
        Comparison all = new Comparison(pools, customers);
        if (all.contacted > 0) {
            double[] ofShort = all.estimate(Figure.SHORT);
            double[] ofLong = all.estimate(Figure.LONG);
            all.covariance = dot(ofShort, ofLong) / (all.contacted * all.contacted);
            for (Figure figure : List.of(Figure.BEFORE, Figure.HARM, Figure.DEPARTURE, Figure.OVERLAP)) {
                all.estimate(figure);
            }
        }
        return all;
    }

    /** Keeps the effect; gives the influence of each customer. */
    private double[] estimate(Figure figure) {
        double contacts = contacted(figure);
        boolean isSingle = pools.size() == 1 && pools.get(0).isSingle();
        double[] influence = new double[isSingle ? pools.get(0).size() : customers];
        double[] independent = new double[1];
        int[] next = new int[1];
        for (Pool pool : pools) {
            pool.influence(figure, (customer, own) -> {
                influence[isSingle ? next[0]++ : customer] += own;
                independent[0] += own * own;
            });
        }
        double squares = dot(influence, influence);
        double error = Math.sqrt(squares) / contacts;
        effects.put(
                figure,
                contacts == 0
                        ? Effect.undefined()
                        : new Effect(difference(figure), error, degreesOfFreedom(figure, error)));
        if (figure.isTestedUnderNull()) {
            double ifNone = pools.stream()
                    .mapToDouble(pool -> pool.nullVariance(figure))
                    .sum();
            // What customers who take part in several waves add, or take.
            double together = Math.max(ifNone + squares - independent[0], ifNone / 2);
            nullErrors.put(figure, Math.sqrt(together) / contacts);
        }
        return influence;
    }

    /** Of independent waves and campaigns; what customers have in common changes them little where there are many. */
    private double degreesOfFreedom(Figure figure, double error) {
        if (!(error > 0)) {
            return Double.POSITIVE_INFINITY;
        }
        double sum = 0;
        double squares = 0;
        for (Pool pool : pools) {
            double[] parts = pool.varianceParts(figure);
            sum += parts[0];
            squares += parts[1];
        }
        return squares > 0 ? sum * sum / squares : Double.POSITIVE_INFINITY;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** Of how many contacts it can be compared. */
    private double contacted(Figure figure) {
        return pools.stream().mapToDouble(pool -> pool.contacted(figure)).sum();
    }

    private double overPools(Figure figure, ToDoubleFunction<Pool> ofPool) {
        return pools.stream()
                        .filter(pool -> pool.contacted(figure) > 0)
                        .mapToDouble(pool -> pool.contacted(figure) * ofPool.applyAsDouble(pool))
                        .sum()
                / contacted(figure);
    }

    double difference(Figure figure) {
        return overPools(figure, pool -> pool.difference(figure));
    }

    /** The effect with the largest gains and losses cut. */
    Effect cut(Figure figure) {
        Comparison cut =
                new Comparison(pools.stream().map(pool -> pool.cut(figure)).toList(), customers);
        cut.estimate(figure);
        return cut.effect(figure);
    }

    double mean(Figure figure, boolean ofContacted) {
        return overPools(figure, pool -> pool.mean(figure, ofContacted));
    }

    Effect effect(Figure figure) {
        return effects.getOrDefault(figure, Effect.undefined());
    }

    /** The effect on a share, or before, with the error that it has if there is no effect. */
    Effect underNull(Figure figure) {
        return Effect.normal(effect(figure).estimate(), nullErrors.getOrDefault(figure, Double.NaN));
    }

    /** Value in both windows together. */
    Effect sum() {
        Effect ofShort = effect(Figure.SHORT);
        Effect ofLong = effect(Figure.LONG);
        double variance = square(ofShort.standardError()) + square(ofLong.standardError()) + 2 * covariance;
        return new Effect(
                ofShort.estimate() + ofLong.estimate(),
                Math.sqrt(Math.max(0, variance)),
                Math.min(ofShort.degreesOfFreedom(), ofLong.degreesOfFreedom()));
    }

    private static double square(double x) {
        return x * x;
    }

    /** Of the sampling errors of value in the short window and in the long one. */
    double covariance() {
        return covariance;
    }

    int contacted() {
        return (int) contacted;
    }

    int heldOut() {
        return pools.stream().mapToInt(Pool::heldOut).sum();
    }

    int count(int flag, boolean ofContacted) {
        return pools.stream().mapToInt(pool -> pool.count(flag, ofContacted)).sum();
    }

    /** Of both arms. */
    int count(int flag) {
        return count(flag, true) + count(flag, false);
    }

    /** How many different customers of an arm, or of those who have one of some flags: a customer of several waves is one. */
    int customers(boolean ofContacted, int flags) {
        if (pools.size() == 1 && pools.get(0).isSingle()) {
            return flags == 0 ? (ofContacted ? contacted() : heldOut()) : count(flags, ofContacted);
        }
        BitSet all = new BitSet();
        pools.forEach(pool -> pool.customers(all, ofContacted, flags));
        return all.cardinality();
    }

    /** When windows of both arms begin. */
    ArmTimes times() {
        ArmTimes times = new ArmTimes();
        pools.forEach(pool -> pool.times(times));
        return times;
    }

    /** Of the contacts. */
    double share(int flag) {
        return contacted == 0 ? Double.NaN : count(flag, true) / contacted;
    }

    int unseen() {
        return unseen;
    }

    int leftOut() {
        return leftOut;
    }
}

package io.engagement.outcome;

import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Waves of one campaign as one comparison: the mean over contacts of the wave's difference between contacted and held-out. Errors by
 * influence functions, added by customer, as one customer takes part in several waves; for one wave they are Welch's. Not thread-safe.
 */
final class Pool {
    private final Entries entries;
    private final int[] waves;
    private final int unseen;
    private final int leftOut;
    /** By figure and wave. */
    private final Map<Figure, WaveSums[]> sums = new EnumMap<>(Figure.class);

    Pool(Entries entries, int... waves) {
        this.entries = entries;
        this.waves = IntStream.of(waves)
                .filter(wave -> new WaveSums(entries, wave, Figure.OVERLAP).canBeCompared())
                .toArray();
        this.unseen = IntStream.of(waves).map(entries::unseen).sum();
        int empty = (int) IntStream.of(waves)
                .filter(wave -> entries.from(wave) == entries.to(wave))
                .count();
        this.leftOut = waves.length - this.waves.length - empty;
    }

    private WaveSums[] of(Figure figure) {
        return sums.computeIfAbsent(figure, each -> IntStream.of(waves)
                .mapToObj(wave -> new WaveSums(entries, wave, each))
                .toArray(WaveSums[]::new));
    }

    /** What takes a customer's influence on an estimate. */
    interface Influence {
        void add(int customer, double influence);
    }

    int contacted() {
        return (int) contacted(Figure.OVERLAP);
    }

    int heldOut() {
        return (int)
                Arrays.stream(of(Figure.OVERLAP)).mapToDouble(WaveSums::heldOut).sum();
    }

    /** How many contacts a figure can be compared of. */
    double contacted(Figure figure) {
        return sum(figure, WaveSums::contacted);
    }

    private double sum(Figure figure, ToDoubleFunction<WaveSums> ofWave) {
        double sum = 0;
        for (WaveSums wave : of(figure)) {
            sum += wave.canBeCompared() ? ofWave.applyAsDouble(wave) : 0;
        }
        return sum;
    }

    /** How many rows there are. */
    int size() {
        return contacted() + heldOut();
    }

    /** Rows whose windows are not over. */
    int unseen() {
        return unseen;
    }

    /** Waves with rows that are seen, but too few of them in an arm. */
    int leftOut() {
        return leftOut;
    }

    /** Whether each customer is there once. */
    boolean isSingle() {
        return waves.length == 1;
    }

    /** What is told of a row by its wave and instant. */
    interface OfRow {
        double of(int wave, long at);
    }

    double sumOverContacts(OfRow number) {
        double sum = 0;
        for (int wave : waves) {
            for (int i = entries.from(wave); i < entries.to(wave); i++) {
                sum += entries.contacted[i] ? number.of(wave, entries.at[i]) : 0;
            }
        }
        return sum;
    }

    /** How many of an arm have a flag. */
    int count(int flag, boolean ofContacted) {
        int count = 0;
        for (int wave : waves) {
            for (int i = entries.from(wave); i < entries.to(wave); i++) {
                count += entries.contacted[i] == ofContacted && entries.has(i, flag) ? 1 : 0;
            }
        }
        return count;
    }

    /** Adds all customers of an arm, or those who have one of some flags. */
    void customers(BitSet to, boolean ofContacted, int flags) {
        for (int wave : waves) {
            for (int i = entries.from(wave); i < entries.to(wave); i++) {
                if (entries.contacted[i] == ofContacted && (flags == 0 || entries.has(i, flags))) {
                    to.set(entries.customer[i]);
                }
            }
        }
    }

    /** The mean over contacts of an arm's mean in the wave. */
    double mean(Figure figure, boolean ofContacted) {
        return sum(figure, wave -> wave.contacted() * wave.mean(ofContacted)) / contacted(figure);
    }

    double difference(Figure figure) {
        return sum(figure, wave -> wave.contacted() * wave.difference()) / contacted(figure);
    }

    /** Gives each entry's influence on the difference, times the number of contacts. */
    void influence(Figure figure, Influence sink) {
        WaveSums[] all = of(figure);
        for (int w = 0; w < waves.length; w++) {
            if (all[w].canBeCompared()) {
                influence(figure, waves[w], all[w], sink);
            }
        }
    }

    private void influence(Figure figure, int wave, WaveSums own, Influence sink) {
        double n1 = own.contacted();
        double n0 = own.heldOut();
        double scale1 = Math.sqrt(n1 / (n1 - 1));
        double scale0 = Math.sqrt(n0 / (n0 - 1)) * n1 / n0;
        for (int i = entries.from(wave); i < entries.to(wave); i++) {
            if (figure.counts(entries, i)) {
                double y = figure.of(entries, i);
                double influence =
                        entries.contacted[i] ? scale1 * (y - own.mean(true)) : scale0 * (own.mean(false) - y);
                sink.add(entries.customer[i], influence);
            }
        }
    }

    /** The variance of a share's difference if there is no effect, times the squared number of contacts, as if waves had nobody in common. */
    double nullVariance(Figure figure) {
        return sum(figure, wave -> wave.nullVariance() * wave.contacted() * wave.contacted());
    }

    /** The same with the largest gains and losses of a figure cut. */
    Pool cut(Figure figure) {
        return new Pool(entries.cut(figure, waves), waves);
    }

    /** Adds when windows begin, wave by wave. */
    void times(ArmTimes to) {
        for (int wave : waves) {
            to.add(times(wave, true), times(wave, false));
        }
    }

    private double[] times(int wave, boolean ofContacted) {
        return IntStream.range(entries.from(wave), entries.to(wave))
                .filter(i -> entries.contacted[i] == ofContacted)
                .mapToDouble(i -> (double) entries.at[i])
                .toArray();
    }

    /** The sum of the variances of all arms' means, and of their squares over the arms' degrees of freedom, as Welch wants them. */
    double[] varianceParts(Figure figure) {
        double sum = 0;
        double squares = 0;
        for (WaveSums wave : of(figure)) {
            for (int arm = 0; arm < 2 && wave.canBeCompared(); arm++) {
                double variance = wave.variance(arm) * wave.contacted() * wave.contacted();
                sum += variance;
                squares += variance * variance / wave.degreesOfFreedom(arm);
            }
        }
        return new double[] {sum, squares};
    }
}

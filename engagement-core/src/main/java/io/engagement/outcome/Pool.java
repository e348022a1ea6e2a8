package io.engagement.outcome;

import io.engagement.internal.math.Quantiles;
import java.util.stream.IntStream;

/**
 * Waves of one campaign as one comparison: the mean over contacts of the wave's difference between contacted and held-out. Errors by
 * influence functions, added by customer, as one customer takes part in several waves; for one wave they are Welch's.
 */
final class Pool {
    /** Below two in an arm there is no variance. */
    private static final int LEAST = 2;

    private static final double WINSOR = 0.99;

    private final Entries entries;
    private final int[] waves;
    private final int[] contacted;
    private final int[] heldOut;
    private final int all;
    private final int unseen;
    private final int leftOut;

    Pool(Entries entries, int... waves) {
        int[] contactedOf = new int[entries.waves()];
        int[] heldOutOf = new int[entries.waves()];
        for (int wave : waves) {
            for (int i = entries.from(wave); i < entries.to(wave); i++) {
                contactedOf[wave] += entries.contacted[i] ? 1 : 0;
                heldOutOf[wave] += entries.contacted[i] ? 0 : 1;
            }
        }
        this.entries = entries;
        this.contacted = contactedOf;
        this.heldOut = heldOutOf;
        this.waves = IntStream.of(waves)
                .filter(wave -> contactedOf[wave] >= LEAST && heldOutOf[wave] >= LEAST)
                .toArray();
        this.unseen = IntStream.of(waves).map(entries::unseen).sum();
        int empty = (int) IntStream.of(waves)
                .filter(wave -> entries.from(wave) == entries.to(wave))
                .count();
        this.leftOut = waves.length - this.waves.length - empty;
        this.all = IntStream.of(this.waves).map(wave -> contactedOf[wave]).sum();
    }

    /** What takes a customer's influence on an estimate. */
    interface Influence {
        void add(int customer, double influence);
    }

    int contacted() {
        return all;
    }

    int heldOut() {
        return IntStream.of(waves).map(wave -> heldOut[wave]).sum();
    }

    /** How many rows there are. */
    int size() {
        return IntStream.of(waves).map(wave -> contacted[wave] + heldOut[wave]).sum();
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

    /** What is told of a contact by its wave and instant. */
    interface OfContact {
        double of(int wave, long at);
    }

    double sumOverContacts(OfContact number) {
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

    /** The mean over contacts of an arm's mean in the wave. */
    double mean(Figure figure, boolean ofContacted) {
        double sum = 0;
        for (int wave : waves) {
            sum += contacted[wave] * means(figure, wave)[ofContacted ? 1 : 0];
        }
        return sum / all;
    }

    double difference(Figure figure) {
        double sum = 0;
        for (int wave : waves) {
            double[] means = means(figure, wave);
            sum += contacted[wave] * (means[1] - means[0]);
        }
        return sum / all;
    }

    /** Of the held-out and the contacted of a wave, after Welford (1962): of amounts that are all the same it is that amount. */
    private double[] means(Figure figure, int wave) {
        double[] means = new double[2];
        int[] seen = new int[2];
        for (int i = entries.from(wave); i < entries.to(wave); i++) {
            int arm = entries.contacted[i] ? 1 : 0;
            means[arm] += (figure.of(entries, i) - means[arm]) / ++seen[arm];
        }
        return means;
    }

    /** Gives each entry's influence on the difference, times the number of contacts. */
    void influence(Figure figure, Influence sink) {
        for (int wave : waves) {
            double n1 = contacted[wave];
            double n0 = heldOut[wave];
            double[] means = means(figure, wave);
            double scale1 = Math.sqrt(n1 / (n1 - 1));
            double scale0 = Math.sqrt(n0 / (n0 - 1)) * n1 / n0;
            for (int i = entries.from(wave); i < entries.to(wave); i++) {
                double y = figure.of(entries, i);
                double influence = entries.contacted[i] ? scale1 * (y - means[1]) : scale0 * (means[0] - y);
                sink.add(entries.customer[i], influence);
            }
        }
    }

    /** The variance of a share's difference if there is no effect, times the squared number of contacts, as if waves had nobody in common. */
    double nullVariance(Figure figure) {
        double sum = 0;
        for (int wave : waves) {
            double n1 = contacted[wave];
            double n0 = heldOut[wave];
            double[] means = means(figure, wave);
            double both = (means[1] * n1 + means[0] * n0) / (n1 + n0);
            sum += both * (1 - both) * n1 * n1 * (1 / n1 + 1 / n0);
        }
        return sum;
    }

    /** The difference if no amount of a wave counts more than 99 % of its positive ones. */
    double winsorised(Figure figure) {
        double sum = 0;
        for (int wave : waves) {
            double[] positive = IntStream.range(entries.from(wave), entries.to(wave))
                    .mapToDouble(i -> figure.of(entries, i))
                    .filter(y -> y > 0)
                    .sorted()
                    .toArray();
            double most = positive.length == 0 ? 0 : Quantiles.of(positive, WINSOR);
            double[] sums = new double[2];
            for (int i = entries.from(wave); i < entries.to(wave); i++) {
                sums[entries.contacted[i] ? 1 : 0] += Math.min(figure.of(entries, i), most);
            }
            sum += contacted[wave] * (sums[1] / contacted[wave] - sums[0] / heldOut[wave]);
        }
        return sum / all;
    }

    /** The sum of the variances of all arms' means, and of their squares over the arms' degrees of freedom, as Welch wants them. */
    double[] varianceParts(Figure figure) {
        double sum = 0;
        double squares = 0;
        for (int wave : waves) {
            double[] means = means(figure, wave);
            double[] spread = new double[2];
            for (int i = entries.from(wave); i < entries.to(wave); i++) {
                int arm = entries.contacted[i] ? 1 : 0;
                double distance = figure.of(entries, i) - means[arm];
                spread[arm] += distance * distance;
            }
            for (int arm = 0; arm < 2; arm++) {
                double n = arm == 1 ? contacted[wave] : heldOut[wave];
                double variance = spread[arm] / (n - 1) / n * contacted[wave] * contacted[wave];
                sum += variance;
                squares += variance * variance / (n - 1);
            }
        }
        return new double[] {sum, squares};
    }
}

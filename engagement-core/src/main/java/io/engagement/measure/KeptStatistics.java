package io.engagement.measure;

import io.engagement.domain.InteractionKind;
import io.engagement.internal.statistic.Near;
import io.engagement.measure.spi.Quantity;
import io.engagement.measure.spi.Statistic;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The statistics of a {@link StateLayout}, each once, and where the slots of each begin; unordered ones first. What the user's
 * own code throws is named.
 */
final class KeptStatistics implements Serializable {
    private static final long serialVersionUID = 1L;

    /** A customer's slots, in doubles: 8 MB. */
    private static final int MOST_SLOTS = 1 << 20;

    /** Statistics that keep more than this mostly look at so many of the first ones. */
    private static final int NEAR = 32;

    @SuppressWarnings("serial") // an immutable list, which is serialisable
    private final List<Statistic> all;

    /** The same ones: a loop over an array is faster where interactions come one by one. */
    private final Statistic[] each;

    private final int[] offsets;
    private final int slots;
    private final int unordered;
    /** Which ones look at campaigns. */
    private final int[] ofCampaigns;

    KeptStatistics(List<Statistic> all) {
        this.all = all;
        this.each = all.toArray(Statistic[]::new);
        this.offsets = new int[all.size()];
        int next = 0;
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = next;
            next = more(next, all.get(i));
        }
        this.slots = next;
        this.unordered =
                (int) all.stream().filter(statistic -> !statistic.ordered()).count();
        this.ofCampaigns = IntStream.range(0, offsets.length)
                .filter(i -> looksAtCampaigns(all.get(i)))
                .toArray();
    }

    private static boolean looksAtCampaigns(Statistic statistic) {
        try {
            return statistic.looksAtCampaigns();
        } catch (RuntimeException thrown) {
            throw OwnCode.named(statistic, thrown);
        }
    }

    private static int more(int slots, Statistic statistic) {
        long more = (long) slots + statistic.slots();
        if (more > MOST_SLOTS) {
            throw new IllegalArgumentException("measures of one layout keep no more than " + MOST_SLOTS
                    + " slots a customer, with " + statistic.name() + " they are " + more);
        }
        return (int) more;
    }

    List<Statistic> all() {
        return all;
    }

    int offset(int statistic) {
        return offsets[statistic];
    }

    int slots() {
        return slots;
    }

    /** How many are unordered: ordered ones begin with this one. */
    int unordered() {
        return unordered;
    }

    boolean mergeable() {
        return all.stream().allMatch(Statistic::mergeable);
    }

    boolean looksAtCampaigns() {
        return ofCampaigns.length > 0;
    }

    KindWeights weights(KindWeights ofOther, InteractionKind kind) {
        return ofOther.ofCampaign(kind, all, ofCampaigns);
    }

    int size() {
        return offsets.length;
    }

    int unorderedSlots() {
        return unordered == offsets.length ? slots : offsets[unordered];
    }

    /** 64-bit FNV-1a. */
    long fingerprint() {
        long hash = 0xcbf29ce484222325L;
        for (Statistic statistic : all) {
            for (byte b : line(statistic).getBytes(StandardCharsets.UTF_8)) {
                hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
            }
        }
        return hash;
    }

    /** The first version is not named; an empty line tells a later one from a name. */
    private static String line(Statistic statistic) {
        return statistic.name() + "\n" + (statistic.version() == 1 ? "" : "\n" + statistic.version() + "\n");
    }

    void reset(double[] state, int offset) {
        for (int i = 0; i < offsets.length; i++) {
            try {
                all.get(i).reset(state, offset + offsets[i]);
            } catch (RuntimeException thrown) {
                throw OwnCode.named(all.get(i), thrown);
            }
        }
    }

    /** Adds an interaction to those from one on to before another. */
    void add(
            int from,
            int to,
            long epochMilli,
            ToDoubleFunction<Quantity> quantities,
            KindWeights weights,
            double[] state,
            int offset) {
        double[] byStatistic = weights.of(all, quantities);
        for (int i = from; i < to; i++) {
            if (byStatistic[i] != 0) {
                enter(each[i], (double) epochMilli, byStatistic[i], quantities, state, offset + offsets[i]);
            }
        }
    }

    private static void enter(
            Statistic statistic,
            double at,
            double weight,
            ToDoubleFunction<Quantity> quantities,
            double[] state,
            int offset) {
        try {
            statistic.enter(at, weight, quantities, state, offset);
        } catch (RuntimeException thrown) {
            throw OwnCode.named(statistic, thrown);
        }
    }

    boolean takesPartInOrder(KindWeights weights) {
        for (int i = unordered; i < offsets.length; i++) {
            if (weights.mayTakePart(i)) {
                return true;
            }
        }
        return false;
    }

    /** Where slots begin and end that ordered ones mostly look at: of most the first ones. */
    int[] near(KindWeights weights) {
        return IntStream.range(unordered, offsets.length)
                .filter(weights::mayTakePart)
                .flatMap(i -> IntStream.of(offsets[i], offsets[i] + near(each[i])))
                .toArray();
    }

    private static int near(Statistic statistic) {
        return statistic instanceof Near near ? near.near() : Math.min(NEAR, statistic.slots());
    }

    boolean isInOrder(long epochMilli, KindWeights weights, double[] state, int offset) {
        double at = (double) epochMilli;
        for (int i = unordered; i < offsets.length; i++) {
            if (weights.mayTakePart(i) && !takes(each[i], at, state, offset + offsets[i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean takes(Statistic statistic, double at, double[] state, int offset) {
        try {
            return statistic.takes(at, state, offset);
        } catch (RuntimeException thrown) {
            throw OwnCode.named(statistic, thrown);
        }
    }

    /** Adds what another part gave to those from one on. */
    void merge(int from, double[] state, int offset, double[] other, int otherOffset) {
        for (int i = from; i < offsets.length; i++) {
            try {
                all.get(i).merge(state, offset + offsets[i], other, otherOffset + offsets[i]);
            } catch (RuntimeException thrown) {
                throw OwnCode.named(all.get(i), thrown);
            }
        }
    }

    void check(double[] state, int offset, double latestMilli) {
        for (int i = 0; i < offsets.length; i++) {
            Statistic statistic = all.get(i);
            int from = offset + offsets[i];
            if (!statistic.isPossible(state, from, latestMilli)) {
                throw new IllegalArgumentException("no interactions lead to the slots of " + statistic.name() + ": "
                        + Arrays.toString(Arrays.copyOfRange(state, from, from + statistic.slots()))
                        + "; they were damaged or made up, write them anew from the interactions");
            }
        }
    }

    double interactionsAtLeast(double[] state, int offset) {
        double most = 0;
        for (int i = 0; i < offsets.length; i++) {
            most = Math.max(most, all.get(i).least(state, offset + offsets[i]));
        }
        return most;
    }

    @Override
    public String toString() {
        return slots + " slots " + Arrays.toString(offsets);
    }
}

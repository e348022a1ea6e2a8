package io.engagement.outcome.mutual;

import io.engagement.outcome.effect.ArmSums;
import io.engagement.outcome.effect.Effect;
import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** What customers got in each group of contacts that they were in: a customer in none of them got nothing there. Not thread-safe. */
final class GotBy {
    /** In the order of their numbers. */
    static final String[] WORDS = {"no help and no offers", "mostly offers", "both", "mostly help"};

    private static final double MOSTLY = 2.0 / 3;

    /** Of each customer, where the groups begin. */
    private final int[] starts;
    /** Four times the group, and what they got there. */
    private int[] there = new int[64];

    GotBy(int customers) {
        starts = new int[customers + 1];
    }

    /** What one customer is sent, by group. */
    static final class Sent {
        private final int[] helping;
        private final int[] selling;

        Sent(int groups) {
            helping = new int[groups];
            selling = new int[groups];
        }

        void clear() {
            Arrays.fill(helping, 0);
            Arrays.fill(selling, 0);
        }

        void add(int group, ContactNature nature) {
            helping[group] += nature == ContactNature.HELPS ? 1 : 0;
            selling[group] += nature == ContactNature.SELLS ? 1 : 0;
        }

        private int got(int group) {
            return got(helping[group], selling[group]);
        }

        /** The number of what the customer got in all. */
        int gotInAll() {
            return got(IntStream.of(helping).sum(), IntStream.of(selling).sum());
        }

        /** Groups in which there was help or an offer. */
        int[] groups() {
            return IntStream.range(0, helping.length)
                    .filter(group -> helping[group] + selling[group] > 0)
                    .toArray();
        }

        private static int got(int helping, int selling) {
            if (helping + selling == 0) {
                return 0;
            }
            double share = helping / (double) (helping + selling);
            return share >= MOSTLY ? 3 : share <= 1 - MOSTLY ? 1 : 2;
        }
    }

    /** Takes the next customer, and the groups that they were in. */
    void add(int row, Sent sent, int... groups) {
        int end = starts[row] + groups.length;
        starts[row + 1] = end;
        there = end > there.length ? Arrays.copyOf(there, 2 * end) : there;
        for (int i = 0; i < groups.length; i++) {
            there[starts[row] + i] = WORDS.length * groups[i] + sent.got(groups[i]);
        }
    }

    private void each(int row, IntConsumer sink) {
        for (int i = starts[row]; i < starts[row + 1]; i++) {
            sink.accept(there[i]);
        }
    }

    /** Values by group, then by what was got there; of customers who were in the group. */
    ArmSums[][] sums(int groups, double... values) {
        ArmSums.Builder[] all = builders(WORDS.length * groups);
        for (int row = 0; row < values.length; row++) {
            double value = values[row];
            if (Double.isFinite(value)) {
                each(row, place -> all[place].add(value));
            }
        }
        return byGroup(all);
    }

    /** The same of all customers: who was not in a group got nothing there. */
    ArmSums[][] sumsOfAll(int groups, double... values) {
        ArmSums.Builder[] all = builders(WORDS.length * groups);
        int[] places = new int[groups];
        for (int row = 0; row < values.length; row++) {
            if (Double.isFinite(values[row])) {
                Arrays.setAll(places, group -> WORDS.length * group);
                each(row, place -> places[place / WORDS.length] = place);
                for (int place : places) {
                    all[place].add(values[row]);
                }
            }
        }
        return byGroup(all);
    }

    private static ArmSums.Builder[] builders(int size) {
        return IntStream.range(0, size).mapToObj(i -> ArmSums.builder(0)).toArray(ArmSums.Builder[]::new);
    }

    private static ArmSums[][] byGroup(ArmSums.Builder... all) {
        return IntStream.range(0, all.length / WORDS.length)
                .mapToObj(group -> IntStream.range(0, WORDS.length)
                        .mapToObj(got -> all[WORDS.length * group + got].build())
                        .toArray(ArmSums[]::new))
                .toArray(ArmSums[][]::new);
    }

    static Effect mean(ArmSums of) {
        return of.customers() < 2
                ? Effect.undefined()
                : new Effect(of.mean(), Math.sqrt(of.squaredError()), of.customers() - 1);
    }
}

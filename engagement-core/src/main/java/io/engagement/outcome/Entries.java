package io.engagement.outcome;

import io.engagement.internal.index.Chunks;
import io.engagement.internal.math.FewDecide;
import io.engagement.outcome.experiment.Assignments;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * All rows of one campaign whose windows are over, wave after wave and in each in the order of customers' ids: what each customer did
 * in the windows.
 */
final class Entries {
    static final int HARMED = 1;
    static final int DEPARTED = 1 << 1;
    static final int SPENT_SHORT = 1 << 2;
    static final int SPENT_LONG = 1 << 3;
    static final int OVERLAPPED = 1 << 4;
    static final int DURING_COMPLAINT = 1 << 5;
    static final int AGAINST_PREFERENCE = 1 << 6;
    static final int OUTSIDE_HOURS = 1 << 7;
    /** The log does not know the customer. */
    static final int UNKNOWN = 1 << 8;
    /** The log does not know the customer, but an id that differs in case or leading zeros only. */
    static final int ALIKE = 1 << 9;
    /** Had cancelled or opted out before, and was not back. */
    static final int LEFT_BEFORE = 1 << 10;
    /** Held out, and got the campaign's contacts all the same. */
    static final int CONTACTED_ANYWAY = 1 << 11;

    private static final Chunks CHUNKS = new Chunks(1 << 12);

    /** Where each wave begins, and the size. */
    private final int[] waves;
    /** By wave, rows whose windows are not over. */
    private final int[] unseen;

    final int[] customer;
    final long[] at;
    final boolean[] contacted;
    final short[] flags;
    final double[] valueShort;
    final double[] valueLong;
    final double[] valueBefore;
    final double[] spendShort;
    final double[] spendLong;

    private Entries(int[] waves, int[] unseen, int[] customer, long[] at, boolean[] contacted) {
        this.waves = waves;
        this.unseen = unseen;
        this.customer = customer;
        this.at = at;
        this.contacted = contacted;
        int size = customer.length;
        this.flags = new short[size];
        this.valueShort = new double[size];
        this.valueLong = new double[size];
        this.valueBefore = new double[size];
        this.spendShort = new double[size];
        this.spendLong = new double[size];
    }

    /** The same rows with one of their values replaced. */
    private Entries(Entries other, double[] valueShort, double[] valueLong) {
        this.waves = other.waves;
        this.unseen = other.unseen;
        this.customer = other.customer;
        this.at = other.at;
        this.contacted = other.contacted;
        this.flags = other.flags;
        this.valueShort = valueShort;
        this.valueLong = valueLong;
        this.valueBefore = other.valueBefore;
        this.spendShort = other.spendShort;
        this.spendLong = other.spendLong;
    }

    /** A copy in which no gain of some waves counts more, and no loss less, than 99 % of all amounts of the wave but 0 do. */
    Entries cut(Figure figure, int... chosen) {
        double[] cut = (figure == Figure.SHORT ? valueShort : valueLong).clone();
        for (int wave : chosen) {
            double[] own = Arrays.copyOfRange(cut, from(wave), to(wave));
            FewDecide.Limits limits = FewDecide.limits(own, FewDecide.KEPT);
            for (int i = from(wave); i < to(wave); i++) {
                cut[i] = limits.cut(cut[i]);
            }
        }
        return figure == Figure.SHORT ? new Entries(this, cut, valueLong) : new Entries(this, valueShort, cut);
    }

    /** Those whose long window ends at or before an instant, still empty. */
    static Entries of(Campaign campaign, Roster roster, OutcomeWindows windows, long seen) {
        int most = campaign.waves().stream()
                .mapToInt(wave -> wave.assignments().size())
                .sum();
        int[] customer = new int[most];
        long[] at = new long[most];
        boolean[] contacted = new boolean[most];
        int[] waves = new int[campaign.waves().size() + 1];
        int size = 0;
        int[] unseen = new int[campaign.waves().size()];
        for (int w = 0; w < campaign.waves().size(); w++) {
            Wave wave = campaign.waves().get(w);
            Assignments assignments = wave.assignments();
            int[] numbers = roster.of(assignments);
            for (int row = 0; row < numbers.length; row++) {
                int part = wave.part(row);
                if (part < 0) {
                    continue;
                }
                long time = wave.at(row);
                windows.check(campaign.name(), wave, time);
                if (windows.longEnd(wave, time) > seen) {
                    unseen[w]++;
                } else {
                    customer[size] = numbers[row];
                    at[size] = time;
                    contacted[size++] = part == 1;
                }
            }
            waves[w + 1] = size;
        }
        return new Entries(
                waves, unseen, Arrays.copyOf(customer, size), Arrays.copyOf(at, size), Arrays.copyOf(contacted, size));
    }

    /** Fills them in, on all cores: each is written by one. */
    Entries filled(Campaign campaign, int number, WindowWalk.Base base) {
        for (int w = 0; w < waves(); w++) {
            Wave wave = campaign.waves().get(w);
            int first = waves[w];
            int size = waves[w + 1] - first;
            IntStream.range(0, CHUNKS.count(size)).parallel().forEach(chunk -> {
                WindowWalk walk = new WindowWalk(base, campaign, number, wave, this);
                int to = CHUNKS.to(chunk, size);
                for (int i = CHUNKS.from(chunk); i < to; i++) {
                    walk.fill(first + i);
                }
            });
        }
        return this;
    }

    int waves() {
        return waves.length - 1;
    }

    int from(int wave) {
        return waves[wave];
    }

    int to(int wave) {
        return waves[wave + 1];
    }

    int unseen(int wave) {
        return unseen[wave];
    }

    boolean has(int entry, int flag) {
        return (flags[entry] & flag) != 0;
    }
}

package io.engagement.measure;

import com.google.common.hash.Hashing;
import io.engagement.domain.InteractionKind;
import io.engagement.measure.spi.Quantity;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/**
 * How many channels, up to {@link #MOST}. Slots: the smallest numbers of channels, ascending, then 0. A channel's number is
 * a hash of its name, a whole number from 1 to 2^52: of 16 channels two are one by a chance of 3e-14. As it is always the
 * smallest that are kept, neither order nor split matters.
 */
record DistinctChannels(Filter filter) implements FilteredStatistic {
    /** So many are told apart. */
    static final int MOST = 16;

    private static final int HASH_BITS = 52;

    DistinctChannels {
        Objects.requireNonNull(filter, "filter");
    }

    @Override
    public String name() {
        return "distinct_channels[" + filter + "]";
    }

    @Override
    public int slots() {
        return MOST;
    }

    @Override
    public boolean ordered() {
        return false;
    }

    @Override
    public void reset(double[] state, int offset) {
        Arrays.fill(state, offset, offset + MOST, 0);
    }

    /** The channel's number. */
    @Override
    public double weight(InteractionKind kind, ToDoubleFunction<Quantity> quantities) {
        return filter.matches(kind, quantities) ? number(kind.channel().name()) : 0;
    }

    private static double number(String name) {
        long hash = Hashing.sha256().hashString(name, StandardCharsets.UTF_8).asLong();
        return (double) ((hash >>> (Long.SIZE - HASH_BITS)) + 1);
    }

    @Override
    public void enter(double at, double weight, ToDoubleFunction<Quantity> quantities, double[] state, int offset) {
        add(weight, state, offset);
    }

    /** Each goes to its place and moves what was there on; the last one falls out. */
    private static void add(double number, double[] state, int offset) {
        double next = number;
        for (int i = offset; i < offset + MOST && next != 0; i++) {
            double here = state[i];
            if (here == next) {
                return;
            }
            if (here == 0 || next < here) {
                state[i] = next;
                next = here;
            }
        }
    }

    @Override
    public void merge(double[] state, int offset, double[] other, int otherOffset) {
        for (int i = otherOffset; i < otherOffset + MOST && other[i] != 0; i++) {
            add(other[i], state, offset);
        }
    }

    @Override
    public boolean isPossible(double[] state, int offset, double latest) {
        double before = 0;
        for (int i = offset; i < offset + MOST; i++) {
            boolean none = state[i] == 0;
            if (!Slots.isCount(state[i]) || state[i] > 0x1p52 || !(none || state[i] > before)) {
                return false;
            }
            before = none ? Double.POSITIVE_INFINITY : state[i];
        }
        return true;
    }

    @Override
    public double least(double[] state, int offset) {
        return count(state, offset, 0, 1);
    }

    static double count(double[] s, int o, double now, double unit) {
        int count = 0;
        while (count < MOST && s[o + count] != 0) {
            count++;
        }
        return count;
    }
}

package io.engagement.live;

import io.engagement.domain.Interaction;
import io.engagement.measure.Measure.Quantity;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.function.ToDoubleFunction;

/**
 * What measures read of an interaction that is held, in six words of an array: as objects that live that long are what
 * garbage collectors are worst at.
 */
final class Held {
    /** Words an interaction. */
    static final int WORDS = 6;

    static final int AT = 0;
    static final int KIND = 1;
    /** The first of the quantities. */
    static final int VALUE = 2;

    /** How many quantities there are. */
    static final int QUANTITIES = 4;

    private static final int COST = 3;
    private static final int SATISFACTION = 4;
    private static final int DURATION = 5;

    private static final long NO_DURATION = -1;
    private static final long NAN = Double.doubleToLongBits(Double.NaN);

    private Held() {}

    static void put(Interaction interaction, int kind, long[] words, int at) {
        words[at + AT] = interaction.at().toEpochMilli();
        words[at + KIND] = kind;
        words[at + VALUE] = Double.doubleToLongBits(interaction.value().orElse(Double.NaN));
        words[at + COST] = Double.doubleToLongBits(interaction.cost().orElse(Double.NaN));
        words[at + SATISFACTION] =
                Double.doubleToLongBits(interaction.satisfaction().orElse(Double.NaN));
        words[at + DURATION] = interaction.duration().isPresent()
                ? interaction.duration().get().toMillis()
                : NO_DURATION;
    }

    /** The number of its kind. */
    static int kind(long[] words, int at) {
        return (int) words[at + KIND];
    }

    /** What stands for a quantity that is not there. */
    static long none(int quantity) {
        return VALUE + quantity == DURATION ? NO_DURATION : NAN;
    }

    static boolean has(long[] words, int at, int quantity) {
        return words[at + VALUE + quantity] != none(quantity);
    }

    /** What measures read of it beside its time. */
    static ToDoubleFunction<Quantity> quantities(long[] words, int at) {
        return quantity -> switch (quantity) {
            case VALUE -> Double.longBitsToDouble(words[at + VALUE]);
            case COST -> Double.longBitsToDouble(words[at + COST]);
            case SATISFACTION -> Double.longBitsToDouble(words[at + SATISFACTION]);
            case DURATION -> words[at + DURATION] == NO_DURATION ? Double.NaN : (double) words[at + DURATION];
        };
    }

    /** As the snapshot's format has it; see {@link Snapshots}. */
    static void write(DataOutput out, long[] words, int at, boolean counted, int[] kinds) throws IOException {
        out.writeInt(kinds[kind(words, at)]);
        out.writeLong(words[at + AT]);
        out.writeLong(counted ? 1 : 0);
        for (int word = VALUE; word <= DURATION; word++) {
            out.writeLong(words[at + word]);
        }
    }

    /**
     * Reads what was written.
     *
     * @return whether it was counted
     */
    static boolean read(DataInput in, int[] kinds, long[] words, int at) throws IOException {
        words[at + KIND] = kinds[in.readInt()];
        words[at + AT] = in.readLong();
        boolean counted = in.readLong() != 0;
        for (int word = VALUE; word <= DURATION; word++) {
            words[at + word] = in.readLong();
        }
        return counted;
    }
}

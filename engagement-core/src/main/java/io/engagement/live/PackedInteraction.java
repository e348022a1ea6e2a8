package io.engagement.live;

import io.engagement.domain.Interaction;
import io.engagement.internal.index.TextKey;
import io.engagement.measure.spi.Quantity;
import java.io.DataOutput;
import java.io.IOException;
import java.util.function.ToDoubleFunction;

/**
 * What measures read of an interaction that is held, in nine words of an array: as objects that live that long are what
 * garbage collectors are worst at.
 */
final class PackedInteraction {
    /** Words an interaction. */
    static final int WORDS = 9;

    static final int AT = 0;
    static final int KIND = 1;
    /** The first of the quantities. */
    static final int VALUE = 2;

    /** How many quantities there are. */
    static final int QUANTITIES = 7;

    private static final int COST = 3;
    private static final int SATISFACTION = 4;
    private static final int DURATION = 5;
    private static final int ID = 6;
    private static final int IN_REPLY_TO = 7;
    private static final int CONVERSATION = 8;

    private static final long NO_DURATION = -1;

    /** As an interaction has it at most. */
    private static final long LONGEST = (1L << 47) - 1;

    private static final String MONEY = "those of 0, or of 1e-12 to 1e15, for a value also below 0 (early versions took"
            + " others: begin anew from the log)";
    private static final long NAN = Double.doubleToLongBits(Double.NaN);

    /** What tells interactions of one time and kind apart, in the order in which a log compares it. */
    private static final Quantity[] ORDER = Quantity.values();

    private PackedInteraction() {}

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
        words[at + ID] = bits(Quantity.ID, interaction);
        words[at + IN_REPLY_TO] = bits(Quantity.IN_REPLY_TO, interaction);
        words[at + CONVERSATION] = bits(Quantity.CONVERSATION, interaction);
    }

    private static long bits(Quantity quantity, Interaction interaction) {
        return Double.doubleToLongBits(quantity.of(interaction));
    }

    /** The number of its kind. */
    static int kind(long[] words, int at) {
        return (int) words[at + KIND];
    }

    /** Marks a missing quantity. */
    static long none(int quantity) {
        return VALUE + quantity == DURATION ? NO_DURATION : NAN;
    }

    static boolean has(long[] words, int at, int quantity) {
        return words[at + VALUE + quantity] != none(quantity);
    }

    /** What measures read of it beside its time. */
    static ToDoubleFunction<Quantity> quantities(long[] words, int at) {
        return quantity -> value(quantity, words[at + word(quantity)]);
    }

    /** Where a quantity stands. */
    static int word(Quantity quantity) {
        return switch (quantity) {
            case VALUE -> VALUE;
            case COST -> COST;
            case SATISFACTION -> SATISFACTION;
            case DURATION -> DURATION;
            case ID -> ID;
            case IN_REPLY_TO -> IN_REPLY_TO;
            case CONVERSATION -> CONVERSATION;
        };
    }

    /** What a quantity's word says. */
    static double value(Quantity quantity, long word) {
        if (quantity == Quantity.DURATION) {
            return word == NO_DURATION ? Double.NaN : (double) word;
        }
        return Double.longBitsToDouble(word);
    }

    /** As a log sorts them, as far as this is kept: by time, kind as given, and quantities. */
    static int compare(Kinds kinds, long[] one, int at, long[] other, int otherAt) {
        int order = Long.compare(one[at + AT], other[otherAt + AT]);
        if (order == 0) {
            order = kinds.compareGiven(kind(one, at), kind(other, otherAt));
        }
        if (order == 0) {
            ToDoubleFunction<Quantity> quantities = quantities(one, at);
            ToDoubleFunction<Quantity> others = quantities(other, otherAt);
            for (int i = 0; order == 0 && i < ORDER.length; i++) {
                order = Double.compare(quantities.applyAsDouble(ORDER[i]), others.applyAsDouble(ORDER[i]));
            }
        }
        return order;
    }

    /** The same; of those that a log would not tell apart here, the kinds as they count decide: so each is found again. */
    static int compareCounted(Kinds kinds, long[] one, int at, long[] other, int otherAt) {
        int order = compare(kinds, one, at, other, otherAt);
        return order == 0 ? kinds.compare(kind(one, at), kind(other, otherAt)) : order;
    }

    /** As the snapshot's format has it; see {@link Snapshots}. */
    static void write(DataOutput out, long[] words, int at, boolean counted, int[] kinds) throws IOException {
        out.writeInt(kinds[kind(words, at)]);
        out.writeLong(words[at + AT]);
        out.writeLong(counted ? 1 : 0);
        for (int word = VALUE; word < WORDS; word++) {
            out.writeLong(words[at + word]);
        }
    }

    /**
     * Reads what was written.
     *
     * @return whether it was counted
     */
    static boolean read(SnapshotReader in, int[] kinds, long[] words, int at) throws IOException {
        int kind = in.readInt();
        in.check(kind >= 0 && kind < kinds.length, "kind of what waits", kind, "one of the list");
        words[at + KIND] = kinds[kind];
        long time = in.readLong();
        in.check(SnapshotReader.isTime(time), "time of what waits", time, "within 285,000 years of 1970");
        words[at + AT] = time;
        long counted = in.readLong();
        in.check(counted == 0 || counted == 1, "flag of what waits", counted, "0 or 1");
        for (int word = VALUE; word <= DURATION; word++) {
            words[at + word] = in.readLong();
        }
        in.check(isMoney(words[at + VALUE]), "bits of a value", words[at + VALUE], MONEY);
        in.check(isMoney(words[at + COST]) && isPositive(words[at + COST]), "bits of a cost", words[at + COST], MONEY);
        in.check(isShare(words[at + SATISFACTION]), "bits of a satisfaction", words[at + SATISFACTION], "0 to 1");
        long duration = words[at + DURATION];
        in.check(duration >= NO_DURATION && duration <= LONGEST, "duration", duration, "from 0 to 4,400 years");
        for (int word = ID; word < WORDS; word++) {
            words[at + word] = in.format() >= Snapshots.FORMAT_OF_KEYS ? in.readLong() : NAN;
            boolean none = words[at + word] == NAN;
            boolean isKey = TextKey.isKey(Double.longBitsToDouble(words[at + word]));
            in.check(none || isKey, "bits of a key", words[at + word], "a whole number from 1 to 2^50, or NaN");
        }
        return counted == 1;
    }

    private static boolean isMoney(long bits) {
        return bits == NAN || Interaction.isMoney(Double.longBitsToDouble(bits));
    }

    private static boolean isPositive(long bits) {
        return bits == NAN || Double.longBitsToDouble(bits) >= 0;
    }

    private static boolean isShare(long bits) {
        return isPositive(bits) && !(Double.longBitsToDouble(bits) > 1);
    }
}

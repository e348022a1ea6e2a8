package io.engagement.dialogue.preference;

import io.engagement.domain.Actor;
import io.engagement.domain.InteractionKind;
import io.engagement.internal.base.Sides;
import io.engagement.measure.Filter;
import io.engagement.measure.spi.Quantity;
import io.engagement.measure.spi.Statistic;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What a customer does, by channel and block of four hours and by weekday, and the company's contacts by channel and block, on
 * the clock of a zone. Slots: own acts by channel, of each the six blocks, and those of other channels; own acts by weekday from
 * Monday; contacts by channel and block.
 */
@SuppressWarnings("serial") // an immutable list of texts, which is serialisable
record ContactGrid(List<String> channels, ZoneId zone) implements Statistic {
    static final int BLOCKS = 6;
    static final int WEEKDAYS = 7;

    private static final long DAY = 86_400_000;
    /** 1970 began on a Thursday. */
    private static final int FIRST_WEEKDAY = 3;

    /** Whoever began it: an answer tells channel and hour too. */
    private static final Filter OWN = Sides.CUSTOMER_ACTS;

    private static final Filter CONTACT = Sides.CONTACTS.and(Filter.actor(Actor.PERSON));

    ContactGrid {
        channels = List.copyOf(channels);
    }

    @Override
    public String name() {
        return "contact_grid[" + String.join("|", channels) + ", " + zone + "]";
    }

    /** Of own acts. */
    private int cells() {
        return (channels.size() + 1) * BLOCKS;
    }

    @Override
    public int slots() {
        return contacts() + channels.size() * BLOCKS;
    }

    private int contacts() {
        return cells() + WEEKDAYS;
    }

    @Override
    public boolean ordered() {
        return false;
    }

    @Override
    public void reset(double[] slots, int offset) {
        Arrays.fill(slots, offset, offset + slots(), 0);
    }

    static boolean isContact(InteractionKind kind) {
        return CONTACT.matches(kind);
    }

    private static boolean isOwn(InteractionKind kind) {
        return OWN.matches(kind);
    }

    /** 1 and the channel's place for own acts, those of other channels last, the negative of that for contacts. */
    @Override
    public double weight(InteractionKind kind, ToDoubleFunction<Quantity> quantities) {
        int channel = channels.indexOf(kind.channel().name());
        if (isOwn(kind)) {
            return 1 + (channel < 0 ? channels.size() : channel);
        }
        return channel >= 0 && isContact(kind) ? -1 - channel : 0;
    }

    @Override
    public void enter(double at, double weight, ToDoubleFunction<Quantity> quantities, double[] slots, int offset) {
        long local = (long) at
                + 1000L
                        * zone.getRules()
                                .getOffset(Instant.ofEpochMilli((long) at))
                                .getTotalSeconds();
        int block = (int) (Math.floorMod(local, DAY) / (DAY / BLOCKS));
        int cell = ((int) Math.abs(weight) - 1) * BLOCKS + block;
        if (weight > 0) {
            slots[offset + cell]++;
            slots[offset + cells() + (int) Math.floorMod(Math.floorDiv(local, DAY) + FIRST_WEEKDAY, (long) WEEKDAYS)]++;
        } else {
            slots[offset + contacts() + cell]++;
        }
    }

    @Override
    public void merge(double[] slots, int offset, double[] other, int otherOffset) {
        for (int i = 0; i < slots(); i++) {
            slots[offset + i] += other[otherOffset + i];
        }
    }

    @Override
    public boolean isPossible(double[] slots, int offset, double latest) {
        double acts = 0;
        for (int i = 0; i < slots(); i++) {
            double count = slots[offset + i];
            if (!(count >= 0 && count == Math.rint(count) && count <= 1L << 53)) {
                return false;
            }
            acts += i < cells() ? count : i < contacts() ? -count : 0;
        }
        return acts == 0;
    }

    @Override
    public double least(double[] slots, int offset) {
        double sum = 0;
        for (int i = 0; i < slots(); i++) {
            sum += i < cells() || i >= contacts() ? slots[offset + i] : 0;
        }
        return sum;
    }

    /** Own acts by channel. */
    long[] channels(double[] slots, int offset) {
        long[] counts = new long[channels.size()];
        for (int cell = 0; cell < channels.size() * BLOCKS; cell++) {
            counts[cell / BLOCKS] += (long) slots[offset + cell];
        }
        return counts;
    }

    /** Own acts on any channel. */
    long acts(double[] slots, int offset) {
        return sum(slots, offset, cells());
    }

    /** Own acts by block. */
    long[] blocks(double[] slots, int offset) {
        long[] counts = new long[BLOCKS];
        for (int cell = 0; cell < cells(); cell++) {
            counts[cell % BLOCKS] += (long) slots[offset + cell];
        }
        return counts;
    }

    /** Own acts by weekday. */
    long[] weekdays(double[] slots, int offset) {
        long[] counts = new long[WEEKDAYS];
        for (int day = 0; day < WEEKDAYS; day++) {
            counts[day] = (long) slots[offset + cells() + day];
        }
        return counts;
    }

    /** By people, on a channel. */
    long contacts(int channel, double[] slots, int offset) {
        return sum(slots, offset + contacts() + channel * BLOCKS, BLOCKS);
    }

    /** By people, on all channels. */
    long contacts(double[] slots, int offset) {
        return sum(slots, offset + contacts(), channels.size() * BLOCKS);
    }

    private static long sum(double[] slots, int from, int count) {
        long sum = 0;
        for (int i = from; i < from + count; i++) {
            sum += (long) slots[i];
        }
        return sum;
    }

    double contacts(int channel, int block, double[] slots, int offset) {
        return slots[offset + contacts() + channel * BLOCKS + block];
    }
}

package io.engagement.measure;

import io.engagement.domain.Initiator;
import io.engagement.domain.InteractionKind;
import io.engagement.internal.index.TextKey;
import io.engagement.measure.spi.Quantity;
import io.engagement.measure.spi.Statistic;
import java.io.Serializable;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * In which conversation each of a customer's interactions is, told one after another in the order of time, from a fixed number
 * of slots: the part of a {@link Statistic} that all statistics of conversations share. It remembers the ten families of
 * channels, and the six conversations with an id, that rested least; what comes behind more than that opens anew. Immutable,
 * thread-safe.
 *
 * <p>A statistic's {@code weight} is {@link #code} of kinds that take part, its {@code enter} asks {@link #enter}.
 *
 * <p>The order of interactions of one instant changes nothing: a conversation that opens with several is the company's if one of
 * them is, else nobody's known if one of them is, else the customer's. So an opening may be taken back within its instant.
 */
public final class ConversationWalk implements Serializable {
    /** A {@link #code} is below 2 to this power: what is above is a statistic's own to use. */
    public static final int CODE_BITS = 38;

    private static final long serialVersionUID = 1L;

    private static final int FAMILIES = 10;
    private static final int NAMED = 6;

    /** Of a family: head, last instant, the one before, conversation at the last. */
    private static final int FAMILY = 4;

    /** Of a conversation with an id: its key and who opened it; last instant; first instant. */
    private static final int NAME = 3;

    private static final int LAST = 1;
    private static final int BEFORE = 2;
    private static final int CURRENT = 3;

    /** Behind all others, what is seldom read of a family: if one opened at the last instant, the conversation before; first instant. */
    private static final int SELDOM = 2;

    private static final int CURRENT_BEFORE = 0;
    private static final int FIRST = 1;
    private static final int NAME_FIRST = 2;

    private static final int BEGIN_NAMED = FAMILIES * FAMILY;
    private static final int BEGIN_SELDOM = BEGIN_NAMED + NAMED * NAME;
    private static final int SLOTS = BEGIN_SELDOM + FAMILIES * SELDOM;

    private static final int INITIATOR_BITS = 2;
    private static final int GAP_BITS = 5;
    private static final int FAMILY_BITS = CODE_BITS - INITIATOR_BITS - GAP_BITS;
    private static final long CODE = (1L << CODE_BITS) - 1;
    /** In place of an initiator: nothing opened, or something with an id came along. */
    private static final int NONE = 3;

    private static final double NEVER = Double.NEGATIVE_INFINITY;
    private static final Initiator[] INITIATORS = {Initiator.CUSTOMER, Initiator.COMPANY, Initiator.UNKNOWN};
    private static final long MIX = 0x9E3779B97F4A7C15L;
    private static final int CONVERSATION_BITS = 50;

    /** What one conversation is. */
    private final ConversationRule rule;
    /** The rule's, in milliseconds, by their places in codes. */
    private final double[] gaps;

    ConversationWalk(ConversationRule rule) {
        this.rule = rule;
        this.gaps = rule.distinctGaps().stream().mapToDouble(Duration::toMillis).toArray();
    }

    /**
     * A family's number with what is to be known of its first and last instant: the longest gap, and the initiator that opened,
     * of the interactions without an id; whether one with an id came at the last.
     */
    private record Head(long family, int firstGap, int firstOpener, int gap, int opener, boolean named) {
        private static final int LOW = 2 * (INITIATOR_BITS + GAP_BITS) + 1;

        static Head of(double slot) {
            long bits = (long) slot;
            return new Head(
                    bits >>> LOW,
                    (int) (bits >>> 10) & 31,
                    (int) (bits >>> 8) & 3,
                    (int) (bits >>> 3) & 31,
                    (int) (bits >>> 1) & 3,
                    (bits & 1) == 1);
        }

        double slot() {
            return family << LOW
                    | (long) firstGap << 10
                    | (long) firstOpener << 8
                    | (long) gap << 3
                    | (long) opener << 1
                    | (named ? 1 : 0);
        }

        static long family(double slot) {
            return (long) slot >>> LOW;
        }

        boolean opened() {
            return opener != NONE;
        }

        /** The gap matters only where something opened. */
        Head at(int otherGap, int otherOpener, boolean otherNamed) {
            int known = otherOpener == NONE ? 0 : otherGap;
            return new Head(family, firstGap, firstOpener, known, otherOpener, otherNamed);
        }

        /** The last instant is the first one. */
        Head first() {
            return new Head(family, gap, opener, gap, opener, named);
        }
    }

    /** Is told which conversations open. */
    @FunctionalInterface
    public interface Openings {
        /**
         * Takes an opening, or takes one back.
         *
         * @param at when it is, milliseconds since 1970
         * @param initiator whose it is
         * @param more 1 for an opening, -1 for one that was none
         */
        void add(double at, Initiator initiator, int more);
    }

    /**
     * How much is kept of a customer.
     *
     * @return number of doubles
     */
    public int slots() {
        return SLOTS;
    }

    /**
     * Puts the slots into the state of having seen nothing.
     *
     * @param slots the customer's slots, among others
     * @param offset where the walk's own begin
     */
    public void reset(double[] slots, int offset) {
        Arrays.fill(slots, offset, offset + SLOTS, 0);
    }

    /**
     * What the walk reads of a kind: family, gap and initiator.
     *
     * @param kind of a person
     * @return a whole number above 0, below 2<sup>38</sup>
     */
    public double code(InteractionKind kind) {
        long family = 1 + (long) TextKey.of(rule.family(kind.channel())) % ((1L << FAMILY_BITS) - 1);
        long gap = rule.distinctGaps().indexOf(rule.gap(kind.purpose()));
        return family << (GAP_BITS + INITIATOR_BITS) | gap << INITIATOR_BITS | number(kind.initiator());
    }

    /**
     * The initiator of a code.
     *
     * @param code of a kind; what is above {@link #CODE_BITS} does not count
     * @return its initiator
     */
    public static Initiator initiator(double code) {
        return INITIATORS[(int) code(code, 0, INITIATOR_BITS)];
    }

    /** Its place among initiators. */
    static int number(Initiator initiator) {
        return switch (initiator) {
            case CUSTOMER -> 0;
            case COMPANY -> 1;
            case UNKNOWN -> 2;
        };
    }

    private static long code(double code, int from, int bits) {
        return ((long) code & CODE) >>> from & ((1L << bits) - 1);
    }

    /**
     * Takes the next interaction.
     *
     * @param at its time, milliseconds since 1970, not earlier than those before
     * @param code of its kind; what is above {@link #CODE_BITS} does not count
     * @param quantities of it
     * @param slots the customer's slots, among others
     * @param offset where the walk's own begin
     * @param openings is told if this interaction opens a conversation, or takes an opening of its instant back
     * @return a whole number above 0 that stands for its conversation, one for each of the customer's; until the instant is over,
     *     that of an interaction without an id may still change
     */
    public double enter(
            double at,
            double code,
            ToDoubleFunction<Quantity> quantities,
            double[] slots,
            int offset,
            Openings openings) {
        long family = code(code, INITIATOR_BITS + GAP_BITS, FAMILY_BITS);
        int initiator = (int) code(code, 0, INITIATOR_BITS);
        double name = quantities.applyAsDouble(Quantity.CONVERSATION);
        if (Double.isNaN(name)) {
            int gap = (int) code(code, INITIATOR_BITS, GAP_BITS);
            return unnamed(at, family, gap, initiator, slots, offset, openings);
        }
        named(at, name, initiator, slots, offset, openings);
        touch(at, family, name, slots, offset, openings);
        return name;
    }

    /**
     * How many of the slots, from the first on, {@link #enter} mostly looks at.
     *
     * @return those of a few families
     */
    static int near() {
        return 4 * FAMILY;
    }

    private double unnamed(
            double at, long family, int gap, int initiator, double[] slots, int offset, Openings openings) {
        int place = placeOf(family, slots, offset);
        if (place < 0) {
            Head head = new Head(family, gap, initiator, gap, initiator, false);
            addFamily(head, at, begun(family, at), slots, offset);
            openings.add(at, INITIATORS[initiator], 1);
            return begun(family, at);
        }
        Head head = Head.of(slots[place]);
        if (at > slots[place + LAST]) {
            keepOpening(head, slots, offset, place);
            nextInstant(at, slots, place);
            boolean goesOn = at - slots[place + BEFORE] <= gaps[gap];
            slots[place] = head.at(gap, goesOn ? NONE : initiator, false).slot();
            if (!goesOn) {
                slots[seldom(place, offset) + CURRENT_BEFORE] = slots[place + CURRENT];
                slots[place + CURRENT] = begun(family, at);
                openings.add(at, INITIATORS[initiator], 1);
            }
        } else if (head.opened()) {
            openTogether(at, gap, initiator, slots, offset, place, openings);
        }
        return slots[place + CURRENT];
    }

    /** What opened at the last instant is not to be taken back any more. */
    private static void keepOpening(Head head, double[] slots, int offset, int place) {
        if (head.opened()) {
            slots[seldom(place, offset) + CURRENT_BEFORE] = 0;
        }
    }

    private static void nextInstant(double at, double[] slots, int place) {
        slots[place + BEFORE] = slots[place + LAST];
        slots[place + LAST] = at;
    }

    /** Another one of the instant at which one opened. */
    private void openTogether(
            double at, int gap, int initiator, double[] slots, int offset, int place, Openings openings) {
        Head head = Head.of(slots[place]);
        int longest = Math.max(gap, head.gap());
        int opener = rank(initiator) < rank(head.opener()) ? initiator : head.opener();
        boolean goesOn = at - slots[place + BEFORE] <= gaps[gap];
        if (goesOn) {
            slots[place + CURRENT] = slots[seldom(place, offset) + CURRENT_BEFORE];
            keepOpening(head, slots, offset, place);
            openings.add(at, INITIATORS[head.opener()], -1);
        } else if (opener != head.opener()) {
            openings.add(at, INITIATORS[head.opener()], -1);
            openings.add(at, INITIATORS[opener], 1);
        }
        Head changed = head.at(longest, goesOn ? NONE : opener, head.named());
        slots[place] = (at == slots[seldom(place, offset) + FIRST] ? changed.first() : changed).slot();
    }

    /** The company's initiative comes before one that is not known, and this before the customer's. */
    private static int rank(int initiator) {
        return (initiator + 2) % 3;
    }

    private static void named(double at, double name, int initiator, double[] slots, int offset, Openings openings) {
        int place = placeOf(name, slots, offset);
        if (place < 0) {
            addNamed(name, initiator, at, slots, offset);
            openings.add(at, INITIATORS[initiator], 1);
            return;
        }
        slots[place + LAST] = at;
        int opener = (int) ((long) slots[place] & 3);
        if (slots[place + NAME_FIRST] == at && rank(initiator) < rank(opener)) {
            slots[place] = name(name, initiator);
            openings.add(at, INITIATORS[opener], -1);
            openings.add(at, INITIATORS[initiator], 1);
        }
    }

    /** One with an id came: what has none goes on with it. */
    private static void touch(double at, long family, double name, double[] slots, int offset, Openings openings) {
        int place = placeOf(family, slots, offset);
        if (place < 0) {
            addFamily(new Head(family, 0, NONE, 0, NONE, true), at, name, slots, offset);
            return;
        }
        Head head = Head.of(slots[place]);
        boolean isNext = at > slots[place + LAST];
        if (isNext) {
            nextInstant(at, slots, place);
        } else if (head.opened()) {
            openings.add(at, INITIATORS[head.opener()], -1);
        }
        keepOpening(head, slots, offset, place);
        boolean isFirstName = isNext || !head.named();
        slots[place + CURRENT] = isFirstName ? name : Math.max(name, slots[place + CURRENT]);
        Head changed = head.at(isNext ? 0 : head.gap(), NONE, true);
        slots[place] = (at == slots[seldom(place, offset) + FIRST] ? changed.first() : changed).slot();
    }

    /** Of a family's run that begins now: told from those of other families and times. */
    private static double begun(long family, double at) {
        long mixed = ((((long) at) * MIX) ^ family) * MIX;
        return 1 + (double) (mixed >>> (Long.SIZE - CONVERSATION_BITS));
    }

    /** Where of a family stands what is seldom read. */
    private static int seldom(int place, int offset) {
        return offset + BEGIN_SELDOM + (place - offset) / FAMILY * SELDOM;
    }

    /** Where a family's slots are, below 0 if it is not remembered. */
    private static int placeOf(long family, double[] slots, int offset) {
        for (int i = offset; i < offset + BEGIN_NAMED; i += FAMILY) {
            if (Head.family(slots[i]) == family) {
                return i;
            }
        }
        return -1;
    }

    private static int placeOf(double name, double[] slots, int offset) {
        for (int i = offset + BEGIN_NAMED; i < offset + BEGIN_SELDOM; i += NAME) {
            if (nameOf(slots[i]) == name) {
                return i;
            }
        }
        return -1;
    }

    private static double nameOf(double slot) {
        return (long) slot >>> INITIATOR_BITS;
    }

    private static double name(double name, int initiator) {
        return ((long) name << INITIATOR_BITS) | initiator;
    }

    private static void addFamily(Head head, double at, double conversation, double[] slots, int offset) {
        int free = free(offset, offset + BEGIN_NAMED, FAMILY, at, head.slot(), slots);
        if (free >= 0) {
            slots[free] = head.slot();
            slots[free + LAST] = at;
            slots[free + BEFORE] = NEVER;
            slots[free + CURRENT] = conversation;
            slots[seldom(free, offset) + CURRENT_BEFORE] = 0;
            slots[seldom(free, offset) + FIRST] = at;
        }
    }

    private static void addNamed(double name, int initiator, double at, double[] slots, int offset) {
        int free = free(offset + BEGIN_NAMED, offset + BEGIN_SELDOM, NAME, at, name(name, initiator), slots);
        if (free >= 0) {
            slots[free] = name(name, initiator);
            slots[free + LAST] = at;
            slots[free + NAME_FIRST] = at;
        }
    }

    /** A place that is empty, or of the one that rested longest, of equal ones the least; -1 if that is the new one itself. */
    private static int free(int from, int to, int width, double at, double head, double[] slots) {
        int place = -1;
        double oldest = at;
        double least = head;
        for (int i = from; i < to; i += width) {
            if (slots[i] == 0) {
                return i;
            }
            double rested = slots[i + LAST];
            if (rested < oldest || (rested == oldest && slots[i] < least)) {
                place = i;
                oldest = rested;
                least = slots[i];
            }
        }
        return place;
    }

    /**
     * Adds what a later part of the customer's interactions gave.
     *
     * @param slots the slots that are added to, among others
     * @param offset where the walk's own begin
     * @param other the later part's slots
     * @param otherOffset where the walk's own begin there
     * @param openings is told which openings of the later part were none, and whose they were otherwise
     */
    public void merge(double[] slots, int offset, double[] other, int otherOffset, Openings openings) {
        for (int i = otherOffset; i < otherOffset + BEGIN_NAMED; i += FAMILY) {
            if (other[i] != 0) {
                mergeFamily(slots, offset, other, otherOffset, i, openings);
            }
        }
        for (int i = otherOffset + BEGIN_NAMED; i < otherOffset + BEGIN_SELDOM; i += NAME) {
            if (other[i] != 0) {
                mergeNamed(slots, offset, other, i, openings);
            }
        }
    }

    /** What came at the later part's first instant comes once more, then the rest is taken as it is. */
    private void mergeFamily(double[] slots, int offset, double[] other, int otherOffset, int at, Openings openings) {
        Head head = Head.of(other[at]);
        double first = other[seldom(at, otherOffset) + FIRST];
        double last = other[at + LAST];
        if (head.firstOpener() == NONE) {
            touch(first, head.family(), other[at + CURRENT], slots, offset, openings);
        } else {
            openings.add(first, INITIATORS[head.firstOpener()], -1);
            unnamed(first, head.family(), head.firstGap(), head.firstOpener(), slots, offset, openings);
        }
        int place = placeOf(head.family(), slots, offset);
        if (place >= 0 && last > first) {
            double goesOn = slots[place + CURRENT];
            double began = head.firstOpener() == NONE ? 0 : begun(head.family(), first);
            slots[place] = Head.of(slots[place])
                    .at(head.gap(), head.opener(), head.named())
                    .slot();
            slots[place + LAST] = last;
            slots[place + BEFORE] = other[at + BEFORE];
            slots[place + CURRENT] = other[at + CURRENT] == began ? goesOn : other[at + CURRENT];
            double before = other[seldom(at, otherOffset) + CURRENT_BEFORE];
            slots[seldom(place, offset) + CURRENT_BEFORE] = before != 0 && before == began ? goesOn : before;
        }
    }

    private static void mergeNamed(double[] slots, int offset, double[] other, int at, Openings openings) {
        double name = nameOf(other[at]);
        int opener = (int) ((long) other[at] & 3);
        openings.add(other[at + NAME_FIRST], INITIATORS[opener], -1);
        named(other[at + NAME_FIRST], name, opener, slots, offset, openings);
        int place = placeOf(name, slots, offset);
        if (place >= 0) {
            slots[place + LAST] = other[at + LAST];
        }
    }

    /**
     * The first time of those that are remembered: all are not earlier unless more came than are remembered.
     *
     * @param slots the customer's slots, among others
     * @param offset where the walk's own begin
     * @return milliseconds since 1970; infinite if there is none
     */
    public double earliest(double[] slots, int offset) {
        double earliest = Double.POSITIVE_INFINITY;
        for (int i = offset; i < offset + BEGIN_NAMED; i += FAMILY) {
            earliest = slots[i] == 0 ? earliest : Math.min(earliest, slots[seldom(i, offset) + FIRST]);
        }
        return earliest;
    }

    /**
     * Whether interactions can have led to these slots.
     *
     * @param slots the customer's slots, among others
     * @param offset where the walk's own begin
     * @param latest none of them is later, milliseconds since 1970
     * @return false only if no interactions can
     */
    public boolean isPossible(double[] slots, int offset, double latest) {
        for (int i = offset; i < offset + BEGIN_NAMED; i += FAMILY) {
            if (!isEmpty(slots, i, FAMILY) && !isFamily(slots, i, seldom(i, offset), latest)) {
                return false;
            }
        }
        for (int i = offset + BEGIN_NAMED; i < offset + BEGIN_SELDOM; i += NAME) {
            if (!isEmpty(slots, i, NAME) && !isName(slots, i, latest)) {
                return false;
            }
        }
        return true;
    }

    private boolean isFamily(double[] slots, int i, int seldom, double latest) {
        if (!(slots[i] > 0 && slots[i] < 1L << (FAMILY_BITS + Head.LOW) && slots[i] == Math.rint(slots[i]))) {
            return false;
        }
        Head head = Head.of(slots[i]);
        double first = slots[seldom + FIRST];
        double last = slots[i + LAST];
        double before = slots[i + BEFORE];
        double currentBefore = slots[seldom + CURRENT_BEFORE];
        boolean times = first == last
                ? before == NEVER && currentBefore == 0 && head.equals(head.first())
                : Slots.isSpan(first, before, last)
                        && before < last
                        && (head.opened() ? TextKey.isKey(currentBefore) : currentBefore == 0);
        return head.family() > 0
                && head.gap() < gaps.length
                && head.firstGap() < gaps.length
                && TextKey.isKey(slots[i + CURRENT])
                && Slots.isSpan(first, last, latest)
                && times;
    }

    private static boolean isName(double[] slots, int i, double latest) {
        return slots[i] == Math.rint(slots[i])
                && TextKey.isKey(nameOf(slots[i]))
                && ((long) slots[i] & 3) != NONE
                && Slots.isSpan(slots[i + NAME_FIRST], slots[i + LAST], latest);
    }

    private static boolean isEmpty(double[] slots, int from, int width) {
        for (int i = from; i < from + width; i++) {
            if (slots[i] != 0) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether it is a walk by the same rule.
     *
     * @param other any
     * @return if so
     */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ConversationWalk walk && walk.rule.equals(rule);
    }

    @Override
    public int hashCode() {
        return rule.hashCode();
    }
}

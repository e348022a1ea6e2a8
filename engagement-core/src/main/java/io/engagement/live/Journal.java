package io.engagement.live;

import io.engagement.measure.spi.Quantity;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Interactions of the reorder window, for which ordered measures wait: a ring of words in the order in which they came, so that
 * the next one is written where the caches are, and the oldest are found without a look at their customers. An entry is known
 * by the word at which it begins, counted from the first one ever, so that this tells whether it is still there; each is linked
 * to its customer's one before.
 */
final class Journal {
    /** No entry. */
    static final long NONE = -1;

    /** Words to a line of the cache. */
    private static final int LINE = 8;

    /** Entries for which there is room at least when it shrinks. */
    private static final int SPARE = 20;

    /** Words to begin with. */
    private static final int LEAST = 64;

    private static final int AT = 0;
    /** The kind, a bit for each quantity that it has, whether one is to come before it that came later, whether it is taken out. */
    private static final int WHAT = 1;

    /** The row, and how many words before this one the customer's entry before begins, 0 for none. */
    private static final int WHOSE = 2;
    /** Then the quantities. */
    private static final int HEAD = 3;

    private static final int MOST = HEAD + PackedInteraction.QUANTITIES;

    private static final int QUANTITY_BITS = Integer.SIZE;
    private static final long OVERTAKEN = Long.MIN_VALUE >>> 1;
    private static final long GONE = Long.MIN_VALUE;

    private final Kinds kinds;
    private final long[] read = new long[PackedInteraction.WORDS];
    private long[] words = new long[LEAST];
    private long first;
    private long end;
    /** All that is free before this is empty. */
    private long wiped;

    Journal(Kinds kinds) {
        this.kinds = kinds;
    }

    /** Only touches where the next entry goes. */
    long touch() {
        long[] known = words;
        return known[(int) (end + LINE) & (known.length - 1)];
    }

    /** Only touches an entry, which need not be there any more. */
    long touch(long entry) {
        long[] known = words;
        return entry < first ? 0 : known[(int) entry & (known.length - 1)];
    }

    /** How many words there is room for. */
    int words() {
        return words.length;
    }

    boolean hasRoom() {
        return end - first + MOST <= words.length;
    }

    /** Asks for the memory that one more takes. */
    void reserve() {
        if (!hasRoom()) {
            resize(2 * words.length);
        }
    }

    /** Gives back what a peak has left. */
    void shrink() {
        if (words.length > LEAST && end - first + SPARE * MOST < words.length / 4) {
            resize(words.length / 2);
        }
    }

    /** Adds one that is held elsewhere behind the customer's entry before, for which there is room, and tells where it is. */
    long add(int row, long previous, long[] held) {
        long entry = end;
        long what = held[PackedInteraction.KIND];
        long next = entry + HEAD;
        for (int i = 0; i < PackedInteraction.QUANTITIES; i++) {
            if (PackedInteraction.has(held, 0, i)) {
                what |= 1L << (QUANTITY_BITS + i);
                word(next++, held[PackedInteraction.VALUE + i]);
            }
        }
        word(entry + AT, held[PackedInteraction.AT]);
        word(entry + WHAT, what);
        word(entry + WHOSE, row | (holds(previous) ? entry - previous : 0) << Integer.SIZE);
        kinds.use((int) what);
        end = next;
        return entry;
    }

    boolean isEmpty() {
        return first == end;
    }

    /** The oldest, or the one that is next to come. */
    long first() {
        return first;
    }

    /** The one that came next. */
    long after(long entry) {
        return entry + HEAD + Integer.bitCount((int) (word(entry + WHAT) >>> QUANTITY_BITS) & 0xff);
    }

    /** Whether there is an entry that is earlier than a time, or taken out. */
    boolean isBefore(long entry, long time) {
        return entry < end && word(entry + AT) < time;
    }

    /** Whether an entry is still there. */
    boolean holds(long entry) {
        return entry >= first;
    }

    /** Whether it is taken out. */
    boolean isGone(long entry) {
        return word(entry + WHAT) < 0;
    }

    /** Whether one may be to come before it that came later. */
    boolean isOvertaken(long entry) {
        return (word(entry + WHAT) & OVERTAKEN) != 0;
    }

    void overtake(long entry) {
        word(entry + WHAT, word(entry + WHAT) | OVERTAKEN);
    }

    long at(long entry) {
        return word(entry + AT);
    }

    int kind(long entry) {
        return (int) word(entry + WHAT);
    }

    /** What measures read of it. */
    double quantity(long entry, Quantity quantity) {
        long has = word(entry + WHAT) >>> QUANTITY_BITS;
        long bit = 1L << (PackedInteraction.word(quantity) - PackedInteraction.VALUE);
        return (has & bit) == 0
                ? Double.NaN
                : PackedInteraction.value(quantity, word(entry + HEAD + Long.bitCount(has & (bit - 1))));
    }

    int row(long entry) {
        return (int) word(entry + WHOSE);
    }

    /** The customer's entry before, which may be gone, or none. */
    long previous(long entry) {
        long back = word(entry + WHOSE) >>> Integer.SIZE;
        return back == 0 ? NONE : entry - back;
    }

    /** Copies what is held of an interaction. */
    void read(long entry, long[] into) {
        long what = word(entry + WHAT);
        into[PackedInteraction.AT] = word(entry + AT);
        into[PackedInteraction.KIND] = (int) what;
        long next = entry + HEAD;
        for (int i = 0; i < PackedInteraction.QUANTITIES; i++) {
            into[PackedInteraction.VALUE + i] =
                    (what >>> (QUANTITY_BITS + i) & 1) == 0 ? PackedInteraction.none(i) : word(next++);
        }
    }

    /** Takes an entry out; no number of the customer is left in it. */
    void remove(long entry) {
        long what = word(entry + WHAT);
        kinds.release((int) what);
        word(entry + AT, Long.MIN_VALUE);
        word(entry + WHAT, what | GONE);
        for (long i = entry + HEAD; i < after(entry); i++) {
            word(i, 0);
        }
    }

    /** Lets go of the oldest. */
    void removeFirst() {
        if (!isGone(first)) {
            kinds.release((int) word(first + WHAT));
        }
        first = after(first);
    }

    /** Leaves nothing in what is free. */
    void wipe() {
        for (wiped = Math.max(wiped, end - words.length); wiped < first; wiped++) {
            word(wiped, 0);
        }
        Arrays.fill(read, 0);
    }

    /** As the snapshot's format has it; see {@link Snapshots}. */
    void write(DataOutput out, long entry, int[] numbers) throws IOException {
        read(entry, read);
        PackedInteraction.write(out, read, 0, true, numbers);
    }

    private long word(long at) {
        return words[(int) at & (words.length - 1)];
    }

    private void word(long at, long word) {
        words[(int) at & (words.length - 1)] = word;
    }

    private void resize(int length) {
        if (length > 1 << 30 || length < 0) {
            throw new IllegalStateException("too many interactions of a shard are in the reorder window:"
                    + " shorten it, or open the store with more shards");
        }
        Memory.ask();
        long[] others = new long[length];
        for (long at = first; at < end; at++) {
            others[(int) at & (others.length - 1)] = word(at);
        }
        words = others;
        wiped = first;
    }
}

package io.engagement.live;

import io.engagement.measure.StateLayout;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * What ordered measures can take back: the interactions of the reorder window that were added to them, each with what it
 * changed. So an interaction can be added as soon as it comes, and be let go without a look at its customer, who is far
 * from the caches by then; only if an earlier one comes is anything taken back, last in, first out.
 *
 * <p>A ring of words in the order in which they were added. An entry is known by the word at which it begins, counted from
 * the first one ever, so that this tells whether the entry is still there; each is linked to its customer's one before.
 * What is next and changes no slot is left out: it would change none either behind an earlier one, as its day, or whatever
 * else ordered measures tell times by, has come already.
 */
final class Journal implements StateLayout.Reach {
    /** No entry. */
    static final long NONE = -1;

    /** The oldest are looked at once in so many interactions: many at once lie in few lines of the cache. */
    private static final int TURN = 16;

    /** How many of the oldest are looked at then: more than are added meanwhile. */
    private static final int SWEPT = 2 * TURN;

    /** Words to a line of the cache. */
    private static final int LINE = 8;

    /** In place of a kind: the entry is taken out. */
    private static final long GONE = (1L << (Long.SIZE - PackedInteraction.QUANTITIES)) - 1;

    /** So many slots are compared one by one before the rest is searched, which takes as long for few. */
    private static final int NEAR = 16;

    /** Entries for which there is room at least when it shrinks. */
    private static final int SPARE = 20;

    /** Words to begin with. */
    private static final int LEAST = 64;

    private static final int AT = 0;
    /** The kind, and at the top a bit for each quantity that it has. */
    private static final int WHAT = 1;

    private static final int PREVIOUS = 2;
    /** Then bits for the slots that it changed, the quantities, and the slots as they were. */
    private static final int HEAD = 3;

    private static final int KIND_BITS = Long.SIZE - PackedInteraction.QUANTITIES;
    private static final long KIND = (1L << KIND_BITS) - 1;

    private final Kinds kinds;
    private final int from;
    private final int slots;
    /** Words of bits for slots. */
    private final int masks;

    /** Words that an entry takes at most. */
    private final long most;

    /** A customer's slots before the next entry. */
    private final double[] before;

    /** Which of these are kept: parts that follow each other, where each begins and ends. */
    private final int[] begins;

    private final int[] ends;
    private int parts;
    private final long[] held = new long[PackedInteraction.WORDS];
    private long[] words = new long[LEAST];
    private long first;
    private long end;
    /** The time of the first one. */
    private long oldest;
    /** Nothing can precede what is earlier than this. */
    private long settled = Long.MIN_VALUE;

    private int turn;

    Journal(StateLayout layout, Kinds kinds) {
        this.kinds = kinds;
        this.from = layout.unorderedSlots();
        this.slots = layout.slots() - from;
        this.masks = (slots + Long.SIZE - 1) / Long.SIZE;
        this.most = (long) HEAD + masks + PackedInteraction.QUANTITIES + slots;
        this.before = new double[slots];
        this.begins = new int[layout.measures().size() + 1];
        this.ends = new int[begins.length];
    }

    /** Only touches where the next entry goes. */
    long touch() {
        long[] known = words;
        int mask = known.length - 1;
        int next = (int) end;
        return known[next & mask] + known[(next + LINE) & mask];
    }

    /** How many words there is room for. */
    int words() {
        return words.length;
    }

    /** Of the next entry none is kept so far. */
    void keepNone() {
        parts = 0;
    }

    /** Keeps some of a customer's slots as they are before the next entry: the others will not change. */
    @Override
    public void slots(int begin, int next, double[] state, int offset) {
        begins[parts] = begin - from;
        ends[parts++] = next - from;
        System.arraycopy(state, offset + begin, before, begin - from, next - begin);
    }

    /** Keeps all of a customer's slots as they are before the next entry. */
    void keepAll(double[] state, int offset) {
        keepNone();
        slots(from, from + slots, state, offset);
    }

    /** Whether a customer's slots are not as they were. */
    boolean isChanged(double[] state, int offset) {
        for (int part = 0; part < parts; part++) {
            if (changedFrom(begins[part], ends[part], state, offset + from) < ends[part]) {
                return true;
            }
        }
        return false;
    }

    /** Asks for the memory that some more entries take. */
    void reserve(int more) {
        if (!hasRoom(more)) {
            makeRoom(more);
        }
    }

    /**
     * Asks for the memory that some more entries take; from time to time lets go of the oldest, as far as nothing can precede
     * them any more, and gives back what a peak has left.
     */
    void goOn(int more, long settledBefore) {
        settled = settledBefore;
        reserve(more);
        if (++turn >= TURN) {
            turn = 0;
            sweep(settledBefore);
            shrink();
        }
    }

    /** Lets go of the oldest, as far as nothing can precede them any more. */
    void sweep(long settledBefore) {
        settled = settledBefore;
        for (int i = 0; i < SWEPT && sweepFirst(); i++) {}
    }

    private void shrink() {
        if (words.length > LEAST && end - first + SPARE * most < words.length / 4) {
            resize(words.length / 2);
        }
    }

    /** Before it grows it lets go, as more may be added at once than are looked at with each interaction. */
    private void makeRoom(int more) {
        while (!hasRoom(more) && sweepFirst()) {}
        while (!hasRoom(more)) {
            resize(2L * words.length);
        }
    }

    /** Adds one that is held elsewhere behind the customer's entry before, and tells where it is. */
    long add(long previous, long[] others, int at, double[] state, int offset) {
        reserve(1);
        long entry = end;
        if (first == entry) {
            oldest = others[at + PackedInteraction.AT];
        }
        long what = others[at + PackedInteraction.KIND];
        kinds.use((int) what);
        long next = entry + HEAD + masks;
        for (int i = 0; i < PackedInteraction.QUANTITIES; i++) {
            if (PackedInteraction.has(others, at, i)) {
                what |= 1L << (KIND_BITS + i);
                word(next++, others[at + PackedInteraction.VALUE + i]);
            }
        }
        word(entry + AT, others[at + PackedInteraction.AT]);
        word(entry + WHAT, what);
        word(entry + PREVIOUS, previous);
        for (int mask = 0; mask < masks; mask++) {
            word(entry + HEAD + mask, 0);
        }
        end = addChanged(entry, next, state, offset + from);
        return entry;
    }

    /** From a word on, and tells which one is next. */
    private long addChanged(long entry, long at, double[] state, int offset) {
        long next = at;
        for (int part = 0; part < parts; part++) {
            // Few of many slots change: some are compared one by one, then the rest is searched.
            int slot = begins[part];
            while (slot < ends[part]) {
                int near = Math.min(ends[part], slot + NEAR);
                next = addNear(entry, next, slot, near, state, offset);
                slot = changedFrom(near, ends[part], state, offset);
            }
        }
        return next;
    }

    private long addNear(long entry, long at, int begin, int near, double[] state, int offset) {
        long next = at;
        for (int slot = begin; slot < near; slot++) {
            long old = Double.doubleToRawLongBits(before[slot]);
            if (old != Double.doubleToRawLongBits(state[offset + slot])) {
                long mask = entry + HEAD + slot / Long.SIZE;
                word(mask, word(mask) | 1L << slot);
                word(next++, old);
            }
        }
        return next;
    }

    /** The first slot from one on that is not as it was, or the one that is next. */
    private int changedFrom(int slot, int next, double[] state, int offset) {
        int same = slot < next ? Arrays.mismatch(before, slot, next, state, offset + slot, offset + next) : -1;
        return same < 0 ? next : slot + same;
    }

    /** Whether an entry is still there. */
    boolean holds(long entry) {
        return entry >= first;
    }

    /** The customer's entry before. */
    long previous(long entry) {
        return word(entry + PREVIOUS);
    }

    /** Puts the slots, which are as after an entry, into the state of before it. */
    void restore(long entry, double[] state, int offset) {
        long next = changes(entry);
        for (int mask = 0; mask < masks; mask++) {
            for (long left = word(entry + HEAD + mask); left != 0; left &= left - 1) {
                int slot = mask * Long.SIZE + Long.numberOfTrailingZeros(left);
                state[offset + from + slot] = Double.longBitsToDouble(word(next++));
            }
        }
    }

    /** Takes an entry out and into a backlog, and the slots back to before it. Where memory cannot be had, all is as it was. */
    void takeBack(long entry, Backlog backlog, double[] state, int offset) {
        read(entry);
        backlog.add(held, 0);
        restore(entry, state, offset);
        remove(entry);
    }

    /** Takes an entry out: it is as good as settled, and no number of the customer is left in it. */
    void remove(long entry) {
        long what = word(entry + WHAT);
        kinds.release((int) what);
        word(entry + AT, Long.MIN_VALUE);
        word(entry + WHAT, what | GONE);
        for (long i = entry + HEAD + masks; i < after(entry); i++) {
            word(i, 0);
        }
        if (entry == first) {
            oldest = Long.MIN_VALUE;
        }
    }

    /** Drops all entries, which settles them. */
    void settle() {
        settled = Long.MAX_VALUE;
        while (sweepFirst()) {}
        settled = Long.MIN_VALUE;
    }

    /** Leaves nothing of whom the last entry was about. */
    void wipe() {
        Arrays.fill(before, 0);
        Arrays.fill(held, 0);
    }

    private boolean sweepFirst() {
        if (first == end || oldest >= settled) {
            return false;
        }
        long next = after(first);
        long kind = word(first + WHAT) & KIND;
        if (kind != GONE) {
            kinds.release((int) kind);
        }
        // Nothing of a customer who may be erased is left in what is free.
        for (long at = first; at < next; at++) {
            word(at, 0);
        }
        first = next;
        oldest = first < end ? word(first + AT) : Long.MAX_VALUE;
        return true;
    }

    private boolean hasRoom(int more) {
        return end - first + more * most <= words.length;
    }

    /** As the snapshot's format has it; see {@link Snapshots}. */
    void write(DataOutput out, long entry, int[] numbers) throws IOException {
        read(entry);
        PackedInteraction.write(out, held, 0, true, numbers);
    }

    private void read(long entry) {
        long what = word(entry + WHAT);
        held[PackedInteraction.AT] = word(entry + AT);
        held[PackedInteraction.KIND] = what & KIND;
        long next = entry + HEAD + masks;
        for (int i = 0; i < PackedInteraction.QUANTITIES; i++) {
            held[PackedInteraction.VALUE + i] =
                    (what >>> (KIND_BITS + i) & 1) == 0 ? PackedInteraction.none(i) : word(next++);
        }
    }

    /** Where the slots begin that an entry changed. */
    private long changes(long entry) {
        return entry + HEAD + masks + Long.bitCount(word(entry + WHAT) >>> KIND_BITS);
    }

    private long after(long entry) {
        long next = changes(entry);
        for (int mask = 0; mask < masks; mask++) {
            next += Long.bitCount(word(entry + HEAD + mask));
        }
        return next;
    }

    private long word(long at) {
        return words[(int) at & (words.length - 1)];
    }

    private void word(long at, long word) {
        words[(int) at & (words.length - 1)] = word;
    }

    private void resize(long length) {
        if (length > 1 << 30) {
            throw new IllegalStateException("too many interactions of a shard can be taken back:"
                    + " shorten the reorder window, or open the store with more shards");
        }
        Memory.ask();
        long[] others = new long[(int) length];
        for (long at = first; at < end; at++) {
            others[(int) at & (others.length - 1)] = word(at);
        }
        words = others;
    }
}

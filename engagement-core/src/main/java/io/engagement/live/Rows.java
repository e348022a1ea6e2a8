package io.engagement.live;

import io.engagement.internal.index.KeyedHash;
import io.engagement.measure.Measure;
import io.engagement.measure.StateLayout;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A shard's customers: their ids, their slots, and where to find them. Rows of erased customers serve later ones.
 *
 * <p>A customer takes the slots and four doubles before them: where what is held of the customer's interactions begins, the
 * id, and which entry was {@linkplain RememberedThreads remembered} last. All in one place: what is far from a core's caches
 * costs more than all that is computed. Then 6 to 12 bytes for the index, and an id of more than {@link InlineId#MOST}
 * characters takes its bytes among the texts.
 *
 * <p>The index is no map of the JDK, as it guesses rows by hashes alone, without the lock, so that they are on their way to
 * the caches when their turn comes. With a concurrent map of ids in its place, batches at 1,000,000 customers took 3.7 times
 * as long.
 */
final class Rows {
    static final int NONE = -1;

    /** Customers to a page: many, so that the pages' own heads, which hold their lengths, stay in the caches. */
    private static final int PAGE_BITS = 9;

    private static final int PAGE = 1 << PAGE_BITS;

    /** Customers to the first page to begin with, so that a small store is small. */
    private static final int FEW = 16;

    /** What stands before a customer's slots. */
    private static final int OWN = 4;

    /** Doubles to a line of the cache. */
    private static final int LINE = 8;

    /** So many of a statistic's slots are touched: those that keep more mostly look at the first ones. */
    private static final int TOUCHED = 32;

    /** A place in the waiting room, or {@link #NOTHING}, or below that an entry in the journal. */
    private static final int HELD = 0;

    /** The id, or its place among the texts. */
    private static final int HEAD = 1;

    private static final int TAIL = 2;
    private static final int REMEMBERED = 3;
    private static final long NOTHING = -1;

    /** For how many entries are linked. */
    private static final int LINK_BITS = 5;

    /** In place of an id's second half, for a row that is free. */
    private static final long FREE = 0;

    /** An entry of the index: a row plus one, and above it some bits of the hash to spare looking at other ids. */
    private static final int ROW_BITS = 24;

    private static final int MOST = (1 << ROW_BITS) - 1;

    private final StateLayout layout;
    private final int stride;
    private final KeyedHash hash;
    /** Lines of a row that an interaction reads as it comes. */
    private final int[] lines;

    private double[][] pages = {};
    /** Volatile, as it is read without the lock: packed texts must be complete before they are visible. */
    private volatile Texts texts = new Texts();

    private int[] index = new int[16];
    private int[] freed = new int[4];
    private int freedCount;
    /** Rows ever used. */
    private int rows;

    Rows(StateLayout layout, KeyedHash hash) {
        this.layout = layout;
        this.stride = layout.slots() + OWN;
        this.hash = hash;
        this.lines = lines(layout);
    }

    /** How many customers there are. */
    int customers() {
        return rows - freedCount;
    }

    /** Rows are below this; some may be free. */
    int end() {
        return rows;
    }

    boolean isUsed(int row) {
        return bits(row, TAIL) != FREE;
    }

    String id(int row) {
        long tail = bits(row, TAIL);
        return InlineId.isElsewhere(tail) ? texts.get(place(row)) : InlineId.text(bits(row, HEAD), tail);
    }

    /** The array that holds a row's slots. */
    double[] slots(int row) {
        return pages[row >>> PAGE_BITS];
    }

    /** Where a row's slots begin in it. */
    int offset(int row) {
        return (row & (PAGE - 1)) * stride + OWN;
    }

    private double own(int row, int which) {
        return slots(row)[offset(row) - OWN + which];
    }

    private void own(int row, int which, double value) {
        slots(row)[offset(row) - OWN + which] = value;
    }

    private long bits(int row, int which) {
        return Double.doubleToRawLongBits(own(row, which));
    }

    private void bits(int row, int which, long bits) {
        own(row, which, Double.longBitsToDouble(bits));
    }

    /** Where an id that has no room in the row stands among the texts. */
    private int place(int row) {
        return (int) bits(row, HEAD);
    }

    private void place(int row, int place) {
        bits(row, HEAD, Integer.toUnsignedLong(place));
    }

    /** The place of the customer's backlog, or none. */
    int waiting(int row) {
        long held = bits(row, HELD);
        return held < NOTHING ? Backlogs.NONE : (int) held;
    }

    void waiting(int row, int place) {
        bits(row, HELD, place == Backlogs.NONE ? NOTHING : place);
    }

    /** The last entry in the journal, which may be gone, or none. */
    long journaled(int row) {
        long held = bits(row, HELD);
        return held < NOTHING ? (NOTHING - 1 - held) >>> LINK_BITS : Journal.NONE;
    }

    /** Most likely the last entry of a row, which need not be one any more. */
    long lastJournaled(int row) {
        double @Nullable [] page = knownPage(row);
        int first = (row & (PAGE - 1)) * stride;
        return page == null || first + stride > page.length
                ? Journal.NONE
                : (NOTHING - 1 - Double.doubleToRawLongBits(page[first + HELD])) >> LINK_BITS;
    }

    /** Of one who has a last entry: how many there are at the most. */
    int linked(int row) {
        return (int) (NOTHING - 1 - bits(row, HELD)) & ((1 << LINK_BITS) - 1);
    }

    /** Tells the last entry, and how many there are at the most. */
    void journaled(int row, long entry, int linked) {
        bits(row, HELD, NOTHING - 1 - (entry << LINK_BITS | linked));
    }

    /** What {@link RememberedThreads} know a customer by, 0 if nothing is remembered. */
    long remembered(int row) {
        return bits(row, REMEMBERED);
    }

    void remembered(int row, long last) {
        bits(row, REMEMBERED, last);
    }

    /** A customer's row, or {@link #NONE}. */
    int find(String id, long hashed) {
        return find(id, hashed, NONE);
    }

    /** A customer's row, or {@link #NONE}; faster if it is the one that was guessed. */
    int find(String id, long hashed, int guessed) {
        long tail = InlineId.tail(id);
        long head = InlineId.isElsewhere(tail) ? 0 : InlineId.head(id);
        if (guessed != NONE && guessed < rows && isOf(guessed, id, head, tail)) {
            return guessed;
        }
        for (int at = first(hashed); index[at] != 0; at = next(at)) {
            if ((index[at] ^ tag(hashed)) >>> ROW_BITS == 0 && isOf(row(at), id, head, tail)) {
                return row(at);
            }
        }
        return NONE;
    }

    private boolean isOf(int row, String id, long head, long tail) {
        return bits(row, TAIL) == tail
                && (InlineId.isElsewhere(tail) ? texts.isAt(place(row), id) : bits(row, HEAD) == head);
    }

    /** Only touches a customer's place in the index. */
    int touchIndex(long hashed) {
        int[] known = index;
        return known[(int) hashed & (known.length - 1)];
    }

    /** Most likely a customer's row, by the index alone. */
    int guess(long hashed) {
        int[] known = index;
        int mask = known.length - 1;
        for (int at = (int) hashed & mask; known[at] != 0; at = (at + 1) & mask) {
            if ((known[at] ^ tag(hashed)) >>> ROW_BITS == 0) {
                return (known[at] & MOST) - 1;
            }
        }
        return NONE;
    }

    /** Only touches what an interaction reads of a row as it comes; the row need not be one any more. */
    double touch(int row) {
        return touch(row, lines);
    }

    /** Only touches some lines of a row, which need not be one any more. */
    double touch(int row, int[] which) {
        double @Nullable [] page = knownPage(row);
        int first = (row & (PAGE - 1)) * stride;
        if (page == null || first + stride > page.length) {
            return 0;
        }
        double sum = 0;
        for (int line : which) {
            sum += page[first + line];
        }
        return sum;
    }

    /** Lines of the customer's own words, and of what each unordered measure keeps the first ones. */
    private static int[] lines(StateLayout layout) {
        boolean[] read = new boolean[OWN + layout.slots()];
        Arrays.fill(read, 0, OWN, true);
        for (Measure measure : layout.measures()) {
            int place = layout.place(measure);
            if (place < layout.unorderedSlots()) {
                Arrays.fill(read, OWN + place, OWN + Math.min(layout.unorderedSlots(), place + TOUCHED), true);
            }
        }
        return lines(read);
    }

    /** Lines in which slots are that begin and end at some places. */
    static int[] lines(StateLayout layout, int[] slots) {
        boolean[] read = new boolean[OWN + layout.slots()];
        for (int i = 0; i < slots.length; i += 2) {
            Arrays.fill(read, OWN + slots[i], OWN + slots[i + 1], true);
        }
        return lines(read);
    }

    private static int[] lines(boolean[] read) {
        return IntStream.range(0, read.length)
                .filter(i -> read[i] && (i % LINE == 0 || i == read.length - 1 || !read[i + 1] || !read[i - 1]))
                .toArray();
    }

    /** Only touches the id of a row, which need not be one any more, where it is not in the row. */
    int touchId(int row) {
        double @Nullable [] page = knownPage(row);
        int first = (row & (PAGE - 1)) * stride;
        if (page == null || first + stride > page.length) {
            return 0;
        }
        return InlineId.isElsewhere(Double.doubleToRawLongBits(page[first + TAIL]))
                ? texts.hint((int) Double.doubleToRawLongBits(page[first + HEAD]))
                : 0;
    }

    private double @Nullable [] knownPage(int row) {
        double[][] known = pages;
        return row >= 0 && row >>> PAGE_BITS < known.length ? known[row >>> PAGE_BITS] : null;
    }

    /** Asks for the memory that a new customer takes. */
    void reserve(String id) {
        if (freedCount == 0) {
            reserveRow();
        }
        if (InlineId.isElsewhere(InlineId.tail(id))) {
            texts.reserve(id);
        }
        if (3L * (customers() + 1) > 2L * index.length) {
            grow();
        }
    }

    /** A new customer's row. */
    int add(String id, long hashed) {
        reserve(id);
        int row = freedCount > 0 ? freed[--freedCount] : rows++;
        put(row, id);
        waiting(row, Backlogs.NONE);
        remembered(row, 0);
        layout.reset(slots(row), offset(row));
        put(index, row, hashed);
        return row;
    }

    private void put(int row, String id) {
        long tail = InlineId.tail(id);
        bits(row, TAIL, tail);
        if (InlineId.isElsewhere(tail)) {
            place(row, texts.add(id));
        } else {
            bits(row, HEAD, InlineId.head(id));
        }
    }

    /**
     * Takes the memory that forgetting a customer asks for; changes nothing.
     *
     * @return forgets the customer: nothing of the id or the slots is left
     */
    Runnable removal(int row, long hashed) {
        reserveRemoval();
        Packed packed = packedWithout(row);
        return () -> remove(row, hashed, packed);
    }

    /** Asks for the memory to forget a customer. */
    void reserveRemoval() {
        if (freedCount == freed.length) {
            Memory.ask();
            freed = Arrays.copyOf(freed, 2 * freedCount);
        }
    }

    /** Forgets a customer, for which there is room. */
    void remove(int row, long hashed) {
        remove(row, hashed, null);
    }

    private void remove(int row, long hashed, @Nullable Packed packed) {
        int at = first(hashed);
        while (row(at) != row) {
            at = next(at);
        }
        close(at);
        if (InlineId.isElsewhere(bits(row, TAIL))) {
            texts.wipe(place(row));
        }
        Arrays.fill(slots(row), offset(row) - OWN, offset(row) + layout.slots(), 0);
        bits(row, TAIL, FREE);
        // The queue may still name the row.
        waiting(row, Backlogs.NONE);
        freed[freedCount++] = row;
        if (packed != null) {
            take(packed);
        }
    }

    /** Writes all customers. */
    void write(DataOutput out) throws IOException {
        ByteBuffer state = ByteBuffer.allocate(layout.encodedBytes());
        out.writeInt(customers());
        for (int row = 0; row < rows; row++) {
            if (isUsed(row)) {
                Snapshots.writeText(out, id(row));
                layout.write(slots(row), offset(row), state.clear());
                out.write(state.array());
            }
        }
    }

    /** The place of each row in the list that {@link #write} writes. */
    int[] places() {
        int[] places = new int[rows];
        int next = 0;
        for (int row = 0; row < rows; row++) {
            places[row] = next;
            next += isUsed(row) ? 1 : 0;
        }
        return places;
    }

    /**
     * Reads them where there are none.
     *
     * @param isHere whether a hash is one of this shard's
     * @param latest no customer has had a later interaction
     * @return how many interactions they must have had at the least
     */
    double read(SnapshotReader in, LongPredicate isHere, long latest) throws IOException {
        boolean first = in.format() == Snapshots.FIRST_FORMAT;
        int unused = first ? Double.BYTES : 0;
        ByteBuffer state = ByteBuffer.allocate(layout.encodedBytes());
        int size = in.readSize("number of customers", Integer.BYTES + Character.BYTES + unused + state.capacity());
        in.check(size <= MOST, "number of customers", size, "at most 2^24 of a shard");
        reserveFirst(size);
        double interactions = 0;
        long steps = 0;
        for (int i = 0; i < size; i++) {
            String id = in.readName("id of a customer");
            long hashed = hash.of(id);
            in.check(isHere.test(hashed), "customer", id, "in the part where they are looked for");
            in.check(find(id, hashed) == NONE, "customer", id, "listed once");
            int row = add(id, hashed);
            steps += steps(row, hashed);
            in.checkSteps(steps, i);
            if (first) {
                // Unused; early versions kept a time there.
                in.readLong();
            }
            in.read(state.array());
            interactions += readSlots(in, state.clear(), row, latest);
        }
        return interactions;
    }

    private double readSlots(SnapshotReader in, ByteBuffer state, int row, long latest) throws SnapshotException {
        try {
            layout.read(state, slots(row), offset(row), (double) latest);
        } catch (IllegalArgumentException impossible) {
            throw in.wrong(String.valueOf(impossible.getMessage()));
        }
        return layout.interactionsAtLeast(slots(row), offset(row));
    }

    /** Large enough that neither the index nor the first page grows before all of them have come. */
    private void reserveFirst(int size) {
        index = new int[Math.max(16, 2 * Integer.highestOneBit(size + size / 2))];
        int some = Math.min(PAGE, Math.max(FEW, 2 * Integer.highestOneBit(Math.max(1, size - 1))));
        pages = size == 0 ? pages : new double[][] {new double[some * stride]};
    }

    /** How many places of the index were looked at to find one. */
    private int steps(int row, long hashed) {
        int at = first(hashed);
        while (row(at) != row) {
            at = next(at);
        }
        return distance(first(hashed), at);
    }

    private void reserveRow() {
        if (rows == MOST) {
            throw new IllegalStateException(
                    "a shard holds at most " + MOST + " customers: open the store with more shards");
        }
        if (rows >>> PAGE_BITS == pages.length) {
            Memory.ask();
            pages = Arrays.copyOf(pages, pages.length + Math.max(1, pages.length / 4));
        }
        if (rows < PAGE) {
            growFirst();
        } else if ((rows & (PAGE - 1)) == 0 && pages[rows >>> PAGE_BITS] == null) {
            Memory.ask();
            pages[rows >>> PAGE_BITS] = new double[PAGE * stride];
        }
    }

    private void growFirst() {
        if (pages[0] == null) {
            Memory.ask();
            pages[0] = new double[FEW * stride];
        } else if (rows * stride == pages[0].length) {
            Memory.ask();
            pages[0] = Arrays.copyOf(pages[0], 2 * pages[0].length);
        }
    }

    /** Texts written anew, and where each row's stands in them. */
    private static final class Packed {
        private final Texts texts = new Texts();
        private final int[] places;

        Packed(int rows) {
            places = new int[rows];
        }
    }

    /** The other texts written anew, if more than half will be wiped without a row's; null if not. Changes nothing. */
    @Nullable
    private Packed packedWithout(int removed) {
        if (!isElsewhere(removed) || !texts.isSparseWithout(place(removed))) {
            return null;
        }
        Memory.ask();
        Packed packed = new Packed(rows);
        for (int row = 0; row < rows; row++) {
            if (row != removed && isElsewhere(row)) {
                packed.places[row] = packed.texts.add(id(row));
            }
        }
        return packed;
    }

    private void take(Packed packed) {
        for (int row = 0; row < rows; row++) {
            if (isElsewhere(row)) {
                place(row, packed.places[row]);
            }
        }
        texts = packed.texts;
    }

    /** Whether the id of a row stands among the texts; that of a free one does not. */
    private boolean isElsewhere(int row) {
        return isUsed(row) && InlineId.isElsewhere(bits(row, TAIL));
    }

    /** Where memory cannot be had, all is as it was. */
    private void grow() {
        Memory.ask();
        int[] larger = new int[2 * index.length];
        for (int row = 0; row < rows; row++) {
            if (isUsed(row)) {
                put(larger, row, hash.of(id(row)));
            }
        }
        index = larger;
    }

    private static void put(int[] index, int row, long hashed) {
        int mask = index.length - 1;
        int at = (int) hashed & mask;
        while (index[at] != 0) {
            at = (at + 1) & mask;
        }
        index[at] = tag(hashed) | (row + 1);
    }

    /** Empties a place of the index and moves up those who would not be found behind the gap. */
    private void close(int place) {
        int gap = place;
        for (int at = next(gap); index[at] != 0; at = next(at)) {
            int wanted = first(hash.of(id(row(at))));
            if (distance(wanted, at) >= distance(gap, at)) {
                index[gap] = index[at];
                gap = at;
            }
        }
        index[gap] = 0;
    }

    private int first(long hashed) {
        return (int) hashed & (index.length - 1);
    }

    private int next(int at) {
        return (at + 1) & (index.length - 1);
    }

    private int distance(int from, int to) {
        return (to - from) & (index.length - 1);
    }

    /** Neither the bits that choose the shard nor, in most shards, those that choose the place. */
    private static int tag(long hashed) {
        return (int) (hashed >>> 32) << ROW_BITS;
    }

    private int row(int at) {
        return (index[at] & MOST) - 1;
    }
}

package io.engagement.live;

import io.engagement.internal.hash.KeyedHash;
import io.engagement.measure.StateLayout;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A shard's customers: their ids, their slots, and where to find them. Rows of erased customers serve later ones.
 *
 * <p>A customer takes the slots and three doubles before them: until when ordered measures are settled, the place of the id
 * among the texts, and where what waits begins. All in one place: what is far from a core's caches costs more than all
 * that is computed. Then the bytes of the id and one or two for its length, and 6 to 12 for the index.
 */
final class Rows {
    static final int NONE = -1;

    /** Customers to a page: few, so that a small store is small. */
    private static final int PAGE_BITS = 6;

    private static final int PAGE = 1 << PAGE_BITS;

    /** What stands before a customer's slots. */
    private static final int OWN = 3;

    /** Doubles to a line of the cache. */
    private static final int LINE = 8;

    private static final int SETTLED = 0;
    private static final int PLACE = 1;
    private static final int WAITING = 2;
    /** Of the place, for a row that is free. */
    private static final double FREE = -1;

    /** An entry of the index: a row plus one, and above it some bits of the hash to spare looking at other ids. */
    private static final int ROW_BITS = 24;

    private static final int MOST = (1 << ROW_BITS) - 1;

    private final StateLayout layout;
    private final int stride;
    private final KeyedHash hash;
    private double[][] pages = {};
    private Texts texts = new Texts();
    private int[] index = new int[16];
    private int[] freed = new int[4];
    private int freedCount;
    /** Rows ever used. */
    private int rows;

    Rows(StateLayout layout, KeyedHash hash) {
        this.layout = layout;
        this.stride = layout.slots() + OWN;
        this.hash = hash;
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
        return own(row, PLACE) != FREE;
    }

    String id(int row) {
        return texts.get(place(row));
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

    private int place(int row) {
        return (int) (long) own(row, PLACE);
    }

    private void place(int row, int place) {
        own(row, PLACE, (double) Integer.toUnsignedLong(place));
    }

    /** Until when ordered measures are settled: what is earlier comes too late. Milliseconds, minus infinity for never. */
    double settledUntil(int row) {
        return own(row, SETTLED);
    }

    void settledUntil(int row, double millis) {
        own(row, SETTLED, millis);
    }

    /** The first place in the waiting room. */
    int waiting(int row) {
        return (int) own(row, WAITING);
    }

    void waiting(int row, int place) {
        own(row, WAITING, (double) place);
    }

    /** A customer's row, or {@link #NONE}. */
    int find(String id, long hashed) {
        for (int at = first(hashed); index[at] != 0; at = next(at)) {
            if ((index[at] ^ tag(hashed)) >>> ROW_BITS == 0 && texts.isAt(place(row(at)), id)) {
                return row(at);
            }
        }
        return NONE;
    }

    int hintIndex(long hashed) {
        int[] known = index;
        return known[(int) hashed & (known.length - 1)];
    }

    /** Of the row that is first in the place of the index, which most often is the customer's. */
    double hintRow(long hashed) {
        int row = (hintIndex(hashed) & MOST) - 1;
        double @Nullable [] page = hintPage(row);
        if (page == null) {
            return 0;
        }
        // What comes before a customer's slots and the first of these, which unordered measures read; the rest may
        // wait.
        int first = (row & (PAGE - 1)) * stride;
        return page[first] + page[first + Math.min(LINE, stride - 1)];
    }

    int hintId(long hashed) {
        int row = (hintIndex(hashed) & MOST) - 1;
        double @Nullable [] page = hintPage(row);
        return page == null ? 0 : texts.hint((int) (long) page[(row & (PAGE - 1)) * stride + PLACE]);
    }

    private double @Nullable [] hintPage(int row) {
        double[][] known = pages;
        return row >= 0 && row >>> PAGE_BITS < known.length ? known[row >>> PAGE_BITS] : null;
    }

    /** A new customer's row. */
    int add(String id, long hashed) {
        int row = freedCount > 0 ? freed[--freedCount] : newRow();
        place(row, texts.add(id));
        waiting(row, WaitingRoom.NONE);
        layout.reset(slots(row), offset(row));
        settledUntil(row, Double.NEGATIVE_INFINITY);
        if (3L * customers() > 2L * index.length) {
            grow();
        } else {
            enter(row, hashed);
        }
        return row;
    }

    /** Forgets a customer: nothing of the id or the slots is left. */
    void remove(int row, long hashed) {
        int at = first(hashed);
        while (row(at) != row) {
            at = next(at);
        }
        close(at);
        texts.wipe(place(row));
        Arrays.fill(slots(row), offset(row) - OWN, offset(row) + layout.slots(), 0);
        own(row, PLACE, FREE);
        // The queue may still name the row.
        waiting(row, WaitingRoom.NONE);
        if (freedCount == freed.length) {
            freed = Arrays.copyOf(freed, 2 * freedCount);
        }
        freed[freedCount++] = row;
        if (texts.isSparse()) {
            pack();
        }
    }

    void write(DataOutput out) throws IOException {
        ByteBuffer state = ByteBuffer.allocate(layout.encodedBytes());
        out.writeInt(customers());
        for (int row = 0; row < rows; row++) {
            if (isUsed(row)) {
                Snapshots.writeText(out, id(row));
                out.writeDouble(settledUntil(row));
                layout.write(slots(row), offset(row), state.clear());
                out.write(state.array());
            }
        }
    }

    void read(DataInput in) throws IOException {
        ByteBuffer state = ByteBuffer.allocate(layout.encodedBytes());
        for (int left = in.readInt(); left > 0; left--) {
            String id = Snapshots.readText(in);
            int row = add(id, hash.of(id));
            settledUntil(row, in.readDouble());
            in.readFully(state.array());
            layout.read(state.clear(), slots(row), offset(row));
        }
    }

    private int newRow() {
        if (rows == MOST) {
            throw new IllegalStateException(
                    "a shard holds at most " + MOST + " customers: open the store with more shards");
        }
        if (rows >>> PAGE_BITS == pages.length) {
            pages = Arrays.copyOf(pages, pages.length + Math.max(1, pages.length / 4));
        }
        if ((rows & (PAGE - 1)) == 0) {
            pages[rows >>> PAGE_BITS] = new double[PAGE * stride];
        }
        return rows++;
    }

    private void pack() {
        Texts packed = new Texts();
        for (int row = 0; row < rows; row++) {
            if (isUsed(row)) {
                place(row, packed.add(id(row)));
            }
        }
        texts = packed;
    }

    private void grow() {
        index = new int[2 * index.length];
        for (int row = 0; row < rows; row++) {
            if (isUsed(row)) {
                enter(row, hash.of(id(row)));
            }
        }
    }

    private void enter(int row, long hashed) {
        int at = first(hashed);
        while (index[at] != 0) {
            at = next(at);
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

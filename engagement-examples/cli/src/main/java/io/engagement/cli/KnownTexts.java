package io.engagement.cli;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the texts of some columns of a plain row stand for, found by their bytes: without making a text of them. */
final class KnownTexts<T> {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;
    /** Beyond this, texts are rarely seen twice, and not remembered. */
    private static final int MOST_BYTES = 1 << 30;

    private final int[] columns;
    private long[] hashes = new long[128];
    /** Where each slot's text ends, in all texts; 0 for an empty slot. */
    private int[] ends = new int[128];

    private int[] lengths = new int[128];
    private Object[] meanings = new Object[128];
    private byte[] texts = new byte[1 << 12];
    private int used;
    private int size;
    private byte[] key = new byte[256];
    private int length;
    private long hash;
    private int slot;

    /** Of the columns with these numbers. */
    KnownTexts(List<Integer> columns) {
        this.columns = columns.stream().mapToInt(Integer::intValue).toArray();
    }

    /** What a row's texts stand for: read from the row itself when they are seen for the first time. */
    T of(Row row, Function<Row, T> reading) {
        if (!(row instanceof PlainRow plain)) {
            return reading.apply(row);
        }
        T known = find(plain);
        if (known != null) {
            return known;
        }
        T read = reading.apply(row);
        put(read);
        return read;
    }

    @SuppressWarnings("unchecked")
    private @Nullable T find(PlainRow row) {
        copyKey(row);
        hash = hash();
        slot = (int) hash & (hashes.length - 1);
        while (ends[slot] != 0) {
            if (hashes[slot] == hash && isKey(slot)) {
                return (T) meanings[slot];
            }
            slot = (slot + 1) & (hashes.length - 1);
        }
        return null;
    }

    /** Remembers what those texts stand for that were last looked for and not found. */
    private void put(T meaning) {
        if (used > MOST_BYTES - length) {
            return;
        }
        if (used + length > texts.length) {
            texts = Arrays.copyOf(texts, Math.max(2 * texts.length, used + length));
        }
        System.arraycopy(key, 0, texts, used, length);
        used += length;
        set(slot, hash, used, length, meaning);
        if (++size > hashes.length / 2) {
            grow();
        }
    }

    /** Each column's bytes with a byte before and behind them that no text has: never empty. */
    private void copyKey(PlainRow row) {
        key[0] = '\n';
        length = 1;
        for (int column : columns) {
            int more = row.length(column);
            if (length + more + 1 > key.length) {
                key = Arrays.copyOf(key, 2 * (length + more + 1));
            }
            System.arraycopy(row.bytes(), row.start(column), key, length, more);
            length += more;
            key[length++] = '\n';
        }
    }

    private long hash() {
        long mixed = length;
        int i = 0;
        for (; i + Long.BYTES <= length; i += Long.BYTES) {
            mixed = mix(mixed ^ (long) LONGS.get(key, i));
        }
        for (; i < length; i++) {
            mixed = mixed << Byte.SIZE ^ mixed >>> (Long.SIZE - Byte.SIZE) ^ key[i];
        }
        return mix(mixed);
    }

    private static long mix(long bits) {
        long product = bits * GOLDEN_RATIO;
        return product ^ product >>> Integer.SIZE;
    }

    private boolean isKey(int at) {
        return lengths[at] == length && Arrays.equals(texts, ends[at] - length, ends[at], key, 0, length);
    }

    private void set(int at, long itsHash, int end, int itsLength, Object meaning) {
        hashes[at] = itsHash;
        ends[at] = end;
        lengths[at] = itsLength;
        meanings[at] = meaning;
    }

    private void grow() {
        long[] oldHashes = hashes;
        int[] oldEnds = ends;
        int[] oldLengths = lengths;
        Object[] oldMeanings = meanings;
        hashes = new long[2 * oldHashes.length];
        ends = new int[hashes.length];
        lengths = new int[hashes.length];
        meanings = new Object[hashes.length];
        for (int i = 0; i < oldHashes.length; i++) {
            if (oldEnds[i] != 0) {
                int at = (int) oldHashes[i] & (hashes.length - 1);
                while (ends[at] != 0) {
                    at = (at + 1) & (hashes.length - 1);
                }
                set(at, oldHashes[i], oldEnds[i], oldLengths[i], oldMeanings[i]);
            }
        }
    }
}

package io.engagement.connect;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * What the texts of some columns of a plain row stand for, found by their bytes: without making a text of them. Bytes are
 * taken eight at a time as one number, those of neighbouring columns together with what separates them.
 */
final class KnownTexts<T> {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    /** Of this run only, so that nobody can craft texts that collide. */
    private static final long KEY = new SecureRandom().nextLong() | 1;

    /** Beyond this, texts are rarely seen twice, and not remembered. */
    private static final int MOST_WORDS = 1 << 22;

    /** The first and the last of each group of columns that are next to each other. */
    private final int[] groups;

    private long[] hashes = new long[128];
    /** Where each slot's words begin, among all words; 0 for an empty slot. */
    private int[] starts = new int[128];

    private Object[] meanings = new Object[128];
    private long[] words = new long[1 << 9];
    private int used = 1;
    private int size;
    private long[] key = new long[32];
    private int length;
    private long hash;

    /** Of the columns with these numbers. */
    KnownTexts(List<Integer> columns) {
        this.groups = groups(
                columns.stream().mapToInt(Integer::intValue).sorted().distinct().toArray());
    }

    private static int[] groups(int[] columns) {
        int[] groups = new int[2 * columns.length];
        int count = 0;
        for (int column : columns) {
            if (count == 0 || groups[count - 1] != column - 1) {
                groups[count] = column;
                count += 2;
            }
            groups[count - 1] = column;
        }
        return Arrays.copyOf(groups, count);
    }

    /** What a row's texts stand for: read from the row itself when they are seen for the first time. */
    T of(Row row, Function<Row, T> reading) {
        if (!(row instanceof PlainRow plain)) {
            return reading.apply(row);
        }
        readKey(plain);
        int slot = slot();
        if (starts[slot] != 0) {
            return meaning(slot);
        }
        T read = reading.apply(row);
        put(slot, read);
        return read;
    }

    @SuppressWarnings("unchecked")
    private T meaning(int slot) {
        return (T) meanings[slot];
    }

    /** The slot that has the key, or the empty one where it belongs. */
    private int slot() {
        int slot = (int) hash & (hashes.length - 1);
        while (starts[slot] != 0 && !(hashes[slot] == hash && isKey(starts[slot]))) {
            slot = (slot + 1) & (hashes.length - 1);
        }
        return slot;
    }

    /** No key is the beginning of another one. */
    private boolean isKey(int start) {
        for (int i = 0; i < length; i++) {
            if (words[start + i] != key[i]) {
                return false;
            }
        }
        return true;
    }

    private void put(int slot, T meaning) {
        if (used > MOST_WORDS - length) {
            return;
        }
        if (used + length > words.length) {
            words = Arrays.copyOf(words, Math.max(2 * words.length, used + length));
        }
        System.arraycopy(key, 0, words, used, length);
        set(slot, hash, used, meaning);
        used += length;
        if (++size > hashes.length / 2) {
            grow();
        }
    }

    /** How long each group's text is, and its bytes. */
    private void readKey(PlainRow row) {
        // Not empty where there is no column.
        key[0] = groups.length;
        length = 1;
        hash = KEY;
        for (int group = 0; group < groups.length; group += 2) {
            readText(row.bytes(), row.start(groups[group]), row.end(groups[group + 1]));
        }
    }

    private void readText(byte[] bytes, int from, int to) {
        long count = (long) to - from;
        int most = length + 2 + (to - from) / Long.BYTES;
        if (most > key.length) {
            key = Arrays.copyOf(key, 2 * most);
        }
        long[] read = key;
        int next = length;
        read[next++] = count;
        long mixed = mix(hash ^ count);
        int i = from;
        for (; i + Long.BYTES <= to; i += Long.BYTES) {
            long word = (long) LONGS.get(bytes, i);
            read[next++] = word;
            mixed = mix(mixed ^ word);
        }
        if (i < to) {
            long word = lastWord(bytes, i, to - i);
            read[next++] = word;
            mixed = mix(mixed ^ word);
        }
        length = next;
        hash = mixed;
    }

    private static long mix(long bits) {
        return Math.multiplyHigh(bits, KEY) ^ (bits * KEY);
    }

    /** Fewer than eight bytes as a number. */
    private static long lastWord(byte[] bytes, int from, int count) {
        if (from + Long.BYTES <= bytes.length) {
            return (long) LONGS.get(bytes, from) & ((1L << (Byte.SIZE * count)) - 1);
        }
        long word = 0;
        for (int i = count - 1; i >= 0; i--) {
            word = word << Byte.SIZE | Byte.toUnsignedLong(bytes[from + i]);
        }
        return word;
    }

    /** The most texts that a search can pass. */
    int longestRun() {
        int longest = 0;
        int run = 0;
        for (int i = 0; i < 2 * starts.length; i++) {
            run = starts[i & (starts.length - 1)] == 0 ? 0 : run + 1;
            longest = Math.max(longest, run);
        }
        return longest;
    }

    private void set(int slot, long itsHash, int start, Object meaning) {
        hashes[slot] = itsHash;
        starts[slot] = start;
        meanings[slot] = meaning;
    }

    private void grow() {
        long[] oldHashes = hashes;
        int[] oldStarts = starts;
        Object[] oldMeanings = meanings;
        hashes = new long[2 * oldHashes.length];
        starts = new int[hashes.length];
        meanings = new Object[hashes.length];
        for (int i = 0; i < oldHashes.length; i++) {
            if (oldStarts[i] != 0) {
                int at = (int) oldHashes[i] & (hashes.length - 1);
                while (starts[at] != 0) {
                    at = (at + 1) & (hashes.length - 1);
                }
                set(at, oldHashes[i], oldStarts[i], oldMeanings[i]);
            }
        }
    }
}

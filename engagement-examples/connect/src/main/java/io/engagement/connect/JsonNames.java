package io.engagement.connect;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.SecureRandom;
import java.util.Arrays;

/** The names in the objects of a row, each of which may be there once. */
final class JsonNames {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    /** Of this run only, so that nobody can craft names that collide. */
    private static final long KEY = new SecureRandom().nextLong() | 1;

    private long[] hashes = new long[256];
    private int[] objects = new int[256];
    /** Row by row a slot is free again. */
    private int[] rows = new int[256];

    private byte[][] texts = new byte[256][0];
    private int[] starts = new int[256];
    private int[] lengths = new int[256];
    private int row = 1;
    private int size;

    /** A row begins, of whose objects no name is known. */
    void begin() {
        size = 0;
        if (++row == Integer.MAX_VALUE) {
            Arrays.fill(rows, 0);
            row = 1;
        }
    }

    /** What names are looked for by. */
    static long hash(byte[] text, int from, int to) {
        long hash = KEY ^ (to - from);
        int i = from;
        for (; i + Long.BYTES <= to; i += Long.BYTES) {
            hash = mix(hash ^ (long) LONGS.get(text, i));
        }
        long rest = 0;
        for (int shift = 0; i < to; i++, shift += Byte.SIZE) {
            rest |= Byte.toUnsignedLong(text[i]) << shift;
        }
        return mix(hash ^ rest);
    }

    private static long mix(long bits) {
        return Math.multiplyHigh(bits, KEY) ^ (bits * KEY);
    }

    /**
     * Adds a name.
     *
     * @param object a number of the object in its row
     * @return false if the object has it already
     */
    boolean add(int object, long hash, byte[] text, int from, int to) {
        if (2 * size >= rows.length) {
            grow();
        }
        int slot = slot(object, hash);
        while (rows[slot] == row) {
            if (hashes[slot] == hash && objects[slot] == object && isText(slot, text, from, to)) {
                return false;
            }
            slot = (slot + 1) & (rows.length - 1);
        }
        set(slot, object, hash, text, from, to - from);
        size++;
        return true;
    }

    private int slot(int object, long hash) {
        return (int) (hash + object * 0x9E3779B97F4A7C15L) & (rows.length - 1);
    }

    private boolean isText(int slot, byte[] text, int from, int to) {
        int start = starts[slot];
        return Arrays.equals(texts[slot], start, start + lengths[slot], text, from, to);
    }

    private void set(int slot, int object, long hash, byte[] text, int from, int length) {
        rows[slot] = row;
        objects[slot] = object;
        hashes[slot] = hash;
        texts[slot] = text;
        starts[slot] = from;
        lengths[slot] = length;
    }

    private void grow() {
        JsonNames before = new JsonNames();
        before.copy(this);
        int length = 2 * rows.length;
        hashes = new long[length];
        objects = new int[length];
        rows = new int[length];
        texts = new byte[length][0];
        starts = new int[length];
        lengths = new int[length];
        for (int i = 0; i < before.rows.length; i++) {
            if (before.rows[i] == row) {
                int slot = slot(before.objects[i], before.hashes[i]);
                while (rows[slot] == row) {
                    slot = (slot + 1) & (length - 1);
                }
                set(slot, before.objects[i], before.hashes[i], before.texts[i], before.starts[i], before.lengths[i]);
            }
        }
    }

    private void copy(JsonNames other) {
        hashes = other.hashes;
        objects = other.objects;
        rows = other.rows;
        texts = other.texts;
        starts = other.starts;
        lengths = other.lengths;
    }
}

package io.engagement.internal.index;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.SecureRandom;

/**
 * Hashes of texts and numbers under keys: under random ones, nobody can craft ids that collide. Four characters at a time
 * are multiplied with the hash so far into 128 bits, which are folded.
 *
 * @param first one key
 * @param second another
 */
public record KeyedHash(long first, long second) {
    private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /**
     * A hash under keys that nobody knows.
     *
     * @return the hash
     */
    public static KeyedHash random() {
        SecureRandom random = new SecureRandom();
        return new KeyedHash(random.nextLong(), random.nextLong());
    }

    /**
     * Of a text.
     *
     * @param text any
     * @return 64 bits
     */
    public long of(String text) {
        int length = text.length();
        long hash = first;
        int i = 0;
        for (; i + 4 <= length; i += 4) {
            long block = text.charAt(i)
                    | ((long) text.charAt(i + 1) << 16)
                    | ((long) text.charAt(i + 2) << 32)
                    | ((long) text.charAt(i + 3) << 48);
            hash = fold(block ^ second, hash);
        }
        long rest = 0;
        for (; i < length; i++) {
            rest = (rest << 16) | text.charAt(i);
        }
        return fold(fold(rest ^ second, hash ^ (long) length), second ^ GOLDEN_RATIO);
    }

    /**
     * Of a part of an array.
     *
     * @param bytes the array
     * @param from where the part begins
     * @param to before where it ends
     * @return 64 bits; not those of a text that is written so
     */
    public long of(byte[] bytes, int from, int to) {
        long hash = first;
        int i = from;
        for (; i + Long.BYTES < to; i += Long.BYTES) {
            hash = fold((long) LONGS.get(bytes, i) ^ second, hash);
        }
        return fold(fold(word(bytes, i, to - i) ^ second, hash ^ (to - from)), second ^ GOLDEN_RATIO);
    }

    /**
     * Up to eight bytes as one number, the first one lowest.
     *
     * @param bytes the array
     * @param from where they begin
     * @param length how many, from 0 to 8
     * @return the number, 0 in place of bytes that are not asked for
     */
    public static long word(byte[] bytes, int from, int length) {
        if (from + Long.BYTES <= bytes.length) {
            long all = (long) LONGS.get(bytes, from);
            return length == Long.BYTES ? all : all & ((1L << (Byte.SIZE * length)) - 1);
        }
        long word = 0;
        for (int i = length - 1; i >= 0; i--) {
            word = (word << Byte.SIZE) | Byte.toUnsignedLong(bytes[from + i]);
        }
        return word;
    }

    /**
     * Of a number.
     *
     * @param number any
     * @return 64 bits
     */
    public long of(long number) {
        return fold(number ^ first, second | 1);
    }

    /**
     * A hash under other keys, for the same keys and number always the same.
     *
     * @param number which one
     * @return the hash
     */
    public KeyedHash derived(long number) {
        return new KeyedHash(second ^ number, first + Long.rotateLeft(number, 32));
    }

    private static long fold(long a, long b) {
        return Math.multiplyHigh(a, b) ^ (a * b);
    }
}

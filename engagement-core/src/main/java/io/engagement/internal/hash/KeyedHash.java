package io.engagement.internal.hash;

import java.security.SecureRandom;

/**
 * Hashes of texts and numbers under keys: under random ones, nobody can craft ids that collide. Four characters at a time
 * are multiplied with the hash so far into 128 bits, which are folded.
 *
 * @param first one key
 * @param second another
 */
public record KeyedHash(long first, long second) {
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
        return fold(fold(rest ^ second, hash ^ (long) length), second ^ 0x9E3779B97F4A7C15L);
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

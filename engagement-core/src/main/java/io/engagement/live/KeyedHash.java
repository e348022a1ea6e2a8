package io.engagement.live;

import java.security.SecureRandom;

/**
 * Hashes of texts under secret keys, so that nobody can craft ids that collide. Four characters at a time are multiplied
 * with the hash so far into 128 bits, which are folded.
 *
 * @param first one key
 * @param second another
 */
record KeyedHash(long first, long second) {
    static KeyedHash random() {
        SecureRandom random = new SecureRandom();
        return new KeyedHash(random.nextLong(), random.nextLong());
    }

    /** Of a customer's id. */
    long of(String text) {
        return of(text, first, second);
    }

    /** The first half of an interaction's id in 128 bits; ids belong to a customer. */
    long ofId(long customer, String id) {
        return of(id, second ^ customer, first);
    }

    /** The second half; odd, so that no id is all 0. */
    long ofIdAgain(long customer, String id) {
        return of(id, first + customer, ~second) | 1;
    }

    private static long of(String text, long seed, long key) {
        int length = text.length();
        long hash = seed;
        int i = 0;
        for (; i + 4 <= length; i += 4) {
            long block = text.charAt(i)
                    | ((long) text.charAt(i + 1) << 16)
                    | ((long) text.charAt(i + 2) << 32)
                    | ((long) text.charAt(i + 3) << 48);
            hash = fold(block ^ key, hash);
        }
        long rest = 0;
        for (; i < length; i++) {
            rest = (rest << 16) | text.charAt(i);
        }
        return fold(fold(rest ^ key, hash ^ (long) length), key ^ 0x9E3779B97F4A7C15L);
    }

    private static long fold(long a, long b) {
        return Math.multiplyHigh(a, b) ^ (a * b);
    }
}

package io.engagement.internal.index;

import org.jspecify.annotations.Nullable;

/**
 * A number that stands for a text, the same everywhere and for ever: two texts have the same one by a chance of 1 in 10^15.
 * It is a whole number that a double holds exactly.
 */
public final class TextKey {
    private static final KeyedHash HASH = new KeyedHash(0x243F6A8885A308D3L, 0x13198A2E03707344L);
    private static final int BITS = 50;

    /** No key is larger. */
    static final double LARGEST = 1L << BITS;

    private TextKey() {}

    /** Above 0; NaN for no text. */
    public static double of(@Nullable String text) {
        return text == null ? Double.NaN : 1 + (double) (HASH.of(text) >>> (Long.SIZE - BITS));
    }

    /** Whether a number can stand for a text. */
    public static boolean isKey(double key) {
        return key >= 1 && key <= LARGEST && key == Math.rint(key);
    }
}

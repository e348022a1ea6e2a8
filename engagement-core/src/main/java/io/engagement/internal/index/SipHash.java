package io.engagement.internal.index;

/**
 * SipHash-2-4 (Aumasson and Bernstein 2012) of texts, two bytes a character: who does not know the keys can tell nothing of a
 * hash from others, where {@link KeyedHash} only keeps ids from being crafted to collide.
 *
 * @param first one key
 * @param second another
 */
public record SipHash(long first, long second) {
    /**
     * Of a text.
     *
     * @param text any
     * @return 64 bits
     */
    public long of(String text) {
        long v0 = first ^ 0x736f6d6570736575L;
        long v1 = second ^ 0x646f72616e646f6dL;
        long v2 = first ^ 0x6c7967656e657261L;
        long v3 = second ^ 0x7465646279746573L;
        int length = text.length();
        int whole = length & ~3;
        // Blocks of four characters, the last one filled up by the length; then four rounds more.
        for (int i = 0; i <= whole + 4; i += 4) {
            boolean isBlock = i <= whole;
            long block = isBlock ? (i < whole ? word(text, i, 4) : word(text, i, length - i) | (2L * length) << 56) : 0;
            v3 ^= block;
            v2 ^= isBlock ? 0 : 0xff;
            for (int round = isBlock ? 2 : 4; round > 0; round--) {
                v0 += v1;
                v2 += v3;
                v1 = Long.rotateLeft(v1, 13) ^ v0;
                v3 = Long.rotateLeft(v3, 16) ^ v2;
                v0 = Long.rotateLeft(v0, 32);
                v2 += v1;
                v0 += v3;
                v1 = Long.rotateLeft(v1, 17) ^ v2;
                v3 = Long.rotateLeft(v3, 21) ^ v0;
                v2 = Long.rotateLeft(v2, 32);
            }
            v0 ^= block;
        }
        return v0 ^ v1 ^ v2 ^ v3;
    }

    private static long word(String text, int from, int characters) {
        long word = 0;
        for (int i = 0; i < characters; i++) {
            word |= (long) text.charAt(from + i) << (16 * i);
        }
        return word;
    }
}

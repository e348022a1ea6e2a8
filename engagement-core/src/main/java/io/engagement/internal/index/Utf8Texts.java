package io.engagement.internal.index;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Texts as bytes of UTF-8, one behind the other in one array, with their hashes. */
public final class Utf8Texts {
    /** Keys that last as long as the program: so a hash can be made before it is known where the text will be looked for. */
    private static final KeyedHash HASH = KeyedHash.random();

    private byte[] bytes = new byte[1 << 10];
    private int[] ends = new int[64];
    private long[] hashes = new long[64];
    private int size;

    int size() {
        return size;
    }

    /** Adds a part of an array, of which it is known that it is UTF-8. */
    public void add(byte[] source, int from, int to) {
        int start = start(size);
        if (to - from > bytes.length - start) {
            bytes = Arrays.copyOf(bytes, roomFor(start, to - from));
        }
        if (size == ends.length) {
            ends = Arrays.copyOf(ends, ArrayLengths.longer(size));
            hashes = Arrays.copyOf(hashes, ends.length);
        }
        System.arraycopy(source, from, bytes, start, to - from);
        ends[size] = start + to - from;
        hashes[size++] = hash(source, from, to);
    }

    static long hash(byte[] source, int from, int to) {
        return HASH.of(source, from, to);
    }

    private static int roomFor(int used, int more) {
        if (more > ArrayLengths.LONGEST - used) {
            throw new IllegalStateException(
                    "ids take more than " + ArrayLengths.LONGEST + " bytes; add rows to a log earlier");
        }
        return Math.max(ArrayLengths.longer(used), used + more);
    }

    byte[] bytes() {
        return bytes;
    }

    int start(int number) {
        return number == 0 ? 0 : ends[number - 1];
    }

    int end(int number) {
        return ends[number];
    }

    long hash(int number) {
        return hashes[number];
    }

    String text(int number) {
        int start = start(number);
        return new String(bytes, start, ends[number] - start, StandardCharsets.UTF_8);
    }

    /**
     * Decodes bytes, which are not replaced by a mark if they are no characters: two texts might become the same.
     *
     * @throws IllegalArgumentException if they are not UTF-8
     */
    public static String decoded(byte[] source, int from, int to) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(source, from, to - from))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("customerId must be UTF-8, was other bytes", e);
        }
    }
}

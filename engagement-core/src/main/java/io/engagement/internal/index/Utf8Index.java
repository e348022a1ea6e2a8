package io.engagement.internal.index;

import java.util.Arrays;

/**
 * The numbers of texts that come as UTF-8: a hash table in one array, in which a text of up to eight bytes is found with
 * one access to memory that is far, a longer one with three. Nobody can aim at its hashes. Without it, each made a {@code
 * String} and looked up in a {@link TextIndex}, the building of a log of 1,000,000 rows takes 3 times the CPU time.
 */
public final class Utf8Index {
    /** Texts whose places are fetched at once. */
    private static final int BLOCK = 128;

    /** Texts that are longer look the same in an entry. */
    private static final int LONG = 255;

    /** Beyond this, longer texts are not found here. */
    private static final int MOST_BYTES = 1 << 30;

    /**
     * In turn: the first eight bytes of a text; in the upper half of the second number a part of the hash and the length,
     * in the lower half what the text stands for plus one. 0 in the second is an empty place.
     */
    private long[] entries = new long[1 << 8];

    private int size;
    /** Of a text longer than eight bytes, by what it stands for: in the upper half where it begins, in the lower its length. */
    private long[] spans = new long[0];

    private byte[] bytes = new byte[0];
    private int used;
    /** Kept, so that no compiler leaves out what was read for it. */
    @SuppressWarnings("UnusedVariable")
    private long fetched;

    /**
     * What texts stand for, in their order.
     *
     * @param numbers gives a text a number that is not known here
     */
    public int[] numbers(Utf8Texts texts, TextIndex numbers) {
        int[] found = new int[texts.size()];
        for (int from = 0; from < found.length; from += BLOCK) {
            int to = Math.min(found.length, from + BLOCK);
            fetch(texts, from, to);
            for (int i = from; i < to; i++) {
                found[i] = number(texts, i, numbers);
            }
        }
        return found;
    }

    /** A loop in which nothing waits for what is read, so that the memory looks for many places at once. */
    private void fetch(Utf8Texts texts, int from, int to) {
        for (int i = from; i < to; i++) {
            fetched += entries[place(texts.hash(i))];
        }
    }

    private int number(Utf8Texts texts, int text, TextIndex numbers) {
        int from = texts.start(text);
        int length = texts.end(text) - from;
        long word = KeyedHash.word(texts.bytes(), from, Math.min(length, Long.BYTES));
        int tag = tag(texts.hash(text), length);
        int place = place(texts.hash(text));
        while (entries[place + 1] != 0) {
            if (entries[place] == word && (int) (entries[place + 1] >>> Integer.SIZE) == tag) {
                int number = (int) entries[place + 1] - 1;
                if (length <= Long.BYTES || isSame(number, texts.bytes(), from, length)) {
                    return number;
                }
            }
            place = (place + 2) & (entries.length - 1);
        }
        int number = numbers.indexOf(texts.text(text));
        if (length <= Long.BYTES || keep(number, texts.bytes(), from, length)) {
            put(place, word, tag, number);
        }
        return number;
    }

    private int place(long hash) {
        return ((int) hash << 1) & (entries.length - 1);
    }

    /** Not of those bits of the hash that tell the place. */
    private static int tag(long hash, int length) {
        return (int) (hash >>> 40) << Byte.SIZE | Math.min(length, LONG);
    }

    private boolean isSame(int number, byte[] source, int from, int length) {
        int start = (int) (spans[number] >>> Integer.SIZE);
        return (int) spans[number] == length
                && Arrays.equals(bytes, start, start + length, source, from, from + length);
    }

    /** Keeps what does not fit into an entry, if there is room. */
    private boolean keep(int number, byte[] source, int from, int length) {
        if (length > MOST_BYTES - used) {
            return false;
        }
        if (length > bytes.length - used) {
            bytes = Arrays.copyOf(bytes, Math.max(ArrayLengths.longer(used), used + length));
        }
        if (number >= spans.length) {
            spans = Arrays.copyOf(spans, ArrayLengths.longer(number));
        }
        System.arraycopy(source, from, bytes, used, length);
        spans[number] = (long) used << Integer.SIZE | length;
        used += length;
        return true;
    }

    /** A table that is half full and cannot grow takes nothing more: the other index knows it. */
    private void put(int place, long word, int tag, int number) {
        if (4 * (long) size >= entries.length) {
            return;
        }
        entries[place] = word;
        entries[place + 1] = (long) tag << Integer.SIZE | (number + 1);
        if (8 * (long) ++size > entries.length) {
            grow();
        }
    }

    /** An eighth to a quarter of the places are in use: most texts are where they are first looked for. */
    private void grow() {
        if (entries.length > Integer.MAX_VALUE / 2) {
            return;
        }
        long[] old = entries;
        entries = new long[2 * old.length];
        for (int i = 0; i < old.length; i += 2) {
            if (old[i + 1] != 0) {
                int place = place(hash(old[i], old[i + 1]));
                while (entries[place + 1] != 0) {
                    place = (place + 2) & (entries.length - 1);
                }
                entries[place] = old[i];
                entries[place + 1] = old[i + 1];
            }
        }
    }

    private long hash(long word, long rest) {
        int length = (int) (rest >>> Integer.SIZE) & LONG;
        if (length > Long.BYTES) {
            long span = spans[(int) rest - 1];
            int start = (int) (span >>> Integer.SIZE);
            return Utf8Texts.hash(bytes, start, start + (int) span);
        }
        byte[] few = new byte[Long.BYTES];
        for (int i = 0; i < few.length; i++) {
            few[i] = (byte) (word >>> (Byte.SIZE * i));
        }
        return Utf8Texts.hash(few, 0, length);
    }
}

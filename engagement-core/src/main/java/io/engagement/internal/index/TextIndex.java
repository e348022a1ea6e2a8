package io.engagement.internal.index;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Numbers texts in the order in which they first come: a hash table in one array of primitives, as a log has millions of
 * ids and a map's entries would take several times the memory of its columns: some 40 bytes an id more. The building of a log of
 * 1,000,000 rows would take 1.1 times the CPU time.
 *
 * <p>Texts know their own hash, which is the quickest, and the easiest to craft collisions for: where a search takes longer
 * than chance lets it, all texts are entered anew by a keyed hash. Numbers do not depend on it.
 */
public final class TextIndex {
    private static final int GOLDEN_RATIO = 0x9E3779B9;

    /** In a table that is half empty, honest hashes of 10 million texts need no more than some 80 steps. */
    private static final int MOST_STEPS = 512;

    /** The upper half of a slot is the hash, the lower half the number plus one; 0 is an empty slot. */
    private long[] slots = new long[64];

    private String[] texts = new String[32];
    private int size;
    private @Nullable KeyedHash keyed;

    public int size() {
        return size;
    }

    public String text(int number) {
        return texts[number];
    }

    /** The number of a text, which is the next one if the text is new. */
    public int indexOf(String text) {
        int hash = hash(text);
        int slot = slot(hash);
        for (int steps = 0; slots[slot] != 0; steps++) {
            int number = (int) slots[slot] - 1;
            if ((int) (slots[slot] >>> Integer.SIZE) == hash && texts[number].equals(text)) {
                return number;
            }
            if (steps == MOST_STEPS && keyed == null) {
                rehash(slots.length, KeyedHash.random());
                return indexOf(text);
            }
            slot = (slot + 1) & (slots.length - 1);
        }
        return put(slot, hash, text);
    }

    private int hash(String text) {
        return keyed == null ? text.hashCode() * GOLDEN_RATIO : (int) keyed.of(text);
    }

    /** The most texts that a search can pass. */
    int longestRun() {
        int longest = 0;
        int run = 0;
        for (int i = 0; i < 2 * slots.length; i++) {
            run = slots[i & (slots.length - 1)] == 0 ? 0 : run + 1;
            longest = Math.max(longest, run);
        }
        return longest;
    }

    /** The numbers of all texts in the natural order of these. */
    public int[] order() {
        return TextOrder.of(texts, size);
    }

    /** All texts in their natural order. */
    public String[] sorted() {
        return Arrays.stream(order()).mapToObj(this::text).toArray(String[]::new);
    }

    private int slot(int hash) {
        // The upper bits: a multiplication mixes upwards.
        return hash >>> (Integer.numberOfLeadingZeros(slots.length) + 1);
    }

    private int put(int slot, int hash, String text) {
        if (size == texts.length) {
            texts = Arrays.copyOf(texts, ArrayLengths.longer(size));
        }
        texts[size++] = text;
        slots[slot] = (long) hash << Integer.SIZE | size;
        if (size > slots.length / 2) {
            rehash(2 * slots.length, keyed);
        }
        return size - 1;
    }

    /** Changes nothing if there is no memory for it. */
    private void rehash(int length, @Nullable KeyedHash other) {
        slots = new long[length];
        keyed = other;
        for (int number = 0; number < size; number++) {
            int hash = hash(texts[number]);
            int slot = slot(hash);
            while (slots[slot] != 0) {
                slot = (slot + 1) & (slots.length - 1);
            }
            slots[slot] = ((long) hash << Integer.SIZE) | (number + 1);
        }
    }
}

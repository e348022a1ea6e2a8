package io.engagement.history;

import java.util.Arrays;

/**
 * Numbers texts in the order in which they first come: a hash table in one array of primitives, as a log has millions of
 * ids and a map's entries would take several times the memory of its columns.
 */
final class TextIndex {
    private static final int GOLDEN_RATIO = 0x9E3779B9;

    /** The upper half of a slot is the hash, the lower half the number plus one; 0 is an empty slot. */
    private long[] slots = new long[64];

    private String[] texts = new String[32];
    private int size;

    int size() {
        return size;
    }

    String text(int number) {
        return texts[number];
    }

    /** The number of a text, which is the next one if the text is new. */
    int indexOf(String text) {
        int hash = text.hashCode() * GOLDEN_RATIO;
        int slot = slot(hash);
        while (slots[slot] != 0) {
            int number = (int) slots[slot] - 1;
            if ((int) (slots[slot] >>> Integer.SIZE) == hash && texts[number].equals(text)) {
                return number;
            }
            slot = (slot + 1) & (slots.length - 1);
        }
        return put(slot, hash, text);
    }

    /** All texts in their natural order. */
    String[] sorted() {
        String[] sorted = Arrays.copyOf(texts, size);
        Arrays.parallelSort(sorted);
        return sorted;
    }

    private int slot(int hash) {
        // The upper bits: a multiplication mixes upwards.
        return hash >>> (Integer.numberOfLeadingZeros(slots.length) + 1);
    }

    private int put(int slot, int hash, String text) {
        if (size == texts.length) {
            texts = Arrays.copyOf(texts, Columns.longer(size));
        }
        texts[size++] = text;
        slots[slot] = (long) hash << Integer.SIZE | size;
        if (size > slots.length / 2) {
            rehash();
        }
        return size - 1;
    }

    private void rehash() {
        long[] entries = slots;
        slots = new long[2 * entries.length];
        for (long entry : entries) {
            if (entry != 0) {
                int slot = slot((int) (entry >>> Integer.SIZE));
                while (slots[slot] != 0) {
                    slot = (slot + 1) & (slots.length - 1);
                }
                slots[slot] = entry;
            }
        }
    }
}

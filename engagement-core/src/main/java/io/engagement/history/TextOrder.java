package io.engagement.history;

import java.util.Arrays;

/**
 * Texts in their natural order: by their first eight characters as one number, digit by digit, then those that agree in
 * these by comparing the rest. Customers' ids are short, and there are many.
 */
final class TextOrder {
    private static final int PREFIX = Long.BYTES;
    private static final int DIGITS = 1 << Byte.SIZE;

    /** Below this number comparing is as quick. */
    private static final int FEW = 1024;

    private TextOrder() {}

    /** The first texts of an array in their natural order. */
    static String[] sorted(String[] texts, int size) {
        String[] sorted = Arrays.copyOf(texts, size);
        if (size < FEW) {
            Arrays.sort(sorted);
            return sorted;
        }
        long[] prefixes = new long[size];
        for (int i = 0; i < size; i++) {
            long prefix = prefix(sorted[i]);
            if (prefix < 0) {
                Arrays.parallelSort(sorted);
                return sorted;
            }
            prefixes[i] = prefix;
        }
        return byPrefix(sorted, prefixes);
    }

    /** A byte a character, the first one highest; negative where a character is beyond ASCII. */
    private static long prefix(String text) {
        long prefix = 0;
        for (int i = 0; i < PREFIX; i++) {
            int c = i < text.length() ? text.charAt(i) : 0;
            if (c >= DIGITS / 2) {
                return -1;
            }
            prefix = (prefix << Byte.SIZE) | c;
        }
        return prefix;
    }

    private static String[] byPrefix(String[] texts, long[] prefixes) {
        int size = texts.length;
        long[] keys = prefixes;
        int[] order = new int[size];
        Arrays.setAll(order, i -> i);
        long[] otherKeys = new long[size];
        int[] otherOrder = new int[size];
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            int[] next = starts(keys, shift);
            if (next.length == 0) {
                continue;
            }
            for (int i = 0; i < size; i++) {
                int place = next[digit(keys[i], shift)]++;
                otherKeys[place] = keys[i];
                otherOrder[place] = order[i];
            }
            long[] keysBefore = keys;
            keys = otherKeys;
            otherKeys = keysBefore;
            int[] orderBefore = order;
            order = otherOrder;
            otherOrder = orderBefore;
        }
        String[] sorted = new String[size];
        for (int i = 0; i < size; i++) {
            sorted[i] = texts[order[i]];
        }
        sortTies(sorted, keys);
        return sorted;
    }

    /** Where the keys of each digit begin; empty where all have the same. */
    private static int[] starts(long[] keys, int shift) {
        int[] counts = new int[DIGITS];
        for (long key : keys) {
            counts[digit(key, shift)]++;
        }
        if (counts[digit(keys[0], shift)] == keys.length) {
            return new int[0];
        }
        int next = 0;
        for (int digit = 0; digit < DIGITS; digit++) {
            int count = counts[digit];
            counts[digit] = next;
            next += count;
        }
        return counts;
    }

    private static int digit(long key, int shift) {
        return (int) (key >>> shift) & (DIGITS - 1);
    }

    private static void sortTies(String[] sorted, long[] keys) {
        int from = 0;
        for (int i = 1; i <= sorted.length; i++) {
            if (i == sorted.length || keys[i] != keys[from]) {
                if (i - from > 1) {
                    Arrays.sort(sorted, from, i);
                }
                from = i;
            }
        }
    }
}

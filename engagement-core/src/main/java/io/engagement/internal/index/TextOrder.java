package io.engagement.internal.index;

import java.util.Arrays;
import java.util.Comparator;

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

    /** The numbers of the first texts of an array, which differ, in the natural order of these texts. */
    static int[] of(String[] texts, int size) {
        if (size < FEW) {
            return byComparing(texts, size);
        }
        long[] prefixes = new long[size];
        for (int i = 0; i < size; i++) {
            prefixes[i] = prefix(texts[i]);
            if (prefixes[i] < 0) {
                return byComparing(texts, size);
            }
        }
        return byPrefix(texts, prefixes);
    }

    private static int[] byComparing(String[] texts, int size) {
        Integer[] order = new Integer[size];
        Arrays.setAll(order, i -> i);
        Arrays.parallelSort(order, Comparator.comparing(number -> texts[number]));
        return Arrays.stream(order).mapToInt(Integer::intValue).toArray();
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

    private static int[] byPrefix(String[] texts, long[] prefixes) {
        int size = prefixes.length;
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
        sortTies(texts, keys, order);
        return order;
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

    private static void sortTies(String[] texts, long[] keys, int[] order) {
        int from = 0;
        for (int i = 1; i <= order.length; i++) {
            if (i == order.length || keys[i] != keys[from]) {
                if (i - from > 1) {
                    sort(texts, order, from, i);
                }
                from = i;
            }
        }
    }

    private static void sort(String[] texts, int[] order, int from, int to) {
        Integer[] sorted = new Integer[to - from];
        Arrays.setAll(sorted, i -> order[from + i]);
        Arrays.parallelSort(sorted, Comparator.comparing(number -> texts[number]));
        for (int i = from; i < to; i++) {
            order[i] = sorted[i - from];
        }
    }
}

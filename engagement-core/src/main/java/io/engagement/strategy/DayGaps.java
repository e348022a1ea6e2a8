package io.engagement.strategy;

import java.util.Arrays;

/** Times between contacts, in days. */
final class DayGaps {
    private double[] gaps = new double[8];
    private int size;

    void add(double gap) {
        if (size == gaps.length) {
            gaps = Arrays.copyOf(gaps, 2 * size);
        }
        gaps[size++] = gap;
    }

    int size() {
        return size;
    }

    /** The mean of the two in the middle if they are even; NaN if there is none. */
    double median() {
        if (size == 0) {
            return Double.NaN;
        }
        // Sorting all of them was half of what a map of 6,000,000 contacts took.
        double[] some = Arrays.copyOf(gaps, size);
        double upper = selected(some, size / 2);
        double lower =
                size % 2 == 1 ? upper : Arrays.stream(some, 0, size / 2).max().orElse(upper);
        return (lower + upper) / 2;
    }

    /** What a place holds once numbers are sorted; what is smaller then stands before it. Hoare's FIND, which sorts where it is slow. */
    private static double selected(double[] numbers, int place) {
        int from = 0;
        int to = numbers.length - 1;
        int rounds = 2 * (Integer.SIZE - Integer.numberOfLeadingZeros(numbers.length));
        while (from < to) {
            if (rounds-- == 0) {
                Arrays.sort(numbers, from, to + 1);
                break;
            }
            double pivot = middle(numbers[from], numbers[(from + to) >>> 1], numbers[to]);
            int left = from;
            int right = to;
            while (left <= right) {
                while (numbers[left] < pivot) {
                    left++;
                }
                while (numbers[right] > pivot) {
                    right--;
                }
                if (left <= right) {
                    double other = numbers[left];
                    numbers[left++] = numbers[right];
                    numbers[right--] = other;
                }
            }
            if (place <= right) {
                to = right;
            } else if (place >= left) {
                from = left;
            } else {
                break;
            }
        }
        return numbers[place];
    }

    private static double middle(double one, double other, double third) {
        return Math.max(Math.min(one, other), Math.min(Math.max(one, other), third));
    }
}

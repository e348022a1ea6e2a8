package io.engagement.strategy;

import io.engagement.history.LogView;
import io.engagement.strategy.ContactOverlaps.Pair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts contacts, which run from one instant to another, that meet one of another name: of each name a customer's contacts are kept by
 * their beginnings, with the latest end so far, so that one search tells whether any of them meets.
 */
final class OverlapSums {
    /** Is no contact, and has no name. */
    static final String NO_CONTACT = "\0";

    private final LogView view;
    private final List<String> names;
    private final End end;
    private final Map<String, Map<String, Integer>> pairs = new TreeMap<>();
    private int contacts;
    private int overlapping;
    private int customers;
    private int unknown;

    /** Until when a contact runs. */
    interface End {
        long of(String name, long at);
    }

    /** A customer's contacts of one name, by their beginnings. */
    private static final class Runs {
        private long[] starts = new long[4];
        private long[] latestEnds = new long[4];
        private int size;

        void add(long start, long end) {
            if (size == starts.length) {
                starts = Arrays.copyOf(starts, 2 * size);
                latestEnds = Arrays.copyOf(latestEnds, 2 * size);
            }
            latestEnds[size] = size == 0 ? end : Math.max(end, latestEnds[size - 1]);
            starts[size++] = start;
        }

        /** Whether one of them meets a run, ends included. */
        boolean meets(long start, long end) {
            int begun = begun(end);
            return begun > 0 && latestEnds[begun - 1] >= start;
        }

        private int begun(long until) {
            int low = 0;
            int high = size;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (starts[middle] <= until) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }
    }

    OverlapSums(LogView view, List<String> names, End end) {
        this.view = view;
        this.names = names;
        this.end = end;
    }

    void addRow(int row, long from) {
        Map<String, Runs> runs = new TreeMap<>();
        for (int i = view.start(row); i < view.end(row); i++) {
            String name = names.get(view.kindIndex(i));
            long at = view.epochMilli(i);
            if (at < from || name.equals(NO_CONTACT)) {
                continue;
            }
            if (name.isEmpty()) {
                unknown++;
            } else {
                runs.computeIfAbsent(name, unused -> new Runs()).add(at, end.of(name, at));
            }
        }
        boolean met = false;
        for (Map.Entry<String, Runs> one : runs.entrySet()) {
            for (int i = 0; i < one.getValue().size; i++) {
                met |= count(one.getKey(), one.getValue().starts[i], runs);
            }
        }
        customers += met ? 1 : 0;
    }

    private boolean count(String name, long at, Map<String, Runs> runs) {
        contacts++;
        boolean met = false;
        for (Map.Entry<String, Runs> other : runs.entrySet()) {
            if (!other.getKey().equals(name) && other.getValue().meets(at, end.of(name, at))) {
                met = true;
                pairs.computeIfAbsent(name, unused -> new TreeMap<>()).merge(other.getKey(), 1, Integer::sum);
            }
        }
        overlapping += met ? 1 : 0;
        return met;
    }

    int contacts() {
        return contacts;
    }

    int overlapping() {
        return overlapping;
    }

    int customers() {
        return customers;
    }

    int unknown() {
        return unknown;
    }

    List<Pair> pairs() {
        List<Pair> all = new ArrayList<>();
        pairs.forEach((one, others) -> others.forEach((other, count) -> all.add(new Pair(one, other, count))));
        all.sort(Comparator.comparingInt(Pair::contacts).reversed());
        return all;
    }
}

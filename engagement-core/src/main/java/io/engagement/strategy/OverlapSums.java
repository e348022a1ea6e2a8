package io.engagement.strategy;

import io.engagement.history.LogView;
import io.engagement.strategy.ContactOverlaps.Pair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Counts contacts that run at the same time as one of another name: of each customer two passes, one for the names that began
 * before a contact and still run, and one for those that begin while it runs. Both look only at names that are met.
 */
final class OverlapSums {
    /** Is no contact, and has no name. */
    static final String NO_CONTACT = "\0";

    private static final int NOT = -1;
    private static final int UNNAMED = -2;

    private final LogView view;
    private final End end;
    private final List<String> names;
    private final int[] ofKind;
    private final Map<Long, Integer> pairs = new HashMap<>();
    private int contacts;
    private int overlapping;
    private int customers;
    private int unknown;

    /** The contacts of the customer at hand, by their beginnings. */
    private int[] name = new int[16];

    private long[] start = new long[16];
    private long[] until = new long[16];
    private boolean[] met = new boolean[16];
    /** Names that each contact met: those of contact i end before {@code ends[i]}. */
    private int[] ends = new int[16];

    private int[] before = new int[16];
    private int size;

    /** By name: the latest end of those that began, and whether one may still run. */
    private final long[] latest;

    private final boolean[] mayRun;
    private final int[] running;
    private int runs;

    /** By name: the next beginning, and in the order of these the name behind. */
    private final long[] next;

    private final int[] behind;
    private final int[] ahead;
    /** The contact that last met a name, of all customers'. */
    private final int[] lastMet;

    /** Until when a contact runs. */
    interface End {
        long of(String name, long at);
    }

    OverlapSums(LogView view, List<String> ofKinds, End end) {
        this.view = view;
        this.end = end;
        TreeSet<String> all = new TreeSet<>(ofKinds);
        all.removeAll(List.of("", NO_CONTACT));
        this.names = List.copyOf(all);
        Map<String, Integer> numbers = new HashMap<>(Map.of("", UNNAMED, NO_CONTACT, NOT));
        names.forEach(each -> numbers.put(each, numbers.size() - 2));
        this.ofKind = ofKinds.stream()
                .mapToInt(each -> numbers.getOrDefault(each, NOT))
                .toArray();
        this.latest = new long[names.size()];
        this.mayRun = new boolean[names.size()];
        this.running = new int[names.size()];
        this.next = new long[names.size()];
        this.behind = new int[names.size()];
        this.ahead = new int[names.size()];
        this.lastMet = new int[names.size()];
        Arrays.fill(ahead, UNNAMED);
        Arrays.fill(lastMet, NOT);
    }

    void addRow(int row, long from) {
        read(row, from);
        meetEarlier();
        meetLater();
        boolean any = false;
        for (int i = 0; i < size; i++) {
            overlapping += met[i] ? 1 : 0;
            any |= met[i];
        }
        contacts += size;
        customers += any ? 1 : 0;
    }

    private void read(int row, long from) {
        size = 0;
        for (int i = view.start(row); i < view.end(row); i++) {
            int kind = ofKind[view.kindIndex(i)];
            long at = view.epochMilli(i);
            if (at >= from && kind == UNNAMED) {
                unknown++;
            } else if (at >= from && kind != NOT) {
                append(kind, at);
            }
        }
    }

    private void append(int kind, long at) {
        if (size == name.length) {
            name = Arrays.copyOf(name, 2 * size);
            start = Arrays.copyOf(start, 2 * size);
            until = Arrays.copyOf(until, 2 * size);
            met = Arrays.copyOf(met, 2 * size);
            ends = Arrays.copyOf(ends, 2 * size);
        }
        name[size] = kind;
        start[size] = at;
        until[size] = end.of(names.get(kind), at);
        met[size++] = false;
    }

    private void meetEarlier() {
        int found = 0;
        for (int i = 0; i < size; i++) {
            forgetThoseBefore(start[i]);
            if (before.length < found + runs) {
                before = Arrays.copyOf(before, 2 * (found + runs));
            }
            for (int k = 0; k < runs; k++) {
                if (running[k] != name[i]) {
                    before[found++] = running[k];
                    meets(i, running[k]);
                }
            }
            ends[i] = found;
            run(name[i], until[i]);
        }
        while (runs > 0) {
            mayRun[running[--runs]] = false;
        }
    }

    private void run(int of, long end) {
        latest[of] = mayRun[of] ? Math.max(latest[of], end) : end;
        if (!mayRun[of]) {
            mayRun[of] = true;
            running[runs++] = of;
        }
    }

    private void forgetThoseBefore(long at) {
        int kept = 0;
        for (int k = 0; k < runs; k++) {
            int of = running[k];
            mayRun[of] = latest[of] >= at;
            if (mayRun[of]) {
                running[kept++] = of;
            }
        }
        runs = kept;
    }

    private void meetLater() {
        int first = NOT;
        for (int i = size - 1; i >= 0; i--) {
            for (int k = i == 0 ? 0 : ends[i - 1]; k < ends[i]; k++) {
                lastMet[before[k]] = contacts + i;
            }
            for (int of = first; of != NOT && next[of] <= until[i]; of = behind[of]) {
                if (of != name[i] && lastMet[of] != contacts + i) {
                    meets(i, of);
                }
            }
            first = toFront(name[i], first);
            next[name[i]] = start[i];
        }
        for (int i = 0; i < size; i++) {
            ahead[name[i]] = UNNAMED;
        }
    }

    /** Names in the order of their next beginnings; {@code ahead} is UNNAMED for those that are not in it. */
    private int toFront(int of, int first) {
        if (of == first) {
            return first;
        }
        if (ahead[of] != UNNAMED) {
            behind[ahead[of]] = behind[of];
            if (behind[of] != NOT) {
                ahead[behind[of]] = ahead[of];
            }
        }
        behind[of] = first;
        ahead[of] = NOT;
        if (first != NOT) {
            ahead[first] = of;
        }
        return of;
    }

    private void meets(int contact, int other) {
        met[contact] = true;
        pairs.merge((long) name[contact] * names.size() + other, 1, Integer::sum);
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
        pairs.forEach((pair, count) -> all.add(
                new Pair(names.get((int) (pair / names.size())), names.get((int) (pair % names.size())), count)));
        all.sort(Comparator.comparingInt(Pair::contacts)
                .reversed()
                .thenComparing(Pair::one)
                .thenComparing(Pair::other));
        return all;
    }
}

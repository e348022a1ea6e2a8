package io.engagement.outcome.mutual;

import io.engagement.domain.InteractionKind;
import io.engagement.history.LogView;
import io.engagement.internal.base.Groups;
import io.engagement.internal.base.Sides;
import io.engagement.outcome.effect.ArmSums;
import io.engagement.outcome.mutual.HelpingSelling.Cell;
import io.engagement.outcome.mutual.HelpingSelling.Worth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Counts what the company sent by nature, customer by customer. */
final class NatureCounts {
    private static final int NATURES = ContactNature.values().length;
    private static final String ALL = "all";

    private final LogView view;
    private final List<String> departments;
    private final List<String> segments;
    /** By segment and department, then nature. */
    private final int[][] counts;

    private final GotBy inAll;
    private final GotBy bySegment;
    private final GotBy byDepartment;

    NatureCounts(LogView view, long from, ContactPurposes purposes, Segments by) {
        this.view = view;
        List<InteractionKind> kinds = view.kinds();
        this.departments = List.copyOf(
                new TreeSet<>(kinds.stream().map(NatureCounts::department).toList()));
        this.segments = by.names();
        this.counts = new int[segments.size() * departments.size()][NATURES];
        this.inAll = new GotBy(view.customers());
        this.bySegment = new GotBy(view.customers());
        this.byDepartment = new GotBy(view.customers());
        OfKind[] ofKind = kinds.stream().map(kind -> of(kind, purposes)).toArray(OfKind[]::new);
        Walk walk = new Walk();
        for (int row = 0; row < view.customers(); row++) {
            walk.count(row, from, by.of(row), ofKind);
        }
    }

    /** What a kind of contact is. */
    private record OfKind(boolean sent, int department, ContactNature nature) {}

    private OfKind of(InteractionKind kind, ContactPurposes purposes) {
        return new OfKind(
                Sides.COMPANY_SENDS.matches(kind),
                departments.indexOf(department(kind)),
                purposes.nature(kind.purpose()));
    }

    private static int place(ContactNature nature) {
        return switch (nature) {
            case HELPS -> 0;
            case SELLS -> 1;
            case NEITHER -> 2;
        };
    }

    private static String department(InteractionKind kind) {
        return kind.department().orElse("");
    }

    /** One customer after another. */
    private final class Walk {
        private final GotBy.Sent ever = new GotBy.Sent(1);
        private final GotBy.Sent there = new GotBy.Sent(segments.size());
        private final GotBy.Sent fromThem = new GotBy.Sent(departments.size());

        void count(int row, long from, Segments.OfCustomer by, OfKind... ofKind) {
            ever.clear();
            there.clear();
            fromThem.clear();
            for (int i = view.start(row); i < view.end(row); i++) {
                OfKind kind = ofKind[view.kindIndex(i)];
                if (kind.sent && view.epochMilli(i) >= from) {
                    int segment = by.at(view.epochMilli(i));
                    counts[segment * departments.size() + kind.department][place(kind.nature)]++;
                    ever.add(0, kind.nature);
                    there.add(segment, kind.nature);
                    fromThem.add(kind.department, kind.nature);
                }
            }
            inAll.add(row, ever, 0);
            bySegment.add(row, there, by.since(from));
            byDepartment.add(row, fromThem, fromThem.groups());
        }
    }

    List<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            int[] of = counts[i];
            if (of[0] + of[1] + of[2] > 0) {
                cells.add(new Cell(
                        segments.get(i / departments.size()),
                        departments.get(i % departments.size()),
                        of[place(ContactNature.HELPS)],
                        of[place(ContactNature.SELLS)],
                        of[place(ContactNature.NEITHER)]));
            }
        }
        return List.copyOf(cells);
    }

    /** Of all customers, then by department that helps or sells, and by segment, if there are several. */
    List<Worth> worth(double... values) {
        List<Worth> worth = new ArrayList<>(worth(ALL, ALL, inAll.sums(1, values)[0]));
        int[] active = active();
        if (active.length > 1) {
            ArmSums[][] sums = byDepartment.sumsOfAll(departments.size(), values);
            for (int department : active) {
                String name = departments.get(department);
                worth.addAll(worth(ALL, name.isEmpty() ? Groups.NONE : name, sums[department]));
            }
        }
        if (segments.size() > 1) {
            ArmSums[][] sums = bySegment.sums(segments.size(), values);
            for (int i = 0; i < sums.length; i++) {
                worth.addAll(worth(segments.get(i), ALL, sums[i]));
            }
        }
        return List.copyOf(worth);
    }

    /** Departments that help or sell. */
    private int[] active() {
        return IntStream.range(0, departments.size())
                .filter(department -> IntStream.range(0, segments.size())
                        .mapToObj(segment -> counts[segment * departments.size() + department])
                        .anyMatch(of -> of[place(ContactNature.HELPS)] + of[place(ContactNature.SELLS)] > 0))
                .toArray();
    }

    /** Groups under ten are put together, with the next larger one where they are still under ten. */
    private static List<Worth> worth(String segment, String department, ArmSums... of) {
        List<String> small = small(of);
        List<Worth> worth = new ArrayList<>();
        Optional<ArmSums> together = Optional.empty();
        for (int i = 0; i < of.length; i++) {
            ArmSums group = of[i];
            if (small.contains(GotBy.WORDS[i])) {
                together = Optional.of(together.map(group::plus).orElse(group));
            } else {
                worth.add(worth(segment, department, GotBy.WORDS[i], group));
            }
        }
        together.filter(group -> group.customers() >= Groups.LEAST)
                .ifPresent(group -> worth.add(worth(segment, department, Groups.SMALL, group)));
        return worth;
    }

    private static Worth worth(String segment, String department, String got, ArmSums of) {
        return new Worth(segment, department, got, (int) of.customers(), GotBy.mean(of));
    }

    private static List<String> small(ArmSums... of) {
        Map<String, Integer> sizes = new TreeMap<>();
        for (int i = 0; i < of.length; i++) {
            if (of[i].customers() > 0) {
                sizes.put(GotBy.WORDS[i], (int) of[i].customers());
            }
        }
        return Groups.small(sizes);
    }
}

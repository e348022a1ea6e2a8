package io.engagement.outcome.mutual;

import io.engagement.domain.Customer;
import io.engagement.domain.InteractionKind;
import io.engagement.history.LogView;
import io.engagement.internal.base.Groups;
import io.engagement.internal.base.Sides;
import io.engagement.outcome.effect.Effect;
import io.engagement.outcome.mutual.HelpingSelling.Cell;
import io.engagement.outcome.mutual.HelpingSelling.Worth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Counts what the company sent by nature, customer by customer. */
final class NatureCounts {
    private static final int NATURES = ContactNature.values().length;
    /** In the order of their names below. */
    private static final String[] GOT = {"no help and no offers", "mostly offers", "both", "mostly help"};

    private static final double MOSTLY = 2.0 / 3;

    private final LogView view;
    private final List<String> departments;
    private final List<String> segments;
    /** By segment and department, then nature. */
    private final int[][] counts;

    private final int[] helping;
    private final int[] selling;

    NatureCounts(LogView view, long from, ContactPurposes purposes, Function<Customer, String> segment) {
        this.view = view;
        List<InteractionKind> kinds = view.kinds();
        this.departments = List.copyOf(
                new TreeSet<>(kinds.stream().map(NatureCounts::department).toList()));
        String[] ofRow = segments(view, segment);
        this.segments = List.copyOf(new TreeSet<>(List.of(ofRow)));
        this.counts = new int[segments.size() * departments.size()][NATURES];
        this.helping = new int[view.customers()];
        this.selling = new int[view.customers()];
        Map<String, Integer> places = new TreeMap<>();
        segments.forEach(name -> places.put(name, places.size()));
        OfKind[] ofKind = kinds.stream().map(kind -> of(kind, purposes)).toArray(OfKind[]::new);
        for (int row = 0; row < ofRow.length; row++) {
            int first = Objects.requireNonNull(places.get(ofRow[row])) * departments.size();
            for (int i = view.start(row); i < view.end(row); i++) {
                OfKind kind = ofKind[view.kindIndex(i)];
                if (kind.sent && view.epochMilli(i) >= from) {
                    add(row, first + kind.department, kind.nature);
                }
            }
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

    private void add(int row, int cell, ContactNature nature) {
        counts[cell][place(nature)]++;
        helping[row] += nature == ContactNature.HELPS ? 1 : 0;
        selling[row] += nature == ContactNature.SELLS ? 1 : 0;
    }

    private static String[] segments(LogView view, Function<Customer, String> segment) {
        String[] ofRow = new String[view.customers()];
        Map<String, Integer> sizes = new TreeMap<>();
        for (int row = 0; row < ofRow.length; row++) {
            Customer customer = view.customer(row);
            ofRow[row] = Objects.requireNonNull(
                    segment.apply(customer), () -> "the segment of customer '" + customer.id() + "' must not be null");
            sizes.merge(ofRow[row], 1, Integer::sum);
        }
        if (sizes.size() > 1) {
            List<String> small = Groups.small(sizes);
            for (int row = 0; row < ofRow.length; row++) {
                ofRow[row] = small.contains(ofRow[row]) ? Groups.SMALL : ofRow[row];
            }
        }
        return ofRow;
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

    List<Worth> worth(double... values) {
        List<Worth> worth = new ArrayList<>();
        for (int got = 0; got < GOT.length; got++) {
            int which = got;
            double[] of = IntStream.range(0, view.customers())
                    .filter(row -> got(row) == which && !Double.isNaN(values[row]))
                    .mapToDouble(row -> values[row])
                    .toArray();
            worth.add(new Worth(GOT[got], of.length, mean(of)));
        }
        return List.copyOf(worth);
    }

    private int got(int row) {
        if (helping[row] + selling[row] == 0) {
            return 0;
        }
        double share = helping[row] / (double) (helping[row] + selling[row]);
        return share >= MOSTLY ? 3 : share <= 1 - MOSTLY ? 1 : 2;
    }

    private static Effect mean(double... values) {
        int n = values.length;
        if (n < Groups.LEAST) {
            return Effect.undefined();
        }
        double mean = Arrays.stream(values).sum() / n;
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return new Effect(mean, Math.sqrt(squares / (n - 1) / n), n - 1);
    }
}

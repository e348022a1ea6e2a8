package io.engagement.outcome.mutual;

import io.engagement.domain.InteractionKind;
import io.engagement.history.LogView;
import io.engagement.internal.base.Groups;
import io.engagement.internal.base.Sides;
import io.engagement.outcome.effect.ArmSums;
import io.engagement.outcome.effect.Effect;
import io.engagement.outcome.mutual.HelpingSelling.Cell;
import io.engagement.outcome.mutual.HelpingSelling.Worth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Counts what the company sent by nature, customer by customer. */
final class NatureCounts {
    private static final int NATURES = ContactNature.values().length;
    /** In the order of their names below. */
    private static final String[] GOT = {"no help and no offers", "mostly offers", "both", "mostly help"};

    private static final String ALL = "all";
    private static final double MOSTLY = 2.0 / 3;

    private final LogView view;
    private final List<String> departments;
    private final List<String> segments;
    /** By segment and department, then nature. */
    private final int[][] counts;
    /** What customers got in all. */
    private final byte[] got;
    /** Of each customer, where the segments begin that they were in. */
    private final int[] starts;
    /** Four times the segment, and what they got there. */
    private int[] there = new int[64];

    NatureCounts(LogView view, long from, ContactPurposes purposes, Segments by) {
        this.view = view;
        List<InteractionKind> kinds = view.kinds();
        this.departments = List.copyOf(
                new TreeSet<>(kinds.stream().map(NatureCounts::department).toList()));
        this.segments = by.names();
        this.counts = new int[segments.size() * departments.size()][NATURES];
        this.got = new byte[view.customers()];
        this.starts = new int[view.customers() + 1];
        OfKind[] ofKind = kinds.stream().map(kind -> of(kind, purposes)).toArray(OfKind[]::new);
        Sent sent = new Sent(segments.size());
        for (int row = 0; row < got.length; row++) {
            count(row, from, by.of(row), sent, ofKind);
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

    /** What one customer is sent, by segment. */
    private static final class Sent {
        private final int[] helping;
        private final int[] selling;

        Sent(int segments) {
            helping = new int[segments];
            selling = new int[segments];
        }

        void clear() {
            Arrays.fill(helping, 0);
            Arrays.fill(selling, 0);
        }

        void add(int segment, ContactNature nature) {
            helping[segment] += nature == ContactNature.HELPS ? 1 : 0;
            selling[segment] += nature == ContactNature.SELLS ? 1 : 0;
        }

        int got(int segment) {
            return got(helping[segment], selling[segment]);
        }

        int gotInAll() {
            return got(IntStream.of(helping).sum(), IntStream.of(selling).sum());
        }

        private static int got(int helping, int selling) {
            if (helping + selling == 0) {
                return 0;
            }
            double share = helping / (double) (helping + selling);
            return share >= MOSTLY ? 3 : share <= 1 - MOSTLY ? 1 : 2;
        }
    }

    private void count(int row, long from, Segments.OfCustomer by, Sent sent, OfKind... ofKind) {
        sent.clear();
        for (int i = view.start(row); i < view.end(row); i++) {
            OfKind kind = ofKind[view.kindIndex(i)];
            if (kind.sent && view.epochMilli(i) >= from) {
                int segment = by.at(view.epochMilli(i));
                counts[segment * departments.size() + kind.department][place(kind.nature)]++;
                sent.add(segment, kind.nature);
            }
        }
        got[row] = (byte) sent.gotInAll();
        int[] segmentsOf = by.since(from);
        int end = starts[row] + segmentsOf.length;
        starts[row + 1] = end;
        there = end > there.length ? Arrays.copyOf(there, 2 * end) : there;
        for (int i = 0; i < segmentsOf.length; i++) {
            there[starts[row] + i] = GOT.length * segmentsOf[i] + sent.got(segmentsOf[i]);
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

    /** Of all customers, then by segment if there are several. */
    List<Worth> worth(double... values) {
        ArmSums.Builder[] all = builders(GOT.length);
        ArmSums.Builder[] bySegment = builders(GOT.length * segments.size());
        for (int row = 0; row < got.length; row++) {
            if (Double.isFinite(values[row])) {
                all[got[row]].add(values[row]);
                for (int i = starts[row]; i < starts[row + 1]; i++) {
                    bySegment[there[i]].add(values[row]);
                }
            }
        }
        List<Worth> worth = new ArrayList<>(worth(ALL, sums(all)));
        for (int i = 0; segments.size() > 1 && i < segments.size(); i++) {
            ArmSums[] of = sums(Arrays.copyOfRange(bySegment, GOT.length * i, GOT.length * (i + 1)));
            worth.addAll(worth(segments.get(i), of));
        }
        return List.copyOf(worth);
    }

    private static ArmSums.Builder[] builders(int size) {
        return IntStream.range(0, size).mapToObj(i -> ArmSums.builder(0)).toArray(ArmSums.Builder[]::new);
    }

    private static ArmSums[] sums(ArmSums.Builder... of) {
        return Arrays.stream(of).map(ArmSums.Builder::build).toArray(ArmSums[]::new);
    }

    /** Groups under ten are put together, with the next larger one where they are still under ten. */
    private static List<Worth> worth(String segment, ArmSums... of) {
        List<String> small = small(of);
        List<Worth> worth = new ArrayList<>();
        Optional<ArmSums> together = Optional.empty();
        for (int i = 0; i < of.length; i++) {
            ArmSums group = of[i];
            if (small.contains(GOT[i])) {
                together = Optional.of(together.map(group::plus).orElse(group));
            } else {
                worth.add(new Worth(segment, GOT[i], (int) group.customers(), mean(group)));
            }
        }
        together.filter(group -> group.customers() >= Groups.LEAST)
                .ifPresent(group -> worth.add(new Worth(segment, Groups.SMALL, (int) group.customers(), mean(group))));
        return worth;
    }

    private static List<String> small(ArmSums... of) {
        Map<String, Integer> sizes = new TreeMap<>();
        for (int i = 0; i < of.length; i++) {
            if (of[i].customers() > 0) {
                sizes.put(GOT[i], (int) of[i].customers());
            }
        }
        return Groups.small(sizes);
    }

    private static Effect mean(ArmSums of) {
        return of.customers() < 2
                ? Effect.undefined()
                : new Effect(of.mean(), Math.sqrt(of.squaredError()), of.customers() - 1);
    }
}

package io.engagement.report;

import io.engagement.strategy.ContactMap;
import io.engagement.strategy.ContactMap.Cell;
import io.engagement.strategy.ContactMap.Dimension;
import io.engagement.strategy.ContactOverlaps;
import io.engagement.table.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Which department contacts whom, for what, by which channel, and who began. */
final class ContactMapSection {
    private static final int SHOWN = 40;
    private static final Duration CLOSE = Duration.ofDays(7);

    private final Analysis analysis;
    private final Instant from;
    private final ContactMap map;
    /** Of all departments together. */
    private final List<Cell> together;

    private final List<Cell> cells;

    private ContactMapSection(Analysis analysis) {
        this.analysis = analysis;
        this.from = analysis.time().first().orElse(analysis.asOf());
        this.map = ContactMap.of(analysis.view(), from);
        List<Cell> all = map.by(Dimension.PURPOSE, Dimension.CHANNEL, Dimension.INITIATOR)
                .cells();
        SmallGroups groups = groups(all, map.cells());
        this.together = IntStream.range(0, all.size())
                .filter(cell -> !groups.isHidden(cell))
                .mapToObj(all::get)
                .toList();
        this.cells = IntStream.range(0, map.cells().size())
                .filter(cell -> !groups.isHidden(all.size() + cell))
                .mapToObj(map.cells()::get)
                .sorted(Comparator.comparingInt(Cell::contacts).reversed())
                .toList();
    }

    /** Of all together it is told how many contacts there were, by each of them of the departments that had it, and elsewhere by who began. */
    private static SmallGroups groups(List<Cell> together, List<Cell> byDepartment) {
        List<int[]> sums =
                new ArrayList<>(List.of(IntStream.range(0, together.size()).toArray()));
        together.stream()
                .map(ContactMapSection::began)
                .distinct()
                .forEach(who -> sums.add(IntStream.range(0, together.size())
                        .filter(cell -> began(together.get(cell)).equals(who))
                        .toArray()));
        for (int cell = 0; cell < together.size(); cell++) {
            List<String> names = together.get(cell).names();
            IntStream departments = IntStream.range(0, byDepartment.size())
                    .filter(each -> byDepartment.get(each).names().subList(1, 4).equals(names))
                    .map(each -> together.size() + each);
            sums.add(IntStream.concat(IntStream.of(cell), departments).toArray());
        }
        return SmallGroups.overlapping(
                Stream.concat(together.stream(), byDepartment.stream())
                        .mapToLong(Cell::customers)
                        .toArray(),
                sums);
    }

    private static String began(Cell together) {
        return together.names().get(2);
    }

    static Section of(Analysis analysis) {
        ContactMapSection own = new ContactMapSection(analysis);
        if (own.together.isEmpty()) {
            return section(
                    own.map.contacts() == 0
                            ? "There was no contact."
                            : "All contacts are with fewer than " + SmallGroups.FEWEST
                                    + " customers, and are not shown.",
                    List.of());
        }
        List<Figure> figures = new ArrayList<>(List.of(own.heat()));
        if (!own.cells.isEmpty()) {
            figures.add(own.table());
        }
        own.overlaps().ifPresent(figures::add);
        return section(own.certainty(), figures);
    }

    private static Section section(String certainty, List<Figure> figures) {
        return new Section(
                "contact-map",
                "Who contacts whom",
                "The map of all contacts: department, purpose, channel, and whose initiative it was.",
                certainty,
                figures);
    }

    private String certainty() {
        boolean departments =
                cells.stream().anyMatch(cell -> !cell.names().get(0).isEmpty());
        boolean costs = cells.stream().anyMatch(cell -> !Double.isNaN(cell.cost()));
        String machines = map.machineActs() == 0
                ? ""
                : " " + Say.count(map.machineActs()) + " more were sent in by machines, and are no contacts.";
        return analysis.period() + "Counted: " + Say.count(map.contacts()) + " contacts. Cells with fewer than "
                + SmallGroups.FEWEST
                + " customers are left out, and so is the next larger one where a sum would give them away." + machines
                + (departments ? "" : " No department is recorded: a column mapped to department tells them apart.")
                + (costs ? "" : " No cost is recorded: a column mapped to cost tells what contacts cost.");
    }

    private Figure heat() {
        Set<String> rows = new LinkedHashSet<>();
        Set<String> channels = new LinkedHashSet<>();
        together.forEach(cell -> {
            rows.add(row(cell));
            channels.add(Say.word(cell.names().get(1)));
        });
        Table.Builder table = Table.builder().column("contact");
        channels.forEach(table::column);
        for (String row : rows) {
            List<Object> values = new ArrayList<>(List.of(row));
            channels.forEach(channel -> values.add(together.stream()
                    .filter(cell -> row(cell).equals(row)
                            && Say.word(cell.names().get(1)).equals(channel))
                    .map(cell -> (Object) (long) cell.contacts())
                    .findFirst()
                    .orElse(Double.NaN)));
            table.row(values.toArray());
        }
        return Figure.of(
                "Contacts by purpose, initiator and channel",
                "How often what is done by which channel, and who began. Empty cells: no contact, or with too few customers.",
                table.build(),
                Chart.heatMap("contact", List.copyOf(channels), "channel", "contacts"));
    }

    private static String row(Cell cell) {
        return Say.word(cell.names().get(0)) + ", " + who(began(cell));
    }

    private static String who(String initiator) {
        return switch (initiator) {
            case "CUSTOMER" -> "they began";
            case "COMPANY" -> "we began";
            default -> "not known who began";
        };
    }

    private Figure table() {
        Table.Builder table = Table.builder()
                .column("department")
                .column("purpose")
                .column("channel")
                .column("who_began")
                .column("contacts")
                .column("customers")
                .column(analysis.amounts("Cost"), "%,.0f")
                .column("Median days to the next", "%.1f");
        cells.stream()
                .limit(SHOWN)
                .forEach(cell -> table.row(
                        Say.text(cell.names().get(0)),
                        Say.word(cell.names().get(1)),
                        Say.word(cell.names().get(2)),
                        who(cell.names().get(3)),
                        cell.contacts(),
                        SmallGroups.count(cell.customers(), analysis.view().customers()),
                        cell.cost(),
                        cell.medianGapDays()));
        String more = cells.size() > SHOWN ? " The " + SHOWN + " most frequent of " + cells.size() + "." : "";
        return Figure.of(
                "Every kind of contact",
                "With how many customers (– where all others are fewer than " + SmallGroups.FEWEST
                        + "), what it cost, and after how many days the same customer has the next one like it." + more,
                table.build());
    }

    private Optional<Figure> overlaps() {
        ContactOverlaps close = ContactOverlaps.within(analysis.view(), from, Dimension.DEPARTMENT, CLOSE);
        List<ContactOverlaps.Pair> pairs = close.pairs().stream()
                .filter(pair -> pair.contacts() >= SmallGroups.FEWEST)
                .toList();
        if (pairs.isEmpty() || close.customers() < SmallGroups.FEWEST) {
            return Optional.empty();
        }
        Table.Builder table =
                Table.builder().column("department").column("other_department").column("contacts");
        pairs.forEach(pair -> table.row(Say.text(pair.one()), Say.text(pair.other()), pair.contacts()));
        return Optional.of(Figure.of(
                "Departments that contact the same customer within a week",
                Say.percent(close.share()) + " of our contacts come within " + Table.words(CLOSE)
                        + " of one of another department: do they know of each other?",
                table.build()));
    }
}

package io.engagement.strategy;

import io.engagement.dialogue.answers.AnswerCounts;
import io.engagement.dialogue.answers.AnswerPolicy;
import io.engagement.dialogue.answers.Answers;
import io.engagement.domain.Customer;
import io.engagement.domain.InteractionKind;
import io.engagement.history.LogView;
import io.engagement.internal.base.Groups;
import io.engagement.internal.calendar.Millis;
import io.engagement.internal.text.Names;
import io.engagement.table.Table;
import io.engagement.table.Tabular;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which department had contact with how many customers, for what, through which channel, and who began: of a period and of any segment
 * of customers. What machines send in, such as automatic replies, is no contact and counted apart. Immutable.
 */
public final class ContactMap implements Tabular {
    private final LogView view;
    private final long from;
    private final int[] rows;
    private final List<Dimension> dimensions;
    private final Optional<Answers> answers;
    private final boolean withheld;
    private final List<Cell> cells;
    private final int machineActs;

    /** What contacts are told apart by. */
    public enum Dimension {
        /** Which department handled it. */
        DEPARTMENT,
        /** What it was for. */
        PURPOSE,
        /** Through which channel. */
        CHANNEL,
        /** Whose initiative it was. */
        INITIATOR,
        /** Of which campaign. */
        CAMPAIGN;

        /**
         * What a kind of contact has of it.
         *
         * @param kind the kind
         * @return its name, empty if not recorded
         */
        String of(InteractionKind kind) {
            return switch (this) {
                case DEPARTMENT -> kind.department().orElse("");
                case PURPOSE -> kind.purpose().name();
                case CHANNEL -> kind.channel().name();
                case INITIATOR -> kind.initiator().name();
                case CAMPAIGN -> kind.campaign().orElse("");
            };
        }
    }

    /**
     * Contacts that are alike.
     *
     * @param names in the order of the map's dimensions; empty where not recorded
     * @param contacts how many
     * @param customers with how many customers
     * @param cost what they cost, NaN if of none the cost is known
     * @param medianGapDays the median of the times between one and the next with the same customer, in days; NaN if nobody had two
     * @param asks how many of them, runs as one, asked for an answer and were answered; empty unless {@link #withAnswers} was called
     */
    public record Cell(
            List<String> names,
            int contacts,
            int customers,
            double cost,
            double medianGapDays,
            Optional<AnswerCounts> asks) {
        /**
         * Copies the names.
         *
         * @param names in the order of the map's dimensions; empty where not recorded
         * @param contacts how many
         * @param customers with how many customers
         * @param cost what they cost
         * @param medianGapDays the median of the times between them
         * @param asks how many asked for an answer and were answered
         */
        public Cell {
            names = List.copyOf(names);
            Objects.requireNonNull(asks, "asks");
        }

        Cell(List<String> names, int contacts, int customers, double cost, double medianGapDays) {
            this(names, contacts, customers, cost, medianGapDays, Optional.empty());
        }
    }

    /** Of a segment's rows; of none where these are withheld. */
    private ContactMap(
            LogView view, long from, int[] rows, boolean withheld, Set<Dimension> by, Optional<Answers> answers) {
        this.view = view;
        this.from = from;
        this.rows = withheld ? new int[0] : rows;
        this.withheld = withheld;
        this.dimensions = List.copyOf(by);
        this.answers = answers;
        CellSums sums = new CellSums(view, dimensions);
        Arrays.stream(this.rows).forEach(row -> sums.addRow(row, from));
        this.cells = answers.map(asks -> answered(asks, sums)).orElseGet(() -> sums.cells(cell -> Optional.empty()));
        this.machineActs = sums.machineActs();
    }

    /** An ask is in the cell of its first contact. */
    private List<Cell> answered(Answers asks, CellSums sums) {
        BitSet chosen = new BitSet(view.customers());
        Arrays.stream(rows).forEach(chosen::set);
        List<AnswerCounts> counts = asks.counts(
                sums.size(), (row, kind, epochMilli) -> epochMilli >= from && chosen.get(row) ? sums.cell(kind) : -1);
        return sums.cells(cell -> Optional.of(counts.get(cell)));
    }

    /**
     * The map of all customers, by department, purpose, channel and initiator.
     *
     * @param view all that is known; the period ends at its instant
     * @param from when the period begins
     * @return the map
     */
    public static ContactMap of(LogView view, Instant from) {
        return of(view, from, customer -> true);
    }

    /**
     * The map of a segment of customers.
     *
     * @param view all that is known; the period ends at its instant
     * @param from when the period begins
     * @param segment which customers
     * @return the map; {@linkplain #isWithheld() without cells} if the segment has fewer than ten customers and the view more, and also if
     *     all others are fewer than ten, whom the map of all customers less this one would tell of
     */
    public static ContactMap of(LogView view, Instant from, Predicate<Customer> segment) {
        Objects.requireNonNull(segment, "segment");
        long since = Millis.of(from);
        int[] rows = IntStream.range(0, view.customers())
                .filter(row -> segment.test(view.customer(row)))
                .toArray();
        boolean shown = Groups.canBeTold(rows.length, view.customers() - rows.length);
        return new ContactMap(
                view, since, rows, !shown, EnumSet.complementOf(EnumSet.of(Dimension.CAMPAIGN)), Optional.empty());
    }

    /**
     * This map with the asks of each cell, and how many of them were answered. Most answers that no act says itself to be one are
     * coincidence: {@link Answers} tells which.
     *
     * @param policy what is an ask, an answer, and of what
     * @return the changed copy; an ask is in the cell of its first contact
     */
    public ContactMap withAnswers(AnswerPolicy policy) {
        return new ContactMap(
                view, from, rows, withheld, EnumSet.copyOf(dimensions), Optional.of(Answers.of(view, policy)));
    }

    /**
     * The same contacts by other dimensions; customers are counted anew, each once a cell.
     *
     * @param first a dimension
     * @param more others
     * @return the map
     */
    public ContactMap by(Dimension first, Dimension... more) {
        return new ContactMap(view, from, rows, withheld, EnumSet.of(first, more), answers);
    }

    /**
     * Whether there are no cells because they would tell of fewer than ten customers: of the segment, or of all others.
     *
     * @return if so
     */
    public boolean isWithheld() {
        return withheld;
    }

    /**
     * What contacts are told apart by.
     *
     * @return in the order of a cell's names
     */
    public List<Dimension> dimensions() {
        return dimensions;
    }

    /**
     * The cells.
     *
     * @return those with a contact, by their names
     */
    public List<Cell> cells() {
        return cells;
    }

    /**
     * Number of contacts.
     *
     * @return in all cells
     */
    public int contacts() {
        return cells.stream().mapToInt(Cell::contacts).sum();
    }

    /**
     * What machines sent in, which is no contact.
     *
     * @return how many
     */
    public int machineActs() {
        return machineActs;
    }

    /** A row for each cell; {@code not recorded} in the place of a name that the log does not have. */
    @Override
    public Table table() {
        Table.Builder table = Table.builder();
        dimensions.forEach(each -> table.column(each.name().toLowerCase(Locale.ROOT)));
        table.column("contacts").column("customers").column("cost", "%.2f").column("median_gap_days", "%.1f");
        if (answers.isPresent()) {
            table.column("asks").column("answered").column("open");
        }
        for (Cell cell : cells) {
            List<Object> row = new ArrayList<>();
            cell.names().forEach(name -> row.add(name.isEmpty() ? Names.NOT_RECORDED : name));
            Collections.addAll(row, cell.contacts(), cell.customers(), cell.cost(), cell.medianGapDays());
            cell.asks().ifPresent(asks -> Collections.addAll(row, asks.closed(), asks.answered(), asks.open()));
            table.row(row.toArray());
        }
        return table.build();
    }

    /** A line for each cell; or that they are withheld. */
    @Override
    public String toString() {
        if (withheld) {
            return "Withheld: the segment, or all others together, are fewer than " + Groups.LEAST + " customers.\n";
        }
        return dimensions.stream().map(Dimension::name).collect(Collectors.joining(" x ")) + ", from "
                + Instant.ofEpochMilli(from) + " to " + view.asOf() + "\n" + table();
    }
}

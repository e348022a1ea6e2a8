package io.engagement.connect;

import io.engagement.domain.Interaction;
import io.engagement.history.LoadReport;
import java.io.Serializable;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A table whose rows are in parts, on several machines if need be, and read where they are, as {@link Reading} reads a source:
 * each {@link Part} gives interactions and a report, and of the reports of all parts one is made. Whether rows of one id come
 * twice, and whether times are odd, is not known to a part and not told.
 *
 * <p>Immutable; can be sent to where the parts are.
 */
public final class PartedTable implements Serializable {
    private static final long serialVersionUID = 1;

    /** For messages. */
    private final String label;
    /** Names of the columns. */
    private final ArrayList<String> header;
    /** The mapping's text. */
    private final String mapping;
    /** Of local times. */
    private final String zone;
    /** When it is read. */
    private final Instant now;
    /** Whether the day or the month is first. */
    private final DayOrder order;
    /** What is to be told of the mapping. */
    private final String note;

    private PartedTable(
            String label, List<String> header, String mapping, String zone, Instant now, DayOrder order, String note) {
        this.label = label;
        this.header = new ArrayList<>(header);
        this.mapping = mapping;
        this.zone = zone;
        this.now = now;
        this.order = order;
        this.note = note;
    }

    /**
     * A table.
     *
     * @param label what messages call it
     * @param header the names of its columns
     * @param mapping how its rows become interactions
     * @param clock has the zone that times without an offset are in, and tells which century two digits of a year are of
     * @return the table
     * @throws DataRefused if a column that is needed is not there
     * @throws MappingRefused if the mapping says what cannot be, or joins files
     */
    public static PartedTable of(String label, List<String> header, Mapping mapping, Clock clock) {
        refuseFiles(label, mapping);
        if (mapping.gathersIds()) {
            throw new MappingRefused("the mapping asks for rows of one id, which may be in several parts of " + label
                    + ": add them up or choose among them before, with a group by the id, and leave add-up and"
                    + " repeated-ids out of the mapping");
        }
        PartedTable table = new PartedTable(
                label, header, mapping.toToml(), clock.getZone().getId(), clock.instant(), DayOrder.UNKNOWN, "");
        table.columns(mapping, table.times(mapping));
        return table;
    }

    /** What cannot be read beside each part. */
    private static void refuseFiles(String label, Mapping mapping) {
        mapping.joins().stream().findFirst().ifPresent(join -> {
            throw new MappingRefused("the mapping joins " + join.file() + " by " + join.column()
                    + ", which cannot be read beside each part of " + label
                    + ": join the tables before, call columns of the other one as in " + join.full(join.key())
                    + ", and leave [[join]] out of the mapping");
        });
        mapping.ratesFile().ifPresent(file -> {
            throw new MappingRefused("the mapping names the file of rates " + file
                    + ", which cannot be read beside each part of " + label
                    + ": convert amounts before, or give rates that hold for all days under [rates], and leave"
                    + " rates-file out of the mapping");
        });
        if (!mapping.mergedCustomers().isEmpty()) {
            throw new MappingRefused(
                    "the mapping names files of merged customers, which cannot be read beside each part of " + label
                            + ": join the table of old and new ids before, and leave them out of the mapping");
        }
    }

    private Columns columns(Mapping told, TimeFormat times) {
        return new Columns(source(), header, told, times, new OtherFiles(told));
    }

    private Source source() {
        return new Source() {
            @Override
            public String label() {
                return label;
            }

            @Override
            public String name() {
                return label;
            }

            @Override
            public void read(Rows rows) {
                throw new UnsupportedOperationException(label + " is read in parts");
            }
        };
    }

    private Mapping mapping() {
        return Mapping.ofToml(mapping);
    }

    private TimeFormat times(Mapping told) {
        ZoneId own = told.timeZone().orElse(ZoneId.of(zone));
        return TimeFormat.of(told.timeFormat(), Clock.fixed(now, own))
                .withOrder(order)
                .withTyped();
    }

    /**
     * Dates of numbers that show whether the day or the month comes first: this must be known of all parts before one is read.
     *
     * @param rows of a part
     * @return some dates
     */
    public List<String> dates(Iterator<Row> rows) {
        Mapping told = mapping();
        return times(told).isAuto() ? DayOrders.shown(told, header, rows) : List.of();
    }

    /**
     * The same table with what its parts show.
     *
     * @param dates the {@link #dates} of all parts
     * @return the changed copy
     * @throws DataRefused if dates show both orders, or none shows any
     */
    public PartedTable withDates(List<String> dates) {
        return DayOrders.of(source(), dates)
                .map(found -> new PartedTable(label, header, mapping, zone, now, found.order(), found.note()))
                .orElse(this);
    }

    /**
     * A part to be read.
     *
     * @param name what messages about its rows call it, such as {@code orders part 3}
     * @return nothing of it read yet
     */
    public Part part(String name) {
        return new Part(this, name);
    }

    /** Rows of one part on their way. Not for several threads. */
    public static final class Part {
        private final String name;
        private final Mapping mapping;
        private final Seen seen;
        private final Columns columns;
        private final RowReader reader;
        private final Predicate<Row> condition;
        private final Overlooked.Watch watch;
        private final PartReport report;

        private Part(PartedTable table, String name) {
            this.name = name;
            this.mapping = table.mapping();
            TimeFormat times = table.times(mapping);
            this.columns = table.columns(mapping, times);
            this.seen = new Seen(new CurrenciesSeen(), Rates.of(mapping, times), MergeTable.none(), columns.staff());
            this.reader = new RowReader(columns, mapping, times, seen);
            this.condition = columns.condition();
            this.watch = columns.watch();
            this.report = new PartReport(seen.staff());
        }

        /**
         * Reads a row.
         *
         * @param row as the table's columns have it
         * @return its interaction; empty if it is left out or refused, which is reported
         */
        public Optional<Interaction> read(Row row) {
            try {
                checkForm(row);
                Row typed = Typed.row(row, mapping);
                if (!condition.test(typed) || !reader.isWanted(typed)) {
                    report.leaveOut();
                    return Optional.empty();
                }
                Interaction interaction = reader.read(typed, report.counts());
                report.accept(interaction);
                watch.look(typed, report.counts().overlooked);
                return Optional.of(interaction);
            } catch (RowRefused refused) {
                report.refuse(
                        refused.reason(),
                        name + " " + row.place() + ": " + Excerpt.ofMessage(String.valueOf(refused.getMessage())));
                return Optional.empty();
            }
        }

        private void checkForm(Row row) {
            row.fault().ifPresent(fault -> {
                throw new RowRefused("the row is corrupt", fault);
            });
            if (!RowWidth.fits(row, columns.width())) {
                throw new RowRefused(
                        "number of fields differs from the header's", CsvFile.wrongWidth(row, columns.width()));
            }
        }

        /**
         * What became of its rows.
         *
         * @return of all that were read
         */
        public PartReport report() {
            report.end(seen.currencies().codes(), columns, mapping);
            return report;
        }
    }

    /**
     * Puts the reports of all parts together.
     *
     * @param parts each once, in their order
     * @param customers of all parts, who are asked for where it matters
     * @param strictness how much may be refused
     * @param told is told what was read, before anything is thrown
     * @throws DataRefused if no row was used, if more were refused than may be, or if amounts are in several currencies
     */
    public void check(
            List<PartReport> parts, CustomersOfParts customers, Strictness strictness, Consumer<Report> told) {
        PartReport all = PartReport.of(parts);
        Mapping given = mapping();
        told.accept(report(all, given, customers));
        TreeSet<String> codes = new TreeSet<>(all.currencies());
        given.currency().map(Currency::getCurrencyCode).ifPresent(codes::add);
        if (codes.size() > 1) {
            throw Reading.severalCurrencies(codes);
        }
        long refused = all.refusals().values().stream()
                .mapToLong(LoadReport.Refusal::count)
                .sum();
        if (!strictness.allows(refused, all.accepted())) {
            throw Tally.tooMany(
                    label + ": ", refused, all.accepted(), strictness, Tally.reasons(all.refusals()), "the mapping");
        }
        if (all.accepted() == 0) {
            throw new DataRefused("no interaction of " + label + " could be used: see the rows above");
        }
    }

    private Report report(PartReport all, Mapping given, CustomersOfParts customers) {
        TimeFormat times = times(given);
        List<String> notes = new ArrayList<>();
        if (!note.isEmpty()) {
            notes.add(note);
        }
        columns(given, times).notes().forEach(each -> notes.add(label + ": " + each));
        if (!all.unmet().isEmpty()) {
            notes.add(InVain.unmetNote(label, all.unmet()));
        }
        if (!all.unmetTexts().isEmpty()) {
            notes.add("no row of " + label + " has " + Excerpt.ofNames(all.unmetTexts()) + ", which where names");
        }
        notes.addAll(new CountNotes(label, given, times).of(all.counts(), all.last()));
        notes.addAll(all.staff()
                .notes(label, ids -> customers.among(ids).stream().sorted().toList()));
        customers.alike().map(CustomersOfParts.Alike::note).ifPresent(notes::add);
        if (!all.purposes().isEmpty()) {
            notes.add(ReadSources.unusualNote(all.purposes()));
        }
        LoadReport log = new LoadReport(all.accepted(), 0, 0, all.initiators(), all.refusals());
        return new Report(log, all.leftOut(), 0, 0, List.of(), List.of(), notes);
    }
}

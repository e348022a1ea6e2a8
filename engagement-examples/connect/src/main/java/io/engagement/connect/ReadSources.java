package io.engagement.connect;

import io.engagement.domain.Purpose;
import io.engagement.history.InteractionLog;
import io.engagement.history.LoadReport;
import io.engagement.history.LogView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All that was read into a log, and what is to be told of it.
 *
 * @param inputs sources of interactions
 * @param customers of files of customers
 * @param inVain what mappings name and no row has
 * @param unusualPurposes those that are not standard ones
 */
record ReadSources(
        List<ReadSource> inputs, List<Tally> customers, List<InVain> inVain, Collection<Purpose> unusualPurposes) {
    /** Why a log refuses rows. */
    static final String CONFLICT = "the same id stands for different interactions";

    Stream<Tally> files() {
        return Stream.concat(inputs.stream().map(ReadSource::tally), customers.stream());
    }

    static LogView present(InteractionLog log) {
        return log.asOf(log.lastAt().orElse(Instant.EPOCH));
    }

    static String unusualNote(Collection<String> purposes) {
        return "purposes that are not standard ones (typing errors?): [" + Excerpt.ofNames(purposes)
                + "]; what a text stands for, tell with --translate purpose:TEXT=PURCHASE, the text as the file has it";
    }

    /**
     * Judges what became a log.
     *
     * @throws DataRefused if nothing is in it, or more was refused than may be
     */
    void check(InteractionLog log, Strictness strictness) {
        files().forEach(file -> file.check(strictness));
        checkConflicts(log.loadReport(), strictness);
        if (log.size() == 0) {
            throw new DataRefused("no interaction could be used: " + whyNothing());
        }
    }

    private String whyNothing() {
        long leftOut = sum(Tally::leftOut);
        String why = inVain.stream()
                .map(InVain::whyNothing)
                .filter(each -> !each.isEmpty())
                .collect(Collectors.joining("; "));
        if (leftOut == 0) {
            return "see the rows above, or give --input FILE where there are none";
        }
        return "all " + leftOut + " rows that could be read were left out by conditions, or as nobody's: "
                + (why.isEmpty()
                        ? "no row fulfils all of --where, those of a mapping or preset among them, and has a customer"
                        : why);
    }

    /** Of all rows: that ids stand for different interactions is known only when all files are read. */
    private static void checkConflicts(LoadReport report, Strictness strictness) {
        long taken = report.accepted() + report.duplicates();
        if (!strictness.allows(report.refused(), taken)) {
            boolean isOfIds = report.refusals().containsKey(CONFLICT);
            throw Tally.tooMany(
                    "",
                    report.refused(),
                    taken,
                    strictness,
                    Tally.reasons(report.refusals()),
                    isOfIds ? "--add-up id, --repeated-ids or another --map id=COLUMN" : "the options of --input");
        }
    }

    /**
     * What is to be told.
     *
     * @param timeNotes what was decided on the times of several sources
     */
    Report report(InteractionLog log, List<String> timeNotes, Instant now) {
        return new Report(
                log.loadReport(),
                sum(Tally::leftOut),
                sum(Tally::repeated),
                sum(Tally::around),
                inputs.stream()
                        .map(ReadSource::tally)
                        .map(file ->
                                new Report.Interactions(file.name(), file.accepted(), file.refused(), file.refusals()))
                        .toList(),
                customers.stream()
                        .map(file -> new Report.Customers(file.accepted(), file.refused(), file.refusals()))
                        .toList(),
                notes(log, timeNotes, now));
    }

    private List<String> notes(InteractionLog log, List<String> timeNotes, Instant now) {
        List<String> notes = new ArrayList<>();
        files().flatMap(file -> file.firstSuspects().stream()).forEach(notes::add);
        notes.addAll(timeNotes);
        files().flatMap(file -> file.notes().stream()).forEach(notes::add);
        inVain.forEach(each -> notes.addAll(each.notes()));
        LogView view = present(log);
        Map<Mapping, List<ReadSource>> alike = new LinkedHashMap<>();
        inputs.forEach(input ->
                alike.computeIfAbsent(input.mapping(), any -> new ArrayList<>()).add(input));
        alike.values().forEach(each -> notes.addAll(ReadSource.notes(each, view)));
        addRepeated(log.loadReport(), notes);
        if (!unusualPurposes.isEmpty()) {
            notes.add(
                    unusualNote(unusualPurposes.stream().map(Purpose::toString).toList()));
        }
        List<String> staff = inputs.stream()
                .flatMap(input -> input.seen().staff().addresses().stream())
                .toList();
        notes.addAll(Plausibility.notes(
                log,
                new Plausibility.Origins(
                        now,
                        customers.stream().mapToLong(Tally::accepted).sum(),
                        staff,
                        inputs.stream().anyMatch(ReadSource::isOfOnePurpose))));
        return notes;
    }

    /** Rows that have the id, or all, of others. */
    private void addRepeated(LoadReport report, List<String> notes) {
        if (report.refusals().containsKey(CONFLICT)) {
            notes.add(
                    "rows of one id that differ are refused: if they are parts of one interaction, such as the items of an"
                            + " order, give --add-up id; if they are versions of it, --repeated-ids last; --repeated-ids refuse"
                            + " names their lines; if the column is no id of interactions, --map id= another one");
        }
        long smallest = inputs.stream()
                .mapToLong(input -> input.tally().accepted())
                .filter(rows -> rows > 0)
                .min()
                .orElse(0);
        if (inputs.size() > 1 && smallest > 0 && report.identical() >= smallest) {
            notes.add(
                    report.identical() + " rows have no id and are equal to others, as many as a whole file has: is one"
                            + " of them there twice? --repeated-ids identical leaves out equal rows");
        }
    }

    private long sum(ToLongFunction<Tally> rows) {
        return inputs.stream().map(ReadSource::tally).mapToLong(rows).sum();
    }
}

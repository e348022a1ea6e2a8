package io.engagement.connect;

import io.engagement.domain.Purpose;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * All that was read into a log, and what is to be told of it.
 *
 * @param inputs sources of interactions
 * @param customers of files of customers
 * @param unusualPurposes those that are not standard ones
 */
record ReadSources(List<ReadSource> inputs, List<Tally> customers, Collection<Purpose> unusualPurposes) {
    Stream<Tally> files() {
        return Stream.concat(inputs.stream().map(ReadSource::tally), customers.stream());
    }

    static LogView present(InteractionLog log) {
        return log.asOf(log.lastAt().orElse(Instant.EPOCH));
    }

    static String unusualNote(Collection<String> purposes) {
        return "purposes that are not standard ones (typing errors?): [" + Excerpt.ofNames(purposes) + "]";
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
        LogView view = present(log);
        inputs.forEach(input -> notes.addAll(input.notes(view)));
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

    private long sum(ToLongFunction<Tally> rows) {
        return inputs.stream().map(ReadSource::tally).mapToLong(rows).sum();
    }
}

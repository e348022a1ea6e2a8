package io.engagement.connect;

import io.engagement.domain.InteractionKind;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a reading of a file tells: its log, or why there is none, and the report. */
record Told(Optional<InteractionLog> log, String refusal, List<String> lines) {
    static Told of(Path file, Mapping mapping) {
        return of(file, mapping, "UTC", Strictness.allowing(1));
    }

    static Told of(Path file, Mapping mapping, String zone, Strictness strictness) {
        return of(Sources.of(file, mapping.layout()), mapping, zone, strictness);
    }

    static Told of(Source source, Mapping mapping, String zone, Strictness strictness) {
        List<String> lines = new ArrayList<>();
        try {
            Reading reading = Reading.with(TestFiles.CLOCK.withZone(ZoneId.of(zone)), 2);
            reading.add(source, mapping, rows -> {});
            InteractionLog log = reading.load(strictness, report -> lines.addAll(report.lines()));
            return new Told(Optional.of(log), "", lines);
        } catch (DataRefused e) {
            return new Told(Optional.empty(), String.valueOf(e.getMessage()), lines);
        }
    }

    /** Of several files that are read in one way. */
    static Told ofAll(List<Path> files, Mapping mapping) {
        List<String> lines = new ArrayList<>();
        try {
            Reading reading = Reading.with(TestFiles.CLOCK, 2);
            files.forEach(file -> reading.add(Sources.of(file, mapping.layout()), mapping, rows -> {}));
            InteractionLog log = reading.load(Strictness.allowing(1), report -> lines.addAll(report.lines()));
            return new Told(Optional.of(log), "", lines);
        } catch (DataRefused e) {
            return new Told(Optional.empty(), String.valueOf(e.getMessage()), lines);
        }
    }

    /** Each interaction in words: customer, time, purpose, initiator, and its value if it has one. */
    List<String> interactions() {
        LogView view = view();
        List<String> all = new ArrayList<>();
        for (int row = 0; row < view.customers(); row++) {
            for (int i = view.start(row); i < view.end(row); i++) {
                double value = view.value(i);
                InteractionKind kind = view.kinds().get(view.kindIndex(i));
                all.add(view.customerId(row) + " " + Instant.ofEpochMilli(view.epochMilli(i)) + " "
                        + kind.purpose() + " " + kind.initiator()
                        + (Double.isNaN(value) ? "" : " " + value));
            }
        }
        return all;
    }

    LogView view() {
        InteractionLog read = log.orElseThrow(() -> new AssertionError(refusal + "\n" + text()));
        return read.asOf(read.lastAt().orElseThrow());
    }

    String text() {
        return String.join("\n", lines);
    }
}

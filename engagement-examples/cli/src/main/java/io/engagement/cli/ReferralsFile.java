package io.engagement.cli;

import io.engagement.connect.CsvFile;
import io.engagement.connect.CustomerIds;
import io.engagement.connect.DataRefused;
import io.engagement.connect.Excerpt;
import io.engagement.connect.Row;
import io.engagement.connect.TimeFormat;
import io.engagement.outcome.mutual.Referral;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** A file of referrals: referrer, referred, at. */
final class ReferralsFile {
    private static final List<String> COLUMNS = List.of("referrer", "referred", "at");

    private final Path file;
    private final TimeFormat times;
    private final List<Referral> referrals = new ArrayList<>();

    private ReferralsFile(Path file, TimeFormat times) {
        this.file = file;
        this.times = times;
    }

    static List<Referral> read(Path file, TimeFormat times) {
        ReferralsFile read = new ReferralsFile(file, times);
        CsvFile.of(file).read(read::fill);
        return read.referrals;
    }

    private void fill(List<String> header, Iterator<Row> rows) {
        CsvFile.requireDifferent(CsvFile.of(file), header);
        if (!header.containsAll(COLUMNS)) {
            throw new DataRefused(CsvFile.label(file) + " must have columns " + COLUMNS + "; its columns are ["
                    + Excerpt.ofNames(header) + "]");
        }
        rows.forEachRemaining(row -> add(header, row));
    }

    private void add(List<String> header, Row row) {
        if (row.fault().isPresent() || row.fields() != header.size()) {
            throw refused(row, row.fault().orElseGet(() -> CsvFile.wrongWidth(row, header.size())));
        }
        try {
            long at = times.epochMilli(row.field(header.indexOf("at")).strip());
            referrals.add(new Referral(
                    CustomerIds.of(row.field(header.indexOf("referrer"))),
                    CustomerIds.of(row.field(header.indexOf("referred"))),
                    Instant.ofEpochMilli(at)));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw refused(row, String.valueOf(e.getMessage()));
        }
    }

    private DataRefused refused(Row row, String why) {
        return new DataRefused(CsvFile.label(file) + " line " + row.line() + ": " + Excerpt.ofMessage(why));
    }
}

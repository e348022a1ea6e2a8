package io.engagement.connect;

import io.engagement.history.InteractionLog;
import io.engagement.history.LoadReport.Refusal;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What became of the rows of one file: each is accepted, refused or left out. */
final class Tally {
    private static final int MOST_REASONS = 5;

    /** Of a report there are few rows behind its last one; more are refused. */
    private static final int MOST_TRAILERS = 5;

    /** Of all rows. */
    private static final double MOST = 0.5;

    private final Source source;
    private final Optional<InteractionLog.Builder> log;
    private final RowCounts counts = new RowCounts();
    private final List<Refused> trailer = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final Map<String, Refusal> refusals = new LinkedHashMap<>();
    private final List<String> firstSuspects = new ArrayList<>();
    private final String options;
    private long suspects;
    private long accepted;
    private long leftOut;
    /** Of those that were accepted, rows that one of the same id stands for. */
    private long repeated;

    /** What look like rows in the quotes of those that were refused. */
    private long lost;

    /** Titles before the header and what comes behind the last row. */
    private long around;

    private String trailerPlace = "";
    /** More rows than those that end a report are one behind the other. */
    private boolean tooMany;

    /** Of a source whose refusals the log's report has too. */
    Tally(Source source, InteractionLog.Builder log) {
        this(source, Optional.of(log), "the options of --input");
    }

    private Tally(Source source, Optional<InteractionLog.Builder> log, String options) {
        this.source = source;
        this.log = log;
        this.options = options;
    }

    /** Of a source of customers. */
    static Tally ofCustomers(Source source) {
        return new Tally(source, Optional.empty(), "the options of --customers");
    }

    /** What messages call the file. */
    String name() {
        return source.name();
    }

    void accept(long rows) {
        accepted += rows;
    }

    void lose(long rows) {
        lost += rows;
    }

    /** So many rows that were accepted have the id of another one, which stands for them. */
    void repeat(long rows) {
        repeated += rows;
        accepted += rows;
    }

    void leaveOut(long rows) {
        leftOut += rows;
    }

    RowCounts counts() {
        return counts;
    }

    /** So many rows before the header. */
    void titles(List<String> rows) {
        around += rows.size();
        if (!rows.isEmpty()) {
            notes.add(name() + ": left out what is before the header: " + String.join(", ", rows));
        }
    }

    /** What may end the file, and where it is. */
    void mayEnd(Refused refused, String where) {
        trailerPlace = trailer.isEmpty() ? where : trailerPlace;
        trailer.add(refused);
        if (tooMany || trailer.size() > MOST_TRAILERS) {
            endTrailer();
            tooMany = true;
        }
    }

    /** Another row comes: those before it did not end the file. */
    void endTrailer() {
        trailer.forEach(this::refuse);
        trailer.clear();
        tooMany = false;
    }

    /** No row comes any more. */
    void end() {
        if (accepted == 0 && refusals.isEmpty()) {
            endTrailer();
        }
        if (!trailer.isEmpty()) {
            around += trailer.size();
            notes.add(trailerPlace + ": left out what is behind the last row: "
                    + trailer.stream().map(Refused::excerpt).collect(Collectors.joining(", ")));
        }
    }

    /** What is to be told of it. */
    List<String> notes() {
        return notes;
    }

    void note(String note) {
        notes.add(note);
    }

    /** Rows that are no rows of its table. */
    long around() {
        return around;
    }

    void refuse(Refused refused) {
        log.ifPresent(all -> all.refuse(refused.reason(), refused.message(), refused.rows()));
        refuse(refused.reason(), refused.message(), refused.rows());
    }

    /** So many rows are refused; the first few messages of a reason are kept. */
    private void refuse(String reason, String message, long rows) {
        Refusal before = refusals.getOrDefault(reason, new Refusal(0, List.of()));
        List<String> messages = before.firstRows();
        if (messages.size() < Refusal.ROWS_KEPT) {
            messages = new ArrayList<>(messages);
            messages.add(message);
        }
        refusals.put(reason, new Refusal(before.count() + rows, messages));
    }

    /** A row was read that goes on over lines which look like rows themselves. */
    void suspect(String place, int lines) {
        suspects++;
        if (suspects <= Refusal.ROWS_KEPT) {
            firstSuspects.add(name() + " " + place + ": one row of " + lines
                    + " lines in quotes, most of which look like rows themselves: if a quote is missing or too many there, they"
                    + " were not read as rows. Mend it; --strict fails on such rows");
        }
    }

    List<String> firstSuspects() {
        return firstSuspects;
    }

    long accepted() {
        return accepted;
    }

    long repeated() {
        return repeated;
    }

    long leftOut() {
        return leftOut;
    }

    long refused() {
        return refusals.values().stream().mapToLong(Refusal::count).sum();
    }

    Map<String, Refusal> refusals() {
        return refusals;
    }

    /**
     * Sees to it that not more is refused than may be, and nothing suspect where that may not be.
     *
     * @throws DataRefused if it is
     */
    void check(Strictness strictness) {
        long refused = refused() + lost;
        if (!strictness.allows(refused, accepted)) {
            throw tooMany(source.label() + ": ", refused, accepted, strictness, reasons(refusals), options);
        }
        if (strictness.failsOnSuspects()) {
            checkSuspects();
        }
    }

    private void checkSuspects() {
        if (suspects > 0) {
            throw new DataRefused(source.label() + " holds what look like rows in quotes, " + suspects
                    + " times, and --strict allows none. Mend the quotes of the rows that are named above");
        }
    }

    /** The first reasons, each with how often. */
    static String reasons(Map<String, Refusal> refusals) {
        return refusals.entrySet().stream()
                .limit(MOST_REASONS)
                .map(entry -> entry.getValue().count() + " x " + Excerpt.ofMessage(entry.getKey()))
                .collect(Collectors.joining("; ", " (", ")"));
    }

    /** What is said of rows more of which are refused than may be. Where most are, it is not the rows that are wrong. */
    static DataRefused tooMany(
            String where, long refused, long accepted, Strictness strictness, String why, String options) {
        double share = (double) refused / (refused + accepted);
        return new DataRefused(String.format(
                Locale.ROOT,
                "%s%d of %d rows were refused%s, and %s; no output was written. %s%s",
                where,
                refused,
                refused + accepted,
                why,
                strictness.failsOnSuspects()
                        ? "--strict allows none"
                        : "no more than " + percent(strictness.allowed()) + " may be",
                share > MOST
                        ? "Where most rows are refused, how they are read is wrong: the rows that are named above say"
                                + " what is allowed; tell with " + options + " how they are written"
                        : "Mend the rows that are named above, or tell with " + options + " how they are written",
                goOn(share)));
    }

    private static String goOn(double share) {
        String option = "--allow-refused " + enough(share);
        if (share > MOST) {
            return share < 1 ? ". Only if nothing helps, " + option + " goes on without them" : "";
        }
        return ", or go on without them with " + option;
    }

    private static String percent(double share) {
        return decimal(100 * share) + " %";
    }

    /** A share of two digits that is not less. */
    private static String enough(double share) {
        return decimal(Math.ceil(100 * share) / 100);
    }

    private static String decimal(double number) {
        return BigDecimal.valueOf(number)
                .round(new MathContext(10))
                .stripTrailingZeros()
                .toPlainString();
    }
}

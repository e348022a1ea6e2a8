package io.engagement.cli;

import io.engagement.history.LoadReport.Refusal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What became of the rows of one file: each is accepted, refused or left out. */
final class Tally {
    private static final int MOST_REASONS = 5;

    private final Path file;
    private final Map<String, Refusal> refusals = new LinkedHashMap<>();
    private final List<String> firstSuspects = new ArrayList<>();
    private long suspects;
    private long accepted;
    private long leftOut;
    /** What look like rows in the quotes of those that were refused. */
    private long lost;

    Tally(Path file) {
        this.file = file;
    }

    /** What messages call the file. */
    String name() {
        return CsvFiles.name(file);
    }

    void accept(long rows) {
        accepted += rows;
    }

    void lose(long rows) {
        lost += rows;
    }

    void leaveOut(long rows) {
        leftOut += rows;
    }

    /** So many rows are refused; the first few messages of a reason are kept. */
    void refuse(String reason, String message, long rows) {
        Refusal before = refusals.getOrDefault(reason, new Refusal(0, List.of()));
        List<String> messages = before.firstRows();
        if (messages.size() < Refusal.ROWS_KEPT) {
            messages = new ArrayList<>(messages);
            messages.add(message);
        }
        refusals.put(reason, new Refusal(before.count() + rows, messages));
    }

    /** A row was read that goes on over lines which look like rows themselves. */
    void suspect(long line, int lines) {
        suspects++;
        if (suspects <= Refusal.ROWS_KEPT) {
            firstSuspects.add(name() + " line " + line + ": one row of " + lines
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
            String reasons = refusals.entrySet().stream()
                    .limit(MOST_REASONS)
                    .map(entry -> entry.getValue().count() + " x " + Excerpt.ofMessage(entry.getKey()))
                    .collect(Collectors.joining("; "));
            throw tooMany(CsvFiles.label(file) + ": ", refused, accepted, strictness, " (" + reasons + ")");
        }
        if (strictness.failsOnSuspects()) {
            checkSuspects();
        }
    }

    private void checkSuspects() {
        if (suspects > 0) {
            throw new DataRefused(CsvFiles.label(file) + " holds what look like rows in quotes, " + suspects
                    + " times, and --strict allows none. Mend the quotes of the rows that are named above");
        }
    }

    /** What is said of rows more of which are refused than may be. */
    static DataRefused tooMany(String where, long refused, long accepted, Strictness strictness, String why) {
        return new DataRefused(String.format(
                Locale.ROOT,
                "%s%d of %d rows were refused%s, and %s; no output was written. Mend the rows that are named above, or"
                        + " tell with the options of --input how they are written, or go on without them with"
                        + " --allow-refused %s",
                where,
                refused,
                refused + accepted,
                why,
                strictness.failsOnSuspects()
                        ? "--strict allows none"
                        : "no more than " + percent(strictness.allowed()) + " may be",
                enough((double) refused / (refused + accepted))));
    }

    private static String percent(double share) {
        return Figures.tenDigits(100 * share) + " %";
    }

    /** A share of two digits that is not less. */
    private static String enough(double share) {
        return Figures.tenDigits(Math.ceil(100 * share) / 100);
    }
}

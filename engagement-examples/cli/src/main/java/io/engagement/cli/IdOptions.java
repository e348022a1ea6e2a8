package io.engagement.cli;

import java.io.PrintWriter;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import picocli.CommandLine.Option;

/** How customers' ids are written to CSV. */
final class IdOptions {
    @Option(
            names = "--raw-ids",
            description =
                    "Write customers' ids as they were read. Otherwise those that a spreadsheet would take for a formula"
                            + " (they begin with =, +, -, @ or a tab) get an apostrophe before them, and control characters"
                            + " become escapes such as \\u001b; how many is told.")
    private boolean raw;

    String text(String id) {
        return raw ? id : SpreadsheetText.of(id);
    }

    /** Tells how many ids are not as they were read. */
    void note(Scores scores, PrintWriter messages) {
        IntPredicate isChanged = row -> {
            String id = scores.table().customerId(row);
            return !text(id).equals(id);
        };
        long changed =
                IntStream.range(0, scores.table().size()).filter(isChanged).count();
        if (changed > 0) {
            messages.println("note: " + changed + " customer ids are written changed, with an apostrophe before what a"
                    + " spreadsheet would take for a formula and escapes for control characters; --raw-ids writes them"
                    + " as they were read");
        }
    }
}

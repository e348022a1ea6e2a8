package io.engagement.testkit;

import static java.util.stream.Collectors.joining;

import io.engagement.score.Contribution;
import io.engagement.score.Explanation;
import io.engagement.score.ScoreTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Scores and their reasons that people have read once, kept in a file: a test fails as soon as one says something else.
 *
 * <pre>{@code
 * GoldenExplanations.assertUnchanged(Path.of("src/test/resources/overdue.golden"), scores, "ann", "ben");
 * }</pre>
 *
 * <p>The file is never changed behind one's back. With {@code -Dengagement.golden=write} it is written, and the test fails all the
 * same: read it, commit it, and run the test again without. Numbers have six significant digits, so that another Java machine
 * says the same.
 */
public final class GoldenExplanations {
    /** The system property: {@value}. */
    public static final String PROPERTY = "engagement.golden";

    private static final String WRITE = "write";

    private GoldenExplanations() {}

    /**
     * Compares all scores of some customers with the file.
     *
     * @param file beside the tests, in version control
     * @param scores of a plan
     * @param customerIds of those whose explanations are pinned: one for each kind of reason will do
     * @throws AssertionError if one differs, with both versions of the first line that does; or if there is no file; or if it
     *     was just written
     * @throws IllegalArgumentException if the table lacks a customer, or none is named
     */
    public static void assertUnchanged(Path file, ScoreTable scores, String... customerIds) {
        String now = text(scores, List.of(customerIds));
        if (WRITE.equals(System.getProperty(PROPERTY))) {
            write(file, now);
            throw new AssertionError(file + " was written: read it, commit it, and run without -D" + PROPERTY);
        }
        compare(file, read(file), now.lines().toList());
    }

    private static void compare(Path file, List<String> pinned, List<String> now) {
        String where = "";
        for (int line = 0; line < Math.max(pinned.size(), now.size()); line++) {
            String was = line < pinned.size() ? pinned.get(line) : "(nothing)";
            String is = line < now.size() ? now.get(line) : "(nothing)";
            where = is.startsWith(" ") ? where : is;
            if (!was.equals(is)) {
                throw new AssertionError(String.join(
                        System.lineSeparator(),
                        file + ", line " + (line + 1) + ", of " + where,
                        "  was: " + was.strip(),
                        "  is:  " + is.strip(),
                        "If that is meant, write the file by -D" + PROPERTY + "=" + WRITE
                                + ", read what changed, and commit it."));
            }
        }
    }

    /** Customers as they are named, scores in the table's order. */
    static String text(ScoreTable scores, List<String> customerIds) {
        if (customerIds.isEmpty()) {
            throw new IllegalArgumentException("customerIds must name one customer or more");
        }
        List<String> lines = new ArrayList<>();
        for (String id : customerIds) {
            int row = scores.row(Objects.requireNonNull(id, "customerId"))
                    .orElseThrow(() -> new IllegalArgumentException("the table has no customer " + id));
            scores.names().forEach(name -> tell(id, scores.explain(row, name), lines));
        }
        return lines.stream().map(line -> line + "\n").collect(joining());
    }

    private static void tell(String id, Explanation why, List<String> lines) {
        lines.add(id + ", " + why.scorer() + ": " + digits(why.value()));
        lines.add("  " + why.reason());
        if (!why.contributions().isEmpty()) {
            lines.add("  baseline " + digits(why.baseline()));
        }
        for (Contribution each : why.contributions()) {
            lines.add("  " + each.name() + " " + digits(each.amount()) + ": " + each.fact());
        }
    }

    private static String digits(double number) {
        return Double.isNaN(number) ? "none" : String.format(Locale.ROOT, "%.6g", number);
    }

    private static List<String> read(Path file) {
        try {
            if (Files.exists(file)) {
                return Files.readAllLines(file);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        throw new AssertionError("there is no " + file.toAbsolutePath().normalize() + ": write it by -D" + PROPERTY
                + "=" + WRITE + ", read it, and commit it");
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, text);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}

package io.engagement.cli;

import io.engagement.connect.Excerpt;
import io.engagement.connect.Layout;
import io.engagement.connect.TableFile;
import io.engagement.connect.TimeFormat;
import io.engagement.outcome.experiment.ExperimentData;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** An experiment's customers in one table: columns of the arm, of outcomes and of what was known before. */
final class UnitsOptions {
    @Option(
            names = "--units",
            paramLabel = "FILE",
            description = "A file with one row a customer: columns of the arm, outcomes and what was known before.")
    private Optional<Path> units = Optional.empty();

    @Option(
            names = "--delimiter-units",
            paramLabel = "C",
            description = "Between the fields of --units. Default: a comma, or what the header shows.")
    private Optional<String> delimiter = Optional.empty();

    @Option(
            names = "--customer",
            paramLabel = "COLUMN",
            description = "The customer's id in --units. Default: the row is one.")
    private String customer = "";

    @Option(names = "--arm", paramLabel = "COLUMN", description = "The arm in --units.")
    private Optional<String> arm = Optional.empty();

    @Option(
            names = "--outcome",
            split = ",",
            paramLabel = "COLUMN",
            description = "Outcomes in --units: numbers, 0 for whom nothing came.")
    private List<String> outcomes = new ArrayList<>();

    @Option(
            names = "--before",
            split = ",",
            paramLabel = "COLUMN",
            description =
                    "What was known in --units before the contact, to adjust for: numbers, or texts as groups. What was"
                            + " seen after it takes the effect away.")
    private List<String> before = new ArrayList<>();

    @Option(
            names = "--before-at",
            paramLabel = "COLUMN",
            description = "As of when --before was known of a row: refused if later than its --assigned-at.")
    private Optional<String> beforeAt = Optional.empty();

    @Option(names = "--assigned-at", paramLabel = "COLUMN", description = "When the customer of a row was assigned.")
    private Optional<String> assignedAt = Optional.empty();

    Optional<Path> file() {
        return units;
    }

    boolean hasArm() {
        return arm.isPresent();
    }

    /** Columns of outcomes, if the customers come from a table. */
    List<String> outcomes() {
        return outcomes;
    }

    /** The outcomes of a column, of those held out if arms are told. */
    double[] baseline(UnitsFile file, String column, Optional<String> holdOut) {
        double[] all = file.numbers(column);
        if (arm.isEmpty()) {
            return all;
        }
        List<String> arms = file.texts(arm.get());
        String heldOut = heldOut(holdOut, arms);
        return IntStream.range(0, all.length)
                .filter(i -> arms.get(i).equals(heldOut))
                .mapToDouble(i -> all[i])
                .toArray();
    }

    /** The columns of a plan. */
    UnitsFile plannedUnits(Path file) {
        return UnitsFile.read(
                table(file), Stream.concat(outcomes.stream(), arm.stream()).toList());
    }

    private TableFile table(Path file) {
        return TableFile.of(file, delimiter.map(Layout.usual()::withDelimiter).orElse(Layout.usual()));
    }

    private static String heldOut(Optional<String> holdOut, List<String> arms) {
        return HoldOuts.of(holdOut, "--units", arms);
    }

    ExperimentData data(Path path, Optional<String> holdOut, TimeFormat times, PrintWriter messages) {
        String armColumn =
                arm.orElseThrow(() -> new UsageError("--arm is missing: name the column of the arm in --units"));
        if (outcomes.isEmpty()) {
            throw new UsageError("--outcome is missing: name columns of outcomes in --units");
        }
        checkBefore(armColumn, messages);
        UnitsFile file = UnitsFile.read(table(path), columns());
        List<String> arms = file.texts(armColumn);
        String heldOut = heldOut(holdOut, arms);
        beforeAt.ifPresent(known -> requireBefore(file, known, assignedAt.orElseThrow(), times));
        return new UnitsData(file, file.ids(customer), arms, heldOut).with(outcomes, before);
    }

    private List<String> columns() {
        Set<String> all = new LinkedHashSet<>(outcomes);
        all.addAll(before);
        Stream.of(arm, beforeAt, assignedAt).flatMap(Optional::stream).forEach(all::add);
        if (!customer.isEmpty()) {
            all.add(customer);
        }
        return List.copyOf(all);
    }

    private void checkBefore(String armColumn, PrintWriter messages) {
        for (String column : before) {
            if (column.equals(armColumn) || column.equals(customer)) {
                throw new UsageError(
                        "--before '" + Excerpt.of(column)
                                + "' is the column of the arm or the customer, and tells nothing of the time before the contact");
            }
        }
        if (beforeAt.isPresent() != assignedAt.isPresent()) {
            throw new UsageError("--before-at and --assigned-at compare two times of a row: give both or none");
        }
        if (beforeAt.isPresent() && before.isEmpty()) {
            throw new UsageError("--before-at has no effect without --before");
        }
        if (!before.isEmpty() && beforeAt.isEmpty()) {
            messages.println("note: nothing tells when " + Excerpt.ofNames(before)
                    + " was known; what was seen after the contact takes its effect away. --before-at COLUMN with"
                    + " --assigned-at COLUMN checks each row");
        }
    }

    private static void requireBefore(UnitsFile file, String known, String assigned, TimeFormat times) {
        List<String> knownAt = file.texts(known);
        List<String> assignedAt = file.texts(assigned);
        for (int row = 0; row < knownAt.size(); row++) {
            if (file.time(row, known, knownAt.get(row), times) > file.time(row, assigned, assignedAt.get(row), times)) {
                throw file.refused(
                        row,
                        "its " + known + " " + Excerpt.of(knownAt.get(row)) + " is later than its " + assigned + " "
                                + Excerpt.of(assignedAt.get(row))
                                + ": what --before names must have been known when the customer was assigned");
            }
        }
    }
}

package io.engagement.cli;

import io.engagement.connect.DataRefused;
import io.engagement.connect.Excerpt;
import io.engagement.domain.Purpose;
import io.engagement.history.LogView;
import io.engagement.measure.Filter;
import io.engagement.outcome.experiment.Assignments;
import io.engagement.outcome.experiment.ExperimentData;
import io.engagement.outcome.experiment.LogFigure;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Where an experiment's customers, arms and outcomes come from: one table of customers, or assignments and a log. */
final class ExperimentSource {
    private static final List<String> ASSIGNED = List.of("customer_id", "arm", "assigned_at");

    @Option(
            names = "--units",
            paramLabel = "FILE",
            description = "A CSV file with one row a customer: columns of the arm, outcomes and what was known before.")
    private Optional<Path> units = Optional.empty();

    @Option(
            names = "--delimiter-units",
            paramLabel = "C",
            description = "Between the fields of --units. Default: a comma.")
    private char delimiter = ',';

    @Option(
            names = "--customer",
            paramLabel = "COLUMN",
            description = "The customer's id in --units. Default: the row is one.")
    private String customer = "";

    @Option(names = "--arm", paramLabel = "COLUMN", description = "The arm in --units.")
    private Optional<String> arm = Optional.empty();

    @Option(names = "--hold-out", paramLabel = "NAME", description = "The arm that is not contacted.")
    private Optional<String> holdOut = Optional.empty();

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
            names = "--assignments",
            paramLabel = "FILE",
            description =
                    "A CSV file of customer_id, arm and assigned_at, as 'experiment assign' writes it, for outcomes from"
                            + " files of interactions.")
    private Optional<Path> assignments = Optional.empty();

    @Option(
            names = "--window",
            paramLabel = "LENGTH",
            converter = Lengths.class,
            description = "How long after the assignment interactions count. Default: 30d.")
    private Duration window = Duration.ofDays(30);

    @Option(
            names = "--before-window",
            paramLabel = "LENGTH",
            converter = Lengths.class,
            description = "Adjust for the value in this time before the assignment.")
    private Optional<Duration> beforeWindow = Optional.empty();

    @Option(
            names = "--acts",
            split = ",",
            paramLabel = "PURPOSE",
            description = "Further outcomes of a log: whether there were interactions of a purpose, e.g. COMPLAINT.")
    private List<String> acts = new ArrayList<>();

    List<Path> files() {
        return Stream.concat(units.stream(), assignments.stream()).toList();
    }

    Optional<Path> units() {
        return units;
    }

    Duration window() {
        return window;
    }

    /** Columns of outcomes, if the customers come from a table. */
    List<String> outcomes() {
        return outcomes;
    }

    UnitsFile unitsFile(Path file) {
        List<String> columns = new ArrayList<>(outcomes);
        columns.addAll(before);
        arm.ifPresent(columns::add);
        if (!customer.isEmpty()) {
            columns.add(customer);
        }
        return UnitsFile.read(file, delimiter, columns);
    }

    /** The outcomes of a column, of those held out if arms are told. */
    double[] baseline(UnitsFile file, String column) {
        double[] all = file.numbers(column);
        if (arm.isEmpty() || holdOut.isEmpty()) {
            return all;
        }
        List<String> arms = file.texts(arm.get());
        return IntStream.range(0, all.length)
                .filter(i -> arms.get(i).equals(holdOut.get()))
                .mapToDouble(i -> all[i])
                .toArray();
    }

    private String heldOut() {
        return holdOut.orElseThrow(() -> new UsageError("--hold-out is missing: name the arm that is not contacted"));
    }

    /** From the table, or from the assignments and the log. */
    ExperimentData data(LogOptions base, PrintWriter messages) {
        if (units.isPresent() == assignments.isPresent()) {
            throw new UsageError("give --units FILE with one row a customer, or --assignments FILE with --input files");
        }
        if (units.isPresent() && !base.inputs().isEmpty()) {
            throw new UsageError("--units has its outcomes itself and --input is not read: give one of them");
        }
        return units.map(this::fromTable).orElseGet(() -> fromLog(base, base.view(List.of(), messages)));
    }

    private ExperimentData fromTable(Path path) {
        String armColumn =
                arm.orElseThrow(() -> new UsageError("--arm is missing: name the column of the arm in --units"));
        if (outcomes.isEmpty()) {
            throw new UsageError("--outcome is missing: name columns of outcomes in --units");
        }
        String heldOut = heldOut();
        UnitsFile file = unitsFile(path);
        List<String> ids = file.ids(customer);
        List<String> arms = file.texts(armColumn);
        refuseUnless(arms.contains(heldOut), heldOut, arms);
        Assignments.Builder all = Assignments.builder(heldOut);
        Map<String, Integer> rows = new HashMap<>();
        for (int i = 0; i < ids.size(); i++) {
            all.assign(ids.get(i), arms.get(i), Instant.EPOCH);
            rows.put(ids.get(i), i);
        }
        ExperimentData data = ExperimentData.of(all.build());
        for (String outcome : outcomes) {
            double[] values = file.numbers(outcome);
            data = withOutcome(data, outcome, id -> values[Objects.requireNonNull(rows.get(id))]);
        }
        for (String column : before) {
            for (Map.Entry<String, double[]> each : file.covariates(column).entrySet()) {
                double[] values = each.getValue();
                data = checked(data, each.getKey(), id -> values[Objects.requireNonNull(rows.get(id))]);
            }
        }
        return data;
    }

    private static ExperimentData withOutcome(ExperimentData data, String name, ToDoubleFunction<String> values) {
        try {
            return data.withOutcome(name, values);
        } catch (IllegalArgumentException e) {
            throw new UsageError("--outcome: " + e.getMessage());
        }
    }

    private static ExperimentData checked(ExperimentData data, String name, ToDoubleFunction<String> values) {
        try {
            return data.withCovariate(name, Instant.EPOCH, values);
        } catch (IllegalArgumentException e) {
            throw new UsageError("--before: " + e.getMessage());
        }
    }

    private static void refuseUnless(boolean known, String heldOut, List<String> arms) {
        if (!known) {
            throw new UsageError("--hold-out '" + Excerpt.of(heldOut) + "': nobody is in that arm; arms are ["
                    + Excerpt.ofNames(arms.stream().distinct().sorted().toList()) + "]");
        }
    }

    /** Who is in which arm since when. */
    Assignments assigned(LogOptions base) {
        Path path = assignments.orElseThrow(() -> new UsageError("--assignments is missing"));
        String heldOut = heldOut();
        UnitsFile file = UnitsFile.read(path, ',', ASSIGNED);
        List<String> ids = file.ids("customer_id");
        List<String> arms = file.texts("arm");
        List<String> times = file.texts("assigned_at");
        refuseUnless(arms.contains(heldOut), heldOut, arms);
        Assignments.Builder all = Assignments.builder(heldOut);
        for (int i = 0; i < ids.size(); i++) {
            try {
                all.assign(
                        ids.get(i),
                        arms.get(i),
                        Instant.ofEpochMilli(base.times().epochMilli(times.get(i))));
            } catch (DateTimeException e) {
                throw new DataRefused(path + ": assigned_at '" + Excerpt.of(times.get(i)) + "' of customer '"
                        + Excerpt.of(ids.get(i)) + "' is no time such as 2026-01-31");
            }
        }
        return all.build();
    }

    /** What purchases bring in the window. */
    LogFigure spend() {
        return new LogFigure("spend", LogFigure.Kind.VALUE, Filter.purpose(Purpose.PURCHASE), Duration.ZERO, window);
    }

    private ExperimentData fromLog(LogOptions base, LogView view) {
        try {
            ExperimentData data = ExperimentData.of(assigned(base))
                    .withOutcome(view, spend())
                    .withOutcome(view, act("bought", Purpose.PURCHASE));
            for (String purpose : acts) {
                Purpose known = Purpose.of(purpose);
                data = data.withOutcome(view, act(known.name().toLowerCase(Locale.ROOT), known));
            }
            if (beforeWindow.isPresent()) {
                data = data.withCovariate(
                        view,
                        new LogFigure(
                                "spend before",
                                LogFigure.Kind.VALUE,
                                Filter.purpose(Purpose.PURCHASE),
                                beforeWindow.get().negated(),
                                Duration.ZERO));
            }
            return data;
        } catch (IllegalArgumentException e) {
            throw new DataRefused(String.valueOf(e.getMessage()));
        }
    }

    private LogFigure act(String name, Purpose purpose) {
        return new LogFigure(name, LogFigure.Kind.ANY, Filter.purpose(purpose), Duration.ZERO, window);
    }
}

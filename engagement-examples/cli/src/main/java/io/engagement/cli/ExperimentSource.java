package io.engagement.cli;

import io.engagement.history.LogView;
import io.engagement.outcome.experiment.ExperimentData;
import io.engagement.outcome.experiment.LogFigure;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Where an experiment's customers, arms and outcomes come from: one table of customers, or assignments and a log. */
final class ExperimentSource {
    @Mixin
    private UnitsOptions units = new UnitsOptions();

    @Option(
            names = "--hold-out",
            paramLabel = "NAME",
            description = "The arm that is not contacted. Default: the one called control, holdout or none.")
    private Optional<String> holdOut = Optional.empty();

    @Mixin
    private AssignedOptions assigned = new AssignedOptions();

    private Optional<LogView> view = Optional.empty();

    List<Path> files() {
        return Stream.concat(units.file().stream(), assigned.file().stream()).toList();
    }

    Optional<Path> units() {
        return units.file();
    }

    Optional<String> holdOut() {
        return holdOut;
    }

    Duration window() {
        return assigned.window();
    }

    /** Columns of outcomes, if the customers come from a table. */
    List<String> outcomes() {
        return units.outcomes();
    }

    /** The outcomes of a column, of those held out if arms are told. */
    double[] baseline(UnitsFile file, String column) {
        return units.baseline(file, column, holdOut);
    }

    /** The columns of a plan. */
    UnitsFile plannedUnits(Path file) {
        return units.plannedUnits(file);
    }

    /** What the ledger takes for spend, returns too, in the window. */
    LogFigure spend() {
        return assigned.spend();
    }

    /** Of who got contacts, once the data were asked for. */
    List<String> warnings() {
        return assigned.warnings();
    }

    /** Of the files of interactions, once the data were asked for. */
    LogView view() {
        return view.orElseThrow();
    }

    /**
     * Refuses what a plan makes no use of.
     *
     * @throws UsageError if it was given
     */
    void checkPlan(CommandSpec spec, boolean hasLog) {
        IdleOptions.refuse(
                spec,
                "has no effect on a plan",
                "--assignments",
                "--campaign",
                "--before",
                "--before-at",
                "--assigned-at",
                "--before-window",
                "--acts",
                "--customer");
        if (units.file().isEmpty()) {
            IdleOptions.refuse(
                    spec, "has no effect without --units", "--outcome", "--arm", "--hold-out", "--delimiter-units");
        }
        if (!units.hasArm()) {
            IdleOptions.refuse(spec, "has no effect without --arm", "--hold-out");
        }
        if (!hasLog) {
            IdleOptions.refuse(spec, "has no effect without --input", "--as-of", "--customers", "--currency");
        }
    }

    /**
     * Refuses what a self test makes no use of.
     *
     * @throws UsageError if it was given
     */
    void checkSelfTest(CommandSpec spec) {
        IdleOptions.refuse(
                spec,
                "has no effect on a self test, which adjusts for nothing",
                "--before",
                "--before-at",
                "--assigned-at",
                "--before-window");
    }

    /** From the table, or from the assignments and the log. */
    ExperimentData data(CommandSpec spec, LogOptions base) {
        PrintWriter messages = spec.commandLine().getErr();
        if (units.file().isPresent() == assigned.file().isPresent()) {
            throw new UsageError("give --units FILE with one row a customer, or --assignments FILE with --input files");
        }
        if (units.file().isPresent()) {
            IdleOptions.refuse(
                    spec,
                    "has no effect with --units, which has its outcomes itself",
                    "--input",
                    "--campaign",
                    "--window",
                    "--before-window",
                    "--acts",
                    "--as-of",
                    "--customers",
                    "--currency");
            return units.data(units.file().get(), holdOut, base.times(), messages);
        }
        IdleOptions.refuse(
                spec,
                "has no effect with --assignments, which is of --units",
                "--arm",
                "--outcome",
                "--before",
                "--before-at",
                "--assigned-at",
                "--customer",
                "--delimiter-units");
        if (base.inputs().isEmpty()) {
            throw new UsageError("--input is missing: what came of --assignments is in files of interactions");
        }
        LogView log = base.view(List.of(), messages);
        view = Optional.of(log);
        return assigned.data(log, holdOut, base.times(), messages);
    }
}

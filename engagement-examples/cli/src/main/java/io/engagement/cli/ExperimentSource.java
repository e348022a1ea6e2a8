package io.engagement.cli;

import io.engagement.connect.DataRefused;
import io.engagement.connect.Excerpt;
import io.engagement.connect.TimeFormat;
import io.engagement.domain.Purpose;
import io.engagement.history.LogView;
import io.engagement.measure.Filter;
import io.engagement.outcome.Account;
import io.engagement.outcome.AccountLevel;
import io.engagement.outcome.Campaign;
import io.engagement.outcome.OutcomeLedger;
import io.engagement.outcome.OutcomeRules;
import io.engagement.outcome.OutcomeWindows;
import io.engagement.outcome.Reason;
import io.engagement.outcome.Wave;
import io.engagement.outcome.experiment.Assignments;
import io.engagement.outcome.experiment.ExperimentData;
import io.engagement.outcome.experiment.LogFigure;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Where an experiment's customers, arms and outcomes come from: one table of customers, or assignments and a log. */
final class ExperimentSource {
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

    @Option(
            names = "--hold-out",
            paramLabel = "NAME",
            description = "The arm that is not contacted. Default: the one called control, holdout or none.")
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
            names = "--before-at",
            paramLabel = "COLUMN",
            description = "As of when --before was known of a row: refused if later than its --assigned-at.")
    private Optional<String> beforeAt = Optional.empty();

    @Option(names = "--assigned-at", paramLabel = "COLUMN", description = "When the customer of a row was assigned.")
    private Optional<String> assignedAt = Optional.empty();

    @Option(
            names = "--assignments",
            paramLabel = "FILE",
            description =
                    "A CSV file of customer_id, arm and at, as 'experiment assign' writes it, for outcomes from files of"
                            + " interactions.")
    private Optional<Path> assignments = Optional.empty();

    @Option(
            names = "--campaign",
            paramLabel = "NAME",
            description = "Which campaign of --assignments, if its column campaign names several.")
    private Optional<String> campaign = Optional.empty();

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

    /** The campaign that was read, if the file names any. */
    private Optional<String> read = Optional.empty();

    private Optional<LogView> view = Optional.empty();

    List<Path> files() {
        return Stream.concat(units.stream(), assignments.stream()).toList();
    }

    Optional<Path> units() {
        return units;
    }

    Optional<String> holdOut() {
        return holdOut;
    }

    Duration window() {
        return window;
    }

    /** Columns of outcomes, if the customers come from a table. */
    List<String> outcomes() {
        return outcomes;
    }

    /** The outcomes of a column, of those held out if arms are told. */
    double[] baseline(UnitsFile file, String column) {
        double[] all = file.numbers(column);
        if (arm.isEmpty()) {
            return all;
        }
        List<String> arms = file.texts(arm.get());
        String heldOut = heldOut(arms);
        return IntStream.range(0, all.length)
                .filter(i -> arms.get(i).equals(heldOut))
                .mapToDouble(i -> all[i])
                .toArray();
    }

    /** The columns of a plan. */
    UnitsFile plannedUnits(Path file) {
        return UnitsFile.read(
                file, delimiter, Stream.concat(outcomes.stream(), arm.stream()).toList());
    }

    private String heldOut(List<String> arms) {
        return HoldOuts.of(holdOut, units.isPresent() ? "--units" : "--assignments", arms);
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
        if (units.isEmpty()) {
            IdleOptions.refuse(
                    spec, "has no effect without --units", "--outcome", "--arm", "--hold-out", "--delimiter-units");
        }
        if (arm.isEmpty()) {
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
        if (units.isPresent() == assignments.isPresent()) {
            throw new UsageError("give --units FILE with one row a customer, or --assignments FILE with --input files");
        }
        if (units.isPresent()) {
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
            return fromTable(units.get(), base, messages);
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
        return fromLog(base, log, messages);
    }

    private ExperimentData fromTable(Path path, LogOptions base, PrintWriter messages) {
        String armColumn =
                arm.orElseThrow(() -> new UsageError("--arm is missing: name the column of the arm in --units"));
        if (outcomes.isEmpty()) {
            throw new UsageError("--outcome is missing: name columns of outcomes in --units");
        }
        checkBefore(armColumn, messages);
        UnitsFile file = UnitsFile.read(path, delimiter, columns());
        List<String> arms = file.texts(armColumn);
        String heldOut = heldOut(arms);
        beforeAt.ifPresent(known -> requireBefore(file, known, assignedAt.orElseThrow(), base.times()));
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
            if (time(file, row, known, knownAt, times) > time(file, row, assigned, assignedAt, times)) {
                throw file.refused(
                        row,
                        "its " + known + " " + Excerpt.of(knownAt.get(row)) + " is later than its " + assigned + " "
                                + Excerpt.of(assignedAt.get(row))
                                + ": what --before names must have been known when the customer was assigned");
            }
        }
    }

    private static long time(UnitsFile file, int row, String column, List<String> texts, TimeFormat times) {
        try {
            return times.epochMilli(texts.get(row));
        } catch (DateTimeException e) {
            throw file.refused(
                    row, "its " + column + " '" + Excerpt.of(texts.get(row)) + "' is no time such as 2026-01-31");
        }
    }

    /** Who is in which arm since when. */
    Assignments assigned(LogOptions base) {
        Path path = assignments.orElseThrow(() -> new UsageError("--assignments is missing"));
        UnitsFile file = UnitsFile.read(path, ',', List.of("customer_id", "arm", "at"), List.of("campaign"));
        List<String> ids = file.texts("customer_id");
        List<String> arms = file.texts("arm");
        List<String> at = file.texts("at");
        TimeFormat times = base.times();
        String heldOut = heldOut(arms);
        int[] rows = ofCampaign(file, arms, heldOut);
        List<String> own = Arrays.stream(rows).mapToObj(arms::get).toList();
        if (!own.contains(heldOut)) {
            throw HoldOuts.nobodyIn(heldOut, own);
        }
        Assignments.Builder all = Assignments.builder(heldOut);
        for (int row : rows) {
            all.assign(ids.get(row), arms.get(row), Instant.ofEpochMilli(time(file, row, "at", at, times)));
        }
        return all.build();
    }

    /** Who is held out without a campaign is so of all of them. */
    private int[] ofCampaign(UnitsFile file, List<String> arms, String heldOut) {
        IntStream all = IntStream.range(0, file.rows());
        if (!file.has("campaign")) {
            campaign.ifPresent(name -> {
                throw new UsageError("--campaign '" + Excerpt.of(name) + "': --assignments has no column campaign");
            });
            return all.toArray();
        }
        List<String> campaigns = file.textsOrBlank("campaign");
        for (int row = 0; row < campaigns.size(); row++) {
            if (campaigns.get(row).isEmpty() && !arms.get(row).equals(heldOut)) {
                throw file.refused(row, "its campaign is empty: only who is held out is so of all campaigns");
            }
        }
        List<String> names = campaigns.stream()
                .filter(name -> !name.isEmpty())
                .distinct()
                .sorted()
                .toList();
        if (names.isEmpty()) {
            throw new DataRefused("--assignments has a column campaign, and nobody was in one: leave out the column");
        }
        if (campaign.isEmpty() && names.size() > 1) {
            throw new UsageError("--campaign NAME is missing: --assignments has the campaigns ["
                    + Excerpt.ofNames(names) + "], and each is an experiment of its own");
        }
        String wanted = campaign.orElse(names.get(0));
        if (!names.contains(wanted)) {
            throw new UsageError("--campaign '" + Excerpt.of(wanted) + "': --assignments has none of that name; its"
                    + " campaigns are [" + Excerpt.ofNames(names) + "]");
        }
        read = Optional.of(wanted);
        return all.filter(row ->
                        campaigns.get(row).isEmpty() || campaigns.get(row).equals(wanted))
                .toArray();
    }

    /** What the ledger takes for spend, returns too, in the window. */
    LogFigure spend() {
        return spend("spend", Duration.ZERO, window);
    }

    private static LogFigure spend(String name, Duration from, Duration to) {
        return new LogFigure(name, LogFigure.Kind.VALUE, OutcomeRules.standard().spend(), from, to);
    }

    private ExperimentData fromLog(LogOptions base, LogView view, PrintWriter messages) {
        try {
            Assignments all = assigned(base);
            tellUnknown(all, view, messages);
            ExperimentData data = ExperimentData.of(all)
                    .withOutcome(view, spend())
                    .withOutcome(view, act("bought", Purpose.PURCHASE));
            for (String purpose : acts) {
                Purpose known = new BaseNames(view).purposeOfContact("--acts", purpose);
                data = data.withOutcome(view, act(known.name().toLowerCase(Locale.ROOT), known));
            }
            if (beforeWindow.isPresent()) {
                data = data.withCovariate(
                        view, spend("spend before", beforeWindow.get().negated(), Duration.ZERO));
            }
            checkArms(all, view, messages);
            return data;
        } catch (IllegalArgumentException e) {
            throw new DataRefused(String.valueOf(e.getMessage()));
        }
    }

    /** By the ledger's own checks of who was assigned, and who got the contacts. */
    private void checkArms(Assignments all, LogView view, PrintWriter messages) {
        Duration last = Duration.ofMillis(1);
        Account account = OutcomeLedger.of(
                        view,
                        List.of(Campaign.of(read.orElse("(unnamed)"), Wave.of(all))),
                        OutcomeWindows.of(window.minus(last), last),
                        OutcomeRules.standard())
                .accounts(AccountLevel.CAMPAIGN)
                .get(0);
        if (account.reasons().contains(Reason.IDS_ALIKE)) {
            throw new DataRefused("--assignments: ids are written in two ways: "
                    + account.arms().alike() + " of " + all.size()
                    + " differ from one of the files only in case or leading zeros; correct them");
        }
        int contacted = account.arms().heldOutContacted();
        String told = contacted + " of " + account.heldOut() + " held-out customers got contacts of campaign "
                + Excerpt.of(read.orElse(""));
        if (account.isHoldOutContacted()) {
            throw new DataRefused(told + ": what the assignment did tells little of what a contact does");
        }
        if (contacted > 0) {
            messages.println("note: " + told + ": effects are those of the assignment (intention to treat)");
        }
    }

    private static void tellUnknown(Assignments all, LogView view, PrintWriter messages) {
        List<String> unknown = IntStream.range(0, all.size())
                .mapToObj(all::customer)
                .filter(id -> view.row(id).isEmpty())
                .toList();
        if (!unknown.isEmpty()) {
            messages.println("note: --assignments names " + unknown.size() + " of " + all.size()
                    + " customers whom no file knows, who count as customers who did nothing: "
                    + Excerpt.ofNames(unknown));
        }
    }

    private LogFigure act(String name, Purpose purpose) {
        return new LogFigure(name, LogFigure.Kind.ANY, Filter.purpose(purpose), Duration.ZERO, window);
    }
}

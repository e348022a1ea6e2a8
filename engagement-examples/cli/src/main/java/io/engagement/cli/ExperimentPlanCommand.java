package io.engagement.cli;

import io.engagement.connect.DataRefused;
import io.engagement.history.LogView;
import io.engagement.outcome.LedgerBaseline;
import io.engagement.outcome.OutcomeRules;
import io.engagement.outcome.OutcomeWindows;
import io.engagement.outcome.effect.ArmSums;
import io.engagement.outcome.experiment.Assignments;
import io.engagement.outcome.experiment.ExperimentPlan;
import io.engagement.outcome.experiment.PlannedLooks;
import io.engagement.outcome.experiment.Power;
import io.engagement.table.Table;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What an experiment could find. */
@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        customSynopsis = {
            "engagement experiment plan (--share NAME=SHARE | --mean NAME=MEAN --sd NAME=SD) --customers-planned N [OPTIONS]",
            "       engagement experiment plan --units FILE --outcome COLUMN[,...] [OPTIONS]",
            "       engagement experiment plan [OPTIONS] (--input FILE [FILE OPTIONS])..."
        },
        description =
                "What could it find? The least effect on each figure with so many customers and such a hold-out, for all"
                        + " findings at once (3.78 standard errors for the four of a ledger); customers and days for an effect that"
                        + " matters; bounds of planned looks; and which campaigns of the past could have shown anything. From files of interactions the figures are those"
                        + " that 'outcomes' compares, in the latest windows.",
        footer = {
            "",
            "Examples:",
            "  engagement experiment plan --share visit=0.106 --customers-planned 42612 --hold-out-share 0.5 \\",
            "    --power 0.8 --findings 1",
            "",
            "  engagement experiment plan --hold-out-share 0.1 --effect 0.05 --input interactions.csv",
            "",
            "Exit codes: 0 fine, 1 the data was refused or something not written, 2 wrong usage."
        })
final class ExperimentPlanCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ExperimentSource source = new ExperimentSource();

    @Mixin
    private FigureOptions told = new FigureOptions();

    @Option(
            names = "--customers-planned",
            paramLabel = "N",
            description = "Customers in all arms. Default: all of the file or base.")
    private Optional<Double> customers = Optional.empty();

    @Option(
            names = "--hold-out-share",
            paramLabel = "SHARE",
            converter = Share.Open.class,
            description = "Of them. Default: 0.1.")
    private double heldOutShare = 0.1;

    @Option(names = "--effect", paramLabel = "CHANGE", description = "Relative effect that matters. Default: 0.05.")
    private double effect = 0.05;

    @Option(names = "--per-day", paramLabel = "N", description = "Customers who can be assigned a day.")
    private Optional<Double> perDay = Optional.empty();

    @Option(
            names = "--long-window",
            paramLabel = "LENGTH",
            converter = Lengths.class,
            description =
                    "The long window of a ledger, after --window. Default: 90d. 'outcomes' reads 7d and 28d unless told:"
                            + " give both commands the same.")
    private Duration longWindow = Duration.ofDays(90);

    @Mixin
    private SpendOptions value = new SpendOptions();

    @Option(
            names = "--power",
            paramLabel = "SHARE",
            converter = Share.Open.class,
            description = "Probability to find an effect. Default: 0.9.")
    private double power = 0.9;

    @Option(
            names = "--level",
            paramLabel = "LEVEL",
            converter = Share.Open.class,
            description = "Of false findings over all. Default: 0.05.")
    private double level = 0.05;

    @Option(names = "--findings", paramLabel = "N", description = "Tested at once. Default: 4, as in a ledger.")
    private int findings = 4;

    @Option(
            names = "--looks",
            split = ",",
            paramLabel = "SHARE",
            converter = Share.Some.class,
            description = "Bounds for looks at these shares of the customers: 0.25,0.5,0.75,1.")
    private List<Double> looks = new ArrayList<>();

    @Mixin
    private final LogOptions base;

    @Mixin
    private PageOptions pages = new PageOptions();

    /** With the clock that tells what is still to come. */
    ExperimentPlanCommand(Clock clock) {
        this.base = new OptionalBaseOptions(clock);
    }

    @Override
    public Integer call() {
        check();
        base.checkOutput(pages.file(), source.files());
        try {
            pages.print(page(), spec.commandLine());
        } catch (IllegalArgumentException e) {
            throw new UsageError(String.valueOf(e.getMessage()));
        }
        return 0;
    }

    private void check() {
        boolean hasLog = !base.inputs().isEmpty();
        if (source.outcomes().isEmpty() && customers.isPresent()) {
            IdleOptions.refuse(
                    spec, "has no effect without --outcome, as --customers-planned says how many", "--units");
        }
        source.checkPlan(spec, hasLog);
        if (!hasLog) {
            IdleOptions.refuse(spec, "has no effect without --input", "--long-window", "--margin", "--without-costs");
            if (perDay.isEmpty()) {
                IdleOptions.refuse(spec, "has no effect without --per-day or --input", "--window");
            }
        }
        if (power <= level) {
            throw new UsageError("--power must be above the --level " + level + ", was " + power);
        }
        if (findings < 1) {
            throw new UsageError("--findings must be at least 1, was " + findings);
        }
        Amount.requireNotZero("--effect", effect);
        customers.ifPresent(number -> Amount.requirePositive("--customers-planned", number));
        perDay.ifPresent(number -> Amount.requirePositive("--per-day", number));
        told.check();
    }

    private Page page() {
        Power needed = new Power(level, power, findings);
        Page page = new Page().value("standard_errors", needed.standardErrors());
        List<ExperimentPlan.Figure> figures = new ArrayList<>(told.figures());
        double all = customers.orElse(Double.NaN);
        if (source.units().isPresent()) {
            UnitsFile file = source.plannedUnits(source.units().get());
            source.outcomes().forEach(column -> figures.add(baseline(column, source.baseline(file, column))));
            all = customers.orElse((double) file.rows());
        }
        if (spec.commandLine().getParseResult().hasMatchedOption("--effect")) {
            figures.forEach(this::requirePossible);
        }
        OutcomeRules rules = value.of(base.zone());
        Optional<LogView> view = Optional.empty();
        if (!base.inputs().isEmpty()) {
            view = Optional.of(base.view(List.of(), spec.commandLine().getErr()));
            Assignments active = lately(view.get());
            figures.addAll(ofLedger(view.get(), active, rules));
            all = customers.orElse((double) active.size());
        }
        if (figures.isEmpty() || Double.isNaN(all)) {
            throw new UsageError(
                    "a plan needs figures (--share, --mean with --sd, --units with --outcome, or --input) and"
                            + " --customers-planned where no file tells it");
        }
        ExperimentPlan plan = ExperimentPlan.of(all, heldOutShare, needed, figures);
        page.table(
                "detectable",
                String.format(
                        Locale.ROOT, "The least effect that is found (%.2f standard errors)", needed.standardErrors()),
                plan);
        Table sizes =
                plan.needed(effect, perDay.map(OptionalDouble::of).orElseGet(OptionalDouble::empty), source.window());
        page.table("needed", titleOfNeeded(figures), sizes);
        if (!looks.isEmpty()) {
            PlannedLooks bounds = PlannedLooks.lanDeMets(level, PlannedShares.of(looks));
            page.table("looks", "Bounds of planned looks, for one finding", bounds);
        }
        view.ifPresent(log -> {
            Table past = plan.past(log, rules.spend(), source.window(), Math.abs(effect));
            page.table(
                    "past",
                    "Campaigns of the past: what they could have shown",
                    past.rows().isEmpty() ? "None.\n" : past.toString(),
                    () -> past);
        });
        return page;
    }

    /** A rate cannot be more than all or less than nobody. */
    private boolean isPossible(ExperimentPlan.Figure figure) {
        double target = figure.mean() * (1 + effect);
        return !figure.isShare() || (target >= 0 && target <= 1);
    }

    private void requirePossible(ExperimentPlan.Figure figure) {
        if (!isPossible(figure)) {
            throw new UsageError("--effect " + effect + " would take " + figure.name() + " from "
                    + (float) figure.mean() + " to " + (float) (figure.mean() * (1 + effect))
                    + ", and a rate lies between 0 and 1; it is relative, 0.05 for five percent more, and at most "
                    + (float) (1 / figure.mean() - 1) + " here");
        }
    }

    private String titleOfNeeded(List<ExperimentPlan.Figure> figures) {
        List<String> impossible = figures.stream()
                .filter(figure -> !isPossible(figure))
                .map(ExperimentPlan.Figure::name)
                .toList();
        return "For an effect of " + effect + " of the mean"
                + (impossible.isEmpty()
                        ? ""
                        : ", which no rate as large as " + String.join(", ", impossible) + " can have");
    }

    private static ExperimentPlan.Figure baseline(String name, double... values) {
        ArmSums sums = ArmSums.of(values);
        return Arrays.stream(values).allMatch(value -> value == 0 || value == 1)
                ? ExperimentPlan.Figure.ofShare(name, sums.mean())
                : ExperimentPlan.Figure.of(name, sums);
    }

    /** Who did something in the long window before the latest windows that are over. */
    private Assignments lately(LogView view) {
        Instant start = view.asOf().minus(source.window()).minus(longWindow);
        LogView then = view.asOf(start);
        long since = start.minus(longWindow).toEpochMilli();
        Assignments.Builder active = Assignments.builder("held out");
        for (int row = 0; row < then.customers(); row++) {
            if (then.end(row) > then.start(row) && then.epochMilli(then.end(row) - 1) >= since) {
                active.assign(then.customerId(row), "held out", start);
            }
        }
        Assignments all = active.build();
        if (all.size() < 2) {
            throw new DataRefused("fewer than two customers were active in the " + Table.words(longWindow) + " before "
                    + start + ": take shorter windows");
        }
        return all;
    }

    /** The four figures of a ledger, as they were in the latest windows. */
    private List<ExperimentPlan.Figure> ofLedger(LogView view, Assignments active, OutcomeRules rules) {
        try {
            return LedgerBaseline.of(view, active, OutcomeWindows.of(source.window(), longWindow), rules);
        } catch (IllegalArgumentException e) {
            throw new DataRefused(String.valueOf(e.getMessage()));
        }
    }
}

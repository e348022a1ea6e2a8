package io.engagement.cli;

import io.engagement.connect.CsvFile;
import io.engagement.connect.DataRefused;
import io.engagement.outcome.observational.Controls;
import io.engagement.outcome.observational.EventWindow;
import io.engagement.outcome.observational.FirstContacts;
import io.engagement.outcome.observational.GroupTimeEffects;
import io.engagement.outcome.observational.ObservationalEvidence;
import io.engagement.outcome.observational.ObservationalStudy;
import io.engagement.outcome.observational.Panel;
import io.engagement.outcome.observational.StudyPlan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Effects without a hold-out, of a table of units and periods. */
@Command(
        name = "panel",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        customSynopsis = "engagement panel [OPTIONS] FILE",
        description =
                "What did a contact do if nobody was held out? Group-time effects (Callaway and Sant'Anna 2021) of a"
                        + " table with a row for each unit and period, and, with --window, what may be claimed of each window:"
                        + " against the mean of --periods-before, with overlap, placebo dates and sensitivity.",
        footer = {
            "",
            "Examples:",
            "  engagement panel --unit countyreal --period year --group first.treat \\",
            "    --outcome lemp mpdta.csv",
            "",
            "Weekly spend, where units without a row in a week spent nothing:",
            "  engagement panel --zeros --periods-before 8 --window short=0..5 \\",
            "    --window long=6..11 weeks.csv",
            "",
            "A group is the period of a unit's first contact; 0 or nothing for never.",
            "",
            "Exit codes: 0 fine, 1 the data was refused or something not written, 2 wrong usage."
        })
final class PanelCommand implements Callable<Integer> {
    private static final int MOST = 1_000_000;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "FILE",
            arity = "1",
            description = "A file as --input of other commands takes it; - for standard input.")
    private Path file = Path.of("-");

    @Option(names = "--unit", paramLabel = "COLUMN", description = "Whose row it is. Default: unit.")
    private String unit = "unit";

    @Option(names = "--period", paramLabel = "COLUMN", description = "A whole number: a year, a week. Default: period.")
    private String period = "period";

    @Option(
            names = "--group",
            paramLabel = "COLUMN",
            description = "The period of the unit's first contact; 0 or nothing for never. Default: group.")
    private String group = "group";

    @Option(names = "--outcome", paramLabel = "COLUMN", description = "A number. Default: outcome.")
    private String outcome = "outcome";

    @Option(
            names = "--unrelated",
            paramLabel = "COLUMN",
            split = ",",
            description = "Outcomes that the contact cannot change. If one moves in a --window, nothing is claimed.")
    private List<String> unrelated = new ArrayList<>();

    @Mixin
    private LayoutOptions layout = new LayoutOptions();

    @Option(names = "--zeros", description = "Periods that a unit lacks are 0. Without it they are refused.")
    private boolean zeros;

    @Option(
            names = "--controls",
            paramLabel = "WHO",
            description =
                    "With whom units are compared: ${COMPLETION-CANDIDATES}. Default: NEVER; of windows, LATER if they"
                            + " are enough.")
    private Optional<Controls> controls = Optional.empty();

    @Option(
            names = "--base",
            paramLabel = "PERIOD",
            description =
                    "What periods before the contact are compared with: ${COMPLETION-CANDIDATES}. Default: VARYING.")
    private GroupTimeEffects.Base base = GroupTimeEffects.Base.VARYING;

    @Option(
            names = "--pretest",
            paramLabel = "FROM..TO",
            description = "The test of periods before the contact looks at these, counted from it. Default: all.")
    private Optional<String> pretest = Optional.empty();

    @Option(
            names = "--window",
            paramLabel = "NAME=FROM..TO",
            description =
                    "Periods from the contact on, which is 0, of which an effect may be claimed. May be repeated.")
    private Map<String, String> windows = new LinkedHashMap<>();

    @Option(
            names = "--periods-before",
            paramLabel = "COUNT",
            description = "The mean of how many periods before the contact windows are compared with. Default: 8.")
    private int before = 8;

    @Option(
            names = "--trim",
            paramLabel = "SHARE",
            converter = Share.UpToHalf.class,
            description = "Leave out, and count, units with a propensity above one less this. Default: 0, none.")
    private double trim;

    @Option(
            names = "--step",
            paramLabel = "COUNT",
            description =
                    "How many periods are put together where one tells too little, in the test before the contact and in the"
                            + " past that makes units comparable: 7 if periods are days. Default: 1.")
    private int step = 1;

    @Option(
            names = "--partly-seen",
            description = "Groups that see only a part of a --window take part with it. Without it they are left out.")
    private boolean partlySeen;

    @Option(
            names = "--levels",
            paramLabel = "COUNT",
            description =
                    "Tell the mean of each group in blocks of so many periods, to be looked at before any effect.")
    private Optional<Integer> levels = Optional.empty();

    @Mixin
    private PageOptions pages = new PageOptions();

    @Override
    public Integer call() {
        pages.check(file);
        Optional<StudyPlan> plan = plan();
        Optional<EventWindow> tested = pretest.map(text -> window("--pretest", text));
        if (tested.filter(window -> window.to() >= 0).isPresent()) {
            throw new UsageError("--pretest must end before the contact, at -1 or earlier, was " + pretest.orElse(""));
        }
        PanelFile read =
                PanelFile.read(layout.table(file), new PanelFile.Columns(unit, period, group, outcome, unrelated));
        Panel panel = read.panel(zeros);
        FirstContacts contacts = read.contacts(panel);
        GroupTimeEffects effects = GroupTimeEffects.of(panel, contacts, base, controls.orElse(Controls.NEVER));
        if (effects.isEmpty()) {
            throw new DataRefused(CsvFile.label(file) + ": no unit has a period before its first contact in column "
                    + group + ", so that there is no effect to be told");
        }
        Page page = new Page()
                .value("units", panel.units())
                .value("first_period", panel.firstPeriod())
                .value("last_period", panel.lastPeriod());
        PanelPage.addEffects(page, effects);
        PanelPage.addPretest(page, effects.pretest(tested.orElse(new EventWindow(-MOST, -1))));
        plan.ifPresent(each -> PanelPage.addEvidence(page, study(read, panel, contacts, each)));
        levels.ifPresent(block -> PanelPage.addLevels(page, panel, contacts, block));
        pages.print(page, spec.commandLine());
        return 0;
    }

    private ObservationalEvidence study(PanelFile read, Panel panel, FirstContacts contacts, StudyPlan plan) {
        ObservationalStudy study = ObservationalStudy.of(panel, contacts, plan);
        for (Panel other : read.unrelated(zeros)) {
            study = study.withUnrelated(other);
        }
        return study.evidence();
    }

    private Optional<StudyPlan> plan() {
        requirePositive("--periods-before", before);
        requirePositive("--step", step);
        if (windows.isEmpty()) {
            IdleOptions.refuse(
                    spec,
                    "has no effect without --window",
                    "--unrelated",
                    "--partly-seen",
                    "--step",
                    "--trim",
                    "--periods-before");
            return Optional.empty();
        }
        try {
            StudyPlan plan = StudyPlan.of(before).withTrim(trim).withStep(step);
            plan = partlySeen ? plan.withPartlySeen() : plan;
            plan = controls.map(plan::withControls).orElse(plan);
            for (Map.Entry<String, String> each : windows.entrySet()) {
                plan = plan.withWindow(each.getKey(), window("--window", each.getValue()));
            }
            return Optional.of(plan);
        } catch (IllegalArgumentException e) {
            throw new UsageError(String.valueOf(e.getMessage()));
        }
    }

    private static void requirePositive(String option, int number) {
        if (number < 1 || number > MOST) {
            throw new UsageError(option + " must be from 1 to " + MOST + ", was " + number);
        }
    }

    private static EventWindow window(String option, String text) {
        String[] ends = text.split("\\.\\.", -1);
        try {
            return new EventWindow(Integer.parseInt(ends[0].strip()), Integer.parseInt(ends[ends.length - 1].strip()));
        } catch (NumberFormatException e) {
            throw new UsageError(option + " takes periods counted from the contact such as 0..5, was '" + text + "'");
        } catch (IllegalArgumentException e) {
            throw new UsageError(option + ": " + e.getMessage());
        }
    }
}

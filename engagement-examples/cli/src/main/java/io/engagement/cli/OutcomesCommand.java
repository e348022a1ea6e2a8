package io.engagement.cli;

import io.engagement.connect.DataRefused;
import io.engagement.connect.Excerpt;
import io.engagement.history.LogView;
import io.engagement.outcome.Campaign;
import io.engagement.outcome.OutcomeLedger;
import io.engagement.outcome.OutcomeRules;
import io.engagement.outcome.OutcomeWindows;
import io.engagement.outcome.experiment.ArmShares;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What each contact really did. */
@Command(
        name = "outcomes",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        customSynopsis = "engagement outcomes [OPTIONS] (--input FILE [FILE OPTIONS])...",
        description =
                "What did each contact, campaign and purpose really do? Value in a short window and in a long one that"
                        + " begins after the incentive's end, harm and departure, against customers who were held out: a verdict, what"
                        + " of the effect remains, how far it can be trusted, and a sentence.",
        footer = {
            "",
            "Examples:",
            "  engagement outcomes --assignments assignments.csv --short 7d --long 28d \\",
            "    --input interactions.csv",
            "",
            "Campaigns drawn at random, all others held out; the short window is the offer's:",
            "  engagement outcomes --random-campaigns spring,summer --campaigns campaigns.csv \\",
            "    --while-incentive --long 3d --input interactions.csv",
            "",
            "assignments.csv: customer_id,campaign,arm,at and, if there are several waves, wave,",
            "                 as 'experiment assign' writes it",
            "campaigns.csv:   campaign, and where known name, purpose, incentive_days or",
            "                 incentive_until, cost, reward",
            "",
            "Without --assignments and --random-campaigns all campaigns of the log are told,",
            "of which nobody was held out.",
            "",
            "'engagement score --help' explains files and fields further.",
            "",
            "Exit codes: 0 fine, 1 the data was refused or something not written, 2 wrong usage."
        })
final class OutcomesCommand implements Callable<Integer> {
    private static final String NONE_HELD_OUT = "; --nobody-held-out says that all were contacted";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private final BaseOptions base;

    @Option(
            names = "--assignments",
            paramLabel = "FILE",
            description =
                    "A file of who was assigned when: customer_id, campaign, arm, at or assigned_at (from when on outcomes"
                            + " count), wave. Each arm of a"
                            + " campaign that is a contact has an account of its own. A held-out row"
                            + " without a campaign is held out of every campaign of its wave."
                            + " Without a column wave, rows of one day in --zone are a wave if each day has its own hold-out;"
                            + " else a campaign is one send that rolled over days. Held-out rows need no time: they are then"
                            + " looked at at the times of contacts.")
    private Optional<Path> assignments = Optional.empty();

    @Option(names = "--hold-out", paramLabel = "ARM", description = HoldOuts.OF_ASSIGNMENTS)
    private Optional<String> holdOut = Optional.empty();

    @Option(
            names = "--nobody-held-out",
            description =
                    "All arms of --assignments are contacts: the effect of each is then described, or shown by comparable"
                            + " customers of no arm.")
    private boolean nobodyHeldOut;

    @Mixin
    private ExperimentShares shares = new ExperimentShares();

    @Option(
            names = "--random-campaigns",
            paramLabel = "NAME",
            split = ",",
            description =
                    "Campaigns of the log whose customers were drawn at random: contacts of one day are a wave, and all"
                            + " customers whom none of these campaigns contacted on that day are its hold-out. Customers of"
                            + " whom nothing was known before a wave take no part in it.")
    private List<String> random = new ArrayList<>();

    @Option(
            names = "--rolling",
            description =
                    "Each of --random-campaigns is one send that rolled over days: who was never contacted by any of"
                            + " them is held out, and looked at at the times of contacts.")
    private boolean rolling;

    @Mixin
    private CampaignOptions campaigns = new CampaignOptions();

    @Mixin
    private WindowOptions lengths = new WindowOptions();

    @Mixin
    private RuleOptions rules = new RuleOptions();

    @Option(names = "--waves", description = "Tell of each wave of a campaign, too. --json always does.")
    private boolean waves;

    @Option(
            names = "--lags",
            paramLabel = "COUNT",
            description =
                    "Tell of each campaign with randomised waves, each at one instant, what a wave brings a day until the next"
                            + " one, and in so many periods after that.")
    private Optional<Integer> lags = Optional.empty();

    @Mixin
    private PageOptions pages = new PageOptions();

    /** With the clock that tells what is still to come. */
    OutcomesCommand(Clock clock) {
        this.base = new BaseOptions(clock);
    }

    @Override
    public Integer call() {
        OutcomeWindows windows = lengths.windows();
        OutcomeRules standard = rules.of(base);
        base.checkOutput(
                pages.file(),
                Stream.of(assignments, campaigns.file())
                        .flatMap(Optional::stream)
                        .toList());
        Map<String, CampaignTerms> terms = campaigns.terms(base.times());
        checkHoldOut();
        Optional<AssignmentRows> rows = assignments.map(file -> AssignmentRows.read(file, base));
        Optional<String> heldOut = rows.map(AssignmentRows::arms).map(this::heldOut);
        Optional<ArmShares> planned = shares.shares(heldOut);
        Optional<AssignedWaves> waves =
                rows.map(all -> nobodyHeldOut ? all.contacts() : all.waves(heldOut.orElseThrow()));
        LogView view = base.viewOfKnown(spec.commandLine().getErr());
        try {
            List<Campaign> told = campaigns(view, waves).with(terms, planned);
            OutcomeLedger ledger = OutcomeLedger.of(view, told, windows, rules.named(standard, view));
            rules.checkUnrelated(ledger);
            Page page = new OutcomesPage(view, windows, this.waves).of(ledger);
            lags.ifPresent(count -> new LagPage(view, rules.named(standard, view), count).addTo(page, told));
            pages.print(page, spec.commandLine());
        } catch (IllegalArgumentException e) {
            throw new DataRefused(String.valueOf(e.getMessage()));
        }
        return 0;
    }

    private void checkHoldOut() {
        if (assignments.isEmpty()) {
            IdleOptions.refuse(
                    spec,
                    "has no effect without --assignments",
                    "--hold-out",
                    "--shares",
                    "--nobody-held-out",
                    "--unknown-customers");
        }
        if (nobodyHeldOut) {
            IdleOptions.refuse(spec, "and --nobody-held-out contradict each other", "--hold-out", "--shares");
        }
        if (random.isEmpty()) {
            IdleOptions.refuse(spec, "has no effect without --random-campaigns", "--rolling");
        }
        campaigns.check(spec);
    }

    /** Told, or by its name. */
    private String heldOut(Set<String> arms) {
        if (nobodyHeldOut) {
            return "";
        }
        return HoldOuts.of(holdOut, "--assignments", arms, NONE_HELD_OUT);
    }

    private ToldCampaigns campaigns(LogView view, Optional<AssignedWaves> assigned) {
        ToldCampaigns all = new ToldCampaigns(view);
        assigned.ifPresent(given -> {
            all.add(given);
            given.notes().forEach(this::note);
            List<String> unlogged = all.unlogged();
            if (!unlogged.isEmpty()) {
                note("note: the log has no contact of campaigns of --assignments: " + Excerpt.ofNames(unlogged));
            }
        });
        if (!random.isEmpty()) {
            String[] names = new BaseNames(view).campaigns("--random-campaigns", random);
            LoggedWaves logged = new LoggedWaves(view, base.zone(), List.of(names));
            all.add(rolling ? logged.rolling() : logged.waves());
            if (logged.leftOut() > 0) {
                note("note: customers who are left out of waves before which nothing was known of them: "
                        + logged.leftOut());
            }
        }
        all.addLoggedIfNone();
        return all;
    }

    private void note(String text) {
        spec.commandLine().getErr().println(text);
    }
}

package io.engagement.cli;

import io.engagement.connect.DataRefused;
import io.engagement.domain.Direction;
import io.engagement.domain.Initiator;
import io.engagement.domain.InteractionKind;
import io.engagement.domain.Purpose;
import io.engagement.history.LogView;
import io.engagement.measure.Filter;
import io.engagement.measure.WeekTimes;
import io.engagement.outcome.Account;
import io.engagement.outcome.AccountLevel;
import io.engagement.outcome.Campaign;
import io.engagement.outcome.OutcomeLedger;
import io.engagement.outcome.OutcomeRules;
import io.engagement.outcome.OutcomeStatistic;
import io.engagement.outcome.OutcomeWindows;
import io.engagement.outcome.Wave;
import io.engagement.table.Table;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
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
            "assignments.csv: customer_id,campaign,arm,at and, if there are several waves, wave",
            "campaigns.csv:   campaign, and where known name, purpose, incentive_days or",
            "                 incentive_until, cost, reward",
            "",
            "Without --assignments and --random-campaigns all campaigns of the log are told, of",
            "which nobody was held out.",
            "",
            "'engagement score --help' explains files and fields further.",
            "",
            "Exit codes: 0 fine, 1 the data was refused or something not written, 2 wrong usage."
        })
final class OutcomesCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private final BaseOptions base;

    @Option(
            names = "--assignments",
            paramLabel = "FILE",
            description =
                    "A CSV file of who was assigned when: customer_id, campaign, arm, at (from when on outcomes count),"
                            + " wave. A held-out row without a campaign is held out of every campaign of its wave. Without a"
                            + " column wave, rows of one day in --zone are a wave.")
    private Optional<Path> assignments = Optional.empty();

    @Option(
            names = "--hold-out",
            paramLabel = "ARM",
            description = "The arm of --assignments that is not contacted. Default: control.")
    private String holdOut = "control";

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
            names = "--campaigns",
            paramLabel = "FILE",
            description =
                    "A CSV file of what the log does not say of campaigns: campaign, name (campaigns of one name are told"
                            + " as one), purpose, incentive_days or incentive_until, cost (of a contact) and reward (of a buyer),"
                            + " both beyond the costs of the log.")
    private Optional<Path> campaigns = Optional.empty();

    @Option(
            names = "--campaign-columns",
            paramLabel = "FIELD=COLUMN",
            split = ",",
            description =
                    "Which column of --campaigns holds which field, where they do not have these names; other columns"
                            + " are then left alone.")
    private Map<String, String> campaignColumns = new LinkedHashMap<>();

    @Option(
            names = "--short",
            paramLabel = "LENGTH",
            converter = Lengths.class,
            description = "The short window, from the contact on: 7d unless told.")
    private Optional<Duration> shortWindow = Optional.empty();

    @Option(names = "--while-incentive", description = "Let the short window be as long as each incentive runs.")
    private boolean whileIncentive;

    @Option(
            names = "--long",
            paramLabel = "LENGTH",
            converter = Lengths.class,
            description = "The long window, from the end of the short one or of the incentive: 28d unless told.")
    private Duration longWindow = Duration.ofDays(28);

    @Option(
            names = "--long-from",
            paramLabel = "LENGTH",
            converter = Lengths.class,
            description = "Begin the long window so long after the contact; refused if the incentive still runs then.")
    private Optional<Duration> longFrom = Optional.empty();

    @Option(
            names = "--margin",
            paramLabel = "SHARE",
            description = "The share of spend that is profit before costs. Default: 1.")
    private double margin = 1;

    @Option(names = "--without-costs", description = "Leave out the costs that stand in the log.")
    private boolean withoutCosts;

    @Option(
            names = "--spend",
            paramLabel = "PURPOSE",
            split = ",",
            description = "Whose values are spend. Default: PURCHASE,RETURN.")
    private List<String> spend = new ArrayList<>();

    @Option(
            names = "--harm",
            paramLabel = "PURPOSE",
            split = ",",
            description =
                    "What is harm. Default: complaints, returns, cancellations, opt-outs (OPT_OUT), and feedback or"
                            + " referrals with a satisfaction below one half.")
    private List<String> harm = new ArrayList<>();

    @Option(
            names = "--relevant",
            paramLabel = "MONEY",
            description =
                    "From which value a contact on an effect matters. Default: a twentieth of what the held-out spend.")
    private OptionalDouble relevant = OptionalDouble.empty();

    @Option(
            names = "--quiet-hours",
            paramLabel = "FROM-TO",
            description = "Hours of the day, in --zone, in which contacts are ill-timed, such as 21-8.")
    private Optional<String> quiet = Optional.empty();

    @Option(names = "--waves", description = "Tell of each wave of a campaign, too. --json always does.")
    private boolean waves;

    @Mixin
    private PageOptions pages = new PageOptions();

    /** With the clock that tells what is still to come. */
    OutcomesCommand(Clock clock) {
        this.base = new BaseOptions(clock);
    }

    @Override
    public Integer call() {
        OutcomeWindows windows = windows();
        OutcomeRules rules = rules();
        base.checkOutput(
                Optional.empty(),
                Stream.of(assignments, campaigns).flatMap(Optional::stream).toList());
        Map<String, CampaignTerms> terms = campaigns
                .map(file -> CampaignTerms.read(file, campaignColumns, base.times()))
                .orElseGet(Map::of);
        Optional<AssignmentRows> rows = assignments.map(file -> AssignmentRows.read(file, holdOut, base));
        LogView view = base.view(List.of(), spec.commandLine().getErr());
        try {
            OutcomeLedger ledger = OutcomeLedger.of(view, campaigns(view, terms, rows), windows, named(rules, view));
            pages.print(page(view, ledger, windows), spec.commandLine());
        } catch (IllegalArgumentException e) {
            throw new DataRefused(String.valueOf(e.getMessage()));
        }
        return 0;
    }

    private OutcomeWindows windows() {
        if (whileIncentive && shortWindow.isPresent()) {
            throw new UsageError("--while-incentive and --short both tell the short window: leave out one of them");
        }
        OutcomeWindows windows = whileIncentive
                ? OutcomeWindows.whileIncentiveRuns(longWindow)
                : OutcomeWindows.of(shortWindow.orElse(Duration.ofDays(7)), longWindow);
        return longFrom.map(windows::withLongFrom).orElse(windows);
    }

    private OutcomeRules rules() {
        if (!(margin >= 0 && margin < Double.POSITIVE_INFINITY)) {
            throw new UsageError("--margin must be a number from 0 on, was " + margin);
        }
        OutcomeRules rules = OutcomeRules.standard().withMargin(margin).withZone(base.zone());
        rules = withoutCosts ? rules.withoutCosts() : rules;
        if (relevant.isPresent()) {
            if (!(relevant.getAsDouble() > 0 && relevant.getAsDouble() < Double.POSITIVE_INFINITY)) {
                throw new UsageError("--relevant must be a number above 0, was " + relevant.getAsDouble());
            }
            rules = rules.withRelevance(relevant.getAsDouble(), rules.relevantShare());
        }
        return quiet.isPresent() ? rules.withQuietHours(quietHours(quiet.get())) : rules;
    }

    private WeekTimes quietHours(String text) {
        String[] hours = text.strip().split("-", -1);
        try {
            return WeekTimes.daily(Integer.parseInt(hours[0]), Integer.parseInt(hours[1]), base.zone());
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException none) {
            throw new UsageError("--quiet-hours '" + text + "' must be two hours such as 21-8");
        }
    }

    private OutcomeRules named(OutcomeRules rules, LogView view) {
        BaseNames names = new BaseNames(view);
        OutcomeRules all = spend.isEmpty() ? rules : rules.withSpend(Filter.purpose(purposes(names, "--spend", spend)));
        return harm.isEmpty() ? all : all.withHarm(Filter.purpose(purposes(names, "--harm", harm)));
    }

    private static Purpose[] purposes(BaseNames names, String option, List<String> texts) {
        return names.purposes(option, texts);
    }

    private List<Campaign> campaigns(LogView view, Map<String, CampaignTerms> terms, Optional<AssignmentRows> rows) {
        Map<String, List<Wave>> found = new LinkedHashMap<>();
        rows.ifPresent(given -> found.putAll(given.waves()));
        if (!random.isEmpty()) {
            String[] names = new BaseNames(view).campaigns("--random-campaigns", random);
            found.putAll(random(new LoggedWaves(view, base.zone(), List.of(names))));
        }
        if (found.isEmpty()) {
            logged(view)
                    .forEach(name -> found.put(name, Campaign.ofLog(view, name).waves()));
        }
        return named(found, terms);
    }

    private Map<String, List<Wave>> random(LoggedWaves logged) {
        Map<String, List<Wave>> waves = logged.waves();
        if (logged.leftOut() > 0) {
            spec.commandLine()
                    .getErr()
                    .println("note: customers who are left out of waves before which nothing was known of them: "
                            + logged.leftOut());
        }
        return waves;
    }

    /** All campaigns that the company contacted anybody for. */
    private static Set<String> logged(LogView view) {
        Set<String> names = new LinkedHashSet<>();
        for (InteractionKind kind : view.kinds()) {
            if (kind.initiator() == Initiator.COMPANY && kind.direction() != Direction.INBOUND) {
                kind.campaign().ifPresent(names::add);
            }
        }
        if (names.isEmpty()) {
            throw new DataRefused("the log has no contact of a campaign that the company initiated: map campaign and"
                    + " initiator, or give --assignments");
        }
        return names;
    }

    private static List<Campaign> named(Map<String, List<Wave>> found, Map<String, CampaignTerms> terms) {
        Map<String, List<Wave>> byName = new LinkedHashMap<>();
        Map<String, Set<String>> logged = new LinkedHashMap<>();
        Map<String, CampaignTerms> first = new LinkedHashMap<>();
        found.forEach((campaign, own) -> {
            CampaignTerms its = terms.getOrDefault(campaign, CampaignTerms.none(campaign));
            first.putIfAbsent(its.name(), its);
            logged.computeIfAbsent(its.name(), name -> new LinkedHashSet<>()).add(campaign);
            own.forEach(wave -> byName.computeIfAbsent(its.name(), name -> new ArrayList<>())
                    .add(its.of(wave)));
        });
        return byName.entrySet().stream()
                .map(each -> first.getOrDefault(each.getKey(), CampaignTerms.none(each.getKey()))
                        .of(Campaign.of(each.getKey(), each.getValue())
                                .withLogNames(logged.getOrDefault(each.getKey(), Set.of(each.getKey())))))
                .toList();
    }

    private Page page(LogView view, OutcomeLedger ledger, OutcomeWindows windows) {
        Page page = new Page().value("as_of", view.asOf()).value("windows", windows.toString());
        StringBuilder sentences = new StringBuilder();
        Table.Builder table = Table.builder()
                .column("account")
                .column("contacted")
                .column("held_out")
                .column("short", "%.2f")
                .column("long", "%.2f")
                .column("harm", "%.4f")
                .column("left", "%.4f")
                .column("remains", "%.2f")
                .column("verdict")
                .column("evidence");
        for (Account account : ledger.accounts()) {
            if (waves || account.level() != AccountLevel.CONTACT) {
                sentences.append("- ").append(account.sentence()).append('\n');
                table.row(
                        account.name() + account.at().map(at -> " " + at).orElse(""),
                        account.contacted(),
                        account.heldOut(),
                        estimate(account, OutcomeStatistic.VALUE_SHORT),
                        estimate(account, OutcomeStatistic.VALUE_LONG),
                        estimate(account, OutcomeStatistic.HARM),
                        estimate(account, OutcomeStatistic.DEPARTURE),
                        account.permanence().estimate(),
                        account.verdicts().toString().replaceAll("[\\[\\]]", ""),
                        account.evidence());
            }
        }
        return page.with(
                "accounts",
                "What each contact did, " + windows,
                sentences + "\n" + table.build(),
                new Json.Written(ledger.toJson()));
    }

    private static double estimate(Account account, OutcomeStatistic statistic) {
        return account.finding(statistic).effect().estimate();
    }
}

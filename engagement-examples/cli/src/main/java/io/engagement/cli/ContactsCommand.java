package io.engagement.cli;

import io.engagement.connect.DataRefused;
import io.engagement.dialogue.answers.AnswerPolicy;
import io.engagement.domain.Customer;
import io.engagement.domain.Purpose;
import io.engagement.history.LogView;
import io.engagement.measure.Filter;
import io.engagement.score.Scorer;
import io.engagement.strategy.ContactCoverage;
import io.engagement.strategy.ContactEffort;
import io.engagement.strategy.ContactGaps;
import io.engagement.strategy.ContactMap;
import io.engagement.strategy.ContactMap.Dimension;
import io.engagement.strategy.ContactOverlaps;
import io.engagement.strategy.policy.ContactPolicy;
import io.engagement.table.Table;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Who contacts whom, and whether they know of each other. */
@Command(
        name = "contacts",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        customSynopsis = "engagement contacts [OPTIONS] (--input FILE [FILE OPTIONS])...",
        description = "Who contacts whom, and do they know of each other? The map of contacts by department, purpose,"
                + " channel and initiator; contacts that come close to another department's; effort on prospects and on"
                + " existing customers; how long ago customers heard of the company, in their own gaps; and valuable"
                + " customers whom nobody contacts and who would welcome it.",
        footer = {
            "",
            "Examples:",
            "  engagement contacts --from 2025-01-01 --by department,channel \\",
            "    --input interactions.csv",
            "",
            "The map of some customers, and campaigns that come close to each other:",
            "  engagement contacts --segment country=DE --close-of campaign --within 3d \\",
            "    --customers customers.csv --input interactions.csv",
            "",
            "'engagement score --help' explains files and fields further.",
            "",
            "Exit codes: 0 fine, 1 the data was refused or something not written, 2 wrong usage."
        })
final class ContactsCommand implements Callable<Integer> {
    private static final Duration YEAR = Duration.ofDays(365);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "When the period begins that is looked at, which ends at --as-of. Default: a year before.")
    private Optional<String> from = Optional.empty();

    @Option(
            names = "--by",
            split = ",",
            paramLabel = "DIMENSION",
            description = "What the map tells contacts apart by: ${COMPLETION-CANDIDATES}. Default: all but CAMPAIGN.")
    private List<Dimension> by = new ArrayList<>();

    @Option(
            names = "--segment",
            paramLabel = "ATTRIBUTE=TEXT",
            description =
                    "The map of these customers only, by a column of --customers. Of fewer than ten nothing is told.")
    private Optional<String> segment = Optional.empty();

    @Option(
            names = "--close-of",
            paramLabel = "DIMENSION",
            description = "Whose contacts are not to come close to each other. Default: DEPARTMENT.")
    private Dimension closeOf = Dimension.DEPARTMENT;

    @Option(
            names = "--within",
            paramLabel = "LENGTH",
            converter = Lengths.class,
            description = "How close: 7d unless told.")
    private Duration within = Duration.ofDays(7);

    @Option(
            names = "--top",
            paramLabel = "SHARE",
            converter = Share.Some.class,
            description = "Which share of customers is valuable, above 0, at most 1. Default: 0.1.")
    private double top = 0.1;

    @Option(
            names = "--value",
            paramLabel = "SCORE",
            description =
                    "By which score they are valuable, such as lifetime_value, whose models are fitted, or read by"
                            + " --models. Default: spent, what they have spent so far.")
    private String value = ValueScores.SPENT;

    @Option(
            names = "--unheard",
            paramLabel = "LENGTH",
            converter = Lengths.class,
            description = "Without a contact for how long nobody contacts them: 90d unless told.")
    private Duration unheard = Duration.ofDays(90);

    @Mixin
    private Policies policies = new Policies();

    @Mixin
    private final BaseOptions base;

    @Mixin
    private ScoringOptions options = new ScoringOptions();

    @Mixin
    private PageOptions pages = new PageOptions();

    /** With the clock that tells what is still to come. */
    ContactsCommand(Clock clock) {
        this.base = new BaseOptions(clock);
    }

    @Override
    public Integer call() {
        PrintWriter messages = spec.commandLine().getErr();
        ValueScores.check(value, options);
        List<Path> read = new ArrayList<>(policies.files());
        read.addAll(options.models());
        base.checkOutput(pages.file(), read);
        options.check(base.zone());
        ContactPolicy policy = policies.policy();
        LogView view = base.view(options.facts(base.zone()), messages);
        Instant since = base.since("--from", from, YEAR, view);
        Page page = new Page().value("from", since).value("as_of", view.asOf());
        addMap(page, view, since);
        addOverlaps(page, view, since);
        addReach(page, view, since);
        addGaps(page, view, policy, messages);
        pages.print(page, spec.commandLine());
        return 0;
    }

    private void addMap(Page page, LogView view, Instant since) {
        ContactMap all = ContactMap.of(view, since, segment(view)).withAnswers(AnswerPolicy.withDefaults());
        ContactMap map = by.isEmpty() ? all : all.by(by.get(0), by.toArray(Dimension[]::new));
        String machines = map.machineActs() == 0
                ? ""
                : String.format(
                        Locale.ROOT, "%,d more were sent in by machines, and are no contacts.\n", map.machineActs());
        page.table(
                        "map",
                        "The map of contacts"
                                + segment.map(text -> " where " + text).orElse(""),
                        map + machines,
                        map)
                .value("machine_acts", map.machineActs());
        if (map.isWithheld()) {
            page.withheld("map", map.toString().strip());
        }
    }

    private Predicate<Customer> segment(LogView view) {
        if (segment.isEmpty()) {
            return customer -> true;
        }
        AttributeText chosen = AttributeText.of("--segment", segment.get(), view);
        return chosen::holds;
    }

    private void addOverlaps(Page page, LogView view, Instant since) {
        ContactOverlaps overlaps = ContactOverlaps.within(view, since, closeOf, within);
        String unknown = overlaps.unknown() == 0
                ? ""
                : String.format(Locale.ROOT, "Of %,d more it is not recorded whose they are.\n", overlaps.unknown());
        page.table(
                "overlaps",
                "Contacts within " + Table.words(within) + " of those of another "
                        + closeOf.name().toLowerCase(Locale.ROOT),
                overlaps + unknown,
                overlaps);
    }

    private static void addReach(Page page, LogView view, Instant since) {
        ContactEffort effort = ContactEffort.of(view, since, Filter.purpose(Purpose.PURCHASE));
        ContactCoverage coverage = ContactCoverage.of(view, Filter.ownInitiative());
        page.table("effort", "Effort on prospects and on those who have bought", effort)
                .table("coverage", "How long ago the company contacted them, in gaps between their own acts", coverage);
    }

    private void addGaps(Page page, LogView view, ContactPolicy policy, PrintWriter messages) {
        ContactGaps gaps;
        try {
            gaps = ContactGaps.of(view, value(view, messages), top, unheard, policy);
        } catch (IllegalArgumentException e) {
            throw new DataRefused(String.valueOf(e.getMessage()));
        }
        page.table("gaps", "Valuable by " + value + ", and without a contact", gaps);
    }

    private Scorer value(LogView view, PrintWriter messages) {
        return ValueScores.of(value, () -> options.scoring(view, base.zone(), messages));
    }
}

package io.engagement.cli;

import io.engagement.connect.DataRefused;
import io.engagement.connect.Excerpt;
import io.engagement.domain.Customer;
import io.engagement.history.LogView;
import io.engagement.outcome.OutcomeRules;
import io.engagement.outcome.mutual.ContactPurposes;
import io.engagement.outcome.mutual.EngagementRules;
import io.engagement.outcome.mutual.EngagementValue;
import io.engagement.outcome.mutual.HelpingSelling;
import io.engagement.outcome.mutual.Referral;
import io.engagement.outcome.mutual.ReferralGraph;
import io.engagement.outcome.mutual.Relation;
import io.engagement.score.Scorer;
import io.engagement.table.Table;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What customers and the company give each other. */
@Command(
        name = "mutual",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        customSynopsis = "engagement mutual [OPTIONS] (--input FILE [FILE OPTIONS])...",
        description =
                "What do customers and the company give each other? How much of what the company sends helps, and how"
                        + " much sells; and of each customer lifetime, referral, influence and knowledge value side by side, with"
                        + " the help, answers and rewards that they got.",
        footer = {
            "",
            "Examples:",
            "  engagement mutual --segment stage --referred-by recruited_by \\",
            "    --customers customers.csv --input interactions.csv",
            "",
            "With lifetime values of fitted models, and a stated worth of reviews:",
            "  engagement mutual --value lifetime_value --influence-worth 2.50 \\",
            "    --referrals referrals.csv --input interactions.csv",
            "",
            "With what helping and selling did where customers were held out:",
            "  engagement mutual --assignments assignments.csv --campaigns campaigns.csv \\",
            "    --input interactions.csv",
            "",
            "Exit codes: 0 fine, 1 the data was refused or something not written, 2 wrong usage."
        })
final class MutualCommand implements Callable<Integer> {
    private static final List<String> MONEY = List.of(ValueScores.SPENT, "lifetime_value", "contract_value");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "When the period of contacts begins, which ends at --as-of. Default: a --window before.")
    private Optional<String> from = Optional.empty();

    @Option(
            names = "--segment",
            paramLabel = "ATTRIBUTE",
            description = "A column of --customers by which contacts are told apart.")
    private Optional<String> segment = Optional.empty();

    @Option(
            names = "--value",
            paramLabel = "SCORE",
            description =
                    "What customers are worth: a score such as lifetime_value, whose models are fitted, or read by"
                            + " --models. Default: spent, what they have spent so far.")
    private String value = ValueScores.SPENT;

    @Option(
            names = "--referred-by",
            paramLabel = "ATTRIBUTE",
            description = "The column of --customers that holds the referrer's id. Default: referred_by.")
    private Optional<String> referredBy = Optional.empty();

    @Option(
            names = "--referrals",
            paramLabel = "FILE",
            description = "A file of more referrals: referrer, referred, at.")
    private Optional<Path> referrals = Optional.empty();

    @Option(
            names = "--top",
            paramLabel = "NUMBER",
            description = "How many customers are shown who give and get nothing. Default: 10.")
    private int top = 10;

    @Mixin
    private MutualOptions rules = new MutualOptions();

    @Mixin
    private EffectOptions effects = new EffectOptions();

    @Mixin
    private final BaseOptions base;

    @Mixin
    private ScoringOptions options = new ScoringOptions();

    @Mixin
    private PageOptions pages = new PageOptions();

    /** With the clock that tells what is still to come. */
    MutualCommand(Clock clock) {
        this.base = new BaseOptions(clock);
    }

    @Override
    public Integer call() {
        PrintWriter messages = spec.commandLine().getErr();
        List<Path> read = new ArrayList<>(options.models());
        referrals.ifPresent(read::add);
        read.addAll(effects.files());
        base.checkOutput(pages.file(), read);
        options.check(base.zone());
        rules.check();
        effects.check(spec);
        if (top < 0) {
            throw new UsageError("--top must not be negative, was " + top);
        }
        ValueScores.check(value, options);
        if (!MONEY.contains(value)) {
            throw new UsageError("--value must be of money, " + String.join(", ", MONEY) + ", was " + value);
        }
        LogView view = base.view(options.facts(base.zone()), messages);
        Scorer worth = ValueScores.of(value, () -> options.scoring(view, base.zone(), messages));
        BaseNames names = new BaseNames(view);
        Instant since = base.since("--from", from, rules.window(), view);
        segment.ifPresent(attribute -> names.attribute("--segment", attribute));
        referredBy.ifPresent(attribute -> names.attribute("--referred-by", attribute));
        EngagementRules known = rules.rules(names);
        Page page = new Page().value("from", since).value("as_of", view.asOf());
        try {
            addContacts(page, view, since, worth, messages);
            addValues(page, EngagementValue.of(view, worth, graph(view, messages), known));
        } catch (IllegalArgumentException e) {
            throw new DataRefused(String.valueOf(e.getMessage()));
        }
        pages.print(page, spec.commandLine());
        return 0;
    }

    private ReferralGraph graph(LogView view, PrintWriter messages) {
        List<Referral> all = new ArrayList<>(Referral.ofLog(view, referredBy.orElse("referred_by")));
        referrals.ifPresent(file -> {
            List<Referral> more = ReferralsFile.read(file, base.times());
            tellUnknown(more, view, messages);
            all.addAll(more);
        });
        return ReferralGraph.of(all);
    }

    private static void tellUnknown(List<Referral> referrals, LogView view, PrintWriter messages) {
        List<String> unknown = referrals.stream()
                .flatMap(each -> Stream.of(each.referrer(), each.referred()))
                .filter(id -> view.row(id).isEmpty())
                .distinct()
                .toList();
        if (!unknown.isEmpty()) {
            messages.println("note: --referrals names " + unknown.size()
                    + " customers that the base does not know, who bring no value: " + Excerpt.ofNames(unknown));
        }
    }

    private void addContacts(Page page, LogView view, Instant since, Scorer worth, PrintWriter messages) {
        Function<Customer, String> by = segment.<Function<Customer, String>>map(
                        name -> customer -> customer.attribute(name).orElse("(none)"))
                .orElse(customer -> "all");
        ContactPurposes purposes = rules.purposes(new BaseNames(view));
        HelpingSelling contacts = effects.with(
                HelpingSelling.of(view, since, purposes, by).withWorth(worth),
                purposes,
                base,
                view,
                options.marginOf(OutcomeRules.standard()).withZone(base.zone()),
                messages);
        page.table("contacts", "Contacts that help and contacts that sell", contacts)
                .value("share_helping", contacts.shareHelping())
                .value("worth", new Json.Written(contacts.worthTable().toJson()))
                .value("randomised", new Json.Written(contacts.randomisedTable().toJson()));
    }

    private void addValues(Page page, EngagementValue values) {
        page.table("customers", "What customers give and get, by " + value, values)
                .value("relations", values.relations())
                .value("referrals", new Json.Written(values.referrals().toJson()))
                .value("repeated_referrals", values.referrals().repeated().size());
        List<EngagementValue.Row> giving = giving(values);
        Table table = table(giving);
        String shown = giving.isEmpty() ? "None.\n" : table.toString();
        page.table("to_thank", "Customers who give and get nothing", shown, () -> table);
    }

    /** The most valuable to others first. */
    private List<EngagementValue.Row> giving(EngagementValue values) {
        return IntStream.range(0, values.size())
                .mapToObj(values::row)
                .filter(row -> row.relation() == Relation.CUSTOMER_GIVES)
                .sorted(Comparator.comparingDouble((EngagementValue.Row row) ->
                                -(Double.isNaN(row.referralValue()) ? 0 : row.referralValue()))
                        .thenComparing(row -> -(row.influenceActs() + row.knowledgeActs()))
                        .thenComparing(EngagementValue.Row::customerId))
                .limit(top)
                .toList();
    }

    private Table table(List<EngagementValue.Row> giving) {
        Table.Builder table = Table.builder()
                .column("customer")
                .column(value, "%.2f")
                .column("referred")
                .column("referral_value", "%.2f")
                .column("influence_acts", "%.0f")
                .column("knowledge_acts", "%.0f");
        giving.forEach(row -> table.row(
                row.customerId(),
                row.lifetimeValue(),
                row.referred(),
                row.referralValue(),
                row.influenceActs(),
                row.knowledgeActs()));
        return table.build();
    }
}

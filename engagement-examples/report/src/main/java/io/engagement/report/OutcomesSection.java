package io.engagement.report;

import io.engagement.domain.Direction;
import io.engagement.domain.Initiator;
import io.engagement.domain.InteractionKind;
import io.engagement.history.LogView;
import io.engagement.outcome.Account;
import io.engagement.outcome.AccountLevel;
import io.engagement.outcome.Campaign;
import io.engagement.outcome.Evidence;
import io.engagement.outcome.Finding;
import io.engagement.outcome.OutcomeLedger;
import io.engagement.outcome.OutcomeRules;
import io.engagement.outcome.OutcomeStatistic;
import io.engagement.outcome.OutcomeWindows;
import io.engagement.outcome.Reason;
import io.engagement.outcome.Verdict;
import io.engagement.table.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What each campaign did, at once and later. */
final class OutcomesSection {
    /** Without a hold-out each campaign is a study of its own. */
    private static final int MOST = 6;

    private static final OutcomeWindows WINDOWS = OutcomeWindows.of(Duration.ofDays(7), Duration.ofDays(28));

    private final Analysis analysis;
    private final List<Account> accounts;

    private OutcomesSection(Analysis analysis, List<Account> accounts) {
        this.analysis = analysis;
        this.accounts = accounts;
    }

    static Section of(Analysis analysis) {
        Map<String, Long> campaigns = campaigns(analysis.interactions());
        if (analysis.ledger().isEmpty() && campaigns.isEmpty()) {
            return section(
                    "No contact that the company began names a campaign: a column mapped to campaign tells them apart, and a hold-out"
                            + " tells what they did.",
                    List.of());
        }
        List<String> largest = campaigns.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
                .limit(MOST)
                .map(Map.Entry::getKey)
                .toList();
        try {
            List<Account> accounts =
                    analysis
                            .ledger()
                            .orElseGet(() -> ledger(analysis.view(), largest))
                            .accounts(AccountLevel.CAMPAIGN)
                            .stream()
                            .filter(account -> account.contacted() >= SmallGroups.FEWEST || account.contacted() == 0)
                            .toList();
            OutcomesSection own = new OutcomesSection(analysis, accounts);
            return section(own.certainty(campaigns.size()), own.figures());
        } catch (IllegalArgumentException unfit) {
            return section("What campaigns did cannot be read: " + analysis.told(unfit.getMessage()), List.of());
        }
    }

    /** By name, how many contacts the company made for them. */
    private static Map<String, Long> campaigns(Interactions all) {
        Map<String, Long> campaigns = new TreeMap<>();
        for (int kind = 0; kind < all.kinds().size(); kind++) {
            long number = all.count(kind);
            if (number > 0) {
                campaign(all.kinds().get(kind)).ifPresent(each -> campaigns.merge(each, number, Long::sum));
            }
        }
        return campaigns;
    }

    private static Optional<String> campaign(InteractionKind kind) {
        return kind.initiator() == Initiator.COMPANY && kind.direction() != Direction.INBOUND
                ? kind.campaign()
                : Optional.empty();
    }

    private static OutcomeLedger ledger(LogView view, List<String> names) {
        List<Campaign> campaigns =
                names.stream().map(name -> Campaign.ofLog(view, name)).toList();
        return OutcomeLedger.of(view, campaigns, WINDOWS, OutcomeRules.standard());
    }

    private static Section section(String certainty, List<Figure> figures) {
        return new Section(
                "outcomes",
                "What campaigns did",
                "What each campaign brought at once and later, a contact, less what customers like these did without it.",
                certainty,
                figures);
    }

    private String certainty(int campaigns) {
        String more = analysis.ledger().isEmpty() && campaigns > MOST
                ? " The " + MOST + " largest of " + campaigns + " campaigns."
                : "";
        String windows = analysis.ledger().isEmpty() ? " At once is within 7 days, later the 28 days after these." : "";
        return evidence(accounts.stream().map(Account::evidence).toList()) + windows + more;
    }

    /** Of no account more than its own evidence allows. */
    static String evidence(List<Evidence> each) {
        boolean isAny = each.contains(Evidence.RANDOMISED);
        boolean isAll = isAny && each.stream().allMatch(one -> one == Evidence.RANDOMISED);
        if (isAll) {
            return "Chance decided who was held out, so that the differences are the campaigns' own.";
        }
        String compared =
                " customers who were contacted are compared with others who are like them, and nothing is claimed where such a"
                        + " comparison finds differences before the contact too.";
        return isAny
                ? "Where the evidence says " + Evidence.RANDOMISED
                        + ", chance decided who was held out, so that the difference is the campaign's own. Of other campaigns"
                        + compared
                : "Nobody was held out by chance. So" + compared;
    }

    private List<Figure> figures() {
        if (accounts.isEmpty()) {
            return List.of();
        }
        List<Figure> figures = new ArrayList<>(List.of(inWords()));
        if (accounts.stream().anyMatch(OutcomesSection::isTold)) {
            figures.add(effects());
        }
        return figures;
    }

    /** What is described only is no effect, and is not drawn as one. */
    private static boolean isTold(Account account) {
        return account.evidence() != Evidence.DESCRIBED_ONLY
                && account.heldOut() != 1
                && account.finding(OutcomeStatistic.VALUE_SHORT).effect().isDefined();
    }

    private Figure inWords() {
        Table.Builder table = Table.builder()
                .column("campaign")
                .column("contacted")
                .column("held_out")
                .column("verdict")
                .column("evidence")
                .column("in_words");
        accounts.forEach(account -> table.row(
                account.name(),
                SmallGroups.count(account.contacted(), analysis.view().customers()),
                SmallGroups.isSmall(account.heldOut()) ? null : account.heldOut(),
                account.verdicts().stream().map(Verdict::toString).collect(Collectors.joining(" and ")),
                account.evidence().toString(),
                words(account)));
        return Figure.of(
                "The ledger",
                "One line for each campaign. \"No causal claim\" and \"too little data\" mean: do not decide by it; hold out one customer"
                        + " in ten next time.",
                table.build());
    }

    /** Of what is described only, figures would be read as effects. */
    private static String words(Account account) {
        return account.evidence() == Evidence.DESCRIBED_ONLY
                        && !account.reasons().isEmpty()
                ? Say.sentence(account.reasons().stream().map(Reason::toString).collect(Collectors.joining("; ")))
                : account.sentence();
    }

    private Figure effects() {
        Table.Builder table = Table.builder()
                .column("number")
                .column("campaign")
                .column(analysis.amounts("At once"), "%.2f")
                .column("lower", "%.2f")
                .column("upper", "%.2f")
                .column(analysis.amounts("Later"), "%.2f")
                .column("Later, lower", "%.2f")
                .column("Later, upper", "%.2f");
        int number = 0;
        for (Account account : accounts) {
            if (isTold(account)) {
                number++;
                Finding now = account.finding(OutcomeStatistic.VALUE_SHORT);
                Finding later = account.finding(OutcomeStatistic.VALUE_LONG);
                table.row(
                        number,
                        account.name(),
                        now.effect().estimate(),
                        now.interval().lower(),
                        now.interval().upper(),
                        later.effect().estimate(),
                        later.interval().lower(),
                        later.interval().upper());
            }
        }
        return Figure.of(
                "What a contact brought",
                "Value at once, with a 95 % interval: where it reaches 0 nothing is shown. What came later stands in the table.",
                table.build(),
                Chart.points("number", analysis.amounts("At once"))
                        .between("lower", "upper")
                        .named("campaign"));
    }
}

package io.engagement.outcome.mutual;

import io.engagement.fit.Interval;
import io.engagement.outcome.Account;
import io.engagement.outcome.Finding;
import io.engagement.outcome.OutcomeStatistic;
import io.engagement.outcome.Verdict;
import io.engagement.table.Table;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Contacts that help and sell, as tables and in words. */
final class HelpingSellingText {
    private HelpingSellingText() {}

    static Table cells(List<HelpingSelling.Cell> cells) {
        Table.Builder table = Table.builder()
                .column("segment")
                .column("department")
                .column("helping")
                .column("selling")
                .column("neither")
                .column("share_helping", "%.3f");
        cells.forEach(each -> table.row(
                each.segment(),
                each.department().isEmpty() ? null : each.department(),
                each.helping(),
                each.selling(),
                each.neither(),
                each.shareHelping()));
        return table.build();
    }

    static Table worth(List<HelpingSelling.Worth> worth) {
        Table.Builder table = Table.builder()
                .column("segment")
                .column("department")
                .column("got")
                .column("customers")
                .column("mean_value", "%.2f")
                .column("standard_error", "%.2f");
        worth.forEach(each -> table.row(
                each.segment(),
                each.department(),
                each.got(),
                each.customers(),
                each.value().estimate(),
                each.value().standardError()));
        return table.build();
    }

    static Table randomised(Map<ContactNature, List<Account>> accounts) {
        Table.Builder table = Table.builder()
                .column("nature")
                .column("campaign")
                .column("contacted")
                .column("value_long", "%.2f")
                .column("lower", "%.2f")
                .column("upper", "%.2f")
                .column("clear")
                .column("verdict");
        accounts.forEach((nature, own) -> own.forEach(account -> {
            Finding finding = ofLong(account);
            table.row(
                    nature.name(),
                    account.name(),
                    account.contacted(),
                    finding.effect().estimate(),
                    finding.interval().lower(),
                    finding.interval().upper(),
                    finding.isClear(),
                    account.verdicts().stream().map(Verdict::toString).collect(Collectors.joining(" and ")));
        }));
        return table.build();
    }

    private static Finding ofLong(Account account) {
        return account.finding(OutcomeStatistic.VALUE_LONG);
    }

    static String sentence(ContactNature nature, Account account) {
        String who = "Where chance decided, a contact of " + account.name() + ", which "
                + nature.name().toLowerCase(Locale.ROOT) + ",";
        Finding finding = ofLong(account);
        if (!finding.effect().isDefined()) {
            return who + " has no long effect that could be estimated.";
        }
        Interval interval = finding.interval();
        return String.format(
                Locale.ROOT,
                "%s brought %.2f in the long window (%.2f to %.2f)%s.",
                who,
                finding.effect().estimate(),
                interval.lower(),
                interval.upper(),
                finding.isClear() ? "" : ", which is not clear");
    }
}

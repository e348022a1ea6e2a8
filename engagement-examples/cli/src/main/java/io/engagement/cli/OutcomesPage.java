package io.engagement.cli;

import io.engagement.history.LogView;
import io.engagement.outcome.Account;
import io.engagement.outcome.AccountLevel;
import io.engagement.outcome.OutcomeLedger;
import io.engagement.outcome.OutcomeStatistic;
import io.engagement.outcome.OutcomeWindows;
import io.engagement.table.Table;
import java.util.ArrayList;
import java.util.List;

/** A ledger as people and programs read it. */
final class OutcomesPage {
    private final LogView view;
    private final OutcomeWindows windows;
    private final boolean waves;

    /** With waves, or campaigns and purposes only. */
    OutcomesPage(LogView view, OutcomeWindows windows, boolean waves) {
        this.view = view;
        this.windows = windows;
        this.waves = waves;
    }

    Page of(OutcomeLedger ledger) {
        List<Account> told = ledger.accounts().stream()
                .filter(account -> waves || account.level() != AccountLevel.WAVE)
                .toList();
        StringBuilder sentences = new StringBuilder();
        told.forEach(account ->
                sentences.append("- ").append(account.sentence()).append('\n'));
        return new Page()
                .value("as_of", view.asOf())
                .value("windows", windows.toString())
                .with(
                        "accounts",
                        "What each contact did, " + windows,
                        sentences + "\n" + table(told),
                        new Json.Written(ledger.toJson()));
    }

    private static Table table(List<Account> told) {
        boolean hasUnknown = told.stream().anyMatch(account -> unknown(account) > 0);
        Table.Builder table = Table.builder()
                .column("account")
                .column("contacted")
                .column("held_out");
        if (hasUnknown) {
            table.column("unknown");
        }
        table.column("short", "%.2f")
                .column("long", "%.2f")
                .column("harm", "%.4f")
                .column("left", "%.4f")
                .column("remains", "%.2f")
                .column("verdict")
                .column("evidence");
        told.forEach(account -> table.row(cells(account, hasUnknown).toArray()));
        return table.build();
    }

    private static int unknown(Account account) {
        return account.arms().unknownContacted() + account.arms().unknownHeldOut();
    }

    private static List<Object> cells(Account account, boolean hasUnknown) {
        List<Object> cells = new ArrayList<>(List.of(
                account.name() + account.at().map(at -> " " + at).orElse(""), account.contacted(), account.heldOut()));
        if (hasUnknown) {
            cells.add(unknown(account));
        }
        for (OutcomeStatistic statistic : OutcomeStatistic.values()) {
            cells.add(account.finding(statistic).effect().estimate());
        }
        cells.add(account.permanence().estimate());
        cells.add(account.verdicts().toString().replaceAll("[\\[\\]]", ""));
        cells.add(account.evidence());
        return cells;
    }
}

package io.engagement.cli;

import io.engagement.history.LogView;
import io.engagement.outcome.Account;
import io.engagement.outcome.AccountLevel;
import io.engagement.outcome.Finding;
import io.engagement.outcome.OutcomeLedger;
import io.engagement.outcome.OutcomeStatistic;
import io.engagement.outcome.OutcomeWindows;
import io.engagement.outcome.observational.ObservationalEffect;
import io.engagement.outcome.observational.ObservationalEvidence;
import io.engagement.outcome.observational.Overlap;
import io.engagement.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

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
        told.forEach(
                account -> sentences.append("- ").append(account.sentence()).append('\n'));
        List<Account> studied =
                told.stream().filter(account -> account.study().isPresent()).toList();
        if (waves) {
            sentences.append(ofOneWave(ledger));
        }
        return new Page()
                .value("as_of", view.asOf())
                .value("windows", windows.toString())
                .table(
                        "accounts",
                        "What each contact did, " + windows,
                        sentences + "\n" + table(told) + (studied.isEmpty() ? "" : "\n" + placebos(studied)),
                        ledger);
    }

    /** Campaigns whose waves have no account, as it would be the campaign's. */
    private static String ofOneWave(OutcomeLedger ledger) {
        Set<String> several =
                ledger.accounts(AccountLevel.WAVE).stream().map(Account::name).collect(Collectors.toSet());
        List<String> one = ledger.accounts(AccountLevel.CAMPAIGN).stream()
                .map(Account::name)
                .filter(name -> !several.contains(name))
                .toList();
        return one.isEmpty()
                ? ""
                : "One wave, which the campaign's line tells of: "
                        + one.stream().map(Shown::value).collect(Collectors.joining(", ")) + ".\n";
    }

    /** Of accounts without a hold-out. */
    private static Table placebos(List<Account> studied) {
        Table.Builder table = Table.builder()
                .column("without_a_hold_out")
                .column("window")
                .column("at_dates_before", "%.2f")
                .column("z", "%.2f")
                .column("would_be_seen", "%.2f")
                .column("e_value_of_limit", "%.2f")
                .column("breakdown", "%.2f")
                .column("controls", "%.0f")
                .column("credible");
        for (Account account : studied) {
            ObservationalEvidence study = account.study().orElseThrow();
            double controls = study.overlap().values().stream()
                    .mapToDouble(Overlap::effectiveControls)
                    .min()
                    .orElse(Double.NaN);
            for (ObservationalEffect effect : study.effects()) {
                table.row(
                        name(account),
                        effect.name(),
                        effect.placebo().pooled().estimate(),
                        effect.placebo().pooled().z(),
                        effect.placebo().detectable(),
                        effect.sensitivity().eValueOfLimit(),
                        effect.sensitivity().breakdown(),
                        controls,
                        effect.isCredible() ? "yes" : "no");
            }
        }
        return table.build();
    }

    private static String name(Account account) {
        return account.name() + account.at().map(at -> " " + at).orElse("");
    }

    private static Table table(List<Account> told) {
        boolean hasUnknown = told.stream().anyMatch(account -> unknown(account) > 0);
        Table.Builder table =
                Table.builder().column("account").column("contacted").column("held_out");
        if (hasUnknown) {
            table.column("unknown");
        }
        table.column("short")
                .column("long")
                .column("harm")
                .column("left")
                .column("remains", "%.2f")
                .column("verdict")
                .column("evidence");
        told.forEach(account -> table.row(cells(account, hasUnknown).toArray()));
        return table.build();
    }

    /** With half the width of its interval; without where all are alike, so that no error is known. */
    private static String size(Finding finding, String format) {
        if (!finding.effect().isDefined()) {
            return "-";
        }
        String estimate = String.format(Locale.ROOT, format, finding.effect().estimate());
        double half = (finding.interval().upper() - finding.interval().lower()) / 2;
        return half > 0 ? estimate + " +- " + String.format(Locale.ROOT, format, half) : estimate;
    }

    private static int unknown(Account account) {
        return account.arms().unknownContacted() + account.arms().unknownHeldOut();
    }

    private static List<Object> cells(Account account, boolean hasUnknown) {
        List<Object> cells = new ArrayList<>(List.of(name(account), account.contacted(), account.heldOut()));
        if (hasUnknown) {
            cells.add(unknown(account));
        }
        for (OutcomeStatistic statistic : OutcomeStatistic.values()) {
            boolean isMoney = statistic == OutcomeStatistic.VALUE_SHORT || statistic == OutcomeStatistic.VALUE_LONG;
            cells.add(size(account.finding(statistic), isMoney ? "%.2f" : "%.4f"));
        }
        cells.add(account.permanence().estimate());
        cells.add(account.verdicts().toString().replaceAll("[\\[\\]]", ""));
        cells.add(account.evidence());
        return cells;
    }
}

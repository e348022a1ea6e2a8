package io.engagement.outcome;

import io.engagement.fit.Interval;
import io.engagement.history.LogView;
import io.engagement.outcome.effect.Effect;
import io.engagement.outcome.effect.FiellerRatio;
import io.engagement.outcome.experiment.SampleRatio;
import io.engagement.table.Table;
import io.engagement.table.Tabular;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What each contact, campaign and purpose really did: an account of each, with four effects, a verdict, its grade of evidence and the
 * reasons; against customers who were held out. Of the four p-values of an account those are claimed that Holm's method leaves at 5
 * % over the four; among several accounts of one level the false discovery rate is held at 5 % (Benjamini and Hochberg 1995 on the
 * accounts, then Holm within those that are chosen at the level that Benjamini and Bogomolov 2014 leave).
 *
 * <p>Only contacts whose windows are over count. While other windows of an account are still open it will be read again, as they close:
 * its p-values are then those of a confidence sequence, and a ledger that is read every day claims no more. Once all are over, they are
 * those of a single reading. Each contact counts in the arm that it was assigned to, whether or not it reached the customer.
 *
 * <p>Immutable.
 *
 * <pre>{@code
 * OutcomeLedger ledger = OutcomeLedger.of(
 *         view, campaigns, OutcomeWindows.of(Duration.ofDays(7), Duration.ofDays(28)), OutcomeRules.standard());
 * ledger.accounts().forEach(account -> System.out.println(account.sentence()));
 * }</pre>
 */
public final class OutcomeLedger implements Tabular {
    private static final double LEVEL = 0.95;

    private final List<Account> accounts;

    private OutcomeLedger(List<Account> accounts) {
        this.accounts = List.copyOf(accounts);
    }

    /**
     * The ledger of some campaigns: of each wave where there are several, of each campaign, and of each purpose of several campaigns.
     *
     * @param view the log; what happened later than its instant is not seen
     * @param campaigns with different names
     * @param windows when effects are looked for
     * @param rules what counts
     * @return the ledger
     * @throws IllegalArgumentException if two campaigns have one name, a long window begins before an incentive ends, or customers are
     *     unknown whom the rules refuse
     */
    public static OutcomeLedger of(LogView view, List<Campaign> campaigns, OutcomeWindows windows, OutcomeRules rules) {
        return new OutcomeLedger(new Bookkeeping(view, campaigns, windows, rules).accounts());
    }

    /**
     * All accounts.
     *
     * @return of each campaign's waves and the campaign, in the order given; then of purposes by name
     */
    public List<Account> accounts() {
        return accounts;
    }

    /**
     * The accounts of one level.
     *
     * @param level which one
     * @return in the same order
     */
    public List<Account> accounts(AccountLevel level) {
        return accounts.stream().filter(account -> account.level() == level).toList();
    }

    /** A row for each account. */
    @Override
    public Table table() {
        Table.Builder table = Table.builder()
                .column("level")
                .column("name")
                .column("at")
                .column("contacted")
                .column("held_out");
        for (OutcomeStatistic statistic : OutcomeStatistic.values()) {
            String name = statistic.name().toLowerCase(Locale.ROOT);
            table.column(name)
                    .column(name + "_lower")
                    .column(name + "_upper")
                    .column(name + "_p")
                    .column(name + "_adjusted_p")
                    .column(name + "_clear");
            if (statistic.isMoney()) {
                table.column(name + "_detectable");
            }
        }
        table.column("spend_short")
                .column("cost_short")
                .column("spend_long")
                .column("cost_long")
                .column("total")
                .column("total_lower")
                .column("total_upper")
                .column("before")
                .column("before_p")
                .column("permanence")
                .column("permanence_lower")
                .column("permanence_upper")
                .column("unknown_contacted")
                .column("unknown_held_out")
                .column("ids_alike")
                .column("held_out_contacted")
                .column("left_before")
                .column("sample_ratio_p");
        Robustness.columns().forEach(table::column);
        table.column("verdict").column("evidence").column("reasons").column("sentence");
        accounts.forEach(account -> table.row(cells(account).toArray()));
        return table.build();
    }

    private static List<Object> cells(Account account) {
        Cells cells = new Cells();
        cells.add(
                account.level(),
                account.name(),
                account.at().map(Instant::toString).orElse(""));
        cells.add(account.contacted(), account.heldOut());
        for (OutcomeStatistic statistic : OutcomeStatistic.values()) {
            Finding finding = account.finding(statistic);
            cells.estimate(finding.effect(), finding.interval());
            cells.add(finding.pValue(), finding.adjusted(), finding.isClear());
            if (statistic.isMoney()) {
                cells.add(finding.smallestDetectable());
            }
        }
        Account.Money money = account.money();
        cells.add(money.spendShort(), money.costShort(), money.spendLong(), money.costLong());
        cells.effect(money.total());
        cells.add(money.before().estimate(), money.before().pValue());
        FiellerRatio permanence = account.permanence();
        cells.add(
                permanence.estimate(),
                permanence.interval().lower(),
                permanence.interval().upper());
        Account.Arms arms = account.arms();
        cells.add(arms.unknownContacted(), arms.unknownHeldOut(), arms.alike(), arms.heldOutContacted());
        cells.add(arms.leftBefore(), arms.sampleRatio().map(SampleRatio::pValue).orElse(Double.NaN));
        cells.all.addAll(Robustness.of(account).cells());
        cells.add(account.verdictWords(), account.evidence());
        cells.add(account.reasons().stream().map(Reason::name).collect(Collectors.joining(" ")), account.sentence());
        return cells.all;
    }

    /** Cells of a row, one after another. */
    private static final class Cells {
        private final List<Object> all = new ArrayList<>();

        void add(Object... cells) {
            all.addAll(List.of(cells));
        }

        void effect(Effect effect) {
            estimate(effect, effect.interval(LEVEL));
        }

        void estimate(Effect effect, Interval interval) {
            add(effect.estimate(), interval.lower(), interval.upper());
        }
    }

    /** A sentence for each account, waves indented. */
    @Override
    public String toString() {
        return accounts.stream()
                .map(account -> (account.level() == AccountLevel.WAVE ? "  " : "") + account + " [" + account.evidence()
                        + "]\n")
                .collect(Collectors.joining());
    }
}

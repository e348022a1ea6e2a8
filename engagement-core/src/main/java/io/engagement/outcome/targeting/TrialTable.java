package io.engagement.outcome.targeting;

import io.engagement.internal.base.Groups;
import io.engagement.table.Table;

/** What each arm of a trial had and brought. */
final class TrialTable {
    private TrialTable() {}

    static Table of(Trial trial) {
        TrialRows rows = trial.rows();
        int[] counts = rows.counts(trial.arms().size());
        double[] shares = trial.propensities();
        Table.Builder table = Table.builder()
                .column("arm")
                .column("rows")
                .column("share", "%.3f")
                .column("outcome")
                .column("cost")
                .column("value");
        for (int arm = 0; arm < counts.length; arm++) {
            boolean isShown = counts[arm] >= Groups.LEAST;
            double outcome = isShown ? rows.mean(rows.outcome, arm) : Double.NaN;
            double cost = isShown ? rows.mean(rows.cost, arm) : Double.NaN;
            table.row(trial.arms().get(arm), counts[arm], shares[arm], outcome, cost, trial.worth() * outcome - cost);
        }
        return table.build();
    }
}

package io.engagement.outcome;

import io.engagement.history.LogView;
import io.engagement.outcome.effect.ArmSums;
import io.engagement.outcome.experiment.Assignments;
import io.engagement.outcome.experiment.ExperimentPlan;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The four figures of a ledger as they were in the past without its contact: what a plan takes for what will be. They are counted as the
 * ledger counts those of the held-out, by the same rules: profit by margin and costs, harm, and departure by words or the customer's
 * own 99 % silence. Other contacts of that time are in them.
 */
public final class LedgerBaseline {
    private LedgerBaseline() {}

    /**
     * Figures of windows that are over.
     *
     * @param view the log
     * @param customers from when each customer's windows begin, whatever the arm
     * @param windows of a fixed length
     * @param rules what counts
     * @return one of each {@link OutcomeStatistic}, in their order, by name in lower case; departure is of those who had not left before
     * @throws IllegalArgumentException if the short window is as long as an incentive, or fewer than two customers have windows that are
     *     over or can leave
     */
    public static List<ExperimentPlan.Figure> of(
            LogView view, Assignments customers, OutcomeWindows windows, OutcomeRules rules) {
        Campaign none = Campaign.of("baseline", Wave.of(customers));
        Entries entries = new Bookkeeping(view, List.of(none), windows, rules).entries(0);
        return Stream.of(OutcomeStatistic.values())
                .map(statistic -> of(statistic, entries))
                .toList();
    }

    private static ExperimentPlan.Figure of(OutcomeStatistic statistic, Entries entries) {
        Figure figure = Figure.of(statistic);
        double[] values = IntStream.range(0, entries.to(entries.waves() - 1))
                .filter(entry -> figure.counts(entries, entry))
                .mapToDouble(entry -> figure.of(entries, entry))
                .toArray();
        if (values.length < 2) {
            throw new IllegalArgumentException("fewer than two customers tell of " + statistic
                    + " in windows that are over: take shorter windows");
        }
        String name = statistic.name().toLowerCase(Locale.ROOT);
        ArmSums sums = ArmSums.of(values);
        return figure.isShare()
                ? ExperimentPlan.Figure.ofShare(name, sums.mean())
                : ExperimentPlan.Figure.of(name, sums);
    }
}

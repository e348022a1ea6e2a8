package io.engagement.outcome.observational;

import io.engagement.internal.math.Checks;
import io.engagement.table.Table;
import io.engagement.table.Tabular;

/**
 * What each group of customers had in each block of periods: to be looked at before any effect. Differences between groups are no
 * effects: those who are contacted differ from the others anyway. Immutable.
 */
final class CohortLevels implements Tabular {
    private final CohortMoments moments;
    private final int block;

    private CohortLevels(CohortMoments moments, int block) {
        this.moments = moments;
        this.block = block;
    }

    /**
     * The levels.
     *
     * @param panel of each customer and period
     * @param contacts when each was first contacted
     * @param block number of periods that are put together, from 1 to all
     * @return the levels; periods at the end that fill no block are left out
     */
    static CohortLevels of(Panel panel, FirstContacts contacts, int block) {
        Checks.within("block", block, 1, panel.periods());
        return new CohortLevels(CohortMoments.of(panel, contacts), block);
    }

    /**
     * Number of blocks.
     *
     * @return at least 1
     */
    int blocks() {
        return moments.periods() / block;
    }

    /**
     * The mean per customer and period.
     *
     * @param group the period of first contact
     * @param number of the block, from 0
     * @return NaN if there is no such group
     */
    double mean(int group, int number) {
        for (int g = 0; g < moments.groups(); g++) {
            if (moments.group(g) == group) {
                return level(g, number * block, (number + 1) * block);
            }
        }
        return Double.NaN;
    }

    /**
     * The mean per customer and period of those never contacted.
     *
     * @param number of the block, from 0
     * @return NaN if all are contacted
     */
    double meanOfNever(int number) {
        return mean(FirstContacts.NEVER, number);
    }

    /**
     * The mean over all periods of those ever contacted less that of those never contacted: how they differ, not what contact does.
     *
     * @return NaN if there are none of either
     */
    double naiveDifference() {
        double sum = 0;
        double count = 0;
        for (int g = 0; g < moments.groups(); g++) {
            if (moments.group(g) != FirstContacts.NEVER) {
                sum += moments.count(g) * level(g, 0, moments.periods());
                count += moments.count(g);
            }
        }
        int last = moments.groups() - 1;
        boolean exists = count > 0 && moments.group(last) == FirstContacts.NEVER;
        return exists ? sum / count - level(last, 0, moments.periods()) : Double.NaN;
    }

    private double level(int g, int from, int to) {
        double[] weights = new double[moments.periods()];
        for (int t = from; t < to; t++) {
            weights[t] = 1.0 / (to - from);
        }
        return moments.mean(g, weights);
    }

    @Override
    public Table table() {
        Table.Builder table = Table.builder()
                .column("group")
                .column("customers")
                .column("from")
                .column("to")
                .column("mean");
        for (int g = 0; g < moments.groups(); g++) {
            String name = moments.group(g) == FirstContacts.NEVER ? "never" : String.valueOf(moments.group(g));
            for (int b = 0; b < blocks(); b++) {
                int from = moments.first() + b * block;
                table.row(
                        name,
                        moments.count(g),
                        String.valueOf(from),
                        String.valueOf(from + block - 1),
                        level(g, b * block, (b + 1) * block));
            }
        }
        return table.build();
    }

    @Override
    public String toString() {
        return table().toString();
    }
}

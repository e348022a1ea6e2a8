package io.engagement.cli;

import java.util.List;

/** The shares of customers at which an experiment is looked at. */
final class PlannedShares {
    private PlannedShares() {}

    /**
     * As numbers.
     *
     * @param looks above 0, at most 1
     * @throws UsageError if they do not ascend
     */
    static double[] of(List<Double> looks) {
        double before = 0;
        for (double share : looks) {
            if (share <= before) {
                throw new UsageError("--looks must ascend, were " + looks);
            }
            before = share;
        }
        return looks.stream().mapToDouble(Double::doubleValue).toArray();
    }
}

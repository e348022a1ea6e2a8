package io.engagement.cli;

import java.util.List;

/** The shares of customers at which an experiment is looked at. */
final class PlannedShares {
    private PlannedShares() {}

    /**
     * As numbers.
     *
     * @throws UsageError if they do not ascend above 0 to at most 1
     */
    static double[] of(List<Double> looks) {
        double before = 0;
        for (double share : looks) {
            if (!(share > before && share <= 1)) {
                throw new UsageError("--looks must be above 0, ascend and end at most at 1, were " + looks);
            }
            before = share;
        }
        return looks.stream().mapToDouble(Double::doubleValue).toArray();
    }
}

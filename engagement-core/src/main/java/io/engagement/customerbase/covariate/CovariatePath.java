package io.engagement.customerbase.covariate;

import java.util.List;

/** One customer's time-varying covariates by period. Immutable. */
final class CovariatePath {
    /** One covariate of one customer. */
    @FunctionalInterface
    interface Values {
        double in(int period);
    }

    private final List<Values> covariates;
    private final int periods;
    /** By period the next one in which values are others; of length 0 where it is searched. */
    private final int[] changes;

    private CovariatePath(List<Values> covariates, int periods, int... changes) {
        this.covariates = covariates;
        this.periods = periods;
        this.changes = changes;
    }

    static CovariatePath of(List<Values> covariates, int periods) {
        return new CovariatePath(List.copyOf(covariates), periods);
    }

    /** The same, which knows where its values change: one that many customers share. */
    CovariatePath shared() {
        int[] known = new int[periods];
        for (int period = periods - 1; period >= 0; period--) {
            boolean goesOn = period + 1 < periods && isAlike(period);
            known[period] = goesOn ? known[period + 1] : period + 1;
        }
        return new CovariatePath(covariates, periods, known);
    }

    double value(int covariate, int period) {
        return covariates.get(covariate).in(period);
    }

    double[] values(int period) {
        return covariates.stream().mapToDouble(each -> each.in(period)).toArray();
    }

    /** The first later period in which values are others. */
    int change(int period) {
        if (changes.length > 0) {
            return changes[period];
        }
        int next = period + 1;
        while (next < periods && isAlike(next - 1)) {
            next++;
        }
        return next;
    }

    /** As the period after it. */
    private boolean isAlike(int period) {
        for (Values each : covariates) {
            if (each.in(period) != each.in(period + 1)) {
                return false;
            }
        }
        return true;
    }
}

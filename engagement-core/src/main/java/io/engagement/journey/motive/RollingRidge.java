package io.engagement.journey.motive;

import io.engagement.fit.Maximum;
import io.engagement.internal.math.LogisticSums;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * The ridge by rolling origin: at up to four instants, about as many leave between one and the next, the model is fitted to the
 * periods before and judged by what is then seen, as it will be used. Of equal ones the largest.
 */
final class RollingRidge {
    /** From hardly any to one that leaves little of a column. */
    private static final double[] RIDGES = {300, 100, 30, 10, 3, 1, 0.1};

    private static final int ORIGINS = 4;
    /** Fewer who leave before an origin, or after it, tell nothing of ridges. */
    private static final int FEWEST_EVENTS = 20;
    /** Of the log-likelihood: what is judged need not be exact. */
    private static final double TOLERANCE = 1e-4;

    private final PersonPeriods rows;
    private final Standardised standard;

    RollingRidge(PersonPeriods rows, Standardised standard) {
        this.rows = rows;
        this.standard = standard;
    }

    private record Fold(PersonPeriods before, PersonPeriods after) {}

    /** Empty where the rows have too few periods or events to tell. */
    OptionalDouble best() {
        List<Fold> folds = folds();
        if (folds.isEmpty()) {
            return OptionalDouble.empty();
        }
        double[] losses = new double[RIDGES.length];
        for (Fold fold : folds) {
            double[] each = losses(fold);
            Arrays.setAll(losses, i -> losses[i] + each[i]);
        }
        int best = IntStream.range(0, losses.length)
                .boxed()
                .min((one, other) -> Double.compare(losses[one], losses[other]))
                .orElseThrow();
        return OptionalDouble.of(RIDGES[best]);
    }

    private List<Fold> folds() {
        int[] origins = origins();
        List<Fold> folds = new ArrayList<>();
        for (int i = 0; i < origins.length; i++) {
            int until = i + 1 < origins.length ? origins[i + 1] : Integer.MAX_VALUE;
            PersonPeriods before = rows.within(Integer.MIN_VALUE, origins[i]);
            PersonPeriods after = rows.within(origins[i], until);
            if (before.events() >= FEWEST_EVENTS && after.events() >= FEWEST_EVENTS) {
                folds.add(new Fold(before, after));
            }
        }
        return folds;
    }

    /** First periods of parts with about as many events each, without the first part. */
    private int[] origins() {
        int[] periods = rows.periods();
        double share = rows.events() / (ORIGINS + 1.0);
        int[] events = new int[periods.length];
        for (int row = 0; row < rows.size(); row++) {
            if (rows.hasLeft(row)) {
                events[Arrays.binarySearch(periods, rows.period(row))]++;
            }
        }
        List<Integer> origins = new ArrayList<>();
        int seen = 0;
        for (int i = 0; i < periods.length; i++) {
            if (i > 0 && origins.size() < ORIGINS && seen >= share * (origins.size() + 1)) {
                origins.add(periods[i]);
            }
            seen += events[i];
        }
        return origins.stream().mapToInt(Integer::intValue).toArray();
    }

    /** By ridge, each fit beginning where the one before ended. */
    private double[] losses(Fold fold) {
        double[] before = standard.columns(fold.before());
        double[] after = standard.columns(fold.after());
        int width = standard.means().length;
        double[] point = new double[1 + width];
        int events = fold.before().events();
        point[0] = Math.log(events / (fold.before().size() - events + 0.5));
        double[] losses = new double[RIDGES.length];
        for (int i = 0; i < losses.length; i++) {
            HazardLikelihood likelihood = new HazardLikelihood(fold.before().left(), width, before, RIDGES[i]);
            Maximum maximum = HazardFit.maximum(rows.columns(), likelihood, point, TOLERANCE);
            point = HazardFit.point(maximum);
            losses[i] = -new LogisticSums(width)
                    .add(
                            fold.after().left(),
                            after,
                            1,
                            0,
                            fold.after().size(),
                            point[0],
                            Arrays.copyOfRange(point, 1, point.length))
                    .value();
        }
        return losses;
    }
}

package io.engagement.survival;

import io.engagement.internal.index.RowSort;
import java.util.Arrays;

/**
 * The rows in the order of a sweep: stratum after stratum, in each from the latest stop to the earliest, with covariates
 * centred at their means and in units of their standard deviations. Sorted once; a sweep is linear in the rows.
 */
final class RiskSets {
    /** Receives the sums at an event time. */
    @FunctionalInterface
    interface Visitor {
        void at(int stratumIndex, double time, RiskSums sums);
    }

    private final int size;
    private final int dimension;
    /** Row of the lifetimes at each place. */
    private final int[] row;

    private final double[] start;
    private final double[] stop;
    private final double[] weight;
    private final boolean[] event;
    private final double[] z;
    private final double[] centre;
    private final double[] spread;
    private final int[] stratum;
    /** First place of each stratum, and the size. */
    private final int[] firsts;
    /** Places of the rows that start after 0, stratum after stratum, from the latest start to the earliest. */
    private final int[] late;

    private final int[] firstLates;

    RiskSets(Lifetimes lifetimes) {
        size = lifetimes.size();
        dimension = lifetimes.covariates().size();
        row = order(lifetimes, lifetimes.stops());
        start = new double[size];
        stop = new double[size];
        weight = new double[size];
        event = new boolean[size];
        stratum = lifetimes.strata().stream().mapToInt(Integer::intValue).toArray();
        int[] place = new int[size];
        for (int i = 0; i < size; i++) {
            start[i] = lifetimes.start(row[i]);
            stop[i] = lifetimes.stop(row[i]);
            weight[i] = lifetimes.weight(row[i]);
            event[i] = lifetimes.isEvent(row[i]);
            place[row[i]] = i;
        }
        firsts = firsts(lifetimes, row);
        int[] lateRows = Arrays.stream(order(lifetimes, lifetimes.starts()))
                .filter(r -> lifetimes.start(r) > 0)
                .toArray();
        firstLates = firsts(lifetimes, lateRows);
        late = Arrays.stream(lateRows).map(r -> place[r]).toArray();
        z = new double[size * dimension];
        centre = new double[dimension];
        spread = new double[dimension];
        for (int j = 0; j < dimension; j++) {
            standardize(lifetimes, j);
        }
    }

    private static int[] order(Lifetimes lifetimes, double[] times) {
        double[] strata = new double[times.length];
        Arrays.setAll(strata, lifetimes::stratum);
        double[] backwards = Arrays.stream(times).map(t -> -t).toArray();
        return new RowSort(strata, backwards).order();
    }

    private int[] firsts(Lifetimes lifetimes, int[] rows) {
        int[] first = new int[stratum.length + 1];
        int place = 0;
        for (int s = 0; s < stratum.length; s++) {
            first[s] = place;
            while (place < rows.length && lifetimes.stratum(rows[place]) == stratum[s]) {
                place++;
            }
        }
        first[stratum.length] = place;
        return first;
    }

    private void standardize(Lifetimes lifetimes, int j) {
        double sum = 0;
        double all = 0;
        for (int i = 0; i < size; i++) {
            sum += weight[i] * lifetimes.covariate(row[i], j);
            all += weight[i];
        }
        centre[j] = sum / all;
        double squares = 0;
        for (int i = 0; i < size; i++) {
            double d = lifetimes.covariate(row[i], j) - centre[j];
            squares += weight[i] * d * d;
        }
        spread[j] = squares > 0 ? Math.sqrt(squares / all) : 1;
        for (int i = 0; i < size; i++) {
            z[i * dimension + j] = (lifetimes.covariate(row[i], j) - centre[j]) / spread[j];
        }
    }

    int size() {
        return size;
    }

    int dimension() {
        return dimension;
    }

    int row(int place) {
        return row[place];
    }

    double start(int place) {
        return start[place];
    }

    double stop(int place) {
        return stop[place];
    }

    double weight(int place) {
        return weight[place];
    }

    boolean isEvent(int place) {
        return event[place];
    }

    double z(int place, int j) {
        return z[place * dimension + j];
    }

    double centre(int j) {
        return centre[j];
    }

    double spread(int j) {
        return spread[j];
    }

    /** Greatest less smallest standardized value. */
    double range(int j) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < size; i++) {
            low = Math.min(low, z(i, j));
            high = Math.max(high, z(i, j));
        }
        return high - low;
    }

    int strata() {
        return stratum.length;
    }

    int stratum(int index) {
        return stratum[index];
    }

    int first(int stratumIndex) {
        return firsts[stratumIndex];
    }

    /** The linear predictor of each place. */
    double[] predictors(double[] beta) {
        double[] predictors = new double[size];
        for (int i = 0; i < size; i++) {
            double sum = 0;
            for (int j = 0; j < dimension; j++) {
                sum += beta[j] * z[i * dimension + j];
            }
            predictors[i] = sum;
        }
        return predictors;
    }

    static double greatest(double[] predictors) {
        return Arrays.stream(predictors).max().orElse(0);
    }

    /**
     * Passes all event times, in each stratum from the latest to the earliest.
     *
     * @param order highest moment of the covariates that the visitor needs: 0, 1 or 2
     * @param risk of each place: exp(predictor), but for a common factor
     */
    void sweep(double[] risk, int order, Visitor visitor) {
        for (int s = 0; s < stratum.length; s++) {
            RiskSums sums = new RiskSums(dimension, order);
            int gone = firstLates[s];
            for (int i = firsts[s]; i < firsts[s + 1]; ) {
                double t = stop[i];
                sums.forgetEvents();
                for (; i < firsts[s + 1] && stop[i] == t; i++) {
                    sums.add(z, i * dimension, weight[i] * risk[i]);
                    if (event[i]) {
                        sums.addEvent(z, i * dimension, weight[i], weight[i] * risk[i]);
                    }
                }
                if (sums.events() > 0) {
                    for (; gone < firstLates[s + 1] && start[late[gone]] >= t; gone++) {
                        int place = late[gone];
                        sums.remove(z, place * dimension, weight[place] * risk[place]);
                    }
                    visitor.at(s, t, sums);
                }
            }
        }
    }
}

package io.engagement.customerbase.covariate;

import io.engagement.customerbase.PurchaseTimes;
import io.engagement.fit.FitException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * A customer base and its covariates as the likelihood reads them: each customer who differs from others once, with how many are
 * like that. Customers differ by when their first and last purchases were, how many there were, the covariates over all their time,
 * and the sums of the covariates at their repeat purchases.
 */
final class TimeVaryingBase {
    private final PurchaseTimes data;
    private final TimeVaryingCovariates covariates;
    /** By row of the data. */
    private final CovariatePath[] paths;

    private final int[] rows;
    private final double[] weights;
    /** By row of the data and covariate: the sum over repeat purchases. */
    private final double[][] sums;

    /** Of customers of whom all covariates are known, each as often as the weight of its row says. */
    TimeVaryingBase(PurchaseTimes data, IntToDoubleFunction weight, TimeVaryingCovariates covariates) {
        covariates.check(data);
        this.data = data;
        this.covariates = covariates;
        this.paths = data.customerIds().stream()
                .map(id -> covariates.path(id).orElseThrow())
                .toArray(CovariatePath[]::new);
        this.sums = IntStream.range(0, data.size())
                .parallel()
                .mapToObj(this::sumsAtPurchases)
                .toArray(double[][]::new);
        Map<Customer, Double> counts = new LinkedHashMap<>();
        for (int row = 0; row < data.size(); row++) {
            counts.merge(new Customer(row), weight.applyAsDouble(row), Double::sum);
        }
        // In an order of their own, so that bits do not depend on that of rows.
        List<Customer> ordered = new ArrayList<>(counts.keySet());
        ordered.sort(this::compare);
        this.rows = ordered.stream().mapToInt(customer -> customer.row).toArray();
        this.weights = ordered.stream().mapToDouble(counts::get).toArray();
    }

    private double[] sumsAtPurchases(int row) {
        double[] sum = new double[covariates.names().size()];
        for (int number = 1; number <= data.frequency(row); number++) {
            int period = covariates.period(data.epochMilli(row, number));
            for (int i = 0; i < sum.length; i++) {
                sum[i] += paths[row].value(i, period);
            }
        }
        return sum;
    }

    private int compare(Customer one, Customer other) {
        int a = one.row;
        int b = other.row;
        int order = Integer.compare(data.frequency(a), data.frequency(b));
        order = order != 0 ? order : Long.compare(data.first(a), data.first(b));
        order = order != 0 ? order : Long.compare(data.last(a), data.last(b));
        for (int i = 0; order == 0 && i < sums[a].length; i++) {
            order = Double.compare(sums[a][i], sums[b][i]);
        }
        int last = covariates.period(data.end());
        for (int period = covariates.period(data.first(a)); order == 0 && period <= last; period++) {
            for (int i = 0; order == 0 && i < sums[a].length; i++) {
                order = Double.compare(paths[a].value(i, period), paths[b].value(i, period));
            }
        }
        return order;
    }

    /** A row, equal to those that differ in nothing. */
    private final class Customer {
        private final int row;
        private final int hash;

        Customer(int row) {
            this.row = row;
            int mixed = Long.hashCode(data.first(row)) * 31 + Long.hashCode(data.last(row));
            mixed = mixed * 31 + data.frequency(row);
            for (int i = 0; i < sums[row].length; i++) {
                mixed = mixed * 31 + Double.hashCode(sums[row][i]);
                // Of the whole path the first value and the last one are enough to tell most apart.
                mixed = mixed * 31 + Double.hashCode(paths[row].value(i, covariates.period(data.first(row))));
                mixed = mixed * 31 + Double.hashCode(paths[row].value(i, covariates.period(data.end())));
            }
            this.hash = mixed;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Customer customer && compare(this, customer) == 0;
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }

    /** Distinct customers. */
    int size() {
        return rows.length;
    }

    double weight(int customer) {
        return weights[customer];
    }

    /** The row of the data and of the covariates. */
    int row(int customer) {
        return rows[customer];
    }

    double sumAtPurchases(int row, int covariate) {
        return sums[row][covariate];
    }

    PurchaseTimes data() {
        return data;
    }

    TimeVaryingCovariates covariates() {
        return covariates;
    }

    /** One customer's time with the same covariates. */
    interface Stretch {
        /** From one moment to another, in milliseconds since 1970, within a period and those after it that are like it. */
        void take(CovariatePath path, int period, long from, long to);
    }

    /** The stretches of a row's time between two moments. */
    void walk(int row, long from, long to, Stretch stretch) {
        CovariatePath path = paths[row];
        int period = from < to ? covariates.period(from) : 0;
        for (long at = from; at < to; ) {
            int next = path.change(period);
            long until = Math.min(to, covariates.edge(next));
            stretch.take(path, period, at, until);
            at = until;
            period = next;
        }
    }

    /** That covariates vary and are not sums of multiples of each other, over all customers' time. */
    void checkIndependence(String model) {
        Moments moments = new Moments(covariates.names().size());
        for (int customer = 0; customer < size(); customer++) {
            int row = rows[customer];
            double weight = weights[customer];
            walk(
                    row,
                    data.first(row),
                    data.end(),
                    (path, period, from, to) -> moments.add(path, period, weight * (to - from)));
        }
        int dependent = moments.dependent();
        if (dependent >= 0) {
            throw FitException.of(
                    model,
                    moments.isConstant(dependent)
                            ? "the covariate " + covariates.names().get(dependent)
                                    + " is the same for all customers over all their time"
                            : "the covariate " + covariates.names().get(dependent) + " is a sum of multiples of "
                                    + covariates.names().subList(0, dependent),
                    List.of(
                            "Can it be left out?",
                            "Is the reference of a category its own column too?",
                            "Does it vary in the time that was observed, and not only in that to be foreseen?"));
        }
    }

    /** Mean and covariance of the covariates, as they come in. */
    private static final class Moments {
        private static final double NOTHING = 1e-12;

        private final double[] mean;
        private final double[][] products;
        private double weights;

        Moments(int size) {
            mean = new double[size];
            products = new double[size][size];
        }

        void add(CovariatePath path, int period, double weight) {
            weights += weight;
            double[] away = new double[mean.length];
            for (int i = 0; i < mean.length; i++) {
                away[i] = path.value(i, period) - mean[i];
            }
            for (int i = 0; i < mean.length; i++) {
                mean[i] += away[i] * weight / weights;
                for (int j = 0; j <= i; j++) {
                    products[i][j] += weight * away[i] * (path.value(j, period) - mean[j]);
                }
            }
        }

        boolean isConstant(int i) {
            return !(products[i][i] > NOTHING * weights * mean[i] * mean[i]);
        }

        /** The first one that vanishes in Cholesky's factorisation, or -1. */
        int dependent() {
            double[][] factor = new double[mean.length][mean.length];
            for (int i = 0; i < mean.length; i++) {
                double rest = products[i][i];
                for (int j = 0; j < i; j++) {
                    double sum = products[i][j];
                    for (int k = 0; k < j; k++) {
                        sum -= factor[i][k] * factor[j][k];
                    }
                    factor[i][j] = sum / factor[j][j];
                    rest -= factor[i][j] * factor[i][j];
                }
                if (isConstant(i) || !(rest > NOTHING * products[i][i])) {
                    return i;
                }
                factor[i][i] = Math.sqrt(rest);
            }
            return -1;
        }
    }
}

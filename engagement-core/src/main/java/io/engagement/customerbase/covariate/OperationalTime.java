package io.engagement.customerbase.covariate;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * The time of one process as its covariates make it pass: A(t) = a + integral of exp(g'z), and its derivatives by the
 * coefficients g, the integrals of z exp(g'z) and zz' exp(g'z), where z does not change. Used for one customer after
 * another; not thread-safe.
 */
final class OperationalTime {
    private final int[] indices;
    private final int[] coordinates;
    private final double[] coefficients;
    private final double start;
    /** By period, where covariates are common; NaN if not yet known. */
    private final double[] speeds;

    private final double[] values;
    private final double[] moments;
    private final double[][] seconds;
    private double passed;
    private double speed;

    /** Of those covariates that have a coordinate for this process, at which their coefficient is. */
    OperationalTime(TimeVaryingCovariates covariates, IntUnaryOperator coordinate, double[] point, double start) {
        this.indices = IntStream.range(0, covariates.names().size())
                .filter(i -> coordinate.applyAsInt(i) != CovariateCoordinates.NONE)
                .toArray();
        this.coordinates = Arrays.stream(indices).map(coordinate).toArray();
        this.coefficients =
                Arrays.stream(coordinates).mapToDouble(i -> point[i]).toArray();
        this.start = start;
        this.speeds = new double[covariates.isCommon() ? covariates.periods() : 0];
        Arrays.fill(speeds, Double.NaN);
        this.values = new double[indices.length];
        this.moments = new double[indices.length];
        this.seconds = new double[indices.length][indices.length];
    }

    /** Another customer. */
    void start() {
        passed = 0;
        Arrays.fill(values, 0);
        Arrays.fill(moments, 0);
        for (double[] row : seconds) {
            Arrays.fill(row, 0);
        }
    }

    /** Covariates are now these. */
    void enter(CovariatePath path, int period) {
        for (int i = 0; i < values.length; i++) {
            values[i] = path.value(indices[i], period);
        }
        if (speeds.length == 0) {
            speed = speedOfValues();
            return;
        }
        if (Double.isNaN(speeds[period])) {
            speeds[period] = speedOfValues();
        }
        speed = speeds[period];
    }

    private double speedOfValues() {
        double exponent = 0;
        for (int i = 0; i < values.length; i++) {
            exponent += coefficients[i] * values[i];
        }
        return Math.exp(exponent);
    }

    /** So much time passes. */
    void pass(double length) {
        double more = speed * length;
        passed += more;
        for (int i = 0; i < values.length; i++) {
            moments[i] += values[i] * more;
            for (int j = i; j < values.length; j++) {
                seconds[i][j] += values[i] * values[j] * more;
            }
        }
    }

    /** How many covariates move this process. */
    int size() {
        return indices.length;
    }

    int covariate(int i) {
        return indices[i];
    }

    /** Where its coefficient is. */
    int coordinate(int i) {
        return coordinates[i];
    }

    double coefficient(int i) {
        return coefficients[i];
    }

    /** exp(g'z) here. */
    double speed() {
        return speed;
    }

    /** z here. */
    double value(int i) {
        return values[i];
    }

    /** a. */
    double initialRate() {
        return start;
    }

    /** A here. */
    double rate() {
        return start + passed;
    }

    /** ln A - ln a here. */
    double logRise() {
        return Math.log1p(passed / start);
    }

    /** A's derivative here. */
    double moment(int i) {
        return moments[i];
    }

    /** From here on, while z stays: A's derivative is this more than z A. */
    double excess(int i) {
        return moments[i] - values[i] * rate();
    }

    /** And A's second derivative this more than zz' A, i not above j. */
    private double excess(int i, int j) {
        return seconds[i][j] - values[i] * values[j] * rate();
    }

    /**
     * Adds expectations of second derivatives of -power ln A + prior ln a, while z stays.
     *
     * @param h receives the upper half
     * @param parameter index of prior, by which the first derivative is ln a - ln A; that of a is the next
     * @param first index of the first coefficient
     * @param means E[1], E[1/A] and E[1/A^2]
     */
    void addCurvature(double[][] h, int parameter, int first, double prior, double power, double[] means) {
        h[parameter][parameter + 1] += means[0] / start - means[1];
        h[parameter + 1][parameter + 1] += power * means[2] - prior / (start * start) * means[0];
        for (int i = 0; i < size(); i++) {
            double excess = excess(i);
            h[parameter][first + i] -= values[i] * means[0] + excess * means[1];
            h[parameter + 1][first + i] += power * (values[i] * means[1] + excess * means[2]);
            for (int j = i; j < size(); j++) {
                double bent = excess(i, j) - values[i] * excess(j) - values[j] * excess;
                h[first + i][first + j] -= power * (bent * means[1] - excess * excess(j) * means[2]);
            }
        }
    }
}

package io.engagement.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Where a search ended: the highest point found and the curvature there.
 *
 * <p>The curvature is the observed information: minus the second derivatives of the log-likelihood by the coordinates. Its
 * inverse estimates the covariance of the coordinates; a parameter that lies at a bound, or in a direction in which the
 * likelihood is flat, has none, and NaN says so.
 */
public final class Maximum {
    /** Less information than this about a direction (a standard error of 100 in a logarithm) counts as none. */
    private static final double FLAT = 1e-4;
    /** A smaller share in a flat direction is rounding. */
    private static final double SHARE = 0.05;

    private final List<Parameter> parameters;
    private final double[] coordinates;
    private final double logLikelihood;
    private final double[][] covariance;
    private final boolean[] atBound;
    private final boolean[] flat;
    private final Ending ending;
    private final int iterations;
    private final int evaluations;

    Maximum(
            List<Parameter> parameters,
            double[] coordinates,
            double logLikelihood,
            double[][] information,
            boolean reached,
            int iterations,
            int evaluations) {
        this.parameters = List.copyOf(parameters);
        this.coordinates = coordinates.clone();
        this.logLikelihood = logLikelihood;
        this.iterations = iterations;
        this.evaluations = evaluations;
        this.atBound = new boolean[coordinates.length];
        this.flat = new boolean[coordinates.length];
        int[] free = findFree();
        this.covariance = invert(information, free);
        this.ending = reached ? endingWhenReached() : Ending.UNFINISHED;
    }

    private Maximum(Maximum other, double[][] covariance) {
        parameters = other.parameters;
        coordinates = other.coordinates;
        logLikelihood = other.logLikelihood;
        atBound = other.atBound;
        flat = other.flat;
        ending = other.ending;
        iterations = other.iterations;
        evaluations = other.evaluations;
        this.covariance = covariance;
    }

    private int[] findFree() {
        List<Integer> free = new ArrayList<>();
        for (int i = 0; i < coordinates.length; i++) {
            Parameter parameter = parameters.get(i);
            atBound[i] = !(coordinates[i] > parameter.coordinate(parameter.lower())
                    && coordinates[i] < parameter.coordinate(parameter.upper()));
            if (!atBound[i]) {
                free.add(i);
            }
        }
        return free.stream().mapToInt(Integer::intValue).toArray();
    }

    private double[][] invert(double[][] information, int[] free) {
        double[][] inverse = new double[coordinates.length][coordinates.length];
        SymmetricEigen eigen = new SymmetricEigen(within(information, free));
        for (int k = 0; k < free.length; k++) {
            if (eigen.value(k) > FLAT) {
                addDirection(inverse, eigen, k, free);
            } else {
                markFlat(eigen, k, free);
            }
        }
        for (int i = 0; i < coordinates.length; i++) {
            for (int j = 0; j < coordinates.length; j++) {
                if (!isDetermined(i) || !isDetermined(j)) {
                    inverse[i][j] = Double.NaN;
                }
            }
        }
        return inverse;
    }

    static double[][] within(double[][] matrix, int[] indices) {
        double[][] part = new double[indices.length][indices.length];
        for (int i = 0; i < indices.length; i++) {
            for (int j = 0; j < indices.length; j++) {
                part[i][j] = matrix[indices[i]][indices[j]];
            }
        }
        return part;
    }

    private static void addDirection(double[][] inverse, SymmetricEigen eigen, int k, int[] free) {
        for (int i = 0; i < free.length; i++) {
            for (int j = 0; j < free.length; j++) {
                inverse[free[i]][free[j]] += eigen.vector(i, k) * eigen.vector(j, k) / eigen.value(k);
            }
        }
    }

    private void markFlat(SymmetricEigen eigen, int k, int[] free) {
        for (int i = 0; i < free.length; i++) {
            flat[free[i]] |= Math.abs(eigen.vector(i, k)) > SHARE;
        }
    }

    private Ending endingWhenReached() {
        for (int i = 0; i < coordinates.length; i++) {
            if (!isDetermined(i)) {
                return Ending.BOUNDARY;
            }
        }
        return Ending.MAXIMUM;
    }

    /**
     * The parameters.
     *
     * @return in the order of the indices below
     */
    public List<Parameter> parameters() {
        return parameters;
    }

    /**
     * The estimate of a parameter.
     *
     * @param index of the parameter
     * @return its value, finite, within its bounds
     */
    public double estimate(int index) {
        return parameters.get(index).value(coordinates[index]);
    }

    /**
     * Covariance of two coordinates.
     *
     * @param i index of one
     * @param j index of the other
     * @return from the inverse of the observed information, or {@linkplain #clustered clustered}; NaN if the data do not determine one of them
     */
    public double coordinateCovariance(int i, int j) {
        return covariance[i][j];
    }

    /**
     * This with the covariance of estimates from parts that are independent of each other, while what is within a part need not be:
     * the inverse of the observed information, times the sum over parts of their gradients' products, times the inverse again. Liang
     * and Zeger (1986), Biometrika 73(1), 13-22.
     *
     * @param products of the parts' gradients by the coordinates at this maximum, summed over parts
     * @param parts how many there are, at least 2
     * @return the changed copy
     */
    public Maximum clustered(double[][] products, int parts) {
        int[] known = IntStream.range(0, coordinates.length)
                .filter(this::isDetermined)
                .toArray();
        double[][] clustered = new double[coordinates.length][coordinates.length];
        for (double[] row : clustered) {
            Arrays.fill(row, Double.NaN);
        }
        double[][] inverse = within(covariance, known);
        double[][] half = times(inverse, within(products, known));
        double[][] whole = times(half, inverse);
        double few = parts / (parts - 1.0);
        for (int i = 0; i < known.length; i++) {
            for (int j = 0; j < known.length; j++) {
                // Equal to the bit on both sides of the diagonal.
                clustered[known[i]][known[j]] = few * whole[Math.max(i, j)][Math.min(i, j)];
            }
        }
        return new Maximum(this, clustered);
    }

    private static double[][] times(double[][] one, double[][] other) {
        double[][] product = new double[one.length][one.length];
        for (int i = 0; i < one.length; i++) {
            for (int k = 0; k < one.length; k++) {
                for (int j = 0; j < one.length; j++) {
                    product[i][j] += one[i][k] * other[k][j];
                }
            }
        }
        return product;
    }

    /**
     * Whether the data determine a parameter: it is neither at a bound nor in a direction in which the likelihood is flat.
     *
     * @param index of the parameter
     * @return whether it has a standard error
     */
    public boolean isDetermined(int index) {
        return !atBound[index] && !flat[index];
    }

    /**
     * The highest log-likelihood found.
     *
     * @return finite
     */
    public double logLikelihood() {
        return logLikelihood;
    }

    /**
     * How the search ended.
     *
     * @return the ending
     */
    public Ending ending() {
        return ending;
    }

    /**
     * Steps of the search.
     *
     * @return how many, over all starts
     */
    public int iterations() {
        return iterations;
    }

    /**
     * Evaluations of the likelihood and its gradient.
     *
     * @return how many, over all starts
     */
    public int evaluations() {
        return evaluations;
    }

    /**
     * What happened, one plain sentence each; empty after an ordinary maximum.
     *
     * @param units the factor of each parameter to the user's unit
     */
    List<String> statements(double[] units) {
        List<String> statements = new ArrayList<>();
        for (int i = 0; i < coordinates.length; i++) {
            if (atBound[i]) {
                statements.add(parameters.get(i).name() + " ran to its bound " + (float) (estimate(i) * units[i])
                        + ": the likelihood has no maximum inside the bounds, and this parameter no standard error");
            }
        }
        String names = flatNames();
        if (!names.isEmpty()) {
            statements.add("the likelihood is flat in " + names
                    + ": the data do not determine them, other values fit as well, and there is no standard error");
        }
        if (ending == Ending.UNFINISHED) {
            statements.add("the search ended after " + iterations + " iterations before it reached a maximum");
        }
        return statements;
    }

    private String flatNames() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < coordinates.length; i++) {
            if (flat[i]) {
                names.add(parameters.get(i).name());
            }
        }
        return String.join(", ", names);
    }
}

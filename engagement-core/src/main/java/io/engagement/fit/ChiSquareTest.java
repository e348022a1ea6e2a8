package io.engagement.fit;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * A test whose statistic has a chi-square distribution in large samples if the hypothesis holds. Immutable.
 *
 * @param statistic chi-square, not negative; NaN if the data do not determine it
 * @param degreesOfFreedom at least 1
 */
public record ChiSquareTest(double statistic, int degreesOfFreedom) {
    /**
     * Checks the numbers.
     *
     * @param statistic chi-square, not negative; NaN if the data do not determine it
     * @param degreesOfFreedom at least 1
     * @throws IllegalArgumentException if one is out of its range
     */
    public ChiSquareTest {
        if (statistic < 0) {
            throw new IllegalArgumentException("statistic must not be negative, was " + statistic);
        }
        if (degreesOfFreedom < 1) {
            throw new IllegalArgumentException("degrees of freedom must be at least 1, were " + degreesOfFreedom);
        }
    }

    /**
     * The probability of a statistic at least this large if the hypothesis holds.
     *
     * @return between 0 and 1; NaN if the data do not determine it
     */
    public double pValue() {
        return Double.isNaN(statistic)
                ? Double.NaN
                : ChiSquaredDistribution.of(degreesOfFreedom).survivalProbability(statistic);
    }
}

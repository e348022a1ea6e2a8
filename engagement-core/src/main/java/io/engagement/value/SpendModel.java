package io.engagement.value;

/** What scorers of value ask of a model of spend, whichever it is. */
public interface SpendModel {
    /**
     * Mean value of a known customer's purchases, given those that were seen.
     *
     * @param x number of repeat purchases that the mean is of; where it is 0, this is {@link #expectedSpend()}
     * @param meanSpend mean value of the repeat purchases, finite, not negative; not looked at where x = 0
     * @return the expectation; infinite where it does not exist
     * @throws IllegalArgumentException if an argument is out of its range
     */
    double conditionalExpectedSpend(double x, double meanSpend);

    /**
     * Mean value of a new customer's purchases.
     *
     * @return the expectation; infinite where it does not exist
     */
    double expectedSpend();
}

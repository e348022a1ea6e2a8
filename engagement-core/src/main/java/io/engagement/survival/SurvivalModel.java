package io.engagement.survival;

import io.engagement.domain.TimeScale;
import java.util.List;

/**
 * How long customers stay, by any model. Times are in the model's unit.
 *
 * <p>A model knows its typical customer, from whom explanations start. After a fit, half of the time under observation was at a
 * younger age than this customer's, and half of it at values of each covariate that are not larger.
 */
public interface SurvivalModel {
    /**
     * The unit of time.
     *
     * @return the unit
     */
    TimeScale timeScale();

    /**
     * Names of the covariates.
     *
     * @return in the order in which their values are asked for; none for a model without
     */
    List<String> covariates();

    /**
     * The probability of staying for another while.
     *
     * @param age how long the customer has stayed, not negative
     * @param t how much longer, not negative
     * @param x values of the covariates, in their order
     * @return between 0 and 1: S(age + t) / S(age); NaN where the model does not tell, as nobody was observed for so long
     * @throws IllegalArgumentException if a time is negative or NaN, or the covariates are not as many as the model's
     */
    double survivalFrom(double age, double t, double... x);

    /**
     * How long the typical customer has stayed.
     *
     * @return finite, not negative; 0 for a model that was not fitted
     */
    double typicalAge();

    /**
     * The typical customer's covariates.
     *
     * @return a copy, in the order of {@link #covariates()}; finite
     */
    double[] typicalCovariates();

    /**
     * This model with another typical customer.
     *
     * @param age how long this customer has stayed, finite, not negative
     * @param x values of the covariates, in their order, finite
     * @return the changed copy
     * @throws IllegalArgumentException if a value is out of its range, or the covariates are not as many as the model's
     */
    SurvivalModel withTypical(double age, double... x);
}

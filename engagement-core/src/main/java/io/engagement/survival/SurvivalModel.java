package io.engagement.survival;

import io.engagement.domain.TimeScale;
import java.util.List;

/** How long customers stay, whichever model tells it: what scorers ask. Times are in the model's unit. */
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
}

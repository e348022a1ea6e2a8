package io.engagement.customerbase;

import io.engagement.domain.TimeScale;

/** What scorers of risk and value ask of a customer-base model, whichever it is. */
public interface CustomerBaseModel {
    /**
     * The model's unit of time.
     *
     * @return the unit of recency, age and horizons
     */
    TimeScale timeScale();

    /**
     * The typical customer of the base that the model was fitted to, from whom explanations start.
     *
     * @return median x, t_x and T in the model's unit
     */
    PurchaseSummary typical();

    /**
     * Probability that a known customer still buys.
     *
     * @return the probability as a function of the customer
     */
    PurchaseKernel alive();

    /**
     * Purchases expected of a known customer within a horizon from now.
     *
     * @param horizon length of time in the model's unit, finite, not negative
     * @return the expectation as a function of the customer
     * @throws IllegalArgumentException if the horizon is out of its range
     */
    PurchaseKernel purchasesWithin(double horizon);

    /**
     * Probability that a known customer does not buy within a horizon from now, dead or alive.
     *
     * @param horizon length of time in the model's unit, finite, not negative
     * @return the probability as a function of the customer
     * @throws IllegalArgumentException if the horizon is out of its range
     */
    PurchaseKernel noPurchaseWithin(double horizon);

    /**
     * Purchases expected of a known customer within a horizon from now, each discounted to now.
     *
     * @param horizon length of time in the model's unit, not negative; may be infinite if delta is positive
     * @param delta continuous discount rate per unit of the model's time, finite, not negative
     * @return the discounted expectation as a function of the customer
     * @throws IllegalArgumentException if an argument is out of its range
     */
    PurchaseKernel discountedPurchasesWithin(double horizon, double delta);
}

package io.engagement.customerbase;

import io.engagement.domain.TimeScale;
import io.engagement.measure.PurchaseDays;
import io.engagement.score.Scale;
import io.engagement.score.Scorer;
import java.time.Duration;

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

    /**
     * P(alive) as a scorer of {@linkplain PurchaseDays#standard() purchases}.
     *
     * @return scorer {@code p_alive}; NaN for a customer without a purchase
     */
    default Scorer probabilityAlive() {
        return probabilityAlive(PurchaseDays.standard());
    }

    /**
     * P(alive) as a scorer.
     *
     * @param days what counts as a purchase, the same as when the model was fitted
     * @return scorer {@code p_alive} of tables in the model's unit of time; NaN for a customer without a purchase
     */
    default Scorer probabilityAlive(PurchaseDays days) {
        return new PurchaseScorer("p_alive", Scale.PROBABILITY, "probability", this, alive(), days);
    }

    /**
     * Expected purchases as a scorer of {@linkplain PurchaseDays#standard() purchases}.
     *
     * @param horizon from now, not negative
     * @return scorer {@code expected_purchases}; NaN for a customer without a purchase
     * @throws IllegalArgumentException if the horizon is negative
     */
    default Scorer expectedPurchases(Duration horizon) {
        return expectedPurchases(horizon, PurchaseDays.standard());
    }

    /**
     * Expected purchases as a scorer.
     *
     * @param horizon from now, not negative
     * @param days what counts as a purchase, the same as when the model was fitted
     * @return scorer {@code expected_purchases} of tables in the model's unit of time; NaN for a customer without a
     *     purchase
     * @throws IllegalArgumentException if the horizon is negative
     */
    default Scorer expectedPurchases(Duration horizon, PurchaseDays days) {
        PurchaseKernel kernel = purchasesWithin(timeScale().of(horizon));
        return new PurchaseScorer("expected_purchases", Scale.COUNT, "expectation", this, kernel, days);
    }
}

package io.engagement.customerbase;

import io.engagement.domain.TimeScale;
import io.engagement.fit.StatisticalModel;
import io.engagement.internal.math.Checks;
import io.engagement.measure.Covariates;
import io.engagement.measure.Measure;
import io.engagement.measure.PurchaseDefinition;
import io.engagement.score.Scale;
import io.engagement.score.Scorer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A model of who still buys and how often: kernels, by which scorers of risk and value score many customers, and the
 * same quantities for a single one.
 *
 * <p>All times are in the model's {@link #timeScale()}: x is the number of repeat purchases of a customer, t_x the time from
 * the first purchase to the last one (0 if x = 0), T the time from the first purchase to now.
 */
public interface CustomerBaseModel extends StatisticalModel {
    /**
     * The model's short name, as the command line and the text form have it.
     *
     * @return for example {@code bg-nbd}
     */
    String name();

    /**
     * The base that the model describes.
     *
     * @return its unit of time, its typical customer, and what counted as a purchase
     */
    Population population();

    /**
     * The model's unit of time.
     *
     * @return the unit of recency, age and other times
     */
    default TimeScale timeScale() {
        return population().timeScale();
    }

    /**
     * The typical customer of the base that the model was fitted to, from whom explanations start.
     *
     * @return median x, t_x and T in the model's unit
     */
    default PurchaseSummary typical() {
        return population().typical();
    }

    /**
     * What counted as a purchase in the fit; scorers read it here.
     *
     * @return the definition
     */
    default PurchaseDefinition definition() {
        return population().definition();
    }

    /**
     * What the model reads of customers besides their purchases. Where it reads anything, what the model says of x, t_x and T
     * alone is of a customer with typical covariates, and scorers read each customer's own: {@link #given}.
     *
     * @return the covariates; none for most models
     */
    default Covariates covariates() {
        return Covariates.none();
    }

    /**
     * The model of customers with some covariates.
     *
     * @param values of the {@link #covariates()}, finite, in their order
     * @return a model that reads none; this one if it reads none
     * @throws IllegalArgumentException if there are not as many values as covariates, one is not finite, or they move a parameter
     *     out of its range
     */
    default CustomerBaseModel given(double... values) {
        if (values.length > 0) {
            throw new IllegalArgumentException(name() + " reads no covariates, there were " + values.length);
        }
        return this;
    }

    /**
     * The model for predictions that begin at an instant, which differs where seasons matter.
     *
     * @param now the as-of instant of what is scored
     * @return the model; this one if all instants are the same to it
     * @throws IllegalArgumentException if it knows nothing of that instant
     */
    default CustomerBaseModel asOf(Instant now) {
        return this;
    }

    /**
     * The model of usual times, by which it is told what is usual between purchases.
     *
     * @return the model when no season moves it; this one if none does
     */
    default CustomerBaseModel usual() {
        return this;
    }

    /**
     * What scorers read of customers.
     *
     * @return frequency, recency and age of the model's {@linkplain #definition() purchases}, then its covariates
     */
    default List<Measure> inputs() {
        List<Measure> inputs = new ArrayList<>(List.of(
                definition().frequency(), definition().recency(), definition().age()));
        inputs.addAll(covariates().measures());
        return List.copyOf(inputs);
    }

    /**
     * Probability that a known customer still buys.
     *
     * @return the probability as a function of the customer
     */
    PurchaseKernel alive();

    /**
     * Purchases expected of a known customer within t from now.
     *
     * @param t length of time in the model's unit, finite, not negative
     * @return the expectation as a function of the customer
     * @throws IllegalArgumentException if t is out of its range
     */
    PurchaseKernel purchasesWithin(double t);

    /**
     * Probability that a known customer does not buy within t from now, dead or alive.
     *
     * @param t length of time in the model's unit, finite, not negative
     * @return the probability as a function of the customer
     * @throws IllegalArgumentException if t is out of its range
     */
    PurchaseKernel noPurchaseWithin(double t);

    /**
     * Purchases expected of a known customer within t from now, each discounted to now.
     *
     * @param t length of time in the model's unit, not negative; may be infinite if delta is positive
     * @param delta continuous discount rate per unit of the model's time, finite, not negative
     * @return the discounted expectation as a function of the customer
     * @throws IllegalArgumentException if an argument is out of its range
     */
    PurchaseKernel discountedPurchasesWithin(double t, double delta);

    /**
     * The log-likelihood of one customer.
     *
     * @param x number of repeat purchases
     * @param recency t_x
     * @param age T
     * @return ln L, finite
     * @throws IllegalArgumentException if x, t_x or T is out of its range (see {@link PurchaseSummary})
     */
    double logLikelihood(double x, double recency, double age);

    /**
     * Repeat purchases expected of a customer who makes the first purchase now. By default what is expected of a known one with x = 0,
     * t<sub>x</sub> = 0 and T = 0; a model that is not defined there overrides it.
     *
     * @param t length of time since the first purchase, finite, not negative
     * @return the expectation, not negative
     * @throws IllegalArgumentException if t is out of its range
     */
    default double expectedPurchases(double t) {
        return expectedPurchases(0, 0, 0, t);
    }

    /**
     * Purchases expected of a customer who has not bought yet, from the first one on: 1 for the first, and the repeat
     * purchases {@linkplain #expectedPurchases(double) within t after it}. Models of a customer base start at the first
     * purchase and cannot tell whether or when it comes: this is the expectation for a customer who has been won, as
     * CLVTools predicts it for a {@code newcustomer}. The unconditional expectation E[X(t)] of the papers is that of
     * repeat purchases only.
     *
     * @param t length of time since the first purchase, finite, not negative
     * @return the expectation, at least 1
     * @throws IllegalArgumentException if t is out of its range
     */
    default double expectedPurchasesWithFirst(double t) {
        return 1 + expectedPurchases(t);
    }

    /**
     * How many repeat purchases a customer will make whose first purchase is now. By default as of a known one with x = 0,
     * t<sub>x</sub> = 0 and T = 0; a model that is not defined there overrides it.
     *
     * @param t length of time since the first purchase, finite, not negative
     * @return the distribution, whose mean is {@link #expectedPurchases(double)}
     * @throws IllegalArgumentException if t is out of its range
     */
    default CountDistribution purchaseDistribution(double t) {
        return purchaseDistribution(0, 0, 0, t);
    }

    /**
     * How many purchases a known customer makes within t from now.
     *
     * @param x number of repeat purchases
     * @param recency t_x
     * @param age T
     * @param t length of time, finite, not negative
     * @return the distribution, whose mean is {@link #expectedPurchases(double, double, double, double)}
     * @throws IllegalArgumentException if x, t_x, T or t is out of its range
     */
    CountDistribution purchaseDistribution(double x, double recency, double age, double t);

    /**
     * Draws a customer base from the model.
     *
     * @param ages T of each customer, finite, not negative
     * @param seed the same seed gives the same bits, whatever the number of threads
     * @return one customer for each age, purchases in continuous time
     * @throws IllegalArgumentException if an age is out of its range
     */
    Purchases simulate(double[] ages, long seed);

    /**
     * Probability that a customer still buys.
     *
     * @param x number of repeat purchases
     * @param recency t_x
     * @param age T
     * @return from 0 to 1
     * @throws IllegalArgumentException if x, t_x or T is out of its range
     */
    default double probabilityAlive(double x, double recency, double age) {
        Checks.purchases("", x, recency, age);
        return alive().of(x, recency, age);
    }

    /**
     * Purchases expected of a known customer within t from now.
     *
     * @param x number of repeat purchases
     * @param recency t_x
     * @param age T
     * @param t length of time, finite, not negative
     * @return the expectation, not negative
     * @throws IllegalArgumentException if x, t_x, T or t is out of its range
     */
    default double expectedPurchases(double x, double recency, double age, double t) {
        Checks.purchases("", x, recency, age);
        return purchasesWithin(t).of(x, recency, age);
    }

    /**
     * Probability that a known customer does not buy within t from now, dead or alive.
     *
     * @param x number of repeat purchases
     * @param recency t_x
     * @param age T
     * @param t length of time, finite, not negative
     * @return from 0 to 1
     * @throws IllegalArgumentException if x, t_x, T or t is out of its range
     */
    default double probabilityNoPurchase(double x, double recency, double age, double t) {
        Checks.purchases("", x, recency, age);
        return noPurchaseWithin(t).of(x, recency, age);
    }

    /**
     * Purchases expected of a known customer within t, each discounted to now; over all future (t infinite), DERT: the
     * discounted expected residual transactions of Fader, Hardie and Lee (2005), "RFM and CLV".
     *
     * @param x number of repeat purchases
     * @param recency t_x
     * @param age T
     * @param t length of time, not negative; may be infinite if delta is positive
     * @param delta continuous discount rate per unit of the model's time, finite, not negative
     * @return the discounted expectation
     * @throws IllegalArgumentException if an argument is out of its range
     */
    default double discountedPurchases(double x, double recency, double age, double t, double delta) {
        Checks.purchases("", x, recency, age);
        return discountedPurchasesWithin(t, delta).of(x, recency, age);
    }

    /**
     * P(alive) as a scorer of the model's {@linkplain #definition() purchases}.
     *
     * @return scorer {@code p_alive} of tables in the model's unit of time; NaN for a customer without a purchase
     */
    default Scorer probabilityAlive() {
        return new PurchaseScorer(
                "p_alive", Scale.PROBABILITY, "chance of being active", this, PurchaseQuantity.alive(this));
    }

    /**
     * Expected purchases as a scorer of the model's {@linkplain #definition() purchases}.
     *
     * @param horizon from now, not negative
     * @return scorer {@code expected_purchases} of tables in the model's unit of time; NaN for a customer without a
     *     purchase
     * @throws IllegalArgumentException if the horizon is negative
     */
    default Scorer expectedPurchases(Duration horizon) {
        return PurchaseScorer.ofExpected(
                this, PurchaseQuantity.purchasesWithin(this, timeScale().of(horizon)));
    }

    /**
     * Expected purchases as a scorer, with the model's level corrected.
     *
     * @param horizon from now, not negative
     * @param level by what was missed of late
     * @return scorer {@code expected_purchases}, as {@link #expectedPurchases(Duration)}
     * @throws IllegalArgumentException if the horizon is negative
     */
    default Scorer expectedPurchases(Duration horizon, LevelCorrection level) {
        return PurchaseScorer.ofExpected(
                this,
                PurchaseQuantity.purchasesWithin(this, timeScale().of(horizon)).levelled(level));
    }
}

package io.engagement.survival;

import io.engagement.fit.StatisticalModel;
import io.engagement.measure.ContractTerms;
import io.engagement.measure.Covariates;
import java.util.Optional;

/**
 * A model of how many periods a contract lasts. Times are whole renewal periods: months, years, whatever is renewed. No
 * time is later than {@link Integer#MAX_VALUE} periods: larger sums of renewals end there.
 */
public interface ContractModel extends StatisticalModel {
    /** The least discount rate for all renewals to come. */
    double LEAST_RATE = 1e-5;

    /**
     * The model's short name, as the command line and the text form have it.
     *
     * @return for example {@code sbg}
     */
    String name();

    /**
     * What counted as a contract in the fit; scorers read it here.
     *
     * @return the terms; empty if the model was fitted to plain numbers, or made from its parameters
     */
    Optional<ContractTerms> terms();

    /**
     * This model with terms, if it was fitted to plain numbers or made from its parameters.
     *
     * @param terms what a contract, and a period, was when the parameters were estimated
     * @return the changed copy
     */
    ContractModel withTerms(ContractTerms terms);

    /**
     * The terms, which every scorer needs.
     *
     * @return the terms
     * @throws IllegalArgumentException if there are none
     */
    default ContractTerms requireTerms() {
        return terms().orElseThrow(
                        () -> new IllegalArgumentException("the model " + name() + " does not say what a contract"
                                + " is, as it was made of plain numbers: give it terms, such as"
                                + " model.withTerms(ContractTerms.standard(TimeScale.MONTHS))"));
    }

    /**
     * How often a typical customer under contract has renewed, from whom explanations start: the median of those whose contracts
     * ran when the model was fitted.
     *
     * @return not negative
     */
    int typicalRenewals();

    /**
     * This model with another typical customer.
     *
     * @param renewals how often they have renewed, not negative
     * @return the changed copy
     * @throws IllegalArgumentException if the number is negative
     */
    ContractModel withTypical(int renewals);

    /**
     * What the model reads of customers besides their contracts. Where it reads anything, what the model says without them is of
     * a customer with typical covariates, and scorers read each customer's own: {@link #given}.
     *
     * @return the covariates; none for most models
     */
    default Covariates covariates() {
        return Covariates.none();
    }

    /**
     * The covariates of a typical customer, from whom explanations start.
     *
     * @return a copy, in the order of the {@link #covariates()}
     */
    default double[] typicalCovariates() {
        return new double[0];
    }

    /**
     * The model of customers with some covariates.
     *
     * @param values of the {@link #covariates()}, finite, in their order
     * @return a model that reads none; this one if it reads none
     * @throws IllegalArgumentException if there are not as many values as covariates, one is not finite, or they move a shape out
     *     of its range
     */
    default ContractModel given(double... values) {
        if (values.length > 0) {
            throw new IllegalArgumentException(name() + " reads no covariates, there were " + values.length);
        }
        return this;
    }

    /**
     * The logarithm of the probability that a contract lasts for more than some periods.
     *
     * @param periods not negative
     * @return not above 0
     */
    double logSurvival(int periods);

    /**
     * The logarithm of the probability that a customer renews {@code more} further times. Models in which little
     * happens between two late renewals tell it more exactly than a difference of {@link #logSurvival(int)} does.
     *
     * @param renewals how many times the customer has renewed, not negative
     * @param more how many more, not negative
     * @return not above 0
     */
    default double logSurvival(int renewals, int more) {
        int end = (int) Math.min((long) renewals + more, Integer.MAX_VALUE);
        return logSurvival(end) - logSurvival(renewals);
    }

    /**
     * Draws a cohort from the model.
     *
     * @param customers how many, not negative
     * @param periods for how many periods they are watched, positive
     * @param seed the same seed gives the same tenures
     * @return the tenures
     * @throws IllegalArgumentException if a number is out of its range
     */
    Tenures simulate(int customers, int periods, long seed);

    /**
     * The probability that a contract lasts for more than some periods: the survival curve.
     *
     * @param periods not negative
     * @return from 0 to 1; 1 for no period
     * @throws IllegalArgumentException if the number is negative
     */
    default double survival(int periods) {
        return Math.exp(logSurvival(atLeast(0, "periods", periods)));
    }

    /**
     * The probability that a new customer leaves at the end of a period.
     *
     * @param period from 1
     * @return from 0 to 1
     * @throws IllegalArgumentException if the period is below 1
     */
    default double leavingProbability(int period) {
        atLeast(1, "period", period);
        return survival(period - 1) * churnProbability(period - 1);
    }

    /**
     * The probability that a customer renews once more: the retention rate of the period that they are in.
     *
     * @param renewals how many times the customer has renewed, not negative
     * @return from 0 to 1
     * @throws IllegalArgumentException if the number is negative
     */
    default double renewalProbability(int renewals) {
        atLeast(0, "renewals", renewals);
        return Math.exp(logSurvival(renewals, 1));
    }

    /**
     * The probability that a customer does not renew at the end of the period that they are in: the hazard of leaving.
     *
     * @param renewals how many times the customer has renewed, not negative
     * @return from 0 to 1
     * @throws IllegalArgumentException if the number is negative
     */
    default double churnProbability(int renewals) {
        atLeast(0, "renewals", renewals);
        return -Math.expm1(logSurvival(renewals, 1));
    }

    /**
     * The probability that a customer renews {@code more} further times.
     *
     * @param renewals how many times the customer has renewed, not negative
     * @param more how many more, not negative
     * @return from 0 to 1
     * @throws IllegalArgumentException if a number is negative
     */
    default double survival(int renewals, int more) {
        atLeast(0, "renewals", renewals);
        return Math.exp(logSurvival(renewals, atLeast(0, "more", more)));
    }

    /**
     * The next renewals expected of a customer, each discounted to now, just before the first of them is due: for all of them,
     * DERL, the discounted expected residual lifetime of Fader and Hardie (2010), "Customer-Base Valuation
     * in a Contractual Setting: The Perils of Ignoring Heterogeneity", Marketing Science 29(1), 85-93. Times the margin of a
     * period, it is the customer's residual value.
     *
     * @param renewals how many times the customer has renewed, not negative
     * @param next how many renewals are looked ahead, not negative; {@link Integer#MAX_VALUE} for all
     * @param rate discount rate of a period, e.g. 0.1, not negative; for all, at least {@value #LEAST_RATE}
     * @return not negative
     * @throws IllegalArgumentException if a number is out of its range
     */
    default double discountedRenewals(int renewals, int next, double rate) {
        RenewalSum.check(renewals, next, rate);
        double sum = 0;
        double factor = 1;
        for (int more = 1; more <= next; more++) {
            double term = factor * Math.exp(logSurvival(renewals, more));
            sum += term;
            factor /= 1 + rate;
            // What is left is no more than if nobody left any more.
            if (rate > 0 && term <= 1e-16 * rate * sum) {
                break;
            }
        }
        return sum;
    }

    /**
     * Periods expected of a customer who signs up now, each discounted to now: for all of them, DEL, the discounted
     * expected lifetime (Fader and Hardie 2010). Times the margin of a period, it is a new customer's value.
     *
     * @param periods how many are looked ahead, from 1; {@link Integer#MAX_VALUE} for all
     * @param rate discount rate of a period, not negative; for all, at least {@value #LEAST_RATE}
     * @return at least 1
     * @throws IllegalArgumentException if a number is out of its range
     */
    default double discountedPeriods(int periods, double rate) {
        int renewals = atLeast(1, "periods", periods) == Integer.MAX_VALUE ? periods : periods - 1;
        return 1 + discountedRenewals(0, renewals, rate) / (1 + rate);
    }

    private static int atLeast(int least, String name, int value) {
        if (value < least) {
            throw new IllegalArgumentException(name + " must be at least " + least + ", was " + value);
        }
        return value;
    }
}

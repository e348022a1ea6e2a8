package io.engagement.customerbase;

import io.engagement.domain.TimeScale;
import io.engagement.fit.Fitted;
import io.engagement.fit.ModelText;
import io.engagement.measure.PurchaseDefinition;
import java.util.Arrays;

/**
 * BG/BB as a model of a customer base with one opportunity to buy in each calendar period, so that it stands wherever {@link
 * CustomerBaseModel}s do: {@link BetaGeometricBetaBernoulli} after Fader, Hardie and Shang (2010), and how long an opportunity
 * lasts.
 *
 * <p>Customers are read by period ({@link PurchaseDefinition#byPeriod}): x is the number of periods with a purchase after that of the
 * first one, t_x the last of these, T how many there were. All are whole and x is at most t_x. A purchase here is a period with
 * a purchase: expected purchases are expected periods, and what goes with them is the spend of a period. The first opportunity
 * of a horizon is the period that is not over yet; a horizon is rounded to whole periods, and one that is above 0 has to reach
 * half a period. An opportunity's purchase is discounted as if it came at the end of its period.
 *
 * <p>Immutable; for many threads.
 */
public final class PeriodicBetaBernoulli implements CustomerBaseModel {
    static final String KIND = "bg-bb-by-period";
    private static final int VERSION = 1;

    private static final int MOST = Opportunities.MOST;

    private final BetaGeometricBetaBernoulli model;
    private final TimeScale period;
    private final PurchaseSummary typical;

    private PeriodicBetaBernoulli(BetaGeometricBetaBernoulli model, TimeScale period, PurchaseSummary typical) {
        this.model = model;
        this.period = period;
        this.typical = checked(typical);
    }

    /**
     * A model from its parts; its typical customer is new (x, t_x and T are 0) until {@link #withTypical} says otherwise.
     *
     * @param model of opportunities
     * @param period how long an opportunity lasts
     * @return the model
     */
    public static PeriodicBetaBernoulli of(BetaGeometricBetaBernoulli model, TimeScale period) {
        return new PeriodicBetaBernoulli(model, period, new PurchaseSummary(0, 0, 0));
    }

    /**
     * Estimates the model by maximum likelihood. Needs no start values; does not depend on the order of rows.
     *
     * @param purchases the customer base, by period; their unit of time is the period
     * @return the model with its typical customer; if the data do not determine all parameters, {@link Fitted#converged()} is
     *     false and {@link Fitted#diagnostics()} say why
     * @throws io.engagement.fit.FitException if there is no customer, or none with an opportunity
     * @throws IllegalArgumentException if purchases are not by period: a time is not whole, or x is above t_x
     */
    public static Fitted<PeriodicBetaBernoulli> fit(Purchases purchases) {
        Purchases distinct = purchases.distinct();
        int size = distinct.size();
        int[] frequency = new int[size];
        int[] recency = new int[size];
        int[] count = new int[size];
        double[] weight = new double[size];
        for (int row = 0; row < size; row++) {
            check(distinct.frequency(row), distinct.recency(row), distinct.age(row));
            frequency[row] = (int) distinct.frequency(row);
            recency[row] = (int) distinct.recency(row);
            count[row] = (int) distinct.age(row);
            weight[row] = distinct.weight(row);
        }
        return BetaBernoulliFit.of(
                Opportunities.of(frequency, recency, count, weight),
                model -> of(model, purchases.timeScale()).withTypical(distinct.typical()),
                provenance -> provenance
                        .withPeriod(purchases.start(), purchases.asOf())
                        .withTimeScale(purchases.timeScale().name()));
    }

    /**
     * Reads the text form.
     *
     * @param text what {@link #toText()} wrote
     * @return the model, the same bits
     * @throws IllegalArgumentException if the text is something else, of an unknown version, incomplete or out of range
     */
    public static PeriodicBetaBernoulli read(String text) {
        return ofText(ModelText.read(text, KIND, VERSION));
    }

    /**
     * Reads the text form of a fitted model.
     *
     * @param text what {@link Fitted#toText()} wrote
     * @return the fitted model, the same bits
     * @throws IllegalArgumentException if the text is something else, of an unknown version, incomplete or out of range
     */
    public static Fitted<PeriodicBetaBernoulli> readFitted(String text) {
        return Fitted.read(text, KIND, VERSION, PeriodicBetaBernoulli::ofText);
    }

    private static PeriodicBetaBernoulli ofText(ModelText text) {
        return new PeriodicBetaBernoulli(
                BetaGeometricBetaBernoulli.of(
                        text.number("alpha"), text.number("beta"), text.number("gamma"), text.number("delta")),
                text.choice("time_scale", TimeScale.class),
                PurchaseSummary.read(text));
    }

    @Override
    public ModelText modelText() {
        return typical.write(ModelText.of(KIND, VERSION)
                .with("alpha", model.alpha())
                .with("beta", model.beta())
                .with("gamma", model.gamma())
                .with("delta", model.delta())
                .with("time_scale", period.name()));
    }

    /**
     * This model with another typical customer, from whom explanations start.
     *
     * @param customer a customer, by period
     * @return the changed copy
     * @throws IllegalArgumentException if the customer's times are not whole or x is above t_x
     */
    public PeriodicBetaBernoulli withTypical(PurchaseSummary customer) {
        return new PeriodicBetaBernoulli(model, period, customer);
    }

    private static PurchaseSummary checked(PurchaseSummary customer) {
        check(customer.frequency(), customer.recency(), customer.age());
        return customer;
    }

    private static void check(double x, double recency, double age) {
        PurchaseSummary.check("", x, recency, age);
        if (!(x <= recency && recency == Math.rint(recency) && age == Math.rint(age) && age <= MOST)) {
            throw new IllegalArgumentException(
                    BetaGeometricBetaBernoulli.NAME + " reads purchases by period, x and times "
                            + "whole and x at most t_x: were x " + x + ", t_x " + recency + ", T " + age
                            + "; PurchaseDefinition.byPeriod counts so");
        }
    }

    @Override
    public String name() {
        return BetaGeometricBetaBernoulli.NAME;
    }

    /**
     * The model of opportunities.
     *
     * @return its parameters
     */
    public BetaGeometricBetaBernoulli model() {
        return model;
    }

    /** How long an opportunity lasts. */
    @Override
    public TimeScale timeScale() {
        return period;
    }

    @Override
    public PurchaseSummary typical() {
        return typical;
    }

    /** By period. */
    @Override
    public PurchaseDefinition reads(PurchaseDefinition purchases) {
        return purchases.byPeriod(period);
    }

    /** A horizon in whole periods. */
    private int periods(double horizon) {
        double whole = Math.rint(Checks.time("t", horizon));
        if ((horizon > 0 && whole == 0) || whole > MOST) {
            throw new IllegalArgumentException(
                    "a horizon of " + BetaGeometricBetaBernoulli.NAME + " is a whole number of " + period
                            + ", 0 or from 1 to " + MOST + ", to which it is rounded; was " + horizon);
        }
        return (int) whole;
    }

    @Override
    public PurchaseKernel alive() {
        return new PeriodKernel(model::probabilityAlive);
    }

    @Override
    public PurchaseKernel purchasesWithin(double horizon) {
        return new PeriodKernel(new PeriodExpectation(model, periods(horizon), 0));
    }

    @Override
    public PurchaseKernel noPurchaseWithin(double horizon) {
        int next = periods(horizon);
        return new PeriodKernel((x, recency, n) -> model.probabilityNoPurchase(x, recency, n, next));
    }

    /**
     * Periods with a purchase expected of a known customer within a horizon from now, each discounted to now.
     *
     * @param horizon length of time in periods, rounded; may be infinite if delta is at least 0.00001
     * @param delta continuous discount rate per period, finite, not negative
     * @return the discounted expectation as a function of the customer
     * @throws IllegalArgumentException if an argument is out of its range
     */
    @Override
    public PurchaseKernel discountedPurchasesWithin(double horizon, double delta) {
        Checks.discounting(horizon, delta);
        int next = horizon == Double.POSITIVE_INFINITY ? Integer.MAX_VALUE : periods(horizon);
        return new PeriodKernel(new PeriodExpectation(model, next, Math.expm1(delta)));
    }

    @Override
    public double logLikelihood(double x, double recency, double age) {
        check(x, recency, age);
        return model.logLikelihood((int) x, (int) recency, (int) age);
    }

    @Override
    public double expectedPurchases(double t) {
        return model.expectedPurchases(periods(t));
    }

    @Override
    public CountDistribution purchaseDistribution(double t) {
        return model.purchaseDistribution(periods(t));
    }

    @Override
    public CountDistribution purchaseDistribution(double x, double recency, double age, double t) {
        check(x, recency, age);
        return model.purchaseDistribution((int) x, (int) recency, (int) age, periods(t));
    }

    @Override
    public double probabilityAlive(double x, double recency, double age) {
        check(x, recency, age);
        return CustomerBaseModel.super.probabilityAlive(x, recency, age);
    }

    @Override
    public double expectedPurchases(double x, double recency, double age, double t) {
        check(x, recency, age);
        return CustomerBaseModel.super.expectedPurchases(x, recency, age, t);
    }

    @Override
    public double probabilityNoPurchase(double x, double recency, double age, double t) {
        check(x, recency, age);
        return CustomerBaseModel.super.probabilityNoPurchase(x, recency, age, t);
    }

    @Override
    public double discountedPurchases(double x, double recency, double age, double horizon, double delta) {
        check(x, recency, age);
        return CustomerBaseModel.super.discountedPurchases(x, recency, age, horizon, delta);
    }

    /** Ages are whole numbers of periods. */
    @Override
    public Purchases simulate(double[] ages, long seed) {
        Arrays.stream(ages).forEach(age -> check(0, 0, age));
        return PurchasePath.simulate(period, ages, seed, random -> new PeriodPath(model, random));
    }

    /**
     * The parameters and the period.
     *
     * @return one line
     */
    @Override
    public String toString() {
        return model + " by " + period;
    }
}

package io.engagement.customerbase.periodic;

import io.engagement.customerbase.CountDistribution;
import io.engagement.customerbase.CustomerBaseModel;
import io.engagement.customerbase.FamilyMember;
import io.engagement.customerbase.Population;
import io.engagement.customerbase.PurchaseFamily;
import io.engagement.customerbase.PurchaseKernel;
import io.engagement.customerbase.PurchaseSummary;
import io.engagement.customerbase.Purchases;
import io.engagement.domain.TimeScale;
import io.engagement.fit.Fitted;
import io.engagement.internal.customerbase.PurchasePath;
import io.engagement.internal.math.Checks;
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
 * <p>Immutable, thread-safe.
 */
public final class PeriodicBetaBernoulli implements FamilyMember<PeriodicBetaBernoulli> {
    /** The family, which fits, reads and compares such models. */
    public static final PurchaseFamily<PeriodicBetaBernoulli> FAMILY = new PeriodicFamily();

    private static final int MOST = PurchaseOpportunities.MOST;

    private final BetaGeometricBetaBernoulli model;
    private final Population population;

    PeriodicBetaBernoulli(BetaGeometricBetaBernoulli model, Population population) {
        this.model = model;
        // Purchases from columns do not say that they are by period, which they have to be.
        this.population = population.definition().period().isPresent()
                ? population
                : population.withDefinition(population.definition().byPeriod(population.timeScale()));
        PurchaseSummary typical = population.typical();
        check(typical.frequency(), typical.recency(), typical.age());
    }

    /**
     * A model from its parts; its typical customer is new (x, t_x and T are 0) until {@link #withTypical} says otherwise.
     *
     * @param model of opportunities
     * @param period how long an opportunity lasts
     * @return the model
     */
    public static PeriodicBetaBernoulli of(BetaGeometricBetaBernoulli model, TimeScale period) {
        return new PeriodicBetaBernoulli(model, Population.of(period));
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
        return FAMILY.fit(purchases);
    }

    static void check(double x, double recency, double age) {
        Checks.purchases("", x, recency, age);
        if (!(x <= recency && recency == Math.rint(recency) && age == Math.rint(age) && age <= MOST)) {
            throw new IllegalArgumentException(
                    BetaGeometricBetaBernoulli.NAME + " reads purchases by period, x and times "
                            + "whole and x at most t_x: were x " + x + ", t_x " + recency + ", T " + age
                            + "; PurchaseDefinition.byPeriod counts so");
        }
    }

    @Override
    public PurchaseFamily<PeriodicBetaBernoulli> family() {
        return FAMILY;
    }

    @Override
    public double[] parameters() {
        return model.parameters();
    }

    /** Its unit of time is how long an opportunity lasts; purchases are counted by that period. */
    @Override
    public Population population() {
        return population;
    }

    /**
     * The model of opportunities.
     *
     * @return its parameters
     */
    public BetaGeometricBetaBernoulli model() {
        return model;
    }

    /** A horizon in whole periods. */
    private int periods(double t) {
        double whole = Math.rint(Checks.time("t", t));
        if ((t > 0 && whole == 0) || whole > MOST) {
            throw new IllegalArgumentException(
                    "a horizon of " + BetaGeometricBetaBernoulli.NAME + " is a whole number of " + timeScale()
                            + ", 0 or from 1 to " + MOST + ", to which it is rounded; was " + t);
        }
        return (int) whole;
    }

    @Override
    public PurchaseKernel alive() {
        return new PeriodKernel(model::probabilityAlive);
    }

    @Override
    public PurchaseKernel purchasesWithin(double t) {
        return new PeriodKernel(new PeriodExpectation(model, periods(t), 0));
    }

    @Override
    public PurchaseKernel noPurchaseWithin(double t) {
        int next = periods(t);
        return new PeriodKernel((x, recency, n) -> model.probabilityNoPurchase(x, recency, n, next));
    }

    /**
     * Periods with a purchase expected of a known customer within a horizon from now, each discounted to now.
     *
     * @param t length of time in periods, rounded; may be infinite if delta is at least 0.00001
     * @param delta continuous discount rate per period, finite, not negative
     * @return the discounted expectation as a function of the customer
     * @throws IllegalArgumentException if an argument is out of its range
     */
    @Override
    public PurchaseKernel discountedPurchasesWithin(double t, double delta) {
        Checks.discounting(t, delta);
        int next = t == Double.POSITIVE_INFINITY ? Integer.MAX_VALUE : periods(t);
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
        return FamilyMember.super.probabilityAlive(x, recency, age);
    }

    @Override
    public double expectedPurchases(double x, double recency, double age, double t) {
        check(x, recency, age);
        return FamilyMember.super.expectedPurchases(x, recency, age, t);
    }

    @Override
    public double probabilityNoPurchase(double x, double recency, double age, double t) {
        check(x, recency, age);
        return FamilyMember.super.probabilityNoPurchase(x, recency, age, t);
    }

    @Override
    public double discountedPurchases(double x, double recency, double age, double t, double delta) {
        check(x, recency, age);
        return FamilyMember.super.discountedPurchases(x, recency, age, t, delta);
    }

    /** Ages are whole numbers of periods. */
    @Override
    public Purchases simulate(double[] ages, long seed) {
        Arrays.stream(ages).forEach(age -> check(0, 0, age));
        return PurchasePath.simulate(timeScale(), ages, seed, random -> new PeriodPath(model, random));
    }

    /**
     * The parameters and the period.
     *
     * @return one line
     */
    @Override
    public String toString() {
        return model + " by " + timeScale();
    }
}

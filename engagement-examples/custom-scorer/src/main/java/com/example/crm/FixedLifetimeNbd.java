package com.example.crm;

import io.engagement.customerbase.CountDistribution;
import io.engagement.customerbase.FamilyMember;
import io.engagement.customerbase.Population;
import io.engagement.customerbase.PurchaseKernel;
import io.engagement.customerbase.Purchases;
import io.engagement.customerbase.nbd.Nbd;
import java.util.Arrays;

/**
 * An own model: Poisson purchases at rates of a gamma distribution until a fixed lifetime, the same for all, is over. While a
 * customer lives it is NBD; what comes later is silence that tells nothing.
 *
 * @param family with the lifetime
 * @param living the model of those who live
 * @param population of which it is
 */
public record FixedLifetimeNbd(FixedLifetimeFamily family, Nbd living, Population population)
        implements FamilyMember<FixedLifetimeNbd> {
    @Override
    public double[] parameters() {
        return living.parameters();
    }

    private double lifetime() {
        return population.timeScale().of(family.lifetime());
    }

    private double lived(double age) {
        return Math.min(time(age), lifetime());
    }

    private double left(double age, double horizon) {
        return Math.min(horizon, lifetime() - lived(age));
    }

    private static double time(double length) {
        if (!(length >= 0 && length < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("a time must be finite and not negative, was " + length);
        }
        return length;
    }

    @Override
    public PurchaseKernel alive() {
        return PurchaseKernel.computed((x, recency, age) -> age < lifetime() ? 1 : 0);
    }

    @Override
    public PurchaseKernel purchasesWithin(double horizon) {
        time(horizon);
        return PurchaseKernel.computed((x, recency, age) -> rate(x, age) * left(age, horizon));
    }

    /** While alive; recency tells nothing. */
    private double rate(double x, double age) {
        return (living.r() + x) / (living.alpha() + lived(age));
    }

    @Override
    public PurchaseKernel noPurchaseWithin(double horizon) {
        time(horizon);
        return PurchaseKernel.computed((x, recency, age) ->
                Math.pow(1 + left(age, horizon) / (living.alpha() + lived(age)), -(living.r() + x)));
    }

    @Override
    public PurchaseKernel discountedPurchasesWithin(double horizon, double delta) {
        living.discountedPurchasesWithin(horizon, delta); // refuses what is out of range
        return PurchaseKernel.computed((x, recency, age) -> {
            double left = left(age, horizon);
            return rate(x, age) * (delta == 0 ? left : -Math.expm1(-delta * left) / delta);
        });
    }

    @Override
    public double logLikelihood(double x, double recency, double age) {
        return recency > lifetime() ? Double.NEGATIVE_INFINITY : living.logLikelihood(x, recency, lived(age));
    }

    @Override
    public double expectedPurchases(double t) {
        return living.expectedPurchases(lived(t));
    }

    @Override
    public CountDistribution purchaseDistribution(double t) {
        return living.purchaseDistribution(lived(t));
    }

    @Override
    public CountDistribution purchaseDistribution(double x, double recency, double age, double t) {
        return living.purchaseDistribution(x, lived(recency), lived(age), left(age, time(t)));
    }

    @Override
    public Purchases simulate(double[] ages, long seed) {
        Purchases drawn = living.simulate(Arrays.stream(ages).map(this::lived).toArray(), seed);
        double[][] columns = new double[2][ages.length];
        Arrays.setAll(columns[0], drawn::frequency);
        Arrays.setAll(columns[1], drawn::recency);
        return Purchases.of(timeScale(), columns[0], columns[1], ages);
    }

    @Override
    public String toString() {
        return describe();
    }
}

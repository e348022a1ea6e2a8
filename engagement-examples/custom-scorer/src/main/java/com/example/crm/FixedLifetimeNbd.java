package com.example.crm;

import io.engagement.customerbase.CountDistribution;
import io.engagement.customerbase.FamilyMember;
import io.engagement.customerbase.Population;
import io.engagement.customerbase.PurchaseKernel;
import io.engagement.customerbase.Purchases;
import io.engagement.customerbase.nbd.Nbd;
import java.util.Arrays;
import java.util.function.DoubleFunction;

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
        return timeScale().of(family.lifetime());
    }

    private double lived(double age) {
        return Math.min(FamilyMember.requireTime("age", age), lifetime());
    }

    private double left(double age, double horizon) {
        return Math.min(horizon, lifetime() - lived(age));
    }

    @Override
    public PurchaseKernel alive() {
        return PurchaseKernel.computed((x, recency, age) -> age < lifetime() ? 1 : 0);
    }

    /** What NBD says of the time that is left of a horizon, for those who have lived so long. */
    private PurchaseKernel whileAlive(double horizon, DoubleFunction<PurchaseKernel> nbd) {
        nbd.apply(horizon); // refuses what is out of range
        return PurchaseKernel.computed(
                (x, recency, age) -> nbd.apply(left(age, horizon)).of(x, recency, lived(age)));
    }

    @Override
    public PurchaseKernel purchasesWithin(double horizon) {
        return whileAlive(horizon, living::purchasesWithin);
    }

    @Override
    public PurchaseKernel noPurchaseWithin(double horizon) {
        return whileAlive(horizon, living::noPurchaseWithin);
    }

    @Override
    public PurchaseKernel discountedPurchasesWithin(double horizon, double delta) {
        return whileAlive(horizon, left -> living.discountedPurchasesWithin(left, delta));
    }

    @Override
    public double logLikelihood(double x, double recency, double age) {
        return recency > lifetime() ? Double.NEGATIVE_INFINITY : living.logLikelihood(x, recency, lived(age));
    }

    @Override
    public CountDistribution purchaseDistribution(double x, double recency, double age, double t) {
        return living.purchaseDistribution(x, lived(recency), lived(age), left(age, FamilyMember.requireTime("t", t)));
    }

    @Override
    public Purchases simulate(double[] ages, long seed) {
        double[] lived = Arrays.stream(ages).map(this::lived).toArray();
        return living.simulate(lived, seed).withAges(ages);
    }
}

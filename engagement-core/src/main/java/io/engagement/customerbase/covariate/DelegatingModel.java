package io.engagement.customerbase.covariate;

import io.engagement.customerbase.CountDistribution;
import io.engagement.customerbase.CustomerBaseModel;
import io.engagement.customerbase.PurchaseKernel;
import io.engagement.customerbase.Purchases;

/** A model that says of x, t_x and T alone what one of its cases says: of typical covariates, or of one instant. */
abstract class DelegatingModel implements CustomerBaseModel {
    /** The case; asked for once the model is made. */
    abstract CustomerBaseModel usualCase();

    @Override
    public PurchaseKernel alive() {
        return usualCase().alive();
    }

    @Override
    public PurchaseKernel purchasesWithin(double t) {
        return usualCase().purchasesWithin(t);
    }

    @Override
    public PurchaseKernel noPurchaseWithin(double t) {
        return usualCase().noPurchaseWithin(t);
    }

    @Override
    public PurchaseKernel discountedPurchasesWithin(double t, double delta) {
        return usualCase().discountedPurchasesWithin(t, delta);
    }

    @Override
    public double probabilityAlive(double x, double recency, double age) {
        return usualCase().probabilityAlive(x, recency, age);
    }

    @Override
    public double expectedPurchases(double x, double recency, double age, double t) {
        return usualCase().expectedPurchases(x, recency, age, t);
    }

    @Override
    public double probabilityNoPurchase(double x, double recency, double age, double t) {
        return usualCase().probabilityNoPurchase(x, recency, age, t);
    }

    @Override
    public double discountedPurchases(double x, double recency, double age, double t, double delta) {
        return usualCase().discountedPurchases(x, recency, age, t, delta);
    }

    @Override
    public double logLikelihood(double x, double recency, double age) {
        return usualCase().logLikelihood(x, recency, age);
    }

    @Override
    public double expectedPurchases(double t) {
        return usualCase().expectedPurchases(t);
    }

    @Override
    public CountDistribution purchaseDistribution(double t) {
        return usualCase().purchaseDistribution(t);
    }

    @Override
    public CountDistribution purchaseDistribution(double x, double recency, double age, double t) {
        return usualCase().purchaseDistribution(x, recency, age, t);
    }

    @Override
    public Purchases simulate(double[] ages, long seed) {
        return usualCase().simulate(ages, seed);
    }
}

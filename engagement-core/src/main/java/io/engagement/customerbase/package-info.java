/**
 * Who still buys, and how often? What all models of a customer base promise is {@link io.engagement.customerbase.CustomerBaseModel};
 * they read {@link io.engagement.customerbase.Purchases}.
 *
 * <p>A room for each family of models: {@linkplain io.engagement.customerbase.geometric customers leave after a purchase}, begin there;
 * {@linkplain io.engagement.customerbase.pareto at any time}; {@linkplain io.engagement.customerbase.gompertz the sooner, or later, the
 * longer they stay}; {@linkplain io.engagement.customerbase.nbd never}; {@linkplain io.engagement.customerbase.periodic once a period at
 * most}; {@linkplain io.engagement.customerbase.covariate given what is known of them}.
 *
 * <pre>{@code
 * Purchases purchases = Purchases.of(TimeScale.WEEKS, frequency, recency, age);
 * Fitted<BetaGeometricNbd> fitted = BetaGeometricNbd.fit(purchases);
 * double alive = fitted.model().probabilityAlive(2, 30.43, 38.86);
 * double next39Weeks = fitted.model().expectedPurchases(2, 30.43, 38.86, 39);
 * }</pre>
 */
@NullMarked
package io.engagement.customerbase;

import org.jspecify.annotations.NullMarked;

/**
 * Who still buys, if nobody can buy more than once a period? Open {@link
 * io.engagement.customerbase.periodic.PeriodicBetaBernoulli} for a customer base, {@link
 * io.engagement.customerbase.periodic.BetaGeometricBetaBernoulli} for counted opportunities.
 */
@NullMarked
package io.engagement.customerbase.periodic;

import org.jspecify.annotations.NullMarked;

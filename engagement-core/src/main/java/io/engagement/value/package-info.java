/**
 * What is a customer worth? Open {@link io.engagement.value.GammaGamma} for what they spend on a purchase.
 *
 * <pre>{@code
 * Fitted<GammaGamma> fitted = GammaGamma.fit(SpendSummary.of(frequency, meanSpend));
 * double nextPurchase = fitted.model().conditionalExpectedSpend(2, 35.0);
 * }</pre>
 */
@NullMarked
package io.engagement.value;

import org.jspecify.annotations.NullMarked;

/**
 * What does a purchase bring? Open {@link io.engagement.spend.GammaGamma} first; {@link
 * io.engagement.spend.HurdleGammaGamma} is for orders that may be free and refunds that may outweigh them, {@link
 * io.engagement.spend.NormalNormal} for means of any sign.
 *
 * <pre>{@code
 * GammaGamma spend = GammaGamma.fit(Spending.of(frequency, meanSpend)).model();
 * double next = spend.expectedSpend(3, 45.60);
 * }</pre>
 */
@NullMarked
package io.engagement.spend;

import org.jspecify.annotations.NullMarked;

/**
 * Who contacts whom, and do they know of each other? Open {@link io.engagement.strategy.ContactMap} first.
 *
 * <pre>{@code
 * ContactMap map = ContactMap.of(view, lastYear);
 * System.out.println(map.by(ContactMap.Dimension.DEPARTMENT, ContactMap.Dimension.INITIATOR));
 * System.out.println(ContactOverlaps.within(view, lastYear, ContactMap.Dimension.DEPARTMENT, Duration.ofDays(7)));
 * }</pre>
 *
 * <p>{@link io.engagement.strategy.ContactGaps} finds valuable customers whom nobody contacts, {@link
 * io.engagement.strategy.ContactEffort} compares effort on prospects and on existing customers, {@link
 * io.engagement.strategy.ContactCoverage} measures silence against each customer's own rhythm. Rooms beside it: {@code policy} (may we
 * contact this customer now), {@code lifecycle} (who is new, stays, comes back), {@code objective} (will we reach our targets).
 */
@NullMarked
package io.engagement.strategy;

import org.jspecify.annotations.NullMarked;

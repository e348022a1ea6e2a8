/**
 * Which contacts are made with the money there is, under the contact policy. Open {@link
 * io.engagement.strategy.budget.ContactBudget} first.
 *
 * <pre>{@code
 * PlannedContact mail = PlannedContact.of("mail", Channel.EMAIL, Purpose.OFFER, 0.40);
 * List<Candidate> candidates = List.of(new Candidate("c-17", mail, 1.20));
 * Allocation contacts = ContactBudget.of(policy, 500, key).allocate(view, view.asOf(), candidates);
 * }</pre>
 */
@NullMarked
package io.engagement.strategy.budget;

import org.jspecify.annotations.NullMarked;

/**
 * Who gains by a contact, and whether that is known well enough to choose people by it. Open {@link
 * io.engagement.outcome.targeting.GatedPolicy} first:
 *
 * <pre>{@code
 * Trial trial = Trial.builder("no mail", "recency", "history")
 *         .add("c1", "mail", 29.90, 0.10, 3, 142.44)
 *         ... // all who took part
 *         .build();
 * GatedPolicy policy = GatedPolicy.of(trial, 42);
 * System.out.println(policy); // personal, the same for all, or nobody, and why
 * }</pre>
 */
@NullMarked
package io.engagement.outcome.targeting;

import org.jspecify.annotations.NullMarked;

/**
 * Scores that are never stale: what measures keep of each customer, current with each interaction as it comes. Open {@link
 * io.engagement.live.LiveStore} first.
 *
 * <pre>{@code
 * LiveStore store = LiveStore.of(engagement, risk, value).withReorderWindow(Duration.ofHours(1)).open();
 * store.add(interaction);                              // from any number of threads
 * store.score("c42", "engagement");                    // as of this moment
 * store.snapshot(Path.of("customers.live"));           // while interactions go on coming
 * }</pre>
 */
@NullMarked
package io.engagement.live;

import org.jspecify.annotations.NullMarked;

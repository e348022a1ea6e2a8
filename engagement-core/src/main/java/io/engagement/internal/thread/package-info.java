/** The one inference of initiators, for logs and for the live store; its rule is {@link io.engagement.domain.Initiator}'s. */
@NullMarked
package io.engagement.internal.thread;

import org.jspecify.annotations.NullMarked;

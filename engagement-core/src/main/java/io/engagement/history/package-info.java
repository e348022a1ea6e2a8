/** All that came in, in order: open {@link io.engagement.history.InteractionLog} first. */
@NullMarked
package io.engagement.history;

import org.jspecify.annotations.NullMarked;

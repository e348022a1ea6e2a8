/** One number per customer, and why: open {@link io.engagement.score.Scorer} first. */
@NullMarked
package io.engagement.score;

import org.jspecify.annotations.NullMarked;

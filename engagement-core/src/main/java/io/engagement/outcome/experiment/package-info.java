/**
 * Which customers are contacted by chance and which are held out, how many are needed, and what may be read when. Open {@link
 * io.engagement.outcome.experiment.Assignments} first.
 *
 * <pre>{@code
 * Assignments wave = Assignments.builder("held out")
 *         .assign("c-17", "discount", Instant.parse("2025-03-01T09:00:00Z"))
 *         .assign("c-18", "held out", Instant.parse("2025-03-01T09:00:00Z"))
 *         .build();
 * }</pre>
 */
@NullMarked
package io.engagement.outcome.experiment;

import org.jspecify.annotations.NullMarked;

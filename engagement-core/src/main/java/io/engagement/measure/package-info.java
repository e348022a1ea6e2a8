/** What happened, as numbers: open {@link io.engagement.measure.Measure} first. */
@NullMarked
package io.engagement.measure;

import org.jspecify.annotations.NullMarked;

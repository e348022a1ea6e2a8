/**
 * Numerical functions that no well-kept library has: open {@link io.engagement.internal.math.GammaDifferences} first. Not
 * exported; nothing here is promised to users.
 */
@NullMarked
package io.engagement.internal.math;

import org.jspecify.annotations.NullMarked;

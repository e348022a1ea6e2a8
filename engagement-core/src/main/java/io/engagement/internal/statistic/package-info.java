/** Which statistics are this library's. Not exported; {@link io.engagement.internal.statistic.BuiltIn} is all there is. */
@NullMarked
package io.engagement.internal.statistic;

import org.jspecify.annotations.NullMarked;

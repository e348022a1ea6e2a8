/** How texts from outside are shown. Not exported; {@link io.engagement.internal.text.OneLine} is all there is. */
@NullMarked
package io.engagement.internal.text;

import org.jspecify.annotations.NullMarked;

/** Texts for people and programs. Not exported; {@link io.engagement.internal.text.OneLine} shows texts from outside. */
@NullMarked
package io.engagement.internal.text;

import org.jspecify.annotations.NullMarked;

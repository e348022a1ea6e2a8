/** Texts for people and programs. Not exported; {@link io.engagement.internal.text.TextTable} prints tables. */
@NullMarked
package io.engagement.internal.text;

import org.jspecify.annotations.NullMarked;

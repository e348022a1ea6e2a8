/** Hash tables of texts, numbers and kinds, hashes that nobody can aim at, and the order of rows. Not exported. */
@NullMarked
package io.engagement.internal.index;

import org.jspecify.annotations.NullMarked;

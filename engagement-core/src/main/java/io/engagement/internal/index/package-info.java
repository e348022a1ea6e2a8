/** Hash tables of texts, numbers and kinds, hashes that nobody can aim at, the order of rows and their parts. Not exported. */
@NullMarked
package io.engagement.internal.index;

import org.jspecify.annotations.NullMarked;

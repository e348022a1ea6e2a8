/** Hashes that nobody can aim at. Not exported; {@link io.engagement.internal.hash.KeyedHash} is all there is. */
@NullMarked
package io.engagement.internal.hash;

import org.jspecify.annotations.NullMarked;

/** Files that are compressed with zstd: {@link io.engagement.connect.zstd.Zstd} is found where this module is on the class path. */
@NullMarked
package io.engagement.connect.zstd;

import org.jspecify.annotations.NullMarked;

/** Files that are replaced as a whole or not at all, for logs and snapshots. Not exported. */
@NullMarked
package io.engagement.internal.file;

import org.jspecify.annotations.NullMarked;

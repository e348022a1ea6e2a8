/**
 * What a user would do instead of this library, measured against it on one file: SQL in DuckDB, a map of lists with
 * streams. Open {@link io.engagement.benchmarks.peers.Compare} first; {@code benchmarks/peers} has the scripts.
 */
@NullMarked
package io.engagement.benchmarks.peers;

import org.jspecify.annotations.NullMarked;

/**
 * Parquet files, without Hadoop: {@link io.engagement.connect.parquet.ParquetFormat} reads them, and {@link
 * io.engagement.connect.parquet.ParquetTables} writes them. Nobody names these: where the module is there, {@link
 * io.engagement.connect.Sources} finds it.
 */
@NullMarked
package io.engagement.connect.parquet;

import org.jspecify.annotations.NullMarked;

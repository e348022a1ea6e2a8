/**
 * The library in Apache Spark: rows of a table to {@link io.engagement.spark.Interactions}, those to {@link
 * io.engagement.spark.CustomerStates}, a model of them by {@link io.engagement.spark.Fits}, scores by {@link
 * io.engagement.spark.Scores}. Open {@link io.engagement.spark.BatchJob} first: it is these four steps. The same states on
 * a stream are kept by {@link io.engagement.spark.StreamingStates}.
 */
@NullMarked
package io.engagement.spark;

import org.jspecify.annotations.NullMarked;

package io.engagement.spark;

import org.apache.spark.sql.SparkSession;

/** One session for all tests of a JVM, on two threads; a task that fails is tried again. */
final class LocalSpark {
    private LocalSpark() {}

    static SparkSession session() {
        return SparkSession.builder()
                .master("local[2,2]")
                .appName("engagement-tests")
                .config("spark.ui.enabled", false)
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.sql.shuffle.partitions", 4)
                .config("spark.sql.streaming.stateStore.providerClass", StreamingStates.PROVIDER)
                .getOrCreate();
    }
}

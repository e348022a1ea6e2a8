package io.engagement.spark;

import static org.apache.spark.sql.functions.approx_count_distinct;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.xxhash64;

import io.engagement.fit.Fitted;
import io.engagement.history.InteractionLog;
import io.engagement.initiative.DiscountedGammaPoisson;
import io.engagement.measure.EngagementDefinition;
import io.engagement.measure.StateLayout;
import java.time.Instant;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The engagement model reads customers' whole pasts, not a few numbers of each; it has five parameters, which the pasts of
 * some ten thousand customers determine to a few per cent. So it is fitted by the library, in the driver, to a sample of
 * customers, chosen by a hash of their ids: the same customers in every run, whatever the partitions.
 */
public final class EngagementSample {
    /** A sample of about so many customers. */
    public static final int CUSTOMERS = 20_000;

    private static final long BUCKETS = 1_000_000;

    private EngagementSample() {}

    /**
     * Some customers' interactions, all of each.
     *
     * @param interactions rows of {@link Interactions#SCHEMA}
     * @param customers about how many; all, if there are about as many
     * @return those of the sample
     */
    public static Dataset<Row> of(Dataset<Row> interactions, int customers) {
        long all = interactions
                .agg(approx_count_distinct(Interactions.CUSTOMER))
                .head()
                .getLong(0);
        if (all <= customers) {
            return interactions;
        }
        long taken = Math.round((double) BUCKETS * customers / (double) all);
        return interactions.where(
                pmod(xxhash64(col(Interactions.CUSTOMER)), lit(BUCKETS)).lt(taken));
    }

    /**
     * The model of some interactions.
     *
     * @param interactions rows of {@link Interactions#SCHEMA}, few enough for the driver
     * @param asOf as of when
     * @return the model under the default definition
     */
    public static Fitted<DiscountedGammaPoisson> fit(Dataset<Row> interactions, Instant asOf) {
        InteractionLog.Builder log = InteractionLog.builder();
        Kinds kinds = new Kinds(StateLayout.of(List.of()));
        interactions
                .toLocalIterator()
                .forEachRemaining(row -> log.add(
                        Interactions.threaded(row, kinds.get(row.getString(2)).kind())));
        return DiscountedGammaPoisson.fit(log.build().asOf(asOf), EngagementDefinition.withDefaults());
    }
}

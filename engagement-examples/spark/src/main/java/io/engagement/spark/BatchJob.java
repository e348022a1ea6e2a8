package io.engagement.spark;

import io.engagement.customerbase.CustomerBaseModel;
import io.engagement.fit.Fitted;
import io.engagement.initiative.AdditiveLogistic;
import io.engagement.measure.StateLayout;
import io.engagement.setup.ScoringSetup;
import io.engagement.spend.GammaGamma;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/**
 * A base from interactions to scores, as of one instant: the engagement model, all customers' states, the models of
 * their purchases, their scores. States, models and scores are kept as Parquet.
 */
public final class BatchJob {
    private final SparkSession spark;
    private final Steps steps;
    private final String out;
    private final Instant asOf;
    private final BiFunction<Dataset<Row>, StateLayout, Dataset<Row>> way;
    private final PurchaseModel purchases;
    private final Optional<Dataset<Row>> customers;

    private BatchJob(
            SparkSession spark,
            Steps steps,
            String out,
            Instant asOf,
            BiFunction<Dataset<Row>, StateLayout, Dataset<Row>> way,
            PurchaseModel purchases,
            Optional<Dataset<Row>> customers) {
        this.spark = spark;
        this.steps = steps;
        this.out = out;
        this.asOf = asOf;
        this.way = way;
        this.purchases = purchases;
        this.customers = customers;
    }

    /**
     * A job, whose model of purchases is BG/NBD.
     *
     * @param spark the session
     * @param steps of the session; the job adds its own
     * @param out the directory, which may be there already, that gets {@code states}, {@code models} and {@code scores}
     * @param asOf as of when; what is later is left out
     * @return the job
     */
    public static BatchJob of(SparkSession spark, Steps steps, String out, Instant asOf) {
        return new BatchJob(spark, steps, out, asOf, CustomerStates::of, PurchaseModel.of("bg-nbd"), Optional.empty());
    }

    /**
     * The same job with another way to states.
     *
     * @param other a function of {@link CustomerStates}
     * @return the changed copy
     */
    public BatchJob withStates(BiFunction<Dataset<Row>, StateLayout, Dataset<Row>> other) {
        return new BatchJob(spark, steps, out, asOf, other, purchases, customers);
    }

    /**
     * The same job with another model of purchases.
     *
     * @param other which one
     * @return the changed copy
     */
    public BatchJob withPurchases(PurchaseModel other) {
        return new BatchJob(spark, steps, out, asOf, way, other, customers);
    }

    /**
     * The same job with what is known of customers apart from interactions.
     *
     * @param known rows of {@link Customers#SCHEMA}; customers without any interaction get scores too
     * @return the changed copy
     */
    public BatchJob withCustomers(Dataset<Row> known) {
        return new BatchJob(spark, steps, out, asOf, way, purchases, Optional.of(known));
    }

    /**
     * Runs it.
     *
     * @param interactions rows of {@link Interactions#SCHEMA}
     * @return the scores, as read back from Parquet
     */
    public Dataset<Row> run(Dataset<Row> interactions) {
        Dataset<Row> seen = Interactions.asOf(interactions, asOf);
        Fitted<AdditiveLogistic> engagement =
                steps.run("engagement model", () -> EngagementSample.fit(seen, way, customers, asOf));
        StateLayout layout = Models.layout(engagement.model(), purchases);
        Dataset<Row> states = steps.run("states of customers", () -> kept(states(seen, layout), "states"));
        Fits fits = Fits.of(states, layout, asOf);
        Fitted<? extends CustomerBaseModel> buying = steps.run("model of purchases", () -> fits.buying(purchases));
        Fitted<GammaGamma> spend = steps.run("model of spend", () -> fits.spend(purchases.days()));
        Models models = new Models(ScoringSetup.of(engagement, buying, spend).toText(), purchases);
        kept(models.rows(spark), "models");
        return steps.run("scores", () -> kept(Scores.of(states, layout, models, asOf), "scores"));
    }

    private Dataset<Row> states(Dataset<Row> seen, StateLayout layout) {
        Dataset<Row> states = way.apply(seen, layout);
        return customers.map(known -> Customers.known(states, known, layout)).orElse(states);
    }

    /** Written, and read back: what comes after does not compute it again. */
    private Dataset<Row> kept(Dataset<Row> rows, String name) {
        String path = out + "/" + name;
        rows.write().mode(SaveMode.Overwrite).parquet(path);
        return spark.read().parquet(path);
    }
}

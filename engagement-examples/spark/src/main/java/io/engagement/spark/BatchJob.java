package io.engagement.spark;

import io.engagement.customerbase.CustomerBaseModel;
import io.engagement.customerbase.LevelCorrection;
import io.engagement.fit.FitException;
import io.engagement.fit.Fitted;
import io.engagement.initiative.AdditiveLogistic;
import io.engagement.measure.EngagementDefinition;
import io.engagement.measure.RetentionDefinition;
import io.engagement.measure.StateLayout;
import io.engagement.setup.ScoringSetup;
import io.engagement.spend.GammaGamma;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/**
 * A base from interactions to scores, as of one instant: the models of engagement and retention, all customers' states, the
 * models of their purchases and what these missed in the past, their scores. States, models and scores are kept as Parquet.
 */
public final class BatchJob {
    /** As of a {@link ScoringSetup} unless told. */
    static final Duration HORIZON = Duration.ofDays(90);

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
                steps.run("engagement model", () -> acts(seen, EngagementDefinition::withDefaults));
        Optional<Fitted<AdditiveLogistic>> retention = steps.run("retention model", () -> retention(seen));
        StateLayout layout = Models.layout(engagement.model(), retention.map(Fitted::model), purchases);
        Dataset<Row> states = steps.run("states of customers", () -> kept(states(seen, layout), "states"));
        Fits fits = Fits.of(states, layout, asOf);
        Fitted<? extends CustomerBaseModel> buying = steps.run("model of purchases", () -> fits.buying(purchases));
        Fitted<GammaGamma> spend = steps.run("model of spend", () -> fits.spend(purchases.days()));
        ScoringSetup setup = ScoringSetup.of(engagement, buying, spend);
        setup = retention.isPresent() ? setup.with(retention.get()) : setup;
        Optional<LevelCorrection> level = steps.run("level of purchases", () -> level(seen));
        Models models = new Models(level.map(setup::withLevel).orElse(setup).toText(), purchases);
        kept(models.rows(spark), "models");
        return steps.run("scores", () -> kept(Scores.of(states, layout, models, asOf), "scores"));
    }

    private Fitted<AdditiveLogistic> acts(Dataset<Row> seen, ActMaker acts) {
        return EngagementSample.fit(seen, way, customers, asOf, acts);
    }

    /** Who buys within the usual time; empty where purchases are by period, or the past is too short. */
    private Optional<Fitted<AdditiveLogistic>> retention(Dataset<Row> seen) {
        if (purchases.days().period().isPresent()) {
            return Optional.empty();
        }
        try {
            PurchaseModel model = purchases;
            return Optional.of(acts(seen, () -> RetentionDefinition.of(model.days(), HORIZON)));
        } catch (FitException none) {
            return Optional.empty();
        }
    }

    private Optional<LevelCorrection> level(Dataset<Row> seen) {
        return purchases.days().period().isPresent()
                ? Optional.empty()
                : Optional.of(PastLevel.learn(seen, way, purchases, asOf, HORIZON));
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

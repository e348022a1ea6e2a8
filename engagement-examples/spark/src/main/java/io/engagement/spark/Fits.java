package io.engagement.spark;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.log;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.nanvl;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.engagement.customerbase.CustomerBaseModel;
import io.engagement.customerbase.FamilyMember;
import io.engagement.customerbase.PurchaseFamily;
import io.engagement.customerbase.Purchases;
import io.engagement.domain.TimeScale;
import io.engagement.fit.Fitted;
import io.engagement.fit.LogLikelihood;
import io.engagement.fit.Provenance;
import io.engagement.measure.PurchaseDefinition;
import io.engagement.measure.StateLayout;
import io.engagement.setup.CustomerBaseModels;
import io.engagement.spend.GammaGamma;
import io.engagement.spend.Spending;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * Models of all customers' states. What a model reads of a customer is a few numbers, of which many customers have the
 * same: equal rows are counted, and where few remain they are collected and fitted by the library in the driver, the same
 * bits as without Spark. Where many remain they stay where they are, and the library's search is driven by {@linkplain
 * SumOverPartitions sums} of log-likelihoods and gradients, starting from the model of a sample.
 */
public final class Fits {
    /** Rows of four numbers that the driver takes: 64 MB. */
    public static final int FEW = 2_000_000;

    private final Dataset<Row> states;
    private final StateLayout layout;
    private final Instant asOf;
    private final int few;

    private Fits(Dataset<Row> states, StateLayout layout, Instant asOf, int few) {
        this.states = states;
        this.layout = layout;
        this.asOf = asOf;
        this.few = few;
    }

    /**
     * Fits to some states.
     *
     * @param states rows of {@link CustomerStates#SCHEMA}
     * @param layout of the states, with the measures of the purchase days
     * @param asOf as of when
     * @return what fits to them
     */
    public static Fits of(Dataset<Row> states, StateLayout layout, Instant asOf) {
        return new Fits(states, layout, asOf, FEW);
    }

    /**
     * The same with another number of rows up to which they are collected.
     *
     * @param rows so many, at least 1; it is also the size of the sample from which the search over more rows starts
     * @return the changed copy
     * @throws IllegalArgumentException if it is less than 1
     */
    public Fits withFew(int rows) {
        if (rows < 1) {
            throw new IllegalArgumentException("few rows must be at least 1, were " + rows);
        }
        return new Fits(states, layout, asOf, rows);
    }

    /**
     * When customers buy and when they leave.
     *
     * @param model which model
     * @return the fitted model
     */
    public Fitted<? extends CustomerBaseModel> buying(PurchaseModel model) {
        TimeScale scale = model.scale();
        Dataset<Row> rows = MeasureRows.of(states, layout, model.measures(), asOf, scale)
                .where(not(col("m0").isNaN()))
                .groupBy("m0", "m1", "m2")
                .agg(
                        count(lit(1)).cast("double").as("weight"),
                        (model.readsGaps() ? meanLogGaps() : lit(Double.NaN)).as("gaps"))
                .persist(StorageLevel.MEMORY_AND_DISK());
        try {
            long many = rows.count();
            return many <= few
                    ? model.family().fit(purchases(rows.collectAsList(), model, asOf))
                    : inParts(model.family(), rows, many, model);
        } finally {
            rows.unpersist();
        }
    }

    /** The family of what is fitted to the sample, which has chosen what there is to choose, fits all. */
    private <M extends FamilyMember<M>> Fitted<M> inParts(
            PurchaseFamily<M> family, Dataset<Row> rows, long many, PurchaseModel model) {
        Fitted<M> near = family.fit(purchases(sample(rows, many), model, asOf));
        try (SumOverPartitions whole = purchasesInParts(rows, near, model, asOf)) {
            return family.fit(whole, near, provenance(rows, many, near.model()));
        }
    }

    /** Of customers who are alike in x, t_x and T: the mean sum of the logarithms of the times between their purchases. */
    private static Column meanLogGaps() {
        return avg(when(col("m0").gt(0), col("m0").multiply(log(col("m3")))).otherwise(0.0));
    }

    /**
     * What a purchase is worth.
     *
     * @param days what counts as a purchase
     * @return the fitted model
     */
    public Fitted<GammaGamma> spend(PurchaseDefinition days) {
        Dataset<Row> rows = MeasureRows.of(
                        states, layout, List.of(days.frequency(), days.meanRepeatValue()), asOf, TimeScale.DAYS)
                .where(not(col("m0").isNaN()).and(col("m0").gt(0)))
                .select(col("m0"), nanvl(col("m1"), lit(0.0)).as("m1"))
                .persist(StorageLevel.MEMORY_AND_DISK());
        try {
            long many = rows.count();
            if (many <= few) {
                return GammaGamma.fit(spending(rows.collectAsList()).withDefinition(days));
            }
            GammaGamma near = GammaGamma.fit(spending(sample(rows, many)).withDefinition(days))
                    .model();
            try (SumOverPartitions whole = spendingInParts(rows)) {
                return GammaGamma.fit(whole, near, Provenance.of("gamma-gamma", (double) many, clamped(many)));
            }
        } finally {
            rows.unpersist();
        }
    }

    /** About as many rows as are few, the same in every run over one table. */
    private List<Row> sample(Dataset<Row> rows, long many) {
        return rows.sample(false, (double) few / (double) many, 1).collectAsList();
    }

    private Provenance provenance(Dataset<Row> rows, long many, CustomerBaseModel model) {
        Row all = rows.agg(sum("weight"), max("m2")).head();
        Instant start = asOf.minus(model.timeScale().toDuration(all.getDouble(1)));
        return Provenance.of(model.name(), all.getDouble(0), clamped(many))
                .withPeriod(Optional.of(start), Optional.of(asOf))
                .withTimeScale(model.timeScale().name());
    }

    private static int clamped(long many) {
        return (int) Math.min(many, Integer.MAX_VALUE);
    }

    /** A fitted model travels as text; its family, with what the fit chose, is what adds up. */
    private static SumOverPartitions purchasesInParts(
            Dataset<Row> rows, Fitted<?> near, PurchaseModel model, Instant asOf) {
        String text = near.model().toText();
        return new SumOverPartitions(
                parts(rows, list -> family(text).logLikelihood(purchases(list, model, asOf))), near.estimates().length);
    }

    private static PurchaseFamily<?> family(String text) {
        return ((FamilyMember<?>) CustomerBaseModels.read(text)).family();
    }

    private static SumOverPartitions spendingInParts(Dataset<Row> rows) {
        return new SumOverPartitions(parts(rows, list -> GammaGamma.logLikelihood(spending(list))), 3);
    }

    /** A likelihood of each partition that has rows. */
    private static JavaRDD<LogLikelihood> parts(Dataset<Row> rows, Function<List<Row>, LogLikelihood> ofRows) {
        FlatMapFunction<Iterator<Row>, LogLikelihood> part = partition -> {
            List<Row> list = new ArrayList<>();
            partition.forEachRemaining(list::add);
            return list.isEmpty()
                    ? Collections.emptyIterator()
                    : List.of(ofRows.call(list)).iterator();
        };
        return rows.javaRDD().mapPartitions(part);
    }

    private static Purchases purchases(List<Row> rows, PurchaseModel model, Instant asOf) {
        double[] weights = rows.stream().mapToDouble(row -> row.getDouble(3)).toArray();
        Purchases purchases = Purchases.of(model.scale(), column(rows, 0), column(rows, 1), column(rows, 2))
                .withWeights(weights)
                .withAsOf(asOf)
                .withDefinition(model.days());
        return model.readsGaps() ? purchases.withLogGaps(column(rows, 4)) : purchases;
    }

    private static Spending spending(List<Row> rows) {
        return Spending.of(column(rows, 0), column(rows, 1));
    }

    private static double[] column(List<Row> rows, int column) {
        return rows.stream().mapToDouble(row -> row.getDouble(column)).toArray();
    }
}

package io.engagement.spark;

import io.engagement.dialogue.EngagementScorer;
import io.engagement.dialogue.MomentumScorer;
import io.engagement.domain.Registry;
import io.engagement.domain.TimeScale;
import io.engagement.initiative.AdditiveLogistic;
import io.engagement.initiative.EngagementModel;
import io.engagement.measure.Measure;
import io.engagement.measure.PurchaseDefinition;
import io.engagement.measure.StateLayout;
import io.engagement.retention.RetentionRiskScorer;
import io.engagement.score.ScoringPlan;
import io.engagement.setup.ScoringSetup;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * A set-up as its text, which travels, and the scorers made of it where they are wanted: engagement, momentum, retention risk,
 * P(alive), expected purchases and lifetime value.
 *
 * @param text of a {@link ScoringSetup} with models of engagement, purchases and spend
 * @param purchases which model of purchases it is, which decides what is kept of customers
 */
public record Models(String text, PurchaseModel purchases) implements PlanMaker {
    /** What counts as a purchase. */
    static final PurchaseDefinition PURCHASES = PurchaseDefinition.standard();

    /**
     * Models that were written.
     *
     * @param rows as {@link #rows} gave them
     * @return the models
     */
    public static Models read(Dataset<Row> rows) {
        Row row = rows.head();
        return new Models(
                row.getAs("setup"), new PurchaseModel(row.getAs("model"), TimeScale.valueOf(row.getAs("period"))));
    }

    /**
     * The models as a table of one row.
     *
     * @param spark the session
     * @return the row, texts that people can read
     */
    public Dataset<Row> rows(SparkSession spark) {
        StructType schema = new StructType()
                .add("setup", DataTypes.StringType)
                .add("model", DataTypes.StringType)
                .add("period", DataTypes.StringType);
        Row row = RowFactory.create(text, purchases.name(), purchases.period().name());
        return spark.createDataFrame(List.of(row), schema);
    }

    /**
     * The set-up.
     *
     * @return as it was fitted
     */
    public ScoringSetup setup() {
        return ScoringSetup.read(text, Registry.empty());
    }

    /**
     * The layout of the states that these models were fitted to.
     *
     * @return the layout
     */
    public StateLayout layout() {
        return layout(setup().engagement().orElseThrow(), setup().retention(), purchases);
    }

    /**
     * What has to be kept of customers so that these models can be fitted and scored, once those of acts are known,
     * whose half-lives decide how the past fades.
     *
     * @param engagement how often customers act of their own accord
     * @param retention who stays, if there is such a model
     * @param purchases which model of purchases is to be fitted
     * @return the layout of the states
     */
    public static StateLayout layout(
            EngagementModel engagement, Optional<AdditiveLogistic> retention, PurchaseModel purchases) {
        List<Measure> measures = new ArrayList<>(purchases.measures());
        measures.add(purchases.days().meanRepeatValue());
        measures.addAll(EngagementScorer.of(engagement).inputs());
        measures.addAll(MomentumScorer.of(engagement.gammaPoisson()).inputs());
        retention.ifPresent(
                model -> measures.addAll(RetentionRiskScorer.of(model).inputs()));
        return StateLayout.of(measures);
    }

    @Override
    public ScoringPlan plan() {
        return setup().plan();
    }
}

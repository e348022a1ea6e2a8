package io.engagement.spark;

import io.engagement.customerbase.CustomerBaseModel;
import io.engagement.customerbase.CustomerBaseModels;
import io.engagement.dialogue.DiscountedGammaPoisson;
import io.engagement.dialogue.EngagementScorer;
import io.engagement.dialogue.MomentumScorer;
import io.engagement.domain.TimeScale;
import io.engagement.measure.Measure;
import io.engagement.measure.PurchaseDefinition;
import io.engagement.measure.StateLayout;
import io.engagement.retention.RetentionRiskScorer;
import io.engagement.score.Scorer;
import io.engagement.score.ScoringPlan;
import io.engagement.value.Discount;
import io.engagement.value.GammaGamma;
import io.engagement.value.LifetimeValueScorer;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Three models as texts, which travel, and the scorers made of them where they are wanted: engagement, momentum, retention
 * risk, P(alive), expected purchases and lifetime value, over the library's default definitions.
 *
 * @param engagement text of a {@link DiscountedGammaPoisson}
 * @param buying text of a {@link CustomerBaseModel}
 * @param spend text of a {@link GammaGamma}, of purchases as the model of purchases counts them
 * @param horizon of retention risk and expected purchases
 * @param lifetime over which value is counted
 * @param discount effective annual rate at which later value counts less
 * @param purchases which model of purchases it is, which decides what is kept of customers
 */
public record Models(
        String engagement,
        String buying,
        String spend,
        Duration horizon,
        Duration lifetime,
        double discount,
        PurchaseModel purchases)
        implements Serializable {
    /** What counts as a purchase. */
    static final PurchaseDefinition PURCHASES = PurchaseDefinition.standard();

    /**
     * Models with a horizon of 90 days, a lifetime of three years, and a discount of 10 % a year.
     *
     * @param engagement how often customers act of their own accord
     * @param purchases which model of purchases was fitted
     * @param buying when they buy and when they leave
     * @param spend what a purchase is worth
     * @return the models
     */
    public static Models of(
            DiscountedGammaPoisson engagement, PurchaseModel purchases, CustomerBaseModel buying, GammaGamma spend) {
        return new Models(
                engagement.toText(),
                buying.toText(),
                spend.toText(),
                Duration.ofDays(90),
                Duration.ofDays(3 * 365),
                0.1,
                purchases);
    }

    /**
     * Models that were written.
     *
     * @param rows as {@link #rows} gave them
     * @return the models
     */
    public static Models read(Dataset<Row> rows) {
        Row row = rows.head();
        return new Models(
                row.getAs("engagement"),
                row.getAs("buying"),
                row.getAs("spend"),
                Duration.parse(row.getAs("horizon")),
                Duration.parse(row.getAs("lifetime")),
                row.getAs("discount"),
                new PurchaseModel(row.getAs("model"), TimeScale.valueOf(row.getAs("period"))));
    }

    /**
     * The models as a table of one row.
     *
     * @param spark the session
     * @return the row, texts that people can read
     */
    public Dataset<Row> rows(SparkSession spark) {
        StructType schema = new StructType()
                .add("engagement", DataTypes.StringType)
                .add("buying", DataTypes.StringType)
                .add("spend", DataTypes.StringType)
                .add("horizon", DataTypes.StringType)
                .add("lifetime", DataTypes.StringType)
                .add("discount", DataTypes.DoubleType)
                .add("model", DataTypes.StringType)
                .add("period", DataTypes.StringType);
        Row row = RowFactory.create(
                engagement,
                buying,
                spend,
                horizon.toString(),
                lifetime.toString(),
                discount,
                purchases.name(),
                purchases.period().name());
        return spark.createDataFrame(List.of(row), schema);
    }

    /**
     * The layout of the states that these models were fitted to.
     *
     * @return the layout
     */
    public StateLayout layout() {
        return layout(DiscountedGammaPoisson.read(engagement), purchases);
    }

    /**
     * What has to be kept of customers so that these models can be fitted and scored, once the first of them is known,
     * whose half-life decides how the past fades.
     *
     * @param engagement how often customers act of their own accord
     * @param purchases which model of purchases is to be fitted
     * @return the layout of the states
     */
    public static StateLayout layout(DiscountedGammaPoisson engagement, PurchaseModel purchases) {
        List<Measure> measures = new ArrayList<>(purchases.measures());
        measures.add(purchases.days().meanRepeatValue());
        measures.addAll(EngagementScorer.of(engagement).inputs());
        measures.addAll(MomentumScorer.of(engagement).inputs());
        return StateLayout.of(measures);
    }

    /**
     * The scorers.
     *
     * @return in the order of the output's columns
     */
    public List<Scorer> scorers() {
        DiscountedGammaPoisson acts = DiscountedGammaPoisson.read(engagement);
        CustomerBaseModel model = CustomerBaseModels.read(buying);
        return List.of(
                EngagementScorer.of(acts),
                MomentumScorer.of(acts),
                RetentionRiskScorer.of(model, horizon),
                model.probabilityAlive(),
                model.expectedPurchases(horizon),
                LifetimeValueScorer.of(model, GammaGamma.read(spend), lifetime, Discount.annual(discount)));
    }

    /**
     * The scorers as one plan.
     *
     * @return the plan
     */
    public ScoringPlan plan() {
        return ScoringPlan.of(scorers().toArray(Scorer[]::new));
    }
}

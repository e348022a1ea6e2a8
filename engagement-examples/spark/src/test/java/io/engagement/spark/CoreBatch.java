package io.engagement.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.engagement.customerbase.CustomerBaseModel;
import io.engagement.customerbase.LevelCorrection;
import io.engagement.customerbase.Purchases;
import io.engagement.fit.Fitted;
import io.engagement.history.LogView;
import io.engagement.initiative.AdditiveLogistic;
import io.engagement.measure.EngagementDefinition;
import io.engagement.measure.RetentionDefinition;
import io.engagement.score.ScoreTable;
import io.engagement.setup.CustomerBaseModels;
import io.engagement.setup.ScoringSetup;
import io.engagement.spend.GammaGamma;
import io.engagement.spend.Spending;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The same without Spark: what scores have to be equal to. */
record CoreBatch(Models models, ScoreTable scores) {
    /** Relative: its model has the same bits, and decayed counts are sums over parts. */
    private static final double ENGAGEMENT = 1e-12;

    static CoreBatch of(LogView view) {
        return of(view, PurchaseModel.of("bg-nbd"));
    }

    static CoreBatch of(LogView view, PurchaseModel purchases) {
        Fitted<AdditiveLogistic> engagement = AdditiveLogistic.fit(view, EngagementDefinition.withDefaults());
        Fitted<? extends CustomerBaseModel> buying = buying(view, purchases);
        Fitted<GammaGamma> spend = GammaGamma.fit(Spending.of(view, purchases.days()));
        ScoringSetup setup = ScoringSetup.of(engagement, buying, spend);
        if (purchases.days().period().isEmpty()) {
            RetentionDefinition stays = RetentionDefinition.of(purchases.days(), BatchJob.HORIZON);
            setup = setup.with(AdditiveLogistic.fit(view, stays))
                    .withLevel(LevelCorrection.learn(view, BatchJob.HORIZON, known -> buying(known, purchases)
                            .model()));
        }
        Models models = new Models(setup.toText(), purchases);
        return new CoreBatch(models, models.plan().score(view));
    }

    private static Fitted<? extends CustomerBaseModel> buying(LogView view, PurchaseModel purchases) {
        return CustomerBaseModels.family(purchases.name()).fit(Purchases.of(view, purchases.scale(), purchases.days()));
    }

    /** All customers are there, once, and all scores are the same, or missing together. */
    void assertEqualTo(Dataset<Row> rows, double relative) {
        assertThat(List.of(rows.columns()).subList(1, rows.columns().length)).isEqualTo(scores.names());
        Map<String, Row> byCustomer = new HashMap<>();
        rows.toLocalIterator().forEachRemaining(row -> assertThat(byCustomer.put(row.getString(0), row))
                .isNull());
        assertThat(byCustomer).hasSize(scores.size());
        for (int row = 0; row < scores.size(); row++) {
            String customer = scores.customerId(row);
            Row found = Objects.requireNonNull(byCustomer.get(customer), customer);
            for (int i = 0; i < scores.names().size(); i++) {
                String name = scores.names().get(i);
                double expected = scores.get(row, name);
                double actual = found.isNullAt(i + 1) ? Double.NaN : found.getDouble(i + 1);
                double tolerance = (name.equals("engagement") ? ENGAGEMENT : relative) * Math.abs(expected);
                if (Double.isNaN(expected)) {
                    assertThat(actual).as(name + " of " + customer).isNaN();
                } else if (!(Math.abs(actual - expected) <= tolerance)) {
                    assertThat(actual).as(name + " of " + customer).isCloseTo(expected, within(tolerance));
                }
            }
        }
    }
}

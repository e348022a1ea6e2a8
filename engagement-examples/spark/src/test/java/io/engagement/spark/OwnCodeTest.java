package io.engagement.spark;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.crm.FixedLifetimeFamily;
import com.example.crm.LongestGap;
import com.example.crm.OverdueScorer;
import io.engagement.customerbase.CustomerBaseModel;
import io.engagement.customerbase.Purchases;
import io.engagement.domain.Registry;
import io.engagement.domain.TimeScale;
import io.engagement.history.LogView;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureState;
import io.engagement.measure.MeasureTable;
import io.engagement.measure.StateLayout;
import io.engagement.measure.spi.Quantity;
import io.engagement.retention.RetentionRiskScorer;
import io.engagement.score.ScoreTable;
import io.engagement.score.ScoringPlan;
import io.engagement.setup.CustomerBaseModels;
import io.engagement.simulate.Simulation;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

/** A user's own statistic, family and scorer, of the project {@code custom-scorer}, in Spark's tasks: the same bits as without it. */
class OwnCodeTest {
    private static final SparkSession SPARK = LocalSpark.session();
    private static final Simulation SIMULATION = SimulatedBase.simulation(700);
    private static final Instant AS_OF = SIMULATION.end();
    private static final LogView VIEW = SIMULATION.log().asOf(AS_OF);
    private static final FixedLifetimeFamily FAMILY = new FixedLifetimeFamily(Duration.ofDays(900));

    /** Each customer's interactions lie in slices that are merged. */
    private static Dataset<Row> states(StateLayout layout) {
        List<Row> rows =
                SIMULATION.interactions().stream().map(Interactions::row).toList();
        Dataset<Row> interactions = SPARK.createDataFrame(rows, Interactions.SCHEMA);
        return CustomerStates.ofSlices(interactions, layout, Duration.ofDays(45));
    }

    private static Map<String, Row> byCustomer(Dataset<Row> rows) {
        Map<String, Row> byCustomer = new HashMap<>();
        rows.toLocalIterator().forEachRemaining(row -> byCustomer.put(row.getString(0), row));
        assertThat(byCustomer).hasSize(VIEW.customers());
        return byCustomer;
    }

    @Test
    void anOwnStatisticIsWhatItIsWithoutSpark() {
        List<Measure> measures = List.of(
                LongestGap.of(Filter.longerThan(Duration.ofSeconds(1)).negate()),
                Measure.countWithin(Filter.above(Quantity.VALUE, 20), Duration.ofDays(90)),
                Measure.medianGap(Filter.all()));
        StateLayout layout = StateLayout.of(measures);
        MeasureTable alone = MeasureTable.of(VIEW, TimeScale.DAYS, measures);
        Map<String, Row> states = byCustomer(states(layout));
        for (int row = 0; row < alone.size(); row++) {
            byte[] bytes =
                    Objects.requireNonNull(states.get(alone.customerId(row))).getAs(CustomerStates.STATE);
            MeasureState state = MeasureState.read(layout, bytes);
            for (Measure measure : measures) {
                Double expected = alone.column(measure).get(row);
                assertThat(state.valueAt(measure, AS_OF, TimeScale.DAYS))
                        .as("%s of %s", measure, alone.customerId(row))
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void anOwnScorerAndTheScorersOfAnOwnModelSayWhatTheySayWithoutSpark() {
        String model = FAMILY.fit(Purchases.of(VIEW, TimeScale.WEEKS, Models.PURCHASES))
                .model()
                .toText();
        ScoringPlan plan = plan(model);
        StateLayout layout = StateLayout.of(plan.measures());
        ScoreTable alone = plan.score(VIEW);
        assertThat(alone.names()).containsExactly("overdue", "p_alive", "retention_risk");
        Map<String, Row> scored = byCustomer(Scores.of(states(layout), layout, () -> plan(model), AS_OF));
        for (int row = 0; row < alone.size(); row++) {
            Row found = Objects.requireNonNull(scored.get(alone.customerId(row)));
            for (String name : alone.names()) {
                Double expected = alone.get(row, name);
                int field = found.fieldIndex(name);
                Double score = found.isNullAt(field) ? Double.NaN : found.getDouble(field);
                assertThat(score).as("%s of %s", name, alone.customerId(row)).isEqualTo(expected);
            }
        }
    }

    /** A model travels as text, and is read by a registry that knows its family. */
    private static ScoringPlan plan(String text) {
        CustomerBaseModel model = CustomerBaseModels.read(text, FAMILY.addedTo(Registry.empty()));
        return ScoringPlan.of(
                new OverdueScorer(), model.probabilityAlive(), RetentionRiskScorer.of(model, Duration.ofDays(30)));
    }
}

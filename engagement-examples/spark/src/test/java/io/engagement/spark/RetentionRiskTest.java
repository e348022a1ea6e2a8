package io.engagement.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.engagement.domain.Registry;
import io.engagement.history.LogView;
import io.engagement.measure.StateLayout;
import io.engagement.score.ScoreTable;
import io.engagement.setup.FitChoices;
import io.engagement.setup.ScoringSetup;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A risk by the additive model, alone and in the mean, in Spark's tasks: as without Spark, but for the last digit of sums that fade,
 * which are added in the order of slices.
 */
class RetentionRiskTest {
    private static final SparkSession SPARK = LocalSpark.session();
    private static final Simulation SIMULATION = SimulatedBase.simulation(500);
    private static final Instant AS_OF = SIMULATION.end();
    private static final LogView VIEW = SIMULATION.log().asOf(AS_OF);

    private static Map<String, Row> scored(ScoringSetup setup) {
        String text = setup.toText();
        StateLayout layout = StateLayout.of(setup.plan().measures());
        List<Row> rows =
                SIMULATION.interactions().stream().map(Interactions::row).toList();
        Dataset<Row> states =
                CustomerStates.ofSlices(SPARK.createDataFrame(rows, Interactions.SCHEMA), layout, Duration.ofDays(45));
        Map<String, Row> byCustomer = new HashMap<>();
        Scores.of(
                        states,
                        layout,
                        () -> ScoringSetup.read(text, Registry.empty()).plan(),
                        AS_OF)
                .toLocalIterator()
                .forEachRemaining(row -> byCustomer.put(row.getString(0), row));
        return byCustomer;
    }

    @ParameterizedTest
    @ValueSource(strings = {"both", "additive-logistic"})
    void theRiskIsWhatItIsWithoutSpark(String model) {
        ScoringSetup setup =
                ScoringSetup.fit(VIEW, FitChoices.usual().withBacktest(0).withRetentionModel(model));
        ScoreTable alone = setup.plan().score(VIEW);
        Map<String, Row> scored = scored(setup);
        assertThat(scored).hasSize(VIEW.customers());
        for (int row = 0; row < alone.size(); row++) {
            Row found = Objects.requireNonNull(scored.get(alone.customerId(row)));
            int field = found.fieldIndex("retention_risk");
            double expected = alone.get(row, "retention_risk");
            assertThat(found.isNullAt(field)).as(alone.customerId(row)).isEqualTo(Double.isNaN(expected));
            if (!found.isNullAt(field)) {
                assertThat(found.getDouble(field)).isCloseTo(expected, within(1e-13));
            }
        }
    }
}

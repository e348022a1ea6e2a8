package io.engagement.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.engagement.domain.TimeScale;
import io.engagement.history.LogView;
import io.engagement.journey.Stages;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureTable;
import io.engagement.measure.StateLayout;
import io.engagement.simulate.Simulation;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

/** Stages are the same in Spark as in a log, to the bit. */
class JourneyConsistencyTest {
    private static final SparkSession SPARK = LocalSpark.session();

    @Test
    void stagesOfStatesAreThoseOfALog() {
        Simulation simulation = SimulatedBase.simulation(300);
        Instant now = simulation.end();
        LogView view = simulation.log().asOf(now);
        Stages stages = Stages.fit(view, ZoneOffset.UTC);
        List<Measure> measures =
                List.of(stages.stage(), stages.timeInStage(), stages.timeUntil("at risk"), stages.closeness("lapsed"));
        StateLayout layout = StateLayout.of(measures);
        MeasureTable table = MeasureTable.of(view, TimeScale.WEEKS, measures);
        List<Row> rows = new ArrayList<>();
        for (int row = 0; row < view.customers(); row++) {
            view.history(row).interactions().forEach(each -> rows.add(Interactions.row(each)));
        }

        List<Row> states = CustomerStates.of(SPARK.createDataFrame(rows, Interactions.SCHEMA), layout)
                .collectAsList();

        assertThat(states).hasSize(view.customers());
        for (Row state : states) {
            int row = view.row(state.getString(0)).orElseThrow();
            double[] slots = new double[layout.slots()];
            layout.read(ByteBuffer.wrap(state.getAs(1)), slots, 0);
            for (int m = 0; m < measures.size(); m++) {
                assertThat(layout.valueAt(m, slots, 0, now, TimeScale.WEEKS))
                        .as("%s of %s", measures.get(m), state.getString(0))
                        .isEqualTo(Double.valueOf(table.column(measures.get(m)).get(row)));
            }
        }
    }

    @Test
    void aCustomersPastIsNotCutIntoSlices() {
        Stages stages = Stages.standard(Stages.acts(ZoneOffset.UTC));
        Dataset<Row> none = SPARK.createDataFrame(List.of(), Interactions.SCHEMA);

        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        CustomerStates.ofSlices(none, StateLayout.of(List.of(stages.stage())), Duration.ofDays(30)))
                .withMessageContaining("some are not: use CustomerStates.of");
    }
}

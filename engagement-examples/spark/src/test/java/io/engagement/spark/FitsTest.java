package io.engagement.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.engagement.domain.TimeScale;
import io.engagement.fit.Fitted;
import io.engagement.measure.StateLayout;
import io.engagement.simulate.Simulation;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class FitsTest {
    private static final SparkSession SPARK = LocalSpark.session();
    private static final Simulation SIMULATION = SimulatedBase.simulation(3_000);
    private static final StateLayout LAYOUT = StateLayout.of(List.of(
            Models.PURCHASES.frequency(),
            Models.PURCHASES.recency(),
            Models.PURCHASES.age(),
            Models.PURCHASES.meanRepeatValue()));

    private static final PurchaseModel BG_NBD = PurchaseModel.of("bg-nbd");

    private static Fits fits() {
        List<Row> rows =
                SIMULATION.interactions().stream().map(Interactions::row).toList();
        Dataset<Row> states = CustomerStates.of(SPARK.createDataFrame(rows, Interactions.SCHEMA), LAYOUT);
        return Fits.of(states, LAYOUT, SIMULATION.end());
    }

    private static void assertSame(Fitted<?> summed, Fitted<?> collected) {
        assertThat(summed.converged()).isTrue();
        assertThat(summed.logLikelihood() / collected.logLikelihood()).isCloseTo(1, within(1e-12));
        for (String name : collected.parameterNames()) {
            assertThat(summed.estimate(name) / collected.estimate(name))
                    .as(name)
                    .isCloseTo(1, within(1e-6));
        }
        assertThat(summed.provenance().customers())
                .isEqualTo(collected.provenance().customers());
    }

    @Test
    void sumsOverPartitionsFindTheMaximumThatCollectedRowsHave() {
        Fits collecting = fits();
        Fits summing = collecting.withFew(500);
        assertSame(summing.buying(BG_NBD), collecting.buying(BG_NBD));
        assertSame(summing.spend(Models.PURCHASES), collecting.spend(Models.PURCHASES));
    }

    @Test
    void modelsWhoseLikelihoodIsNotAddedUpWantTheirRowsCollected() {
        assertThatIllegalStateException()
                .isThrownBy(() -> fits().withFew(500).buying(PurchaseModel.of("pareto-nbd")))
                .withMessageContaining("more than the 500 that are collected")
                .withMessageContaining("pareto-nbd");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PurchaseModel.of("bgnbd"))
                .withMessageContaining("there is no model 'bgnbd'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PurchaseModel("bg-bb", TimeScale.HOURS))
                .withMessageContaining("HOURS");
    }

    @Test
    void statesWithoutTheMeasuresOfAModelAreRefused() {
        StateLayout other = StateLayout.of(List.of(Models.PURCHASES.frequency()));
        Fits fits = Fits.of(SPARK.createDataFrame(List.of(), CustomerStates.SCHEMA), other, SIMULATION.end());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fits.spend(Models.PURCHASES))
                .withMessageContaining("not all of");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fits.withFew(0))
                .withMessage("few rows must be at least 1, were 0");
    }
}

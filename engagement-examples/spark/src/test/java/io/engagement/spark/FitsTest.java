package io.engagement.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.engagement.customerbase.CustomerBaseModel;
import io.engagement.domain.TimeScale;
import io.engagement.fit.Fitted;
import io.engagement.measure.StateLayout;
import io.engagement.simulate.Simulation;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class FitsTest {
    private static final SparkSession SPARK = LocalSpark.session();
    private static final Simulation SIMULATION = SimulatedBase.simulation(3_000);
    private static final StateLayout LAYOUT = StateLayout.of(Stream.of(
                    Stream.of(Models.PURCHASES.meanRepeatValue()),
                    PurchaseModel.of("mbg-cnbd-k").measures().stream(),
                    PurchaseModel.of("bg-bb").measures().stream())
            .flatMap(measures -> measures)
            .toList());

    private static Fits fits() {
        List<Row> rows =
                SIMULATION.interactions().stream().map(Interactions::row).toList();
        Dataset<Row> states = CustomerStates.of(SPARK.createDataFrame(rows, Interactions.SCHEMA), LAYOUT);
        return Fits.of(states, LAYOUT, SIMULATION.end());
    }

    private static void assertSame(Fitted<?> summed, Fitted<?> collected) {
        assertThat(summed.ending()).isEqualTo(collected.ending());
        // Along a ridge, as Pareto/NBD's on a base of BG/NBD, likelihoods are the same and parameters are not.
        boolean firm = collected.converged();
        assertThat(summed.logLikelihood() / collected.logLikelihood()).isCloseTo(1, within(firm ? 1e-12 : 1e-9));
        for (String name : firm ? collected.parameterNames() : List.<String>of()) {
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
        // One of days, one that reads the times between purchases and chooses k.
        for (String name : List.of("bg-nbd", "pareto-nbd", "mbg-cnbd-k")) {
            Fitted<? extends CustomerBaseModel> collected = collecting.buying(PurchaseModel.of(name));
            Fitted<? extends CustomerBaseModel> summed = summing.buying(PurchaseModel.of(name));
            assertSame(summed, collected);
            assertThat(summed.model().name()).isEqualTo(collected.model().name());
            assertThat(summed.selectedParameters()).isEqualTo(collected.selectedParameters());
            assertThat(summed.model().definition()).isEqualTo(Models.PURCHASES);
        }
        PurchaseModel byPeriod = PurchaseModel.of("bg-bb");
        assertSame(collecting.withFew(20).buying(byPeriod), collecting.buying(byPeriod));
        assertThat(collecting.buying(PurchaseModel.of("bg-nbd")).converged()).isTrue();
        assertSame(summing.spend(Models.PURCHASES), collecting.spend(Models.PURCHASES));
    }

    @Test
    void modelsThatThereAreNotAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PurchaseModel.of("bgnbd"))
                .withMessageContaining("there is no model of a customer base 'bgnbd': did you mean 'bg-nbd'?");
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

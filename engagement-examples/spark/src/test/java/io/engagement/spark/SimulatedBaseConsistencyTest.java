package io.engagement.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.fit.Fitted;
import io.engagement.history.LogView;
import io.engagement.initiative.DiscountedGammaPoisson;
import io.engagement.simulate.Simulation;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimulatedBaseConsistencyTest {
    private static final SparkSession SPARK = LocalSpark.session();
    private static final int CUSTOMERS = 4_200;
    private static final Simulation SIMULATION = SimulatedBase.simulation(CUSTOMERS);
    private static final Instant AS_OF = SIMULATION.end().minus(Duration.ofDays(60));

    private static Path directory;
    private static Dataset<Row> interactions;
    private static CoreBatch core;

    @BeforeAll
    static void writeTheBaseAndScoreItWithoutSpark(@TempDir Path given) {
        directory = given;
        interactions = written(CUSTOMERS, "base");
        LogView view = SIMULATION.log().asOf(AS_OF);
        assertThat(view.size()).isGreaterThan(45_000);
        core = CoreBatch.of(view, EngagementSample.fit(interactions, AS_OF));
    }

    private static Dataset<Row> written(int customers, String name) {
        String path = directory.resolve(name).toString();
        SimulatedBase.table(SPARK, customers).write().parquet(path);
        return Interactions.of(SPARK.read().parquet(path), Map.of(), Map.of());
    }

    private static BatchJob job(String name) {
        return BatchJob.of(SPARK, Steps.of(SPARK), directory.resolve(name).toString(), AS_OF);
    }

    @Test
    void statesMergedBeforeTheShuffleGiveTheScoresOfTheLibraryAlone() {
        BatchJob job = job("merged");
        core.assertEqualTo(job.run(interactions), 1e-9);
    }

    @Test
    void soDoThreadsSettledByCustomer() {
        BatchJob job = job("threads");
        core.assertEqualTo(job.withStates(CustomerStates::ofThreads).run(interactions), 1e-9);
    }

    @Test
    void soDoSlicesOfCustomers() {
        BatchJob job = job("slices");
        Duration slice = Duration.ofDays(45).plusMillis(1);
        core.assertEqualTo(
                job.withStates((rows, layout) -> CustomerStates.ofSlices(rows, layout, slice))
                        .run(interactions),
                1e-9);
    }

    @Test
    void soDoStatesThatAreContinuedLater() {
        Instant yesterday = AS_OF.minus(Duration.ofDays(100));
        BatchJob job = job("continued");
        core.assertEqualTo(
                job.withStates((rows, layout) -> CustomerStates.continued(
                                CustomerStates.of(Interactions.asOf(rows, yesterday), layout),
                                rows.where("at > " + yesterday.toEpochMilli()),
                                layout))
                        .run(interactions),
                1e-9);
    }

    /** Of each kind: as all are, with the times between purchases, and by calendar period. */
    @ParameterizedTest
    @ValueSource(strings = {"pareto-nbd", "mbg-cnbd-k", "bg-bb"})
    void otherModelsOfPurchasesGiveTheirScoresOfTheLibraryAlone(String name) {
        PurchaseModel model = PurchaseModel.of(name);
        Fitted<DiscountedGammaPoisson> engagement = EngagementSample.fit(interactions, AS_OF);
        CoreBatch alone = CoreBatch.of(SIMULATION.log().asOf(AS_OF), engagement, model);
        assertThat(alone.scores().column("p_alive")).isNotEqualTo(core.scores().column("p_alive"));
        alone.assertEqualTo(job(name).withPurchases(model).run(interactions), 1e-9);
        String models = directory.resolve(name).resolve("models").toString();
        assertThat(Models.read(SPARK.read().parquet(models)).layout())
                .as("a stream goes on with the states that the job kept")
                .isEqualTo(Models.layout(engagement.model(), model));
    }

    /** Five million interactions; the engagement model is of a sample, the same customers in both. */
    @Test
    @Tag("slow")
    void fiveMillionInteractionsGiveTheScoresOfTheLibraryAlone() {
        int customers = 420_000;
        Dataset<Row> many = written(customers, "many");
        Dataset<Row> seen = Interactions.asOf(many, AS_OF);
        assertThat(seen.count()).isGreaterThan(5_000_000);
        Dataset<Row> sample = EngagementSample.of(seen, EngagementSample.CUSTOMERS);
        Set<String> chosen = new HashSet<>(sample.select(Interactions.CUSTOMER)
                .distinct()
                .as(Encoders.STRING())
                .collectAsList());
        LogView view = SimulatedBase.simulation(customers).log().asOf(AS_OF);
        Fitted<DiscountedGammaPoisson> engagement = EngagementSample.fit(sample, AS_OF);
        assertThat(chosen.size()).isBetween(19_000, 21_000);
        BatchJob job = job("many-out");
        CoreBatch.of(view, engagement).assertEqualTo(job.run(many), 1e-9);
    }
}

package io.engagement.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.connect.Mapping;
import io.engagement.domain.Customer;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.simulate.Simulation;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
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
        core = CoreBatch.of(view);
    }

    private static Dataset<Row> written(int customers, String name) {
        String path = directory.resolve(name).toString();
        SimulatedBase.table(SPARK, customers).write().parquet(path);
        return MappedTable.of("base", SPARK.read().parquet(path), Mapping.empty(), Clock.systemUTC())
                .interactions();
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

    /** Some have interactions, who were known before them, and some have none. */
    @Test
    void customersWhoAreRegisteredGiveTheScoresOfALogThatKnowsThem() {
        InteractionLog.Builder log = InteractionLog.builder();
        SIMULATION.interactions().forEach(log::add);
        List<Row> registered = new ArrayList<>();
        for (int customer = 0; customer < 2 * CUSTOMERS; customer += 3) {
            String id = String.format(Locale.ROOT, "%07d", customer);
            log.customer(Customer.of(id));
            registered.add(RowFactory.create(id));
        }
        Dataset<Row> table =
                SPARK.createDataFrame(registered, new StructType().add(Interactions.CUSTOMER, DataTypes.StringType));
        CoreBatch known = CoreBatch.of(log.build().asOf(AS_OF));
        BatchJob job = job("registered").withCustomers(Customers.of(table, Interactions.CUSTOMER, Set.of()));
        known.assertEqualTo(job.run(interactions), 1e-9);
    }

    /** Of each kind: as all are, with the times between purchases, and by calendar period. */
    @ParameterizedTest
    @ValueSource(strings = {"pareto-nbd", "mbg-cnbd-k", "bg-bb"})
    void otherModelsOfPurchasesGiveTheirScoresOfTheLibraryAlone(String name) {
        PurchaseModel model = PurchaseModel.of(name);
        CoreBatch alone = CoreBatch.of(SIMULATION.log().asOf(AS_OF), model);
        assertThat(alone.scores().column("p_alive")).isNotEqualTo(core.scores().column("p_alive"));
        alone.assertEqualTo(job(name).withPurchases(model).run(interactions), 1e-9);
        String models = directory.resolve(name).resolve("models").toString();
        assertThat(Models.read(SPARK.read().parquet(models)).layout())
                .as("a stream goes on with the states that the job kept")
                .isEqualTo(alone.models().layout());
    }

    /** Five million interactions. */
    @Test
    @Tag("slow")
    void fiveMillionInteractionsGiveTheScoresOfTheLibraryAlone() {
        int customers = 420_000;
        Dataset<Row> many = written(customers, "many");
        assertThat(Interactions.asOf(many, AS_OF).count()).isGreaterThan(5_000_000);
        LogView view = SimulatedBase.simulation(customers).log().asOf(AS_OF);
        BatchJob job = job("many-out");
        CoreBatch.of(view).assertEqualTo(job.run(many), 1e-9);
    }
}

package io.engagement.spark;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.engagement.domain.Customer;
import io.engagement.domain.TimeScale;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.measure.Covariates;
import io.engagement.measure.Fact;
import io.engagement.measure.Levels;
import io.engagement.setup.FitChoices;
import io.engagement.setup.ScoringSetup;
import io.engagement.simulate.Simulation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** A set-up that was fitted by the library scores in Spark as it does without. */
class SetupConsistencyTest {
    private static final SparkSession SPARK = LocalSpark.session();
    private static final Simulation SIMULATION = SimulatedBase.simulation(500);
    private static final Instant AS_OF = SIMULATION.end();
    private static final StructType TABLE = new StructType()
            .add("who", DataTypes.StringType)
            .add("age", DataTypes.IntegerType)
            .add("segment", DataTypes.StringType);

    private final List<Row> known = new ArrayList<>();
    private final LogView view = view();

    /** Of every ninth the age is not known. */
    private LogView view() {
        LogView bare = SIMULATION.log().asOf(AS_OF);
        InteractionLog.Builder log = InteractionLog.builder();
        for (int row = 0; row < bare.customers(); row++) {
            String id = bare.customerId(row);
            Integer age = row % 9 == 0 ? null : 20 + row * 7 % 50;
            String segment = List.of("basic", "gold", "silver").get(row % 3);
            known.add(RowFactory.create(id, age, segment));
            Customer customer = Customer.of(id).withAttribute("segment", segment);
            log.customer(age == null ? customer : customer.withAttribute("age", age.toString()));
            bare.history(row).interactions().forEach(log::add);
        }
        return log.build().asOf(AS_OF);
    }

    private Dataset<Row> interactions() {
        List<Row> rows = new ArrayList<>();
        for (int row = 0; row < view.customers(); row++) {
            view.history(row).interactions().forEach(each -> rows.add(Interactions.row(each)));
        }
        return SPARK.createDataFrame(rows, Interactions.SCHEMA);
    }

    private static FitChoices choices() {
        return FitChoices.usual().withTimeScale(TimeScale.WEEKS).withBacktest(0);
    }

    @Test
    void modelsWithCovariatesScoreEachCustomerByTheirOwn() {
        Covariates covariates = Covariates.of(Fact.attribute("age"), Levels.of(view, "segment"));
        ScoringSetup setup =
                ScoringSetup.fit(view, choices().withPurchaseModel("pareto-nbd").withCovariates(covariates));
        SetupPlan plan = SetupPlan.of(setup);
        Dataset<Row> customers = Customers.of(SPARK.createDataFrame(known, TABLE), "who", Set.of());
        new CoreBatch(
                        new Models(setup.toText(), PurchaseModel.of("pareto-nbd")),
                        setup.plan().score(view))
                .assertEqualTo(plan.scores(interactions(), customers, AS_OF), 1e-9);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan.scores(interactions(), AS_OF))
                .withMessageContaining("age")
                .withMessageContaining("segment")
                .withMessageContaining("give the customers, by Customers.of(table, id, given)");
    }

    @Test
    void theUsualSetUpScoresAsWithoutSpark() {
        ScoringSetup setup = ScoringSetup.fit(view, choices());
        new CoreBatch(
                        new Models(setup.toText(), PurchaseModel.of("bg-nbd")),
                        setup.plan().score(view))
                .assertEqualTo(SetupPlan.of(setup).scores(interactions(), AS_OF), 1e-9);
    }
}

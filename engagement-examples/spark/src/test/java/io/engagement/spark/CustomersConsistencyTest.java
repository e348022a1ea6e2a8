package io.engagement.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.engagement.domain.Customer;
import io.engagement.domain.TimeScale;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.measure.Filter;
import io.engagement.measure.Levels;
import io.engagement.measure.Measure;
import io.engagement.measure.Measure.Unit;
import io.engagement.measure.MeasureTable;
import io.engagement.measure.StateLayout;
import io.engagement.simulate.Simulation;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** What is known of customers apart from interactions is the same in Spark as in a log. */
class CustomersConsistencyTest {
    private static final SparkSession SPARK = LocalSpark.session();
    private static final Simulation SIMULATION = SimulatedBase.simulation(300);
    private static final Instant AS_OF = SIMULATION.end();
    private static final Levels SEGMENT = Levels.of("segment", List.of("basic", "gold", "silver"));
    private static final StateLayout LAYOUT = StateLayout.of(List.of(
            Measure.count(Filter.all()),
            Measure.attribute("age"),
            Measure.meanGap(Filter.all()),
            Measure.category(SEGMENT, "gold"),
            Measure.category(SEGMENT, "silver"),
            Measure.given("nps", Unit.NUMBER)));
    private static final StructType TABLE = new StructType()
            .add("who", DataTypes.StringType)
            .add("age", DataTypes.IntegerType)
            .add("segment", DataTypes.StringType)
            .add("nps", DataTypes.FloatType);

    private static Dataset<Row> customers(List<Row> rows) {
        return Customers.of(SPARK.createDataFrame(rows, TABLE), "who", Set.of("nps"));
    }

    private static Dataset<Row> states() {
        List<Row> rows = new ArrayList<>();
        LogView view = SIMULATION.log().asOf(AS_OF);
        for (int row = 0; row < view.customers(); row++) {
            view.history(row).interactions().forEach(each -> rows.add(Interactions.row(each)));
        }
        return CustomerStates.of(SPARK.createDataFrame(rows, Interactions.SCHEMA), LAYOUT);
    }

    private static Map<String, double[]> read(Dataset<Row> states) {
        Map<String, double[]> byCustomer = new HashMap<>();
        for (Row row : states.collectAsList()) {
            double[] slots = new double[LAYOUT.slots()];
            LAYOUT.read(ByteBuffer.wrap(row.getAs(1)), slots, 0);
            double[] values = new double[LAYOUT.measures().size()];
            for (int m = 0; m < values.length; m++) {
                values[m] = LAYOUT.valueAt(m, slots, 0, AS_OF, TimeScale.WEEKS);
            }
            assertThat(byCustomer.put(row.getString(0), values)).isNull();
        }
        return byCustomer;
    }

    @Test
    void statesKnowTheirCustomersAsALogDoes() {
        LogView bare = SIMULATION.log().asOf(AS_OF);
        InteractionLog.Builder log = InteractionLog.builder();
        Map<String, Double> given = new HashMap<>();
        List<Row> rows = new ArrayList<>();
        for (int row = 0; row < bare.customers() + 20; row++) {
            // Twenty without any interaction, a third of all not in the table, some of whom something is not known.
            String id = row < bare.customers() ? bare.customerId(row) : "new-" + row;
            if (row < bare.customers()) {
                bare.history(row).interactions().forEach(log::add);
            }
            if (row % 3 > 0) {
                Integer age = row % 5 == 0 ? null : row % 80;
                String segment = row % 7 == 0 ? null : SEGMENT.levels().get(row % 3);
                Float nps = row % 4 == 0 ? null : row % 11 / 4f;
                rows.add(RowFactory.create(id, age, segment, nps));
                Customer customer = Customer.of(id);
                customer = age == null ? customer : customer.withAttribute("age", age.toString());
                log.customer(segment == null ? customer : customer.withAttribute("segment", segment));
                if (nps != null) {
                    given.put(id, nps.doubleValue());
                }
            }
        }
        // One row twice is one.
        rows.add(rows.get(3));
        LogView view = log.build().asOf(AS_OF).withGiven("nps", given);
        MeasureTable table = MeasureTable.of(view, TimeScale.WEEKS, LAYOUT.measures());
        Map<String, double[]> known = read(Customers.known(states(), customers(rows), LAYOUT));
        assertThat(known).hasSize(table.size());
        for (int row = 0; row < table.size(); row++) {
            double[] values = Objects.requireNonNull(known.get(table.customerId(row)));
            for (int m = 0; m < values.length; m++) {
                Measure measure = LAYOUT.measures().get(m);
                double expected = table.column(measure).get(row);
                assertThat(Math.abs(values[m] - expected) <= 1e-12 * expected
                                || Double.compare(values[m], expected) == 0)
                        .as("%s of %s: %s, not %s", measure, table.customerId(row), values[m], expected)
                        .isTrue();
            }
        }
    }

    @Test
    void whatIsKnownLaterReplacesWhatWas() {
        Dataset<Row> first =
                Customers.known(states(), customers(List.of(RowFactory.create("new", 30, "gold", 7f))), LAYOUT);
        Map<String, double[]> later =
                read(Customers.known(first, customers(List.of(RowFactory.create("new", 31, null, null))), LAYOUT));
        assertThat(later.get("new")).containsExactly(0, 31, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }

    @Test
    void rowsOfOneCustomerThatDifferFailTheJob() {
        for (Row other : List.of(RowFactory.create("a", 31, "gold", 7f), RowFactory.create("a", 30, "gold", 8f))) {
            Dataset<Row> twice = customers(List.of(RowFactory.create("a", 30, "gold", 7f), other));
            assertThatThrownBy(() -> read(Customers.known(states(), twice, LAYOUT)))
                    .hasStackTraceContaining("customer a ")
                    .hasStackTraceContaining("differ");
        }
    }

    @Test
    void anUnseenLevelFailsTheJobByName() {
        Dataset<Row> wrong = customers(List.of(RowFactory.create("a", 30, "platinum", 7f)));
        assertThatThrownBy(() -> read(Customers.known(states(), wrong, LAYOUT)))
                .hasStackTraceContaining("attribute segment of customer a must be a level that is known, was platinum");
    }

    @Test
    void givenNumbersAreOfANumericColumn() {
        Dataset<Row> table = SPARK.createDataFrame(List.of(RowFactory.create("a", 30, "gold", 7f)), TABLE);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Customers.of(table, "who", Set.of("segment")))
                .withMessageContaining("column segment of given numbers must be numeric, is of type string");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Customers.of(table, "customer", Set.of()))
                .withMessageContaining("there is no column customer; the table has [who, age, segment, nps]");
    }
}

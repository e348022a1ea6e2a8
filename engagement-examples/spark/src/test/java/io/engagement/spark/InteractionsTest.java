package io.engagement.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.measure.StateLayout;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InteractionsTest {
    private static final SparkSession SPARK = LocalSpark.session();
    private static final StructType TEXTS = new StructType()
            .add("who", DataTypes.StringType)
            .add("at", DataTypes.StringType)
            .add("purpose", DataTypes.StringType)
            .add("department", DataTypes.StringType)
            .add("value", DataTypes.StringType);

    private static Dataset<Row> table(@Nullable Object... fields) {
        return SPARK.createDataFrame(List.of(RowFactory.create(fields)), TEXTS);
    }

    @Test
    void aRowGoesThroughATableAndBack() {
        Interaction interaction = Interaction.of(
                        "007", Instant.ofEpochMilli(-5), Channel.PHONE, Initiator.COMPANY, Purpose.OFFER)
                .withDepartment("sales")
                .withValue(-1.5)
                .withCost(2)
                .withSatisfaction(0.5)
                .withDuration(Duration.ofSeconds(9))
                .withId("i")
                .withInReplyTo("j")
                .withConversation("k");
        Row row = SPARK.createDataFrame(List.of(Interactions.row(interaction)), Interactions.SCHEMA)
                .head();
        assertThat(Interactions.interaction(row, Kinds.parse(row.getString(2)))).isEqualTo(interaction);
    }

    @Test
    void columnsHaveOtherNamesAndMissingOnesAreToldOrUnknown() {
        Dataset<Row> rows = Interactions.of(
                table("c", "2024-02-29", "purchase", null, "9.5"),
                Map.of("customer", "who"),
                Map.of("initiator", "customer"));
        Row row = rows.head();
        assertThat(Interactions.interaction(row, Kinds.parse(row.getString(2))))
                .isEqualTo(Interaction.of(
                                "c",
                                Instant.parse("2024-02-29T00:00:00Z"),
                                Channel.UNKNOWN,
                                Initiator.CUSTOMER,
                                Purpose.PURCHASE)
                        .withValue(9.5));
    }

    @Test
    void aTableWithoutCustomersIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Interactions.of(table("c", "2024-02-29", "USE", null, null), Map.of(), Map.of()))
                .withMessageContaining("there is no column for customer");
    }

    @Test
    void aKindOfAnotherFormIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Kinds.parse("web"))
                .withMessageContaining("this has not: web");
    }

    @Test
    void slicesAreAtLeastAMillisecond() {
        Dataset<Row> none = SPARK.createDataFrame(List.of(), Interactions.SCHEMA);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CustomerStates.ofSlices(none, StateLayout.of(List.of()), Duration.ZERO))
                .withMessage("slice must be at least a millisecond, was PT0S");
    }
}

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
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class InteractionsTest {
    private static final SparkSession SPARK = LocalSpark.session();

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
                .withConversation("k")
                .withCampaign("spring");
        Row row = SPARK.createDataFrame(List.of(Interactions.row(interaction)), Interactions.SCHEMA)
                .head();
        assertThat(Interactions.interaction(row, Kinds.parse(row.getString(2)))).isEqualTo(interaction);
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

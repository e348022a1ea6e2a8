package io.engagement.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.dialogue.answers.AnswerMeasures;
import io.engagement.dialogue.preference.ContactPreferences;
import io.engagement.dialogue.preference.CustomerZones;
import io.engagement.domain.Channel;
import io.engagement.domain.Direction;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.initiative.SilenceHabit;
import io.engagement.measure.ConversationRule;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureTable;
import io.engagement.measure.StateLayout;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

/** What a dialogue tells of each customer is the same in Spark, in four parts, as in one log. */
class DialogueConsistencyTest {
    private static final SparkSession SPARK = LocalSpark.session();
    private static final Instant START = Instant.parse("2025-01-01T00:00:00Z");
    private static final Instant AS_OF = START.plus(Duration.ofDays(200));
    private static final int CUSTOMERS = 120;
    private static final int EACH = 40;

    private final List<Interaction> interactions = draw();
    private final LogView view = log().asOf(AS_OF);
    private final StateLayout layout = StateLayout.of(measures());

    /** Contacts with and without ids, replies and conversations, some at the same instant. */
    private static List<Interaction> draw() {
        SplittableRandom random = new SplittableRandom(20261129);
        List<Interaction> all = new ArrayList<>();
        for (int customer = 0; customer < CUSTOMERS; customer++) {
            Instant at = START;
            for (int i = 0; i < EACH; i++) {
                at = at.plus(Duration.ofHours(random.nextInt(240)));
                all.add(next("c" + customer, at, i, random));
            }
        }
        return all;
    }

    private static Interaction next(String customer, Instant at, int number, SplittableRandom random) {
        boolean ours = random.nextBoolean();
        Channel channel = random.nextBoolean() ? Channel.EMAIL : Channel.PHONE;
        Interaction next = Interaction.of(
                        customer,
                        at,
                        channel,
                        ours ? Initiator.COMPANY : Initiator.CUSTOMER,
                        ours ? Purpose.OFFER : Purpose.QUESTION)
                .withDirection(ours ? Direction.OUTBOUND : Direction.INBOUND)
                .withId(customer + "-" + number);
        next = random.nextInt(3) == 0 && number > 0
                ? next.withInReplyTo(customer + "-" + random.nextInt(number))
                : next;
        return random.nextInt(3) == 0 ? next.withConversation("talk-" + random.nextInt(5)) : next;
    }

    private InteractionLog log() {
        InteractionLog.Builder log = InteractionLog.builder();
        interactions.forEach(log::add);
        return log.build();
    }

    private List<Measure> measures() {
        ConversationRule rule = ConversationRule.standard();
        Duration week = Duration.ofDays(7);
        return Stream.of(
                        Arrays.stream(Initiator.values()).map(rule::conversations),
                        Arrays.stream(Initiator.values())
                                .map(each -> rule.conversationsWithin(each, Duration.ofDays(90))),
                        AnswerMeasures.ofCustomers(week).all().stream(),
                        Stream.of(
                                ContactPreferences.of(view, CustomerZones.all(ZoneOffset.UTC))
                                        .contactFit(ZoneOffset.UTC),
                                Measure.restQuantile(Filter.ownInitiative(), 0.95, Duration.ofHours(24))),
                        SilenceHabit.of(0, 1, 1).scorer().inputs().stream())
                .flatMap(each -> each)
                .distinct()
                .toList();
    }

    private Dataset<Row> rows() {
        List<Row> rows = interactions.stream().map(Interactions::row).toList();
        return Interactions.asOf(SPARK.createDataFrame(rows, Interactions.SCHEMA), AS_OF)
                .repartition(4);
    }

    private void assertSame(Dataset<Row> states, double relative) {
        MeasureTable table = MeasureTable.of(view, TimeScale.DAYS, layout.measures());
        List<Row> found = states.collectAsList();
        assertThat(found).hasSize(CUSTOMERS);
        double[] slots = new double[layout.slots()];
        for (Row row : found) {
            layout.read(ByteBuffer.wrap(row.getAs(1)), slots, 0);
            OptionalInt place = view.row(row.getString(0));
            for (int m = 0; m < layout.measures().size(); m++) {
                Measure measure = layout.measures().get(m);
                double expected = table.column(measure).get(place.orElseThrow());
                double actual = layout.valueAt(m, slots, 0, AS_OF, TimeScale.DAYS);
                assertThat(Double.compare(actual, expected) == 0
                                || Math.abs(actual - expected) <= relative * Math.abs(expected))
                        .as("%s of %s: %s, not %s", measure, row.getString(0), actual, expected)
                        .isTrue();
            }
        }
    }

    @Test
    void inFourPartsItIsThatOfOneLogToTheBit() {
        assertSame(CustomerStates.of(rows(), layout), 0);
    }

    @Test
    void inSlicesOfTimeItIsToTheLastBitsOfSums() {
        assertSame(CustomerStates.ofSlices(rows(), layout, Duration.ofDays(17)), 1e-12);
    }

    @Test
    void soItIsWhereThreadsAreSettledFirst() {
        assertSame(CustomerStates.ofThreads(rows(), layout), 0);
    }
}

package io.engagement.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.engagement.domain.Channel;
import io.engagement.domain.Customer;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.InteractionKind;
import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.measure.Filter;
import io.engagement.measure.Levels;
import io.engagement.measure.Measure;
import io.engagement.measure.Measure.Unit;
import io.engagement.measure.MeasureTable;
import io.engagement.score.Scale;
import io.engagement.score.ScoreTable;
import io.engagement.score.Scorer;
import io.engagement.score.ScoringPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a live store knows of customers apart from interactions. */
class LiveFactsTest {
    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
    private static final Levels SEGMENT = Levels.of("segment", List.of("basic", "gold", "silver"));
    private static final Measure AGE = Measure.attribute("age");
    private static final Measure NPS = Measure.given("nps", Unit.NUMBER);
    private static final List<Measure> MEASURES = List.of(
            Measure.count(Filter.all()),
            AGE,
            Measure.meanGap(Filter.all()),
            Measure.category(SEGMENT, "gold"),
            Measure.category(SEGMENT, "silver"),
            NPS);
    private static final Scorer SCORER = Scorer.of(
            "score",
            Scale.INDEX,
            MEASURES,
            in -> Math.min(100, in[0] + in[1] + in[2] + 20 * in[3] + 5 * in[4] + in[5]));

    private static LiveStore.Builder how() {
        return LiveStore.of(SCORER)
                .withShards(2)
                .withClock(Clock.fixed(NOW, ZoneOffset.UTC))
                .withReorderWindow(Duration.ofDays(400));
    }

    private static Customer customer(String id, String age, String segment) {
        return Customer.of(id).withAttribute("age", age).withAttribute("segment", segment);
    }

    private static Interaction use(String id, long daysAgo) {
        return Interaction.of(
                id,
                NOW.minus(Duration.ofDays(daysAgo)),
                InteractionKind.of(Channel.WEB, Initiator.CUSTOMER, Purpose.USE));
    }

    private static double measure(LiveStore store, String id, Measure measure) {
        return store.measures(id).orElseThrow().column(measure).get(0);
    }

    /** The same events, in any order but that of one customer's words, through a snapshot at any place. */
    @Property(seed = "20261129", tries = 60)
    void liveEqualsTheLogWhateverTheOrder(@ForAll Random random) throws IOException {
        InteractionLog.Builder log = InteractionLog.builder();
        Map<String, Double> given = new HashMap<>();
        List<Consumer<LiveStore>> events = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            String id = "c" + i;
            for (int days = random.nextInt(4); days > 0; days--) {
                Interaction next = use(id, random.nextInt(100));
                log.add(next);
                events.add(store -> store.add(next));
            }
            // Whoever is given a number is known in the store.
            Customer customer = random.nextBoolean()
                    ? customer(
                            id,
                            String.valueOf(random.nextInt(90)),
                            SEGMENT.levels().get(random.nextInt(3)))
                    : Customer.of(id);
            log.customer(customer);
            events.add(store -> store.know(customer));
            if (random.nextBoolean()) {
                double number = random.nextInt(10);
                given.put(id, number);
                events.add(store -> store.give(id, "nps", number));
            }
        }
        Collections.shuffle(events, random);
        LiveStore store = how().open();
        int cut = random.nextInt(events.size() + 1);
        events.subList(0, cut).forEach(event -> event.accept(store));
        Path snapshot = Files.createTempFile("facts", ".live");
        LiveStore restored = how().restore(LiveBase.write(snapshot, store));
        Files.delete(snapshot);
        events.subList(cut, events.size()).forEach(event -> event.accept(restored));
        assertSame(restored, log.build().asOf(NOW).withGiven("nps", given));
    }

    private static void assertSame(LiveStore store, LogView view) {
        ScoreTable expected = ScoringPlan.of(SCORER).score(view);
        ScoreTable all = store.scores();
        MeasureTable table = MeasureTable.of(view, TimeScale.DAYS, MEASURES);
        assertThat(all.size()).isEqualTo(expected.size());
        for (int row = 0; row < expected.size(); row++) {
            String id = view.customerId(row);
            assertThat(all.customerId(row)).isEqualTo(id);
            for (Measure measure : MEASURES) {
                assertThat(measure(store, id, measure))
                        .as("%s of %s", measure, id)
                        .isEqualTo(Double.valueOf(table.column(measure).get(row)));
            }
            assertThat(List.of(
                            all.get(row, "score"),
                            store.score(id).orElseThrow().get(0, "score"),
                            SCORER.score(view.history(row))))
                    .containsOnly(expected.get(row, "score"));
        }
    }

    @Test
    void aStoreThatBeginsWithALogKnowsItsCustomersAndGivenNumbers() {
        LogView view = InteractionLog.builder()
                .customer(customer("a", "30", "gold"))
                .customer(customer("b", "40", "silver"))
                .add(use("b", 3))
                .add(use("b", 9))
                .add(use("c", 1))
                .build()
                .asOf(NOW)
                .withGiven("nps", Map.of("a", 7.0, "c", 3.0))
                .withGiven("unread", Map.of("a", 1.0));
        LiveStore store = how().open();
        store.addAll(view);
        assertSame(store, view);
    }

    @Test
    void aWrongAttributeOfALogIsRefusedBeforeAnythingIsIn() {
        LogView view = InteractionLog.builder()
                .customer(customer("a", "30", "gold"))
                .customer(customer("b", "old", "gold"))
                .build()
                .asOf(NOW);
        LiveStore store = how().open();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> store.addAll(view))
                .withMessageContaining("attribute age of customer b must be a number");
        assertThat(store.report().customers()).isZero();
        store.know(customer("a", "30", "gold"));
        assertThat(store.report().customers()).isEqualTo(1);
    }

    @Test
    void theLastWordCountsAndGivenNumbersStay() {
        LiveStore store = how().open();
        store.know(customer("a", "30", "gold"));
        store.give("a", "nps", 7);
        store.know(customer("a", "31", "silver"));
        assertThat(measure(store, "a", AGE)).isEqualTo(31);
        assertThat(measure(store, "a", MEASURES.get(3))).isZero();
        assertThat(measure(store, "a", NPS)).isEqualTo(7);
        store.know(Customer.of("a"));
        assertThat(measure(store, "a", AGE)).isNaN();
        store.give("a", "nps", Double.NaN);
        assertThat(measure(store, "a", NPS)).isNaN();
    }

    @Test
    @SuppressWarnings("NullAway") // that it is refused is what is tested
    void whatIsRefusedChangesNothing() {
        LiveStore store = how().open();
        store.know(customer("a", "30", "gold"));
        assertThatIllegalArgumentException().isThrownBy(() -> store.know(customer("a", "31", "platinum")));
        assertThatIllegalArgumentException().isThrownBy(() -> store.know(customer("b", "1,5", "gold")));
        assertThatIllegalArgumentException().isThrownBy(() -> store.give("b", "npss", 1));
        assertThatIllegalArgumentException().isThrownBy(() -> store.give("b", "nps", Double.NEGATIVE_INFINITY));
        assertThatIllegalArgumentException().isThrownBy(() -> store.give(" ", "nps", 1));
        assertThatNullPointerException().isThrownBy(() -> store.know(null));
        assertThat(measure(store, "a", AGE)).isEqualTo(30);
        assertThat(store.report().customers()).isEqualTo(1);
    }

    @Test
    void whoIsErasedIsForgottenWithAllThatWasKnown() {
        LiveStore store = how().open();
        store.know(customer("a", "30", "gold"));
        store.give("a", "nps", 7);
        assertThat(store.erase("a")).isTrue();
        assertThat(store.measures("a")).isEmpty();
        store.add(use("a", 1));
        assertThat(measure(store, "a", AGE)).isNaN();
        assertThat(measure(store, "a", NPS)).isNaN();
    }

    @Test
    void aFeedDropsWhatItKnewAlreadyAlsoAfterASnapshot(@TempDir Path folder) throws IOException {
        LiveStore store = how().open();
        Feed feed = store.feed("crm");
        assertThat(feed.know(customer("a", "30", "gold"), 1)).isEqualTo(Arrival.TAKEN);
        assertThat(feed.give("a", "nps", 7, 2)).isEqualTo(Arrival.TAKEN);
        assertThat(feed.know(customer("a", "31", "gold"), 3)).isEqualTo(Arrival.TAKEN);
        store.snapshot(folder.resolve("store"));
        LiveStore restored = how().restore(folder.resolve("store"));
        Feed again = restored.feed("crm");
        assertThat(again.position()).hasValue(3);
        assertThat(again.know(customer("a", "30", "gold"), 1)).isEqualTo(Arrival.REPLAYED);
        assertThat(again.give("a", "nps", 6, 2)).isEqualTo(Arrival.REPLAYED);
        assertThat(again.know(customer("a", "32", "gold"), 4)).isEqualTo(Arrival.TAKEN);
        assertThat(measure(restored, "a", AGE)).isEqualTo(32);
        assertThat(measure(restored, "a", NPS)).isEqualTo(7);
        assertThat(restored.report().replayed()).isEqualTo(2);
    }

    @Test
    void whereAFeedsCustomerIsRefusedItsPositionIsBeforeIt() {
        LiveStore store = how().open();
        Feed feed = store.feed("crm");
        assertThatIllegalArgumentException().isThrownBy(() -> feed.know(customer("a", "x", "gold"), 1));
        assertThat(feed.position()).isEmpty();
        assertThat(feed.know(customer("a", "30", "gold"), 1)).isEqualTo(Arrival.TAKEN);
    }

    @Test
    void aSnapshotOfOtherLevelsIsRefused(@TempDir Path folder) throws IOException {
        LiveStore.of(Scorer.of("score", Scale.COUNT, Measure.category(SEGMENT, "gold"), is -> is))
                .open()
                .snapshot(folder.resolve("store"));
        Levels other = Levels.of("segment", List.of("gold", "basic", "silver"));
        Scorer scorer = Scorer.of("score", Scale.COUNT, Measure.category(other, "silver"), is -> is);
        assertThatThrownBy(() -> LiveStore.of(scorer).restore(folder.resolve("store")))
                .isInstanceOf(SnapshotException.class)
                .hasMessageContaining("the snapshot was written for other measures");
    }
}

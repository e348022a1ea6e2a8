package io.engagement.live;

import static io.engagement.live.LiveBase.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.internal.index.KeyedHash;
import io.engagement.live.LiveBase.HandClock;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureTable;
import io.engagement.measure.PurchaseDefinition;
import io.engagement.measure.StateLayout;
import io.engagement.score.ScoreTable;
import io.engagement.score.ScoringPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LiveStoreTest {
    private static final PurchaseDefinition PURCHASES = PurchaseDefinition.standard();
    private static final Measure CONTACTS = Measure.count(Filter.all());

    private final HandClock clock = new HandClock(START.plus(Duration.ofDays(100)));
    private final LiveStore store = LiveStore.of(LiveBase.ENGAGEMENT, LiveBase.RISK, LiveBase.VALUE)
            .withMeasures(CONTACTS)
            .withClock(clock)
            .withReorderWindow(Duration.ofHours(1))
            .withDuplicateWindow(Duration.ofMinutes(10))
            .withShards(1)
            .open();

    @Test
    void aStoreSaysWhatTheLogOfTheSameInteractionsSays() {
        Random random = new Random(20261124);
        InteractionLog.Builder log = InteractionLog.builder();
        for (int i = 0; i < 3000; i++) {
            Instant at = START.plusSeconds(random.nextInt(80) * 86_400L + random.nextInt(86_400));
            Interaction interaction = LiveBase.interaction("c" + random.nextInt(200), at, i);
            log.add(interaction);
        }
        LogView view = log.build().asOf(clock.instant());
        store.addAll(view);
        ScoreTable live = store.scores();
        ScoreTable batch = ScoringPlan.of(LiveBase.ENGAGEMENT, LiveBase.RISK, LiveBase.VALUE)
                .score(view);
        assertThat(live.size()).isEqualTo(batch.size()).isEqualTo(200);
        assertThat(live.asOf()).isEqualTo(clock.instant());
        for (int row = 0; row < batch.size(); row++) {
            assertThat(live.customerId(row)).isEqualTo(batch.customerId(row));
            for (String name : batch.names()) {
                LiveBase.assertClose(live.get(row, name), batch.get(row, name), name);
                assertThat(store.score(batch.customerId(row), name).orElse(Double.NaN))
                        .isEqualTo((Double) live.get(row, name));
            }
        }
        List<String> parts = new ArrayList<>();
        store.forEachPart(part -> {
            for (int row = 0; row < part.size(); row++) {
                parts.add(part.customerId(row));
                assertThat(part.get(row, "retention_risk")).isEqualTo((Double)
                        store.score(part.customerId(row), "retention_risk").orElse(Double.NaN));
            }
        });
        assertThat(parts).hasSize(200).doesNotHaveDuplicates();
        List<String> measured = new ArrayList<>();
        store.forEachPartOfMeasures(part -> {
            for (int row = 0; row < part.size(); row++) {
                measured.add(part.customerId(row));
                MeasureTable own = store.measures(part.customerId(row)).orElseThrow();
                for (Measure measure : store.measures()) {
                    assertThat(part.column(measure).get(row))
                            .isEqualTo((Double) own.column(measure).get(0));
                }
            }
        });
        assertThat(measured).isEqualTo(parts);
        assertThat(store.report()).isEqualTo(LiveBase.report(200, 3000, 0));
    }

    @Test
    void aScoreComesWithItsReasons() {
        buy("c1", Duration.ofDays(60));
        ScoreTable scores = store.score("c1").orElseThrow();
        assertThat(scores.explain(0, "retention_risk").value()).isEqualTo((Double) scores.get(0, "retention_risk"));
        assertThat(scores.explain(0, "retention_risk").reason()).contains("purchase");
    }

    @Test
    void whoIsNotKnownHasNoScore() {
        assertThat(store.score("nobody")).isEmpty();
        assertThat(store.score("nobody", "engagement")).isEmpty();
        assertThat(store.measures("nobody")).isEmpty();
        store.add(Interaction.of("c1", clock.instant(), Channel.WEB, Initiator.CUSTOMER, Purpose.QUESTION));
        assertThat(store.score("c1", "engagement")).isPresent();
        assertThat(store.score("c1", "retention_risk"))
                .as("no purchase, no risk of losing")
                .isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> store.score("c1", "no_such"))
                .withMessageContaining("no_such");
    }

    @Test
    void scoresChangeWhenNothingHappens() {
        buy("c1", Duration.ofDays(1));
        buy("c1", Duration.ofDays(0));
        double before = store.score("c1", "retention_risk").orElseThrow();
        clock.advance(Duration.ofDays(200));
        assertThat(store.score("c1", "retention_risk").orElseThrow()).isGreaterThan(before);
        double then = store.score("c1", "retention_risk").orElseThrow();
        clock.advance(Duration.ofMinutes(-1));
        assertThat(store.score("c1", "retention_risk").orElseThrow())
                .as("a clock that goes back a little stops time")
                .isEqualTo((Double) then);
    }

    @Test
    void whatIsLateByNoMoreThanTheWindowIsTakenInItsPlace() {
        buy("c1", Duration.ofHours(30));
        buy("c1", Duration.ofHours(3));
        assertThat(buy("c1", Duration.ofMinutes(3 * 60 + 59))).isEqualTo(Arrival.TAKEN);
        assertThat(column("c1", PURCHASES.frequency())).isEqualTo(1);
    }

    @Test
    void whatIsLaterIsCountedAndReported() {
        buy("c1", Duration.ofDays(9));
        buy("c1", Duration.ofDays(4));
        buy("c2", Duration.ofDays(0));
        // c1's purchases are settled now: newer ones are known than an hour later.
        assertThat(store.measures("c1")).isPresent();
        assertThat(buy("c1", Duration.ofDays(6))).isEqualTo(Arrival.LATE);
        assertThat(column("c1", PURCHASES.frequency())).isEqualTo(1);
        assertThat(column("c1", CONTACTS)).as("in any order").isEqualTo(3);
        assertThat(buy("c1", Duration.ofDays(3))).as("behind nothing").isEqualTo(Arrival.TAKEN);
        assertThat(column("c1", PURCHASES.frequency())).isEqualTo(2);
        assertThat(store.report().late()).isEqualTo(1);
    }

    @Test
    void whatLiesAfterTheClockWaitsForItsTime() {
        buy("c1", Duration.ofDays(2));
        assertThat(buy("c1", Duration.ofDays(-3))).isEqualTo(Arrival.AHEAD);
        assertThat(column("c1", CONTACTS)).isEqualTo(1);
        assertThat(store.report().ahead()).isEqualTo(1);
        clock.advance(Duration.ofDays(2));
        buy("c1", Duration.ofDays(1));
        assertThat(column("c1", PURCHASES.frequency())).isEqualTo(1);
        clock.advance(Duration.ofDays(2));
        assertThat(column("c1", PURCHASES.frequency())).isEqualTo(2);
        assertThat(column("c1", CONTACTS)).isEqualTo(3);
        assertThat(store.report()).isEqualTo(LiveBase.report(1, 3, 0));
    }

    @Test
    void anIdCountsOnceWithinItsWindow() {
        Interaction order = purchase("c1", Duration.ZERO).withId("order-7");
        assertThat(store.add(order)).isEqualTo(Arrival.TAKEN);
        clock.advance(Duration.ofMinutes(9));
        assertThat(store.add(order)).isEqualTo(Arrival.DUPLICATE);
        assertThat(store.add(purchase("c2", Duration.ZERO).withId("order-7")))
                .as("of another customer")
                .isEqualTo(Arrival.TAKEN);
        assertThat(store.add(purchase("c1", Duration.ZERO).withId("order-8"))).isEqualTo(Arrival.TAKEN);
        clock.advance(Duration.ofMinutes(1));
        assertThat(store.add(order)).as("after the window").isEqualTo(Arrival.TAKEN);
        clock.advance(Duration.ofMinutes(9));
        assertThat(store.add(order)).isEqualTo(Arrival.DUPLICATE);
        clock.advance(Duration.ofDays(1));
        assertThat(store.add(order)).isEqualTo(Arrival.TAKEN);
        assertThat(store.report().duplicates()).isEqualTo(2);
    }

    @Test
    void withoutAWindowNoIdIsRemembered() {
        LiveStore forgetful = LiveStore.of(LiveBase.RISK)
                .withDuplicateWindow(Duration.ZERO)
                .withClock(clock)
                .open();
        Interaction order = purchase("c1", Duration.ZERO).withId("order-7");
        assertThat(forgetful.add(order)).isEqualTo(Arrival.TAKEN);
        assertThat(forgetful.add(order)).isEqualTo(Arrival.TAKEN);
    }

    @Test
    void anErasedCustomerIsForgotten() {
        Interaction order = purchase("c1", Duration.ZERO).withId("order-7");
        store.add(order);
        buy("c2", Duration.ofDays(1));
        buy("c1", Duration.ofDays(-1));
        assertThat(store.erase("c1")).isTrue();
        assertThat(store.erase("c1")).isFalse();
        assertThat(store.score("c1")).isEmpty();
        assertThat(store.report().customers()).isEqualTo(1);
        assertThat(store.report().ahead()).isZero();
        assertThat(store.add(order)).as("sent once more").isEqualTo(Arrival.DUPLICATE);
        assertThat(store.score("c1")).isEmpty();
        clock.advance(Duration.ofDays(1));
        buy("c1", Duration.ZERO);
        assertThat(column("c1", CONTACTS)).as("begins anew").isEqualTo(1);
        assertThat(store.scores().size()).isEqualTo(2);
    }

    @Test
    void erasedCustomersLeaveRoomForOthers() {
        LiveStore small =
                LiveStore.of(LiveBase.RISK).withShards(1).withClock(clock).open();
        for (int round = 0; round < 5; round++) {
            for (int i = 0; i < 2000; i++) {
                small.add(purchase("customer-" + round + "-" + i + (i % 3 == 0 ? "é" : "€"), Duration.ofDays(1)));
            }
            for (int i = 0; i < 2000; i++) {
                if (i % 10 != 0) {
                    assertThat(small.erase("customer-" + round + "-" + i + (i % 3 == 0 ? "é" : "€")))
                            .isTrue();
                }
            }
        }
        assertThat(small.report().customers()).isEqualTo(1000);
        assertThat(small.scores().customerId(999)).isEqualTo("customer-4-990é");
        assertThat(small.score("customer-0-10€")).isPresent();
        assertThat(small.score("customer-0-11€")).isEmpty();
    }

    @Test
    void idsOfAnyLengthAndLetterAreToldApart() {
        List<String> ids = List.of(
                "a",
                "aa",
                "aaaa",
                "aaaaa",
                "\u0100",
                "a\u0100",
                "é",
                "x".repeat(126),
                "x".repeat(127),
                "x".repeat(64),
                "x".repeat(5000),
                "x".repeat(70_000),
                "\ud83d\ude00",
                "\ud83d",
                "\uffff".repeat(3000),
                "0001",
                "1");
        for (String id : ids) {
            buy(id, Duration.ofDays(1));
        }
        for (String id : ids) {
            assertThat(column(id, CONTACTS)).as(id).isEqualTo(1);
        }
        assertThat(store.report().customers()).isEqualTo(ids.size());
        ScoreTable scores = store.scores();
        for (int row = 0; row < ids.size(); row++) {
            assertThat(ids).contains(scores.customerId(row));
        }
    }

    @Test
    void manyCustomersWaitAndAreLetGo() {
        for (int i = 0; i < 5000; i++) {
            buy("c" + i, Duration.ofMinutes(5000 - i));
        }
        buy("late", Duration.ofDays(-2));
        clock.advance(Duration.ofDays(1));
        for (int i = 0; i < 5000; i++) {
            buy("d" + i, Duration.ZERO);
        }
        for (int i = 0; i < 5000; i++) {
            assertThat(column("c" + i, CONTACTS)).isEqualTo(1);
        }
        assertThat(store.report()).isEqualTo(LiveBase.report(10_001, 10_000, 1));
    }

    @Test
    void aBatchIsWhatItsInteractionsAreOneByOne() {
        LiveStore oneByOne = LiveBase.store().withClock(clock).open();
        LiveStore atOnce = LiveBase.store().withClock(clock).open();
        List<Interaction> batch = new ArrayList<>();
        List<Arrival> arrivals = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            Interaction next = LiveBase.interaction("c" + i % 77, START.plus(Duration.ofHours(3L * i)), i)
                    .withId("i" + i % 924);
            batch.add(next);
            arrivals.add(oneByOne.add(next));
        }
        assertThat(atOnce.addAll(batch.subList(0, 10))).isEqualTo(arrivals.subList(0, 10));
        assertThat(atOnce.addAll(batch.subList(10, 1000))).isEqualTo(arrivals.subList(10, 1000));
        assertThat(atOnce.addAll(List.of())).isEmpty();
        assertThat(arrivals).contains(Arrival.TAKEN, Arrival.AHEAD, Arrival.DUPLICATE);
        LiveBase.assertSameStores(atOnce, oneByOne);
        assertThat(atOnce.report()).isEqualTo(oneByOne.report());
    }

    @Test
    void aFeedTakesBatches() {
        List<Interaction> batch = List.of(purchase("c1", Duration.ofDays(3)), purchase("c2", Duration.ofDays(2)));
        Feed feed = store.feed("orders");
        assertThat(feed.position()).isEmpty();
        assertThat(feed.name()).isEqualTo("orders");
        assertThat(feed.addAll(batch, 7)).containsExactly(Arrival.TAKEN, Arrival.TAKEN);
        assertThat(feed.position()).hasValue(8);
        assertThat(feed.addAll(batch, 7)).containsExactly(Arrival.REPLAYED, Arrival.REPLAYED);
        assertThat(store.feed("orders")).isSameAs(feed);
    }

    @Test
    void aCustomerWithMuchThatWaitsIsTakenInAnyOrder() {
        LiveStore patient = LiveBase.store()
                .withClock(clock)
                .withReorderWindow(Duration.ofDays(90))
                .open();
        List<Interaction> all = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            // Backwards in time, the worst order.
            Interaction next = LiveBase.interaction("c1", clock.instant().minus(Duration.ofMinutes(40L * i)), i);
            all.add(next);
            assertThat(patient.add(next)).isEqualTo(Arrival.TAKEN);
        }
        LiveBase.assertSame(
                patient.measures("c1").orElseThrow(),
                0,
                LiveBase.batch("c1", clock.instant(), all, patient),
                0,
                patient.measures());
    }

    @Test
    void whatIsLateDoesNotDependOnWhoAsked() {
        for (boolean asked : new boolean[] {false, true}) {
            String customer = "c" + asked;
            buy(customer, Duration.ofDays(9));
            buy(customer, Duration.ofDays(4));
            buy("other" + asked, Duration.ZERO);
            if (asked) {
                assertThat(store.measures(customer)).isPresent();
            }
            assertThat(buy(customer, Duration.ofDays(6))).as(customer).isEqualTo(Arrival.LATE);
            // Of the day of the last one, where the order is free.
            assertThat(buy(customer, Duration.ofDays(4).plusHours(-1)))
                    .as(customer)
                    .isEqualTo(Arrival.TAKEN);
        }
    }

    @Test
    void aBusyCustomerIsExactFromOneDayToTheNext() {
        LiveStore busy = LiveBase.store()
                .withClock(clock)
                .withReorderWindow(Duration.ofHours(2))
                .open();
        List<Interaction> all = new ArrayList<>();
        Random random = new Random(20261125);
        Instant start = clock.instant().minus(Duration.ofDays(3));
        for (int i = 0; i < 4000; i++) {
            Instant at = start.plusSeconds(60L * i - random.nextInt(3600));
            Interaction next = LiveBase.interaction("c1", at, i);
            all.add(next);
            assertThat(busy.add(next)).as("%s", at).isEqualTo(Arrival.TAKEN);
            if (i % 97 == 0) {
                LiveBase.assertSame(
                        busy.measures("c1").orElseThrow(),
                        0,
                        LiveBase.batch("c1", clock.instant(), all, busy),
                        0,
                        busy.measures());
            }
        }
        LiveBase.assertSame(
                busy.measures("c1").orElseThrow(),
                0,
                LiveBase.batch("c1", clock.instant(), all, busy),
                0,
                busy.measures());
    }

    @Test
    void ofOneInstantTheOrderIsThatOfALog() {
        // A sign-up and a cancellation, as a log orders them, whichever comes first.
        for (int first : new int[] {3, 6}) {
            LiveStore contracts = LiveBase.store().withClock(clock).open();
            List<Interaction> all = new ArrayList<>();
            Instant at = clock.instant().minusSeconds(30);
            for (int number : new int[] {first, 9 - first, 3, 6}) {
                all.add(ofInstant(number, at));
                assertThat(contracts.add(ofInstant(number, at))).isEqualTo(Arrival.TAKEN);
                LiveBase.assertSame(
                        contracts.measures("c1").orElseThrow(),
                        0,
                        LiveBase.batch("c1", clock.instant(), all, contracts),
                        0,
                        contracts.measures());
            }
        }
    }

    private static Interaction ofInstant(int number, Instant at) {
        return ofInstant(number == 3 ? Purpose.USE : Purpose.COMPLAINT, at).withValue(number);
    }

    private static Interaction ofInstant(Purpose purpose, Instant at) {
        return Interaction.of("c1", at, Channel.WEB, Initiator.CUSTOMER, purpose);
    }

    @Test
    void whatChangedNothingWithinAnInstantMayYetChangeSomething() {
        // Measures of contracts alone, as others count each interaction.
        LiveStore contracts = LiveStore.of(LiveBase.ENGAGEMENT)
                .withMeasures(LiveBase.CONTRACT.age(), LiveBase.CONTRACT.cancelled())
                .withClock(clock)
                .withReorderWindow(Duration.ofHours(1))
                .withShards(1)
                .open();
        Instant at = clock.instant();
        // Two cancellations of one instant, the second of which a log has behind a sign-up between them.
        Interaction first = Interaction.of("c1", at, Channel.APP, Initiator.CUSTOMER, Purpose.COMPLAINT);
        Interaction last = Interaction.of("c1", at, Channel.WEB, Initiator.CUSTOMER, Purpose.COMPLAINT);
        Interaction between = Interaction.of("c1", at, Channel.PHONE, Initiator.CUSTOMER, Purpose.USE);
        // The two before them make all wait.
        Interaction before = ofInstant(Purpose.USE, at.minus(Duration.ofMinutes(70)));
        List<Interaction> all = new ArrayList<>(List.of(before, before, first, last));
        all.forEach(contracts::add);
        clock.advance(Duration.ofMinutes(6));
        // They are put in order, as the earliest is out of the window.
        contracts.add(LiveBase.interaction("other", clock.instant(), 1));
        contracts.add(LiveBase.interaction("other", clock.instant(), 2));
        contracts.add(between);
        all.add(between);
        assertLikeABatch(contracts, all);
    }

    @Test
    void behindWhatIsSettledOthersOfItsInstantAreTaken() {
        LiveStore contracts = LiveBase.store().withClock(clock).withShards(1).open();
        Instant at = clock.instant();
        List<Interaction> all = new ArrayList<>();
        for (Purpose purpose : List.of(Purpose.USE, Purpose.COMPLAINT)) {
            contracts.add(ofInstant(purpose, at.minusSeconds(90)));
            contracts.add(LiveBase.interaction("other", clock.instant(), 1));
            all.add(ofInstant(purpose, at.minusSeconds(90)));
        }
        assertThat(contracts.report().late()).isZero();
        assertLikeABatch(contracts, all);
    }

    @Test
    void whoIsReadAfterEachInteractionInAnyOrderTakesNoMoreMemory() {
        StateLayout layout = StateLayout.of(List.of(Measure.meanGap(Filter.all())));
        Shard shard = new Shard(
                layout,
                new KnownKinds(layout),
                KeyedHash.random(),
                clock::millis,
                Duration.ofDays(90).toMillis(),
                0,
                0);
        Random random = new Random(20261126);
        double[] slots = new double[layout.slots()];
        for (int i = 0; i < 1000; i++) {
            // One in three is of another customer, whose are in order.
            String customer = i % 3 == 0 ? "other" : "c1";
            Instant at = i % 3 == 0 ? START.plusSeconds(i) : START.minusSeconds(random.nextInt(7_000_000));
            Interaction next = LiveBase.interaction(customer, at, i);
            assertThat(shard.add(next, customer.length(), clock.millis(), Shard.NO_FEED, 0))
                    .isEqualTo(Arrival.TAKEN);
            assertThat(shard.read(customer, customer.length(), clock.millis(), slots))
                    .isEqualTo(clock.millis());
        }
        assertThat(shard.journalWords()).isLessThanOrEqualTo(16 * 1024);
    }

    @Test
    void whatIsDueBeforeAnythingCameIsTakenBackToo() {
        // Enough slots that the journal has no room for two.
        LiveStore wide = LiveBase.store().withClock(clock).withShards(1).open();
        Instant due = clock.instant().plusSeconds(20);
        List<Interaction> all = new ArrayList<>();
        for (String customer : List.of("c1", "c2")) {
            all.add(Interaction.of(customer, due, Channel.WEB, Initiator.CUSTOMER, Purpose.PURCHASE));
            assertThat(wide.add(all.get(all.size() - 1))).isEqualTo(Arrival.AHEAD);
        }
        clock.advance(Duration.ofSeconds(40));
        wide.add(Interaction.of("c3", clock.instant(), Channel.WEB, Initiator.CUSTOMER, Purpose.PURCHASE));
        all.remove(1);
        all.add(ofInstant(Purpose.PURCHASE, due.minusSeconds(10)));
        assertThat(wide.add(all.get(1))).isEqualTo(Arrival.TAKEN);
        assertLikeABatch(wide, all);
    }

    private void assertLikeABatch(LiveStore live, List<Interaction> interactions) {
        List<Measure> ordered =
                live.measures().stream().filter(Measure::ordered).toList();
        LiveBase.assertSame(
                live.measures("c1").orElseThrow(),
                0,
                LiveBase.batch("c1", clock.instant(), interactions, live),
                0,
                ordered);
    }

    @Test
    void longIdsComeInBatchesToo() {
        List<Interaction> batch = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            batch.add(purchase("0b9e7b0c-2f6a-4f0e-9d0c-%012d".formatted(i % 1500), Duration.ofHours(1)));
        }
        store.addAll(batch);
        assertThat(store.report()).isEqualTo(LiveBase.report(1500, 3000, 0));
        assertThat(column(batch.get(1234).customerId(), CONTACTS)).isEqualTo(2);
    }

    @Test
    void whatCannotBeIsRefused() {
        LiveStore.Builder builder = LiveStore.of(LiveBase.RISK);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.withShards(3))
                .withMessageContaining("was 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.withShards(0))
                .withMessageContaining("was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.withShards(1 << 17))
                .withMessageContaining("65536");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.withReorderWindow(Duration.ofMillis(-1)))
                .withMessageContaining("reorderWindow");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.withDuplicateWindow(Duration.ofDays(365_001)))
                .withMessageContaining("duplicateWindow");
        assertThatIllegalArgumentException().isThrownBy(LiveStore::of).withMessageContaining("at least one scorer");
    }

    @Test
    void aBuilderIsNotChangedByItsCopies() {
        LiveStore.Builder builder = LiveStore.of(LiveBase.RISK).withClock(clock);
        LiveStore.Builder counting = builder.withMeasures(CONTACTS).withShards(1);
        LiveStore plain = builder.open();
        LiveStore counted = counting.open();
        for (LiveStore each : List.of(plain, counted)) {
            each.add(purchase("c1", Duration.ofHours(1)));
        }
        assertThat(counted.measures("c1").orElseThrow().measures()).contains(CONTACTS);
        assertThat(plain.measures("c1").orElseThrow().measures()).doesNotContain(CONTACTS);
    }

    private Arrival buy(String customer, Duration ago) {
        return store.add(purchase(customer, ago));
    }

    private Interaction purchase(String customer, Duration ago) {
        return Interaction.of(customer, clock.instant().minus(ago), Channel.WEB, Initiator.CUSTOMER, Purpose.PURCHASE)
                .withValue(10);
    }

    private double column(String customer, Measure measure) {
        MeasureTable table = store.measures(customer).orElseThrow();
        return table.column(measure).get(0);
    }
}

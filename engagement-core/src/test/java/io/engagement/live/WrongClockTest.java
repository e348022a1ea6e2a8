package io.engagement.live;

import static io.engagement.live.LiveBase.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.engagement.domain.Interaction;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.internal.index.KeyedHash;
import io.engagement.live.LiveBase.HandClock;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.measure.StateLayout;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A clock that was wrong once does no lasting harm, also through a snapshot. */
class WrongClockTest {
    private static final Duration TEN_YEARS = Duration.ofDays(3653);
    private static final Measure CONTACTS = Measure.count(Filter.all());
    private static final StateLayout LAYOUT = StateLayout.of(List.of(CONTACTS));

    private final Path directory;
    private final HandClock clock = new HandClock(START);
    private LiveStore store = builder().open();
    /** Another one whose clock was never wrong. */
    private final LiveStore twin = builder().open();

    private long number;

    WrongClockTest(@TempDir Path directory) {
        this.directory = directory;
    }

    private LiveStore.Builder builder() {
        return LiveBase.store()
                .withClock(clock)
                .withShards(1)
                .withReorderWindow(Duration.ofHours(6))
                .withDuplicateWindow(Duration.ofDays(2));
    }

    @BeforeEach
    void begin() {
        both("c1", Duration.ofHours(-3), Arrival.TAKEN);
        both("c2", Duration.ofHours(-4), Arrival.TAKEN);
        both("c1", Duration.ofHours(-5), Arrival.TAKEN);
    }

    @Test
    void tenYearsAheadAreRefusedAndTold() {
        clock.advance(TEN_YEARS);
        Interaction next = interaction("c1", Duration.ZERO);
        assertThatIllegalStateException()
                .isThrownBy(() -> store.add(next))
                .withMessageContaining("the clock says 2036-03-01")
                .withMessageContaining("2026-03-01")
                .withMessageContaining("PT8784H")
                .withMessageContaining("withLongestClockStep");
        assertThatIllegalStateException().isThrownBy(() -> store.score("c1", "engagement"));
        assertThatIllegalStateException().isThrownBy(() -> store.scores());
        assertThatIllegalStateException().isThrownBy(() -> store.forEachPart(part -> {}));
        assertThatIllegalStateException().isThrownBy(() -> store.feed("orders").add(next, 1));
        assertThat(store.feed("orders").position()).isEmpty();
        assertThat(store.report().clockFaults()).isEqualTo(5);
        clock.moveTo(START);
        goesOnAsIfNothingHadBeen();
    }

    @Test
    void whatTheClockSaidTenYearsAheadIsNotInASnapshot() throws IOException {
        clock.advance(TEN_YEARS);
        assertThatIllegalStateException().isThrownBy(() -> store.add(interaction("c1", Duration.ZERO)));
        restored();
        clock.moveTo(START);
        goesOnAsIfNothingHadBeen();
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 60, 30 * 1440, 366 * 1440})
    void aLesserStepIsFollowedAndFollowedBack(long minutes) {
        clock.advance(Duration.ofMinutes(minutes));
        assertThat(store.measures("c1").orElseThrow().asOf()).isEqualTo(clock.instant());
        assertThat(store.scores().asOf()).isEqualTo(clock.instant());
        store.add(interaction("other", Duration.ofMinutes(-minutes)));
        clock.moveTo(START);
        goesOnAsIfNothingHadBeen();
        assertThat(store.report().clockFaults()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 60, 30 * 1440, 366 * 1440})
    void whatBearsAWrongTimeMakesNothingLateThatComesLater(long minutes) throws IOException {
        clock.advance(Duration.ofMinutes(minutes));
        store.add(interaction("other", Duration.ZERO));
        restored();
        clock.moveTo(START);
        for (int hours = 0; hours < 60; hours += 2) {
            clock.advance(Duration.ofHours(2));
            both("c" + hours % 3, Duration.ZERO, Arrival.TAKEN);
            both("c" + hours % 3, Duration.ofMinutes(-115), Arrival.TAKEN);
            assertSame("c" + hours % 3);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 3653 * 1440, 300_000L * 1440})
    void whoOpensWithAClockAheadIsFollowedBack(long minutes) throws IOException {
        clock.advance(Duration.ofMinutes(minutes));
        store = builder().open();
        store.add(interaction("other", Duration.ZERO));
        restored();
        clock.moveTo(START);
        both("c3", Duration.ofHours(-3), Arrival.TAKEN);
        both("c3", Duration.ofHours(-5), Arrival.TAKEN);
        both("c3", Duration.ofHours(1), Arrival.AHEAD);
        assertSame("c3");
        assertThat(store.measures("c3").orElseThrow().asOf()).isEqualTo(clock.instant());
        restored();
        clock.advance(Duration.ofDays(2));
        assertSame("c3");
    }

    @Test
    void whatTheWindowHeldWhileTheClockWasWrongIsNeitherLostNorInTheWay() {
        both("c1", Duration.ofHours(-5).plusMinutes(1), Arrival.TAKEN);
        clock.advance(Duration.ofDays(100));
        // Of machines with the same wrong clock; the second one makes some wait.
        store.add(interaction("c4", Duration.ZERO));
        store.add(interaction("c5", Duration.ZERO));
        store.add(interaction("c5", Duration.ofHours(-30)));
        clock.moveTo(START);
        // More than the journal has room for, all of which has to be let go in its turn.
        for (int day = 0; day < 300; day++) {
            clock.advance(Duration.ofHours(8));
            for (int i = 0; i < 20; i++) {
                both("d" + i, Duration.ofMinutes(-7L * i), Arrival.TAKEN);
                both("d" + i, Duration.ofMinutes(-7L * i - 30), Arrival.TAKEN);
            }
        }
        for (int i = 0; i < 20; i++) {
            assertSame("d" + i);
        }
        assertSame("c1");
        assertSame("c2");
    }

    @Test
    void idsAreRememberedThroughAWrongClock() {
        Interaction order = interaction("c1", Duration.ofHours(-1)).withId("order-7");
        assertThat(store.add(order)).isEqualTo(Arrival.TAKEN);
        clock.advance(Duration.ofDays(300));
        assertThat(store.add(interaction("c2", Duration.ofHours(-1)).withId("order-8")))
                .isEqualTo(Arrival.TAKEN);
        clock.moveTo(START);
        assertThat(store.add(order)).isEqualTo(Arrival.DUPLICATE);
        clock.advance(Duration.ofDays(1));
        assertThat(store.add(order)).isEqualTo(Arrival.DUPLICATE);
        clock.advance(Duration.ofDays(2));
        assertThat(store.add(interaction("c3", Duration.ZERO).withId("order-9")))
                .isEqualTo(Arrival.TAKEN);
        clock.advance(Duration.ofDays(2));
        assertThat(store.add(order)).as("the window goes on").isNotEqualTo(Arrival.DUPLICATE);
    }

    @Test
    void whoTookPartInAWrongPresentHasScoresAfterwards() {
        clock.advance(Duration.ofDays(300));
        store.add(interaction("c1", Duration.ZERO));
        clock.moveTo(START);
        assertThatNoException().isThrownBy(() -> store.score("c1", "engagement"));
        assertThatNoException().isThrownBy(() -> store.scores().explain(0, "engagement"));
        assertThat(store.measures("c1").orElseThrow().asOf()).isEqualTo(START);
    }

    @Test
    void interactionsOfAnAbsurdTimeMakeNothingLate() {
        for (Instant at :
                new Instant[] {Instant.parse("9999-12-31T00:00:00Z"), Instant.parse("+280000-01-01T00:00:00Z")}) {
            assertThat(store.add(LiveBase.interaction("c1", at, 1))).isEqualTo(Arrival.AHEAD);
        }
        goesOnAsIfNothingHadBeen();
        assertThat(store.report().ahead()).isEqualTo(2 + twin.report().ahead());
    }

    @Test
    void whoReadTheClockLongAgoDoesNotSetTheStoreBack() {
        LiveStore parts =
                builder().withShards(2).withReorderWindow(Duration.ofHours(1)).open();
        for (int i = 0; i < 20; i++) {
            parts.add(interaction("c" + i, Duration.ofMinutes(-i)));
        }
        // Whoever takes a part takes a day for it.
        parts.forEachPart(part -> {
            clock.advance(Duration.ofDays(1));
            parts.add(interaction("c1", Duration.ZERO));
            parts.add(interaction("c2", Duration.ZERO));
        });
        assertThat(parts.report().clockFaults()).isZero();
        Shard shard = new Shard(LAYOUT, new KnownKinds(LAYOUT), KeyedHash.random(), clock::millis, 1000, 0, 0);
        long now = clock.millis();
        shard.add(interaction("c1", Duration.ZERO), 1, now, Shard.NO_FEED, 0);
        shard.add(interaction("c1", Duration.ZERO), 1, now - 3_600_000, Shard.NO_FEED, 0);
        double[] slots = new double[3];
        assertThat(shard.read("c1", 1, now - 3_600_000, slots)).isEqualTo(now);
        assertThat(slots[0]).isEqualTo(2);
    }

    @Test
    void theStepIsAsLongAsTold() {
        LiveStore strict = builder().withLongestClockStep(Duration.ofHours(1)).open();
        strict.add(interaction("c1", Duration.ZERO));
        clock.advance(Duration.ofMinutes(59));
        strict.add(interaction("c1", Duration.ZERO));
        clock.advance(Duration.ofMinutes(59));
        strict.add(interaction("c1", Duration.ZERO));
        // A minute more than the test may take.
        clock.advance(Duration.ofMinutes(80));
        assertThatIllegalStateException().isThrownBy(() -> strict.add(interaction("c1", Duration.ZERO)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().withLongestClockStep(Duration.ofDays(-1)))
                .withMessageContaining("longestClockStep");
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -(1L << 53), 1L << 53, Long.MAX_VALUE})
    void whatIsNoTimeIsRefused(long millis) throws IOException {
        clock.moveTo(Instant.ofEpochMilli(millis));
        Interaction next = LiveBase.interaction("c1", START, 1);
        store = builder().open();
        assertThatIllegalStateException()
                .isThrownBy(() -> store.add(next))
                .withMessageContaining("within 285,000 years");
        restored();
        clock.moveTo(START);
        assertThat(store.add(next)).isEqualTo(Arrival.TAKEN);
    }

    private void goesOnAsIfNothingHadBeen() {
        assertThat(store.measures("c1").orElseThrow().asOf()).isEqualTo(clock.instant());
        both("c1", Duration.ofHours(-4), Arrival.TAKEN);
        both("c2", Duration.ofMinutes(-350), Arrival.TAKEN);
        both("c3", Duration.ofHours(-2), Arrival.TAKEN);
        both("c1", Duration.ofDays(3), Arrival.AHEAD);
        assertSame("c1");
        assertSame("c2");
        clock.advance(Duration.ofHours(1));
        both("c3", Duration.ZERO, Arrival.TAKEN);
        both("c3", Duration.ofHours(-5), Arrival.TAKEN);
        assertSame("c3");
        clock.advance(Duration.ofDays(4));
        assertSame("c1");
        assertThat(store.measures("c1").orElseThrow().column(CONTACTS).get(0))
                .isEqualTo(twin.measures("c1").orElseThrow().column(CONTACTS).get(0));
    }

    private void both(String customer, Duration from, Arrival arrival) {
        Interaction next = interaction(customer, from);
        assertThat(store.add(next)).isEqualTo(arrival);
        assertThat(twin.add(next)).isEqualTo(arrival);
    }

    private Interaction interaction(String customer, Duration from) {
        return LiveBase.interaction(customer, clock.instant().plus(from), number++);
    }

    private void assertSame(String customer) {
        LiveBase.assertSame(
                store.measures(customer).orElseThrow(),
                0,
                twin.measures(customer).orElseThrow(),
                0,
                store.measures());
    }

    private void restored() throws IOException {
        Path file = directory.resolve("store.live");
        store.snapshot(file);
        store = builder().restore(file);
    }

    @Test
    void anInstantBeyondAllMillisecondsIsRefusedLikeAnyOtherThatIsNoTime() {
        clock.moveTo(Instant.MAX);
        store = builder().open();
        assertThatIllegalStateException()
                .isThrownBy(() -> store.add(LiveBase.interaction("c1", START, 1)))
                .withMessageContaining("+1000000000-12-31")
                .withMessageContaining("within 285,000 years");
    }

    @Test
    void aMinuteIsBelievedEvenWhereNoStepIs() {
        store = builder().withLongestClockStep(Duration.ZERO).open();
        store.add(LiveBase.interaction("c1", START, 1));
        clock.advance(Duration.ofSeconds(60));
        assertThat(store.add(LiveBase.interaction("c1", START, 2))).isNotNull();
        clock.advance(Duration.ofSeconds(121));
        assertThatIllegalStateException().isThrownBy(() -> store.add(LiveBase.interaction("c1", START, 3)));
    }

    @Test
    void aLogThatMeetsAWrongClockChangesNothing() {
        store = builder().open();
        store.add(LiveBase.interaction("c1", START, 1));
        clock.advance(Duration.ofDays(4000));
        LogView view = InteractionLog.builder()
                .add(LiveBase.interaction("c2", START, 2))
                .build()
                .asOf(START);
        assertThatIllegalStateException().isThrownBy(() -> store.addAll(view));
        clock.advance(Duration.ofDays(-4000));
        store.addAll(view);
        assertThat(store.report().customers()).isEqualTo(2);
    }

    @Test
    void whoWasSetFarBackForAMomentGoesOnWhenSetRight() {
        store = builder().open();
        store.add(LiveBase.interaction("c1", START, 1));
        Instant right = clock.instant();
        clock.moveTo(Instant.EPOCH);
        store.score("c1");
        clock.moveTo(right.plusSeconds(1));
        assertThat(store.add(LiveBase.interaction("c1", START, 2))).isEqualTo(Arrival.TAKEN);
        clock.moveTo(right.plus(Duration.ofDays(4000)));
        assertThatIllegalStateException().isThrownBy(() -> store.add(LiveBase.interaction("c1", START, 3)));
    }
}

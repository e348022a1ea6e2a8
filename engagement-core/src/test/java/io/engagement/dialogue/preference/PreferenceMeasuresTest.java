package io.engagement.dialogue.preference;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.dialogue.preference.Suggestion.Source;
import io.engagement.domain.Channel;
import io.engagement.domain.Customer;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Preferences;
import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.initiative.SilenceHabit;
import io.engagement.live.LiveStore;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureTable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How to contact a customer is the same from a live store, from a table and from a log. */
class PreferenceMeasuresTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant NOW = Instant.parse("2026-07-01T00:00:00Z");
    private static final List<Channel> CHANNELS = List.of(Channel.EMAIL, Channel.PHONE, Channel.CHAT);

    private final List<Interaction> rows = draw();
    private final LogView view = log().asOf(NOW);
    private final ContactPreferences preferences = ContactPreferences.of(view, CustomerZones.all(BERLIN));
    private final PreferenceMeasures measures = preferences.measures(BERLIN);

    /** Of whom some like one channel and hour, and others another. */
    private static List<Interaction> draw() {
        SplittableRandom random = new SplittableRandom(20261129);
        List<Interaction> rows = new ArrayList<>();
        for (int customer = 0; customer < 60; customer++) {
            for (int i = 0; i < 1 + customer % 25; i++) {
                boolean usual = random.nextInt(6) > 0;
                Channel channel = usual ? CHANNELS.get(customer % 3) : CHANNELS.get(random.nextInt(3));
                int hour = usual ? 3 + 5 * (customer % 4) : random.nextInt(24);
                Instant at = NOW.minus(Duration.ofDays(1 + random.nextInt(170))).plus(Duration.ofHours(hour));
                Initiator initiator = random.nextInt(4) == 0 ? Initiator.COMPANY : Initiator.CUSTOMER;
                rows.add(Interaction.of("c" + customer, at, channel, initiator, Purpose.QUESTION));
            }
        }
        return rows;
    }

    /** Every seventh says something. */
    private static Customer customer(int number) {
        Preferences says = number % 14 == 0
                ? Preferences.none().withRefused(CHANNELS.get(number % 3))
                : Preferences.none().withPreferred(CHANNELS.get(number % 3));
        return number % 7 == 0 ? Customer.of("c" + number).withPreferences(says) : Customer.of("c" + number);
    }

    private InteractionLog log() {
        InteractionLog.Builder log = InteractionLog.builder();
        rows.forEach(log::add);
        for (int i = 0; i < 60; i++) {
            log.customer(customer(i));
        }
        return log.build();
    }

    private LiveStore.Builder builder() {
        return LiveStore.of(SilenceHabit.of(0, 1, 1).scorer())
                .withMeasures(measures.all().toArray(Measure[]::new))
                .withClock(Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private void assertSameSuggestions(LiveStore store) {
        for (int i = 0; i < 60; i++) {
            MeasureTable measured = store.measures("c" + i).orElseThrow();
            assertThat(measures.suggestion(customer(i), measured, 0))
                    .isEqualTo(preferences.of("c" + i).orElseThrow().suggestion());
        }
    }

    @Test
    void aLiveStoreSuggestsWhatALogDoes(@TempDir Path directory) throws IOException {
        LiveStore store = builder().open();
        store.addAll(rows);
        assertSameSuggestions(store);
        Path snapshot = directory.resolve("snapshot");
        store.snapshot(snapshot);
        assertSameSuggestions(builder().restore(snapshot));
    }

    @Test
    void customersAreSuggestedDifferentThings() {
        Map<Source, Long> sources = IntStream.range(0, preferences.size())
                .mapToObj(row -> preferences.of(row).suggestion().source())
                .collect(Collectors.groupingBy(each -> each, Collectors.counting()));
        assertThat(sources).containsKeys(Source.STATED, Source.LEARNED, Source.POPULATION);
    }

    @Test
    void aTableSuggestsWhatALogDoes() {
        MeasureTable table = MeasureTable.of(view, TimeScale.DAYS, measures.all());
        for (int row = 0; row < table.size(); row++) {
            assertThat(measures.suggestion(view.customer(row), table, row))
                    .isEqualTo(preferences.of(row).suggestion());
        }
    }
}

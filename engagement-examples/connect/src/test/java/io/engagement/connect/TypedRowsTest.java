package io.engagement.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.domain.Interaction;
import io.engagement.history.InteractionLog;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rows whose source knows numbers and times as such. */
class TypedRowsTest {
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneId.of("Europe/Berlin"));
    private static final List<String> HEADER = List.of("customer", "at", "purpose", "value", "old");

    /** What a database has: texts, numbers, times and nulls. */
    private record Typed(List<@Nullable Object> values) implements Row {
        static Row of(@Nullable Object... values) {
            return new Typed(Arrays.asList(values));
        }

        @Override
        public int fields() {
            return values.size();
        }

        @Override
        public String field(int column) {
            Object value = values.get(column);
            return value == null ? "" : value.toString();
        }

        @Override
        public double number(int column) {
            return values.get(column) instanceof Double number ? number : Double.NaN;
        }

        @Override
        public @Nullable Temporal time(int column) {
            return values.get(column) instanceof Temporal time ? time : null;
        }

        @Override
        public long line() {
            return 1;
        }
    }

    private record Rows(List<Row> rows) implements Source {
        @Override
        public String label() {
            return "table";
        }

        @Override
        public String name() {
            return "table";
        }

        @Override
        public void read(Source.Rows taker) {
            taker.read(HEADER, rows.iterator());
        }
    }

    private static InteractionLog log(Mapping mapping, Row... rows) {
        Reading reading = Reading.under(CLOCK);
        reading.add(new Rows(List.of(rows)), mapping, count -> {});
        return reading.load(Strictness.strict(), report -> {});
    }

    private static List<Interaction> interactions(InteractionLog log) {
        return log.asOf(log.lastAt().orElseThrow()).history("a").orElseThrow().interactions();
    }

    @Test
    void numbersAndTimesOfTheSourceAreNotReadAsTextsAreWritten() {
        Mapping german = Mapping.builder()
                .timeFormat("dd.MM.yyyy")
                .numbers(NumberFormat.withDecimal(","))
                .build();
        InteractionLog log = log(
                german,
                Typed.of("a", Instant.parse("2025-01-02T03:04:05.678Z"), "PURCHASE", 1.5, null),
                Typed.of("a", LocalDate.parse("2025-02-03"), "PURCHASE", null, null),
                Typed.of("a", LocalDateTime.parse("2025-03-30T12:00:00"), "PURCHASE", "1.234,5", null),
                Typed.of("a", "04.05.2025", "PURCHASE", 1234.0, null));
        assertThat(interactions(log)).extracting(each -> each.at().toString()).containsExactly(
                "2025-01-02T03:04:05.678Z", "2025-02-02T23:00:00Z", "2025-03-30T10:00:00Z", "2025-05-03T22:00:00Z");
        assertThat(interactions(log)).extracting(each -> each.value().orElse(0)).containsExactly(1.5, 0.0, 1234.5, 1234.0);
    }

    @Test
    void theFirstOfSeveralColumnsKeepsItsType() {
        Mapping either = Mapping.builder()
                .numbers(NumberFormat.withDecimal(","))
                .map(Field.VALUE, Origin.column("value"))
                .map(Field.VALUE, Origin.column("old"))
                .translate(Field.VALUE, "none", "0,5")
                .build();
        InteractionLog log = log(
                either,
                Typed.of("a", LocalDate.parse("2025-01-01"), "PURCHASE", null, 1.25),
                Typed.of("a", LocalDate.parse("2025-01-02"), "PURCHASE", "1,25", 7.0),
                Typed.of("a", LocalDate.parse("2025-01-03"), "PURCHASE", "none", 7.0));
        assertThat(interactions(log)).extracting(each -> each.value().orElse(0)).containsExactly(1.25, 1.25, 0.5);
    }

    @Test
    void conditionsCompareTimesOfTheSource() {
        Mapping late = Mapping.builder()
                .timeFormat("dd.MM.yyyy")
                .where(Condition.parse("at>=02.01.2025"))
                .build();
        InteractionLog log = log(
                late,
                Typed.of("a", Instant.parse("2025-01-01T22:59:59Z"), "PURCHASE", null, null),
                Typed.of("a", Instant.parse("2025-01-01T23:00:00Z"), "PURCHASE", null, null));
        assertThat(log.size()).isEqualTo(1);
    }
}

package io.engagement.cli;

import io.engagement.cli.InputFile.IdenticalRows;
import io.engagement.domain.Actor;
import io.engagement.domain.Channel;
import io.engagement.domain.Direction;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.InteractionKind;
import io.engagement.domain.Purpose;
import io.engagement.history.InteractionRows;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Turns the rows of one file into interactions. */
final class RowReader {
    private static final List<Field> KIND_FIELDS = List.of(
            Field.CHANNEL,
            Field.PURPOSE,
            Field.INITIATOR,
            Field.DIRECTION,
            Field.ACTOR,
            Field.DEPARTMENT,
            Field.CAMPAIGN);
    private static final List<Field> RARE_FIELDS =
            List.of(Field.ID, Field.SATISFACTION, Field.DURATION, Field.IN_REPLY_TO, Field.CONVERSATION);

    /** Times that are no longer are few in a file. */
    private static final int LENGTH_OF_A_DAY = 10;

    private final Map<Field, Function<Row, String>> texts = new EnumMap<>(Field.class);
    private final Map<Field, String> where = new EnumMap<>(Field.class);
    private final TimeFormat times;
    private final Map<KindTexts, InteractionKind> kinds = new HashMap<>();
    private final IdenticalRows identicalRows;
    private final boolean plain;
    private final KnownTexts<InteractionKind> kindsByText;
    private final KnownTexts<Long> days;
    private final PlainNumbers instants = new PlainNumbers();
    private final int customerColumn;
    private final int atColumn;
    private final int valueColumn;
    private final int costColumn;

    RowReader(ColumnSources sources, TimeFormat times, IdenticalRows identicalRows) {
        this.times = times;
        this.identicalRows = identicalRows;
        for (Field field : Field.values()) {
            sources.textOf(field).ifPresent(text -> {
                texts.put(field, text);
                where.put(field, sources.nameOf(field));
            });
        }
        this.plain = identicalRows == IdenticalRows.KEEP && RARE_FIELDS.stream().noneMatch(texts::containsKey);
        this.kindsByText = new KnownTexts<>(sources.columnNumbersOf(KIND_FIELDS));
        this.days = new KnownTexts<>(sources.columnNumbersOf(List.of(Field.AT)));
        this.customerColumn = sources.verbatimColumnOf(Field.CUSTOMER);
        this.atColumn = times.isAuto() ? sources.verbatimColumnOf(Field.AT) : ColumnSources.NONE;
        this.valueColumn = sources.verbatimColumnOf(Field.VALUE);
        this.costColumn = sources.verbatimColumnOf(Field.COST);
    }

    /**
     * Adds a row's interaction.
     *
     * @throws RowRefused if it has none
     */
    void addTo(InteractionRows rows, Row row) {
        if (plain && customerColumn != ColumnSources.NONE && row instanceof PlainRow plainRow) {
            requireCustomer(plainRow);
            add(rows, row, plainRow.bytes(), plainRow.start(customerColumn), plainRow.end(customerColumn));
        } else {
            String customer = checked(needed(Field.CUSTOMER, row));
            if (plain) {
                byte[] bytes = customer.getBytes(StandardCharsets.UTF_8);
                add(rows, row, bytes, 0, bytes.length);
            } else {
                addWhole(rows, row, customer);
            }
        }
    }

    private void requireCustomer(PlainRow row) {
        if (row.length(customerColumn) == 0 || row.bytes()[row.start(customerColumn)] <= ' ') {
            needed(Field.CUSTOMER, row);
        }
    }

    private void add(InteractionRows rows, Row row, byte[] bytes, int from, int to) {
        long at = at(row);
        InteractionKind kind = kindsByText.of(row, this::kind);
        double value = amount(Field.VALUE, valueColumn, row);
        double cost = amount(Field.COST, costColumn, row);
        try {
            rows.add(bytes, from, to, at, kind, value, cost);
        } catch (IllegalArgumentException e) {
            throw refused(e);
        }
    }

    private void addWhole(InteractionRows rows, Row row, String customer) {
        Instant at = Instant.ofEpochMilli(at(row));
        InteractionKind kind = kindsByText.of(row, this::kind);
        double value = amount(Field.VALUE, valueColumn, row);
        double cost = amount(Field.COST, costColumn, row);
        try {
            rows.add(interaction(row, Interaction.of(customer, at, kind), value, cost));
        } catch (IllegalArgumentException e) {
            throw refused(e);
        }
    }

    private static RowRefused refused(IllegalArgumentException fault) {
        String message = String.valueOf(fault.getMessage());
        return new RowRefused(message.replaceFirst("(?s), was .*", ""), message);
    }

    private Interaction interaction(Row row, Interaction bare, double value, double cost) {
        Interaction full = bare;
        full = Double.isNaN(value) ? full : full.withValue(value);
        full = Double.isNaN(cost) ? full : full.withCost(cost);
        double satisfaction = number(Field.SATISFACTION, row);
        full = Double.isNaN(satisfaction) ? full : full.withSatisfaction(satisfaction);
        full = duration(row).map(full::withDuration).orElse(full);
        full = id(row).map(full::withId).orElse(full);
        full = text(Field.IN_REPLY_TO, row).map(full::withInReplyTo).orElse(full);
        return text(Field.CONVERSATION, row).map(full::withConversation).orElse(full);
    }

    /** A row's id. Where identical rows are one, a row without id is known by its content. */
    private Optional<String> id(Row row) {
        Optional<String> given = text(Field.ID, row);
        return given.isPresent() || identicalRows == IdenticalRows.KEEP
                ? given
                : Optional.of(texts.values().stream()
                        .map(text -> text.apply(row).strip())
                        .collect(Collectors.joining("\u001f")));
    }

    /** A line break in an id is the trace of a quote that was not closed. */
    static String checked(String customerId) {
        if (customerId.indexOf('\n') >= 0 || customerId.indexOf('\r') >= 0) {
            throw new RowRefused(
                    "customer has more than one line",
                    "customer '" + Excerpt.of(customerId) + "' goes on over "
                            + customerId.lines().count() + " lines: is a quote not closed?");
        }
        return customerId;
    }

    private Optional<String> text(Field field, Row row) {
        Function<Row, String> source = texts.get(field);
        return source == null
                ? Optional.empty()
                : Optional.of(source.apply(row)).filter(text -> !text.isBlank());
    }

    private String needed(Field field, Row row) {
        return text(field, row)
                .orElseThrow(() -> new RowRefused(
                        field.shortName() + " is empty", where.get(field) + " is empty, but every row needs one"));
    }

    private long at(Row row) {
        if (atColumn != ColumnSources.NONE && row instanceof PlainRow plainRow) {
            long instant = instants.instant(plainRow, atColumn);
            if (instant != PlainNumbers.OTHER) {
                return instant;
            }
            if (plainRow.length(atColumn) <= LENGTH_OF_A_DAY) {
                return days.of(row, this::timeOfText);
            }
        }
        return timeOfText(row);
    }

    private long timeOfText(Row row) {
        String text = needed(Field.AT, row).strip();
        try {
            return times.epochMilli(text);
        } catch (DateTimeException e) {
            throw refused(Field.AT, text, "is not a date or time", times.allowed());
        }
    }

    /** What is written in the common way is read from its bytes; the rest, and what is to be refused, as text. */
    private double amount(Field field, int column, Row row) {
        if (column == ColumnSources.NONE || !(row instanceof PlainRow plainRow)) {
            return number(field, row);
        }
        double amount = PlainNumbers.decimal(plainRow, column);
        return Double.isNaN(amount) && plainRow.length(column) > 0 ? number(field, row) : amount;
    }

    private double number(Field field, Row row) {
        Optional<String> text = text(field, row);
        if (text.isEmpty()) {
            return Double.NaN;
        }
        double number = Numbers.read(text.get().strip())
                .orElseThrow(() ->
                        refused(field, text.get(), "is not a number", "with a point for decimals and nothing else"));
        if (!Double.isFinite(number)) {
            throw refused(field, text.get(), "is not finite", "a finite number, or nothing");
        }
        return number;
    }

    private Optional<Duration> duration(Row row) {
        Optional<String> text = text(Field.DURATION, row).map(String::strip);
        if (text.isEmpty() || !text.get().startsWith("P")) {
            double seconds = number(Field.DURATION, row);
            return Double.isNaN(seconds)
                    ? Optional.empty()
                    : Optional.of(Duration.ofMillis(Math.round(seconds * 1000)));
        }
        try {
            return text.map(Duration::parse);
        } catch (DateTimeException e) {
            throw refused(Field.DURATION, text.get(), "is not a duration", "seconds, or a text such as PT5M");
        }
    }

    private InteractionKind kind(Row row) {
        KindTexts key = new KindTexts(
                kindText(Field.CHANNEL, row),
                kindText(Field.PURPOSE, row),
                kindText(Field.INITIATOR, row),
                kindText(Field.DIRECTION, row),
                kindText(Field.ACTOR, row),
                kindText(Field.DEPARTMENT, row),
                kindText(Field.CAMPAIGN, row));
        InteractionKind known = kinds.get(key);
        if (known == null) {
            known = newKind(key);
            kinds.put(key, known);
        }
        return known;
    }

    private String kindText(Field field, Row row) {
        return text(field, row).map(String::strip).orElse("");
    }

    private InteractionKind newKind(KindTexts key) {
        if (key.purpose().isEmpty()) {
            throw new RowRefused("purpose is empty", where.get(Field.PURPOSE) + " is empty, but every row needs one");
        }
        return new InteractionKind(
                key.channel().isEmpty() ? Channel.UNKNOWN : Channel.of(key.channel()),
                Purpose.of(key.purpose()),
                oneOf(Field.INITIATOR, Initiator.class, key.initiator(), Initiator.UNKNOWN),
                false,
                oneOf(Field.DIRECTION, Direction.class, key.direction(), Direction.UNKNOWN),
                oneOf(Field.ACTOR, Actor.class, key.actor(), Actor.PERSON),
                Optional.of(key.department()).filter(text -> !text.isEmpty()),
                Optional.of(key.campaign()).filter(text -> !text.isEmpty()));
    }

    private <E extends Enum<E>> E oneOf(Field field, Class<E> type, String text, E ifEmpty) {
        if (text.isEmpty()) {
            return ifEmpty;
        }
        String wanted = text.toUpperCase(Locale.ROOT);
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(wanted))
                .findFirst()
                .orElseThrow(
                        () -> refused(field, text, "is unknown", "one of " + Arrays.toString(type.getEnumConstants())));
    }

    private RowRefused refused(Field field, String text, String fault, String law) {
        return new RowRefused(
                field.shortName() + " " + fault,
                where.get(field) + ": '" + Excerpt.of(text) + "' " + fault + "; allowed: " + law);
    }
}

package io.engagement.connect;

import io.engagement.connect.Mapping.IdenticalRows;
import io.engagement.connect.TimeFormat.Found;
import io.engagement.connect.TimeFormat.Wall;
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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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

    private final Map<Field, Cell> cells = new EnumMap<>(Field.class);
    private final Mapping mapping;
    private final TimeFormat times;
    private final Amounts amounts;
    private final Map<KindTexts, InteractionKind> kinds = new HashMap<>();
    private final Map<InteractionKind, InteractionKind> returns = new HashMap<>();
    private final boolean plain;
    private final KnownTexts<InteractionKind> kindsByText;
    private final KnownTexts<Found> days;
    private final PlainNumbers instants = new PlainNumbers();
    private final int customerColumn;
    private final int atColumn;
    private @Nullable String lastTime;
    private Found lastFound = new Found(0, Wall.NO_MATTER);

    /** With the currencies of amounts, where nobody told which one it is: they are added to these. */
    RowReader(Columns columns, Mapping mapping, TimeFormat times, CurrenciesSeen currencies) {
        this.mapping = mapping;
        this.times = times;
        for (Field field : Field.values()) {
            columns.cell(field).ifPresent(cell -> cells.put(field, cell));
        }
        this.amounts = new Amounts(mapping, cells, currencies);
        this.plain = mapping.identicalRows() == IdenticalRows.KEEP
                && RARE_FIELDS.stream().noneMatch(cells::containsKey);
        this.kindsByText = new KnownTexts<>(columnsOf(KIND_FIELDS));
        this.days = new KnownTexts<>(columnsOf(List.of(Field.AT)));
        this.customerColumn = verbatim(Field.CUSTOMER);
        this.atColumn = times.isAuto() ? verbatim(Field.AT) : Cell.NONE;
    }

    private List<Integer> columnsOf(List<Field> fields) {
        return fields.stream()
                .filter(cells::containsKey)
                .map(field -> cell(field).columns())
                .reduce(List.of(), Cell::union);
    }

    private Cell cell(Field field) {
        Cell cell = cells.get(field);
        if (cell == null) {
            throw new IllegalStateException("there is no " + field.shortName());
        }
        return cell;
    }

    private int verbatim(Field field) {
        return cells.containsKey(field) ? cell(field).verbatim() : Cell.NONE;
    }

    /**
     * Adds a row's interaction.
     *
     * @throws RowRefused if it has none
     */
    void addTo(InteractionRows rows, Row row, RowCounts counts) {
        if (plain && customerColumn != Cell.NONE && row instanceof PlainRow plainRow && isBareText(plainRow)) {
            add(rows, row, plainRow.bytes(), plainRow.start(customerColumn), plainRow.end(customerColumn), counts);
            return;
        }
        String given = needed(Field.CUSTOMER, row);
        String customer = checked(given);
        if (plain) {
            byte[] bytes = customer.getBytes(StandardCharsets.UTF_8);
            add(rows, row, bytes, 0, bytes.length, counts);
        } else {
            rows.add(whole(row, customer, counts));
        }
        counts.strippedIds += customer.length() == given.length() ? 0 : 1;
    }

    /**
     * A row's interaction.
     *
     * @throws RowRefused if it has none
     */
    Interaction read(Row row, RowCounts counts) {
        String given = needed(Field.CUSTOMER, row);
        String customer = checked(given);
        Interaction whole = whole(row, customer, counts);
        counts.strippedIds += customer.length() == given.length() ? 0 : 1;
        return whole;
    }

    /** Whether a customer's id neither begins nor ends with what may be a blank. */
    private boolean isBareText(PlainRow row) {
        byte[] bytes = row.bytes();
        int from = row.start(customerColumn);
        int to = row.end(customerColumn);
        return from < to && bytes[from] > ' ' && bytes[to - 1] > ' ';
    }

    private void add(InteractionRows rows, Row row, byte[] bytes, int from, int to, RowCounts counts) {
        Found at = at(row);
        InteractionKind given = kindsByText.of(row, this::kind);
        double value = amounts.value(row);
        double cost = amounts.cost(row);
        InteractionKind kind = value < 0 ? ofNegative(given, value) : given;
        try {
            rows.add(bytes, from, to, at.epochMilli(), kind, value, cost);
        } catch (IllegalArgumentException e) {
            throw refused(e);
        }
        counts.add(at.wall(), value < 0 && !kind.equals(given));
    }

    private Interaction whole(Row row, String customer, RowCounts counts) {
        Found at = at(row);
        InteractionKind given = kindsByText.of(row, this::kind);
        double value = amounts.value(row);
        double cost = amounts.cost(row);
        InteractionKind kind = value < 0 ? ofNegative(given, value) : given;
        try {
            Instant instant = Instant.ofEpochMilli(at.epochMilli());
            Interaction whole = interaction(row, Interaction.of(customer, instant, kind), value, cost);
            counts.add(at.wall(), value < 0 && !kind.equals(given));
            return whole;
        } catch (IllegalArgumentException e) {
            throw refused(e);
        }
    }

    /** What an interaction of a negative value is. */
    private InteractionKind ofNegative(InteractionKind kind, double value) {
        if (!kind.purpose().equals(Purpose.PURCHASE)) {
            return kind;
        }
        return switch (mapping.negativePurchases()) {
            case KEEP -> kind;
            case RETURN -> returns.computeIfAbsent(kind, RowReader::asReturn);
            case REFUSE ->
                throw new RowRefused(
                        "a purchase has a negative value",
                        "a purchase of " + value
                                + "; negative ones are taken for returns with --negative-purchases return");
        };
    }

    private static InteractionKind asReturn(InteractionKind kind) {
        return new InteractionKind(
                kind.channel(),
                Purpose.RETURN,
                kind.initiator(),
                kind.initiatorInferred(),
                kind.direction(),
                kind.actor(),
                kind.department(),
                kind.campaign());
    }

    private static RowRefused refused(IllegalArgumentException fault) {
        String message = String.valueOf(fault.getMessage());
        return new RowRefused(message.replaceFirst("(?s), was .*", ""), message);
    }

    private Interaction interaction(Row row, Interaction bare, double value, double cost) {
        Interaction full = bare;
        full = Double.isNaN(value) ? full : full.withValue(value);
        full = Double.isNaN(cost) ? full : full.withCost(cost);
        double satisfaction = amounts.number(Field.SATISFACTION, row);
        full = Double.isNaN(satisfaction) ? full : full.withSatisfaction(satisfaction);
        full = duration(row).map(full::withDuration).orElse(full);
        full = id(row).map(full::withId).orElse(full);
        full = text(Field.IN_REPLY_TO, row).map(full::withInReplyTo).orElse(full);
        return text(Field.CONVERSATION, row).map(full::withConversation).orElse(full);
    }

    /** A row's id. Where identical rows are one, a row without id is known by its content. */
    private Optional<String> id(Row row) {
        Optional<String> given = text(Field.ID, row);
        return given.isPresent() || mapping.identicalRows() == IdenticalRows.KEEP
                ? given
                : Optional.of(cells.values().stream()
                        .map(cell -> Blanks.strip(cell.text().apply(row)))
                        .collect(Collectors.joining("\u001f")));
    }

    private static String checked(String customerId) {
        try {
            return CustomerIds.of(customerId);
        } catch (IllegalArgumentException e) {
            throw new RowRefused("customer has more than one line", String.valueOf(e.getMessage()));
        }
    }

    private Optional<String> text(Field field, Row row) {
        Cell cell = cells.get(field);
        return cell == null
                ? Optional.empty()
                : Optional.of(cell.text().apply(row))
                        .filter(text -> !Blanks.strip(text).isEmpty());
    }

    private String needed(Field field, Row row) {
        return text(field, row)
                .orElseThrow(() -> new RowRefused(
                        field.shortName() + " is empty", cell(field).name() + " is empty, but every row needs one"));
    }

    private Found at(Row row) {
        if (atColumn != Cell.NONE && row instanceof PlainRow plainRow) {
            long instant = instants.instant(plainRow, atColumn);
            if (instant != PlainNumbers.OTHER) {
                return new Found(instant, Wall.NO_MATTER);
            }
            if (plainRow.length(atColumn) <= LENGTH_OF_A_DAY) {
                return days.of(row, this::timeOfText);
            }
        }
        return timeOfText(row);
    }

    /** Neighbouring rows of most files are of one day. */
    private Found timeOfText(Row row) {
        String text = Blanks.strip(needed(Field.AT, row));
        if (!text.equals(lastTime)) {
            try {
                // Both change or none: a text that is refused must not leave its time to the text before it.
                lastFound = times.find(text);
                lastTime = text;
            } catch (DateTimeException e) {
                throw refused(Field.AT, text, "is not a date or time", times.allowed());
            }
        }
        return lastFound;
    }

    /** Whether a row has no time, as those at the end of a report that sum up the others. */
    boolean hasNoTime(Row row) {
        return text(Field.AT, row).isEmpty();
    }

    private Optional<Duration> duration(Row row) {
        Optional<String> text = text(Field.DURATION, row).map(Blanks::strip);
        if (text.isEmpty() || !text.get().startsWith("P")) {
            double seconds = amounts.number(Field.DURATION, row);
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
        return text(field, row).map(Blanks::strip).orElse("");
    }

    private InteractionKind newKind(KindTexts key) {
        if (key.purpose().isEmpty()) {
            throw new RowRefused("purpose is empty", cell(Field.PURPOSE).name() + " is empty, but every row needs one");
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
        return RowRefused.of(cell(field).name(), field.shortName(), text, fault, law);
    }
}

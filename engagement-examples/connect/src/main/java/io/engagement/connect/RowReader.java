package io.engagement.connect;

import io.engagement.connect.TimeFormat.Found;
import io.engagement.domain.Interaction;
import io.engagement.domain.InteractionKind;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Turns the rows of one file into interactions. */
final class RowReader {
    private static final List<Field> RARE_FIELDS =
            List.of(Field.ID, Field.SATISFACTION, Field.DURATION, Field.IN_REPLY_TO, Field.CONVERSATION);

    private final Cells cells;
    private final Mapping mapping;
    private final RowTimes times;
    private final Amounts amounts;
    private final KindReader kinds;
    private final SignedKinds signed;
    private final Seen seen;
    private final boolean plain;
    private final boolean bare;
    private final int customerColumn;

    /** What is seen of rows apart from interactions is added to what others have seen. */
    RowReader(Columns columns, Mapping mapping, TimeFormat times, Seen seen) {
        this.mapping = mapping;
        this.seen = seen;
        this.cells = new Cells(columns);
        this.times = new RowTimes(cells, times);
        this.amounts = new Amounts(mapping, cells, seen);
        this.kinds = new KindReader(cells);
        this.signed = new SignedKinds(mapping.negativePurchases());
        this.plain = mapping.repeatedIds() != RepeatedIds.IDENTICAL
                && RARE_FIELDS.stream().noneMatch(cells::has);
        this.customerColumn = cells.verbatim(Field.CUSTOMER);
        this.bare = plain
                && customerColumn != Cell.NONE
                && seen.merges().isEmpty()
                && !seen.staff().isSought();
    }

    /** Whether a row is somebody's, if it is to be left out otherwise. */
    boolean isWanted(Row row) {
        return mapping.noCustomer() == NoCustomer.REFUSE
                || cells.text(Field.CUSTOMER, row).isPresent();
    }

    /**
     * Adds a row's interaction.
     *
     * @throws RowRefused if it has none
     */
    void addTo(RowBatch batch, Row row) {
        if (bare && row instanceof PlainRow plainRow && isBareText(plainRow)) {
            add(batch, row, plainRow.bytes(), plainRow.start(customerColumn), plainRow.end(customerColumn));
            return;
        }
        String given = cells.needed(Field.CUSTOMER, row);
        String own = checked(given);
        Optional<String> merged = seen.merges().read(own);
        String customer = merged.orElse(own);
        if (plain) {
            byte[] bytes = customer.getBytes(StandardCharsets.UTF_8);
            add(batch, row, bytes, 0, bytes.length);
        } else {
            addWhole(batch, row, customer);
        }
        batch.counts().strippedIds += own.length() == given.length() ? 0 : 1;
        batch.counts().mergedRows += merged.isPresent() ? 1 : 0;
        seen.staff().look(row, customer);
    }

    /** Whether a customer's id neither begins nor ends with what may be a blank. */
    private boolean isBareText(PlainRow row) {
        byte[] bytes = row.bytes();
        int from = row.start(customerColumn);
        int to = row.end(customerColumn);
        return from < to && bytes[from] > ' ' && bytes[to - 1] > ' ' && !row.hasBreaks();
    }

    private void add(RowBatch batch, Row row, byte[] bytes, int from, int to) {
        Found at = times.at(row);
        InteractionKind given = kinds.kind(row);
        double value = amounts.value(row, at.epochMilli());
        double cost = amounts.cost(row, at.epochMilli());
        InteractionKind kind = signed.of(given, value);
        try {
            batch.rows().add(bytes, from, to, at.epochMilli(), kind, value, cost);
        } catch (IllegalArgumentException e) {
            throw RowRefused.of(e);
        }
        batch.counts().add(at, !kind.equals(given));
        batch.counts().positiveReturns += isTurned(kind, value) ? 1 : 0;
    }

    /**
     * A row's interaction.
     *
     * @throws RowRefused if it has none
     */
    Interaction read(Row row, RowCounts counts) {
        String given = cells.needed(Field.CUSTOMER, row);
        String customer = checked(given);
        Interaction whole = whole(row, customer, counts);
        seen.staff().look(row, customer);
        counts.strippedIds += customer.length() == given.length() ? 0 : 1;
        return whole;
    }

    private void addWhole(RowBatch batch, Row row, String customer) {
        Interaction whole = whole(row, customer, batch.counts());
        if (isPart(row)) {
            batch.gather(whole, row);
        } else {
            batch.rows().add(whole);
        }
    }

    private boolean isPart(Row row) {
        return mapping.gathersIds()
                && cells.has(Field.ID)
                && cells.text(Field.ID, row).isPresent();
    }

    private Interaction whole(Row row, String customer, RowCounts counts) {
        Found at = times.at(row);
        InteractionKind given = kinds.kind(row);
        double value = amounts.value(row, at.epochMilli());
        double cost = amounts.cost(row, at.epochMilli());
        // Of parts that add up it is their sum whose sign counts.
        InteractionKind kind = mapping.addUp().isPresent() && isPart(row) ? given : signed.of(given, value);
        try {
            Instant instant = Instant.ofEpochMilli(at.epochMilli());
            Interaction whole = interaction(row, Interaction.of(customer, instant, kind), value, cost);
            counts.add(at, !kind.equals(given));
            counts.positiveReturns += isTurned(kind, value) ? 1 : 0;
            return whole;
        } catch (IllegalArgumentException e) {
            throw RowRefused.of(e);
        }
    }

    private static boolean isTurned(InteractionKind kind, double value) {
        return value > 0 && kind.signedValue(value) < 0;
    }

    private Interaction interaction(Row row, Interaction bare, double value, double cost) {
        Interaction full = bare;
        full = Double.isNaN(value) ? full : full.withValue(value);
        full = Double.isNaN(cost) ? full : full.withCost(cost);
        double satisfaction = amounts.number(Field.SATISFACTION, row);
        full = Double.isNaN(satisfaction) ? full : full.withSatisfaction(satisfaction);
        full = duration(row).map(full::withDuration).orElse(full);
        full = id(row).map(full::withId).orElse(full);
        full = cells.text(Field.IN_REPLY_TO, row).map(full::withInReplyTo).orElse(full);
        return cells.text(Field.CONVERSATION, row).map(full::withConversation).orElse(full);
    }

    /** A row's id. Where identical rows are one, a row without id is known by its content. */
    private Optional<String> id(Row row) {
        Optional<String> given = cells.text(Field.ID, row);
        return given.isPresent() || mapping.repeatedIds() != RepeatedIds.IDENTICAL
                ? given
                : Optional.of(cells.all(row));
    }

    private static String checked(String customerId) {
        try {
            return CustomerIds.of(customerId);
        } catch (IllegalArgumentException e) {
            throw new RowRefused("customer has more than one line", String.valueOf(e.getMessage()));
        }
    }

    /** Whether a row has no time, as those at the end of a report that sum up the others. */
    boolean hasNoTime(Row row) {
        return times.isMissing(row);
    }

    private Optional<Duration> duration(Row row) {
        Optional<String> text = cells.text(Field.DURATION, row).map(Blanks::strip);
        if (text.isEmpty() || !text.get().startsWith("P")) {
            double number = amounts.number(Field.DURATION, row);
            return Double.isNaN(number)
                    ? Optional.empty()
                    : Optional.of(Duration.ofMillis(
                            Math.round(number * mapping.durationUnit().millis())));
        }
        try {
            return text.map(Duration::parse);
        } catch (DateTimeException e) {
            throw cells.refused(
                    Field.DURATION,
                    text.get(),
                    "is not a duration",
                    "seconds, or what --duration-unit says, or a text such as PT5M");
        }
    }
}

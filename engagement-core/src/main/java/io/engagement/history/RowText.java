package io.engagement.history;

import io.engagement.domain.Actor;
import io.engagement.domain.Direction;
import io.engagement.domain.InteractionKind;
import io.engagement.internal.index.KindIndex;
import io.engagement.internal.index.TextIndex;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row in words, with every field that it has: two rows that differ read differently. */
final class RowText {
    private final Columns rows;
    private final TextIndex customers;
    private final KindIndex kinds;

    RowText(Columns rows, TextIndex customers, KindIndex kinds) {
        this.rows = rows;
        this.customers = customers;
        this.kinds = kinds;
    }

    /** For example {@code customer c42 at 2026-03-01T00:00:00Z, PURCHASE through web by CUSTOMER, value 29.9}. */
    String of(int row) {
        StringBuilder text = new StringBuilder("customer ")
                .append(customers.text(rows.customer[row]))
                .append(" at ")
                .append(Instant.ofEpochMilli(rows.at[row]));
        appendKind(text, kinds.kind(rows.kind[row]));
        appendNumber(text, "value", Columns.get(rows.value, row));
        appendNumber(text, "cost", Columns.get(rows.cost, row));
        appendNumber(text, "satisfaction", Columns.get(rows.satisfaction, row));
        double millis = Columns.get(rows.duration, row);
        appendText(text, "duration", Double.isNaN(millis) ? null : String.valueOf(Duration.ofMillis((long) millis)));
        appendText(text, "in reply to", Columns.get(rows.inReplyTo, row));
        appendText(text, "conversation", Columns.get(rows.conversation, row));
        return text.toString();
    }

    private static void appendKind(StringBuilder text, InteractionKind kind) {
        text.append(", ").append(kind.purpose()).append(" through ").append(kind.channel());
        text.append(" by ").append(kind.initiator());
        appendText(
                text,
                "direction",
                kind.direction() == Direction.UNKNOWN ? null : kind.direction().name());
        appendText(
                text,
                "actor",
                kind.actor() == Actor.PERSON ? null : kind.actor().name());
        appendText(text, "department", kind.department().orElse(null));
    }

    private static void appendNumber(StringBuilder text, String name, double number) {
        appendText(text, name, Double.isNaN(number) ? null : Double.toString(number));
    }

    private static void appendText(StringBuilder text, String name, @Nullable String field) {
        if (field != null) {
            text.append(", ").append(name).append(' ').append(field);
        }
    }
}

package io.engagement.cli;

import io.engagement.connect.Field;
import io.engagement.connect.TableColumn;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.InteractionKind;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Interactions as a table under the standard names, as they were given: inferred initiators are left UNKNOWN. */
final class LogRows {
    /** A currency is of a file, and of no interaction. */
    private static final List<Field> FIELDS = Arrays.stream(Field.values())
            .filter(field -> field != Field.CURRENCY)
            .toList();

    static final List<TableColumn> COLUMNS =
            FIELDS.stream().map(LogRows::column).toList();

    private LogRows() {}

    private static TableColumn column(Field field) {
        String name = field.standardName();
        return switch (field) {
            case AT -> TableColumn.time(name);
            case VALUE, COST, SATISFACTION -> TableColumn.number(name);
            default -> TableColumn.text(name);
        };
    }

    /** A row of them. */
    static List<?> of(Interaction interaction) {
        return Arrays.asList(
                FIELDS.stream().map(field -> cell(field, interaction)).toArray());
    }

    private static @Nullable Object cell(Field field, Interaction interaction) {
        InteractionKind kind = interaction.kind().asGiven();
        return switch (field) {
            case CUSTOMER -> interaction.customerId();
            case AT -> interaction.at();
            case PURPOSE -> kind.purpose().name();
            case INITIATOR ->
                kind.initiator() == Initiator.UNKNOWN ? null : kind.initiator().name();
            case CHANNEL -> kind.channel().name();
            case DIRECTION -> kind.direction().name();
            case ACTOR -> kind.actor().name();
            case DEPARTMENT -> text(kind.department());
            case CAMPAIGN -> text(kind.campaign());
            case VALUE -> number(interaction.value());
            case COST -> number(interaction.cost());
            case SATISFACTION -> number(interaction.satisfaction());
            case DURATION -> text(interaction.duration());
            case ID -> text(interaction.id());
            case IN_REPLY_TO -> text(interaction.inReplyTo());
            case CONVERSATION -> text(interaction.conversation());
            case CURRENCY -> null;
        };
    }

    private static @Nullable String text(Optional<?> value) {
        return value.map(Object::toString).orElse(null);
    }

    private static @Nullable Double number(OptionalDouble value) {
        return value.isPresent() ? (Double) value.getAsDouble() : null;
    }
}

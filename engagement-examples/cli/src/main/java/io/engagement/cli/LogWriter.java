package io.engagement.cli;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.engagement.connect.Field;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.InteractionKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Writes interactions under the standard names, as they were given: inferred initiators are left UNKNOWN. */
final class LogWriter {
    /** A currency is of a file, and of no interaction. */
    private static final List<Field> FIELDS = Arrays.stream(Field.values())
            .filter(field -> field != Field.CURRENCY)
            .toList();

    private final CsvWriter csv;

    private LogWriter(CsvWriter csv) {
        this.csv = csv;
    }

    /** A writer that has written the header. */
    static LogWriter to(Writer out) {
        CsvWriter csv = CsvWriter.builder().build(out);
        csv.writeRecord(FIELDS.stream().map(Field::standardName).toList());
        return new LogWriter(csv);
    }

    void write(List<Interaction> interactions) {
        interactions.forEach(interaction -> csv.writeRecord(row(interaction)));
    }

    void flush() {
        try {
            csv.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> row(Interaction interaction) {
        return FIELDS.stream().map(field -> text(field, interaction)).toList();
    }

    private static String text(Field field, Interaction interaction) {
        InteractionKind kind = interaction.kind().asGiven();
        return switch (field) {
            case CUSTOMER -> interaction.customerId();
            case AT -> interaction.at().toString();
            case PURPOSE -> kind.purpose().name();
            case INITIATOR ->
                kind.initiator() == Initiator.UNKNOWN ? "" : kind.initiator().name();
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
            case CURRENCY -> "";
        };
    }

    private static String text(Optional<?> value) {
        return value.map(Object::toString).orElse("");
    }

    private static String number(OptionalDouble value) {
        return value.isPresent() ? Double.toString(value.getAsDouble()) : "";
    }
}

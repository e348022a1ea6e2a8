package io.engagement.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The fields of an interaction, by the names that files and options use. */
enum Field {
    CUSTOMER("customer", "customer_id"),
    AT("at", "at"),
    PURPOSE("purpose", "purpose"),
    INITIATOR("initiator", "initiator"),
    CHANNEL("channel", "channel"),
    DIRECTION("direction", "direction"),
    ACTOR("actor", "actor"),
    DEPARTMENT("department", "department"),
    CAMPAIGN("campaign", "campaign"),
    VALUE("value", "value"),
    COST("cost", "cost"),
    SATISFACTION("satisfaction", "satisfaction"),
    DURATION("duration", "duration"),
    ID("id", "id"),
    IN_REPLY_TO("in_reply_to", "in_reply_to"),
    CONVERSATION("conversation", "conversation");

    private final String shortName;
    private final String standardName;

    Field(String shortName, String standardName) {
        this.shortName = shortName;
        this.standardName = standardName;
    }

    String standardName() {
        return standardName;
    }

    String shortName() {
        return shortName;
    }

    boolean isNamed(String text) {
        String name = text.strip().toLowerCase(Locale.ROOT);
        return name.equals(shortName) || name.equals(standardName);
    }

    static Field of(String text) {
        Optional<Field> found =
                Arrays.stream(values()).filter(field -> field.isNamed(text)).findFirst();
        return found.orElseThrow(() -> new UsageError("there is no field '" + text + "'; the fields are "
                + Arrays.stream(values()).map(Field::shortName).collect(Collectors.joining(", "))));
    }
}

package io.engagement.connect;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a row tells of an interaction, by the names that files, options and mappings use. */
public enum Field {
    /** Whose interaction it is. */
    CUSTOMER("customer", "customer_id"),
    /** When it happened. */
    AT("at", "at"),
    /** What it was for. */
    PURPOSE("purpose", "purpose"),
    /** Whose initiative it was. */
    INITIATOR("initiator", "initiator"),
    /** The medium. */
    CHANNEL("channel", "channel"),
    /** Which way it went. */
    DIRECTION("direction", "direction"),
    /** Whether a person or a machine acted. */
    ACTOR("actor", "actor"),
    /** Who handled it in the company. */
    DEPARTMENT("department", "department"),
    /** The campaign that it belongs to. */
    CAMPAIGN("campaign", "campaign"),
    /** What it was worth. */
    VALUE("value", "value"),
    /** What it cost. */
    COST("cost", "cost"),
    /** How content the customer was, from 0 to 1. */
    SATISFACTION("satisfaction", "satisfaction"),
    /** How long it took, in seconds. */
    DURATION("duration", "duration"),
    /** What it is known by. */
    ID("id", "id"),
    /** The id of the interaction that it answers. */
    IN_REPLY_TO("in_reply_to", "in_reply_to"),
    /** The thread that it belongs to. */
    CONVERSATION("conversation", "conversation"),
    /** The currency of value and cost; of a file, not of an interaction. */
    CURRENCY("currency", "currency");

    private final String shortName;
    private final String standardName;

    Field(String shortName, String standardName) {
        this.shortName = shortName;
        this.standardName = standardName;
    }

    /**
     * The column that holds it where nothing else is told.
     *
     * @return such as customer_id
     */
    public String standardName() {
        return standardName;
    }

    /**
     * What options and mappings call it.
     *
     * @return such as customer
     */
    public String shortName() {
        return shortName;
    }

    /**
     * Whether a text is a name of it.
     *
     * @param text in any case, with blanks around it or not
     * @return true for its short and its standard name
     */
    public boolean isNamed(String text) {
        String name = text.strip().toLowerCase(Locale.ROOT);
        return name.equals(shortName) || name.equals(standardName);
    }

    /**
     * A field by its name.
     *
     * @param text its short or standard name, in any case
     * @return the field
     * @throws MappingRefused if there is none of that name
     */
    public static Field of(String text) {
        Optional<Field> found =
                Arrays.stream(values()).filter(field -> field.isNamed(text)).findFirst();
        return found.orElseThrow(() -> new MappingRefused("there is no field '" + text + "'; the fields are "
                + Arrays.stream(values()).map(Field::shortName).collect(Collectors.joining(", "))));
    }

    /** A copy that nobody changes. */
    static <T> Map<Field, T> copied(Map<Field, T> byField) {
        EnumMap<Field, T> copy = new EnumMap<>(Field.class);
        copy.putAll(byField);
        return Collections.unmodifiableMap(copy);
    }
}

package io.engagement.spring;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The fields of a JSON object, each read once and refused by name. A null is as if it were not there. */
final class JsonFields {
    /** Of any text: ids of systems are shorter. */
    static final int LONGEST_TEXT = 200;

    /** From 1970: up to here a double is exact in milliseconds. */
    private static final Duration FARTHEST = Duration.ofMillis(1L << 53);

    private static final String TEXT = "a text of 1 to " + LONGEST_TEXT + " characters that is not blank";

    private final JsonNode object;

    JsonFields(JsonNode object, List<String> names) {
        this.object = object;
        for (String name : object.propertyNames()) {
            if (!names.contains(name)) {
                throw InvalidFieldException.noField(name, shown(object.get(name)), names);
            }
        }
    }

    /** A text without its quotes. */
    private static String shown(JsonNode node) {
        return node.isString() ? node.stringValue() : node.toString();
    }

    Optional<JsonNode> node(String name) {
        return Optional.ofNullable(object.get(name)).filter(node -> !node.isNull());
    }

    String requiredText(String name) {
        return text(name).orElseThrow(() -> InvalidFieldException.missing(name, TEXT));
    }

    Optional<String> text(String name) {
        return node(name).map(node -> text(name, node));
    }

    static String text(String name, JsonNode node) {
        if (!node.isString()) {
            throw new InvalidFieldException(name, shown(node), TEXT);
        }
        return requireText(name, node.stringValue());
    }

    static String requireText(String name, String text) {
        if (text.isBlank() || text.length() > LONGEST_TEXT) {
            throw new InvalidFieldException(name, text, TEXT);
        }
        requireWhole(name, text);
        if (text.chars().anyMatch(Character::isISOControl)) {
            // No path and no log line can hold them.
            throw new InvalidFieldException(name, printed(text), "a text without control characters");
        }
        return text;
    }

    /** Half of a surrogate pair would be another text as bytes, and two ids one. */
    static String requireWhole(String name, String text) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            String shown = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
            throw new InvalidFieldException(name, shown, "a text of whole characters");
        }
        return text;
    }

    private static String printed(String text) {
        return text.chars()
                .mapToObj(each -> Character.isISOControl(each) ? "?" : Character.toString(each))
                .collect(Collectors.joining());
    }

    OptionalDouble number(String name, String allowed) {
        Optional<JsonNode> node = node(name);
        if (node.isEmpty()) {
            return OptionalDouble.empty();
        }
        if (!node.get().isNumber()) {
            throw new InvalidFieldException(name, shown(node.get()), allowed);
        }
        return OptionalDouble.of(node.get().doubleValue());
    }

    /** With an offset, or Z: a time without one is none. */
    Optional<Instant> instant(String name) {
        return node(name).map(node -> instant(name, shown(node)));
    }

    /**
     * An instant in ISO 8601.
     *
     * @param name of the field
     * @param text as it was sent
     */
    static Instant instant(String name, String text) {
        Instant instant;
        try {
            instant = OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException none) {
            throw new InvalidFieldException(
                    name, text, "an instant in ISO 8601 with its offset, such as 2026-03-01T09:30:00Z");
        }
        if (Duration.between(Instant.EPOCH, instant).abs().compareTo(FARTHEST) > 0) {
            throw new InvalidFieldException(name, text, "within 285,000 years of 1970");
        }
        return instant;
    }

    Optional<Duration> duration(String name) {
        return text(name).map(text -> duration(name, text));
    }

    private static Duration duration(String name, String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeException none) {
            throw new InvalidFieldException(name, text, "a duration in ISO 8601, such as PT5M30S");
        }
    }

    /** By name, in any case. */
    <E extends Enum<E>> Optional<E> choice(String name, E[] choices) {
        return text(name).map(text -> Arrays.stream(choices)
                .filter(each -> each.name().equals(text.strip().toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> noneOf(name, text, Arrays.asList(choices))));
    }

    static InvalidFieldException noneOf(String name, String text, Collection<?> choices) {
        return new InvalidFieldException(
                name, text, "one of " + choices.stream().map(Object::toString).collect(Collectors.joining(", ")));
    }
}

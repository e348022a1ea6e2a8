package io.engagement.measure;

import io.engagement.domain.Registry;
import io.engagement.domain.TimeScale;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The text form of definitions, one line: a word that says what it is and its version, then a key and a value for each part,
 * divided by semicolons; those in quotes divide nothing. What a reader does not know it refuses, as it would change the
 * meaning.
 *
 * <pre>{@code purchases 1; of purpose=PURCHASE; zone Z}</pre>
 */
final class DefinitionText {
    private static final int MOST_SHOWN = 200;

    private final String text;
    private final Map<String, String> parts;

    private DefinitionText(String text, Map<String, String> parts) {
        this.text = text;
        this.parts = parts;
    }

    /** A text of keys and values in turn. */
    static String of(String kind, int version, String... keysAndValues) {
        StringBuilder line = new StringBuilder(kind).append(' ').append(version);
        for (int i = 0; i < keysAndValues.length; i += 2) {
            line.append("; ").append(keysAndValues[i]).append(' ').append(keysAndValues[i + 1]);
        }
        return line.toString();
    }

    static String kindOf(String text) {
        return text.strip().split("\\s", 2)[0];
    }

    static DefinitionText read(String text, String kind, int newest, Set<String> keys) {
        List<String> split = split(text);
        String head = split.get(0);
        if (Stream.iterate(1, version -> version + 1).limit(newest).noneMatch(v -> head.equals(kind + " " + v))) {
            throw new IllegalArgumentException("a definition of this kind must begin with '" + kind + "' and a version"
                    + " from 1 to " + newest + ", began with '" + shown(head)
                    + "': was it written by a later version of the library?");
        }
        Map<String, String> parts = new LinkedHashMap<>();
        for (String part : split.subList(1, split.size())) {
            String[] pair = part.split(" ", 2);
            if (!keys.contains(pair[0]) || pair.length < 2 || parts.put(pair[0], pair[1].strip()) != null) {
                throw new IllegalArgumentException("the definition '" + shown(text)
                        + "' must have a value each, once, of "
                        + keys.stream().sorted().collect(Collectors.joining(", ")) + ", has '" + shown(part) + "'");
            }
        }
        return new DefinitionText(text, parts);
    }

    private static String shown(String text) {
        return text.length() > MOST_SHOWN ? text.substring(0, MOST_SHOWN) + "..." : text;
    }

    private static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == '\\' && quoted) {
                i++;
            } else if (c == ';' && !quoted) {
                parts.add(text.substring(from, i).strip());
                from = i + 1;
            }
        }
        parts.add(text.substring(from).strip());
        return parts;
    }

    Optional<String> optional(String key) {
        return Optional.ofNullable(parts.get(key));
    }

    String word(String key) {
        return optional(key)
                .orElseThrow(() ->
                        new IllegalArgumentException("the definition '" + shown(text) + "' must have the key " + key));
    }

    /** As {@link FilterTerms#quoted} wrote it. */
    String name(String key) {
        List<String> names = names(key);
        if (names.size() > 1) {
            throw refused(key, "one name");
        }
        return names.get(0);
    }

    /** As {@link FilterTerms#quoted} wrote them, divided by bars. */
    List<String> names(String key) {
        TextCursor cursor = new TextCursor(key, word(key));
        List<String> names = new ArrayList<>();
        do {
            names.add(cursor.name());
        } while (cursor.skip("|"));
        cursor.end();
        return names;
    }

    <E extends Enum<E>> E constant(String key, E[] constants) {
        String name = oneOf(key, Stream.of(constants).map(Enum::name).toArray(String[]::new));
        return Enum.valueOf(constants[0].getDeclaringClass(), name);
    }

    String oneOf(String key, String... words) {
        if (!List.of(words).contains(word(key))) {
            throw refused(key, "one of " + List.of(words));
        }
        return word(key);
    }

    Filter filter(String key, Registry registry) {
        return Filter.read(word(key), registry);
    }

    ZoneId zone(String key) {
        try {
            return ZoneId.of(word(key));
        } catch (DateTimeException unknown) {
            throw refused(key, "a zone that this Java knows, such as Z or Europe/Berlin");
        }
    }

    TimeScale period(String key) {
        return Stream.of(TimeScale.values())
                .filter(each -> each.name().equals(word(key)))
                .findFirst()
                .orElseThrow(() -> refused(key, "DAYS, WEEKS, MONTHS or YEARS"));
    }

    double number(String key) {
        try {
            return Double.parseDouble(word(key));
        } catch (NumberFormatException none) {
            throw refused(key, "a number");
        }
    }

    Duration duration(String key) {
        try {
            return Duration.parse(word(key));
        } catch (DateTimeException none) {
            throw refused(key, "a duration such as PT720H");
        }
    }

    private IllegalArgumentException refused(String key, String wanted) {
        return new IllegalArgumentException(
                key + " of a definition must be " + wanted + ", was '" + shown(word(key)) + "'");
    }
}

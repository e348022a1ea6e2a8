package io.engagement.connect;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/** A text in TOML, of which what is wrong is told with its line. */
final class TomlText {
    private static final String LOOKUP = ". Look-ups are joins, each a table [[join]] with column = \"COLUMN\", file ="
            + " \"FILE\" and, if it is called otherwise there, key = \"KEY\"";

    private final String label;
    private final TomlTable toml;

    private TomlText(String label, TomlTable toml) {
        this.label = label;
        this.toml = toml;
    }

    /**
     * Reads a text.
     *
     * @param label what messages call it
     * @throws MappingRefused if it is not TOML
     */
    static TomlText of(String label, String text) {
        TomlParseResult toml = Toml.parse(text);
        if (toml.hasErrors()) {
            TomlParseError first = toml.errors().get(0);
            throw new MappingRefused(label + " line " + first.position().line() + " is not TOML: "
                    + Excerpt.ofMessage(String.valueOf(first.getMessage())));
        }
        return new TomlText(label, toml);
    }

    @Nullable
    Object get(String key) {
        return toml.get(key);
    }

    /** One text or several. */
    List<String> texts(@Nullable Object told, String key) {
        if (told == null) {
            return List.of();
        }
        List<Object> all = told instanceof TomlArray array ? array.toList() : List.of(told);
        return all.stream().map(each -> text(each, key)).toList();
    }

    /** Empty where there is none. */
    Map<String, Object> table(String key) {
        Object told = toml.get(List.of(key));
        if (told == null) {
            return Map.of();
        }
        if (!(told instanceof TomlTable table)) {
            throw refused(at(key), key + " must be a table such as [" + key + "]");
        }
        return table.toMap();
    }

    /** Told where there is one. */
    void text(String key, Consumer<String> taker) {
        text(toml, key, taker);
    }

    /** Of a table in it. */
    void text(TomlTable table, String key, Consumer<String> taker) {
        Object told = table.get(List.of(key));
        if (told != null) {
            at(key, () -> taker.accept(text(told, key)));
        }
    }

    /** Numbers and dates too, as they are written there: a column holds texts only. */
    String text(Object told, String key) {
        if (told instanceof TomlTable || told instanceof TomlArray) {
            throw refused(at(key), key + " must be a text in quotes");
        }
        return told.toString();
    }

    void checkKeys(Set<String> known, String what) {
        checkKeys(toml, known, what);
    }

    void checkKeys(TomlTable table, Set<String> known, String what) {
        for (String key : table.keySet()) {
            if (!known.contains(key)) {
                TomlPosition position = table.inputPositionOf(List.of(key));
                throw refused(
                        position == null ? 1 : position.line(),
                        "there is no '" + Excerpt.of(key) + "' in " + what + "; it has " + String.join(", ", known)
                                + (key.equals("lookup") ? LOOKUP : ""));
            }
        }
    }

    /** The line of a key. */
    int at(String key) {
        TomlPosition position = toml.inputPositionOf(List.of(key));
        return position == null ? 1 : position.line();
    }

    /** What is wrong with a choice is told with its place. */
    void at(String key, Runnable telling) {
        try {
            telling.run();
        } catch (MappingRefused e) {
            String message = String.valueOf(e.getMessage());
            throw message.startsWith(label + " ") ? e : refused(at(key), key + ": " + message);
        }
    }

    MappingRefused refused(int line, String why) {
        return new MappingRefused(label + " line " + line + ": " + why);
    }
}

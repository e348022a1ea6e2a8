package io.engagement.fit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The text form of models: a first line that says what it is and in which version, then one line {@code key value} for
 * each figure. Numbers are written so that reading gives the same bits.
 *
 * <pre>{@code
 * engagement bg-nbd 1
 * r 0.2425945
 * alpha 4.4136019
 * }</pre>
 *
 * <p>Immutable.
 */
public final class ModelText {
    private static final String LIBRARY = "engagement";

    private final String kind;
    private final int version;
    private final Map<String, String> values;

    private ModelText(String kind, int version, Map<String, String> values) {
        this.kind = kind;
        this.version = version;
        this.values = values;
    }

    /**
     * A text without lines.
     *
     * @param kind what it describes, one word, e.g. {@code bg-nbd}
     * @param version of the form, to be raised when keys change their meaning
     * @return the text
     */
    public static ModelText of(String kind, int version) {
        return new ModelText(kind, version, Map.of());
    }

    /**
     * This text with another line.
     *
     * @param key one word
     * @param value a number, which may be NaN or infinite
     * @return the changed copy
     */
    public ModelText with(String key, double value) {
        return with(key, Double.toString(value));
    }

    /**
     * This text with another line.
     *
     * @param key one word
     * @param value the rest of the line, of one line only
     * @return the changed copy
     * @throws IllegalArgumentException if the key is not one word or the value is more than a line
     */
    public ModelText with(String key, String value) {
        if (key.isEmpty() || key.chars().anyMatch(Character::isWhitespace)) {
            throw new IllegalArgumentException("key must be one word, was '" + key + "'");
        }
        if (!value.equals(value.strip()) || value.lines().count() > 1) {
            throw new IllegalArgumentException(
                    "value of " + key + " must be one line without blanks around it, was '" + value + "'");
        }
        Map<String, String> more = new LinkedHashMap<>(values);
        more.put(key, value);
        return new ModelText(kind, version, more);
    }

    /**
     * This text with all lines of another one.
     *
     * @param prefix stands before their keys, with a point after it
     * @param part the other text; its kind and version stand in the line {@code prefix value}
     * @return the changed copy
     */
    public ModelText withPart(String prefix, ModelText part) {
        ModelText text = with(prefix, part.kind + " " + part.version);
        for (Map.Entry<String, String> line : part.values.entrySet()) {
            text = text.with(prefix + "." + line.getKey(), line.getValue());
        }
        return text;
    }

    /**
     * Reads a text.
     *
     * @param text as {@link #toString()} wrote it; lines may end with CR LF, empty lines are skipped
     * @param kind what it must describe
     * @param version the newest version that the caller understands
     * @return the text
     * @throws IllegalArgumentException if it is something else, of an unknown version, or has a line that is no {@code key
     *     value} or a key twice
     */
    public static ModelText read(String text, String kind, int version) {
        Map<String, String> values = new LinkedHashMap<>();
        ModelText header = new ModelText("", 0, values);
        int number = 0;
        for (String raw : text.lines().toList()) {
            String line = raw.strip();
            number++;
            if (line.isEmpty()) {
                continue;
            }
            if (header.version == 0) {
                header = header(line, kind, version, values);
            } else {
                put(values, line, number);
            }
        }
        if (header.version == 0) {
            throw new IllegalArgumentException(
                    "a saved " + kind + " must begin with 'engagement " + kind + " " + version + "', was empty");
        }
        return header;
    }

    /**
     * What a text describes, whatever it is: who reads models of several kinds asks this first.
     *
     * @param text as {@link #toString()} wrote it
     * @return its kind
     * @throws IllegalArgumentException if the text does not begin as a saved one
     */
    public static String kindOf(String text) {
        String first = text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .findFirst()
                .orElse("");
        String[] words = first.split("\\s+", -1);
        if (words.length != 3 || !words[0].equals(LIBRARY)) {
            throw new IllegalArgumentException(
                    "a saved model must begin with '" + LIBRARY + " KIND VERSION', began with '" + first + "'");
        }
        return words[1];
    }

    private static ModelText header(String line, String kind, int version, Map<String, String> values) {
        String[] words = line.split("\\s+", -1);
        if (words.length != 3 || !words[0].equals(LIBRARY)) {
            throw new IllegalArgumentException("a saved " + kind + " must begin with 'engagement " + kind + " "
                    + version + "', was '" + line + "'");
        }
        return new ModelText(words[1], checkedVersion(words[1], words[2], kind, version), values);
    }

    private static int checkedVersion(String kind, String number, String expected, int newest) {
        if (!kind.equals(expected)) {
            throw new IllegalArgumentException("the text holds a " + kind + ", not a " + expected);
        }
        for (int known = 1; known <= newest; known++) {
            if (number.equals(Integer.toString(known))) {
                return known;
            }
        }
        throw new IllegalArgumentException("version of a saved " + kind + " must be between 1 and " + newest + ", was "
                + number + ": was it written by a later version of the library?");
    }

    private static void put(Map<String, String> values, String line, int number) {
        String[] pair = line.split("\\s+", 2);
        if (values.containsKey(pair[0])) {
            throw new IllegalArgumentException("line " + number + ": key " + pair[0] + " stands there twice");
        }
        values.put(pair[0], pair.length == 2 ? pair[1] : "");
    }

    /**
     * A part that {@link #withPart} put there.
     *
     * @param prefix its prefix
     * @param partKind what it must describe
     * @param newest the newest version that the caller understands
     * @return the part
     * @throws IllegalArgumentException if there is none, or one of another kind or version
     */
    public ModelText part(String prefix, String partKind, int newest) {
        String[] words = word(prefix).split(" ", 2);
        String number = words.length == 2 ? words[1] : "";
        Map<String, String> lines = new LinkedHashMap<>();
        values.forEach((key, value) -> {
            if (key.startsWith(prefix + ".")) {
                lines.put(key.substring(prefix.length() + 1), value);
            }
        });
        return new ModelText(partKind, checkedVersion(words[0], number, partKind, newest), lines);
    }

    /**
     * What the text describes.
     *
     * @return one word
     */
    public String kind() {
        return kind;
    }

    /**
     * The version of its form.
     *
     * @return at least 1 where it was read
     */
    public int version() {
        return version;
    }

    /**
     * The number of a key.
     *
     * @param key one word
     * @return its number, the same bits as were written
     * @throws IllegalArgumentException if the key is missing or its value no number
     */
    public double number(String key) {
        String value = word(key);
        try {
            return Double.parseDouble(value);
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(
                    "value of " + key + " in a saved " + kind + " must be a number, was '" + value + "'", notANumber);
        }
    }

    /**
     * The value of a key.
     *
     * @param key one word
     * @return the rest of its line
     * @throws IllegalArgumentException if the key is missing
     */
    public String word(String key) {
        return optionalWord(key)
                .orElseThrow(() -> new IllegalArgumentException(
                        "a saved " + kind + " must have the key " + key + ", has only " + values.keySet()));
    }

    /**
     * The value of a key that may be missing.
     *
     * @param key one word
     * @return the rest of its line, or nothing
     */
    public Optional<String> optionalWord(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /**
     * The text.
     *
     * @return lines that end with a line feed
     */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(LIBRARY + " " + kind + " " + version + "\n");
        values.forEach(
                (key, value) -> text.append(key).append(' ').append(value).append('\n'));
        return text.toString();
    }
}

package io.engagement.fit;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The text form of models: a first line with kind, version and format, then one line {@code key value} for each figure,
 * then the checksum of these lines. Numbers are written so that reading gives the same bits.
 *
 * <pre>{@code
 * engagement bg-nbd 1 format 2
 * r 0.2425945
 * alpha 4.4136019
 * checksum 1c291ca3
 * }</pre>
 *
 * <p>A text with a wrong checksum (CRC-32C of the lines, without blanks around them and line ends) is refused. Format
 * 1, with neither {@code format 2} nor a checksum, is read too: to edit a text by hand, remove both. Values are checked
 * in either format; whatever is wrong with a text is an {@link IllegalArgumentException}.
 *
 * <p>Immutable.
 */
public final class ModelText {
    /**
     * Finite numbers as {@link Double#toString} writes them, and plainer spellings; no hexadecimals, no suffixes.
     * Without backtracking, so that the time is linear in the length.
     */
    private static final Pattern NUMBER = Pattern.compile("[+-]?+(\\d++(\\.\\d*+)?+|\\.\\d++)([eE][+-]?+\\d++)?+");

    /** Characters of a value in a message. */
    private static final int MOST_SHOWN = 60;

    private static final Set<String> NO_NUMBERS = Set.of("NaN", "Infinity", "-Infinity");

    private final String kind;
    private final int version;
    private final Map<String, String> values;

    private ModelText(String kind, int version, Map<String, String> values) {
        this.kind = kind;
        this.version = version;
        this.values = values;
    }

    /** With lines that are still to come. */
    static ModelText ofLines(String kind, int version, Map<String, String> values) {
        return new ModelText(kind, version, values);
    }

    /**
     * A text without lines.
     *
     * @param kind what it describes, one word, e.g. {@code bg-nbd}
     * @param version of the form, to be raised when keys change their meaning
     * @return the text
     */
    public static ModelText of(String kind, int version) {
        return new ModelText(Objects.requireNonNull(kind, "kind"), version, Map.of());
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
        return withAll(Map.of(Objects.requireNonNull(key, "key"), Objects.requireNonNull(value, "value")));
    }

    /**
     * This text with other lines, in their order.
     *
     * @param lines keys, one word each, and values, of one line each
     * @return the changed copy
     * @throws IllegalArgumentException if a key is not one word or a value is more than a line
     */
    public ModelText withAll(Map<String, String> lines) {
        Map<String, String> more = new LinkedHashMap<>(values);
        lines.forEach((key, value) -> {
            check(key, value);
            more.put(key, value);
        });
        return new ModelText(kind, version, more);
    }

    private static void check(String key, String value) {
        if (key.isEmpty() || key.chars().anyMatch(Character::isWhitespace) || key.equals(ModelTextForm.CHECKSUM)) {
            throw new IllegalArgumentException(
                    "key must be one word, other than '" + ModelTextForm.CHECKSUM + "', was '" + key + "'");
        }
        if (!value.equals(value.strip()) || value.lines().count() > 1) {
            throw new IllegalArgumentException(
                    "value of " + key + " must be one line without blanks around it, was '" + value + "'");
        }
    }

    /**
     * This text with all lines of another one.
     *
     * @param prefix stands before their keys, with a point after it
     * @param part the other text; its kind and version stand in the line {@code prefix value}
     * @return the changed copy
     */
    public ModelText withPart(String prefix, ModelText part) {
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put(prefix, part.kind + " " + part.version);
        part.values.forEach((key, value) -> lines.put(prefix + "." + key, value));
        return withAll(lines);
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
        return ModelTextForm.read(text, kind, version);
    }

    /**
     * The kind of a text, for reading models of several kinds.
     *
     * @param text as {@link #toString()} wrote it
     * @return its kind
     * @throws IllegalArgumentException if the text does not begin as a saved one
     */
    public static String kindOf(String text) {
        return ModelTextForm.kind(text);
    }

    /**
     * The version of a text of any kind.
     *
     * @param text as {@link #toString()} wrote it
     * @return its version
     * @throws IllegalArgumentException if the text does not begin as a saved one
     */
    public static int versionOf(String text) {
        return ModelTextForm.version(text);
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
        return new ModelText(partKind, ModelTextForm.checkedVersion(words[0], number, partKind, newest), lines(prefix));
    }

    /**
     * A part that {@link #withPart} put there, of any kind, which the reader has to check.
     *
     * @param prefix its prefix
     * @return the part
     * @throws IllegalArgumentException if there is none
     */
    public ModelText part(String prefix) {
        String head = ModelTextForm.LIBRARY + " " + word(prefix);
        return new ModelText(kindOf(head), versionOf(head), lines(prefix));
    }

    private Map<String, String> lines(String prefix) {
        Map<String, String> lines = new LinkedHashMap<>();
        values.forEach((key, value) -> {
            if (key.startsWith(prefix + ".")) {
                lines.put(key.substring(prefix.length() + 1), value);
            }
        });
        return lines;
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
     * @return its number, finite, the same bits as were written
     * @throws IllegalArgumentException if the key is missing or its value no finite number
     */
    public double number(String key) {
        double number = anyNumber(key);
        if (!Double.isFinite(number)) {
            throw refused(key, "a finite number");
        }
        return number;
    }

    /**
     * The number of a key within bounds.
     *
     * @param key one word
     * @param least the lowest that is allowed
     * @param most the highest
     * @return its number
     * @throws IllegalArgumentException if the key is missing or its value no number from the one to the other
     */
    public double number(String key, double least, double most) {
        double number = number(key);
        if (!(number >= least && number <= most)) {
            throw refused(key, "from " + least + " to " + most);
        }
        return number;
    }

    /**
     * The number of a key, which may be NaN or infinite.
     *
     * @param key one word
     * @return its number, the same bits as were written
     * @throws IllegalArgumentException if the key is missing or its value no number
     */
    public double anyNumber(String key) {
        return parse(key, word(key));
    }

    /**
     * The numbers of a key, separated by blanks.
     *
     * @param key one word
     * @return its numbers, finite
     * @throws IllegalArgumentException if the key is missing or one is no finite number
     */
    public double[] numbers(String key) {
        double[] numbers = Arrays.stream(word(key).split("\\s+", -1))
                .filter(word -> !word.isEmpty())
                .mapToDouble(word -> parse(key, word))
                .toArray();
        if (!Arrays.stream(numbers).allMatch(Double::isFinite)) {
            throw refused(key, "finite numbers");
        }
        return numbers;
    }

    private double parse(String key, String value) {
        if (!NO_NUMBERS.contains(value) && !NUMBER.matcher(value).matches()) {
            throw refused(key, "a number");
        }
        return Double.parseDouble(value);
    }

    /**
     * The whole number of a key within bounds.
     *
     * @param key one word
     * @param least the lowest that is allowed
     * @param most the highest
     * @return its number
     * @throws IllegalArgumentException if the key is missing or its value no whole number from the one to the other
     */
    public int whole(String key, int least, int most) {
        double number = number(key, least, most);
        if (number != Math.rint(number)) {
            throw refused(key, "a whole number");
        }
        return (int) number;
    }

    /**
     * How many of something there are that has a line of its own each.
     *
     * @param key one word
     * @return its number, not negative, no more than there are lines
     * @throws IllegalArgumentException if the key is missing or its value no such number
     */
    public int count(String key) {
        return whole(key, 0, values.size());
    }

    /**
     * The constant that a key names.
     *
     * @param key one word
     * @param type of the constants
     * @param <E> their type
     * @return one of them
     * @throws IllegalArgumentException if the key is missing or names none
     */
    public <E extends Enum<E>> E choice(String key, Class<E> type) {
        String name = word(key);
        return Arrays.stream(type.getEnumConstants())
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> refused(key, "one of " + Arrays.toString(type.getEnumConstants())));
    }

    /**
     * The instant of a key.
     *
     * @param key one word
     * @return its instant
     * @throws IllegalArgumentException if the key is missing or its value no instant in ISO 8601
     */
    public Instant instant(String key) {
        try {
            return Instant.parse(word(key));
        } catch (DateTimeException none) {
            throw refused(key, "an instant such as 2026-01-31T00:00:00Z");
        }
    }

    private IllegalArgumentException refused(String key, String wanted) {
        String was = word(key);
        String shown = was.length() > MOST_SHOWN ? was.substring(0, MOST_SHOWN) + "..." : was;
        return new IllegalArgumentException("value of " + key + " in " + ModelTextForm.saved(kind) + " must be "
                + wanted + ", was '" + shown + "'");
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
                        ModelTextForm.saved(kind) + " must have the key " + key + ", has only " + values.keySet()));
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
        return ModelTextForm.write(kind, version, values);
    }
}

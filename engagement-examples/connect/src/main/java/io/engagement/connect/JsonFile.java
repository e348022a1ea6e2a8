package io.engagement.connect;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A text in JSON as rows: an object a line, as in {@code .jsonl} and {@code .ndjson}; an array of objects; objects one behind the
 * other, over several lines each; or pages of an interface, which have their rows in an array such as {@code results}.
 *
 * <p><b>Columns</b> are called by the names that lead to them, with points between: {@code properties.order_id} is the member {@code
 * order_id} of the object {@code properties}, {@code items.0.price} the price of the first of {@code items}, {@code
 * event_params[key:currency].value} the value of the one whose {@code key} is {@code currency}, and {@code items} all of them, as they
 * are written. A name that has points itself is found too. <b>Texts</b> are without quotes and escapes; numbers, {@code
 * true} and {@code false} as they are written, whatever their size; {@code null} and what is not there are empty; objects and arrays
 * are JSON. The columns are those that the mapping names, and those of the first {@value #LOOKED_AT} rows but for elements of arrays.
 *
 * <p>A row is refused, and the rest goes on, that is no JSON (RFC 8259), has a name twice in an object, half a character, bytes that
 * are no UTF-8, more than {@value JsonReader#MOST_DEPTH} objects and arrays in each other, a name of more than 50,000 characters, or
 * more than {@value JsonSlices#MOST_BYTES} bytes.
 */
final class JsonFile {
    /** So many rows tell which columns there are. */
    static final int LOOKED_AT = 1_000;

    private static final int MOST_BYTES_AHEAD = 1 << 24;
    /** Of the text, to see how it is written. */
    private static final int BEGINNING = 1 << 20;

    private static final Pattern NAME = Pattern.compile(".*\\.(json|jsonl|ndjson|geojsonl)(\\.(gz|zst))?");

    private final String label;
    private final JsonSlices slices;
    private final Asked asked;
    private final Optional<String> note;
    private Optional<String> firstFault = Optional.empty();

    private JsonFile(String label, JsonSlices slices, Asked asked, Optional<String> note) {
        this.label = label;
        this.slices = slices;
        this.asked = asked;
        this.note = note;
    }

    /**
     * Whether a file is JSON: it begins with an object or an array of them, or is called so.
     *
     * @param beginning its first bytes, in any encoding
     */
    static boolean isJson(String name, byte[] beginning) {
        StringBuilder signs = new StringBuilder();
        for (int i = 0; i < beginning.length && signs.length() < 2; i++) {
            boolean isMark = i < 3 && beginning[i] < 0;
            if (!isMark && beginning[i] != 0 && !JsonSlices.isBlank(beginning[i])) {
                signs.append((char) beginning[i]);
            }
        }
        return Set.of("{\"", "{}", "[{", "[]").contains(signs.toString())
                || NAME.matcher(name.toLowerCase(Locale.ROOT)).matches();
    }

    /**
     * A text.
     *
     * @param text in UTF-8, without a byte order mark
     * @param member that is told to have the rows of its pages
     * @throws MappingRefused if there are none in it
     */
    static JsonFile of(String label, InputStream text, Asked asked, Optional<String> member) throws IOException {
        InputStream all = new BufferedInputStream(text, 1 << 16);
        all.mark(BEGINNING);
        byte[] beginning = all.readNBytes(BEGINNING);
        all.reset();
        boolean isArray = JsonSlices.signAfterBlanks(beginning, 0, beginning.length) == '[';
        JsonPages.Place place =
                isArray && member.isEmpty() ? JsonPages.Place.OUTSIDE : JsonPages.of(beginning, asked, member);
        return new JsonFile(label, slices(all, beginning, isArray, place.member()), asked, place.note());
    }

    /** What is to be told of where its rows are. */
    Optional<String> note() {
        return note;
    }

    private static JsonSlices slices(InputStream all, byte[] beginning, boolean isArray, Optional<String> member)
            throws IOException {
        boolean isOfLines = !isArray && member.isEmpty() && !isBroken(beginning);
        return isOfLines ? new JsonLines(all) : new JsonElements(all, member);
    }

    /** Whether the first object goes on in the next line: there is a name, or its end. */
    private static boolean isBroken(byte[] text) {
        int end = JsonSlices.afterBlanks(text, 0, text.length);
        while (end < text.length && text[end] != '\n') {
            end++;
        }
        byte next = JsonSlices.signAfterBlanks(text, end, text.length);
        return next == '"' || next == '}';
    }

    /** All columns that the rows have. */
    List<String> columns() throws IOException {
        JsonReader reader = JsonReader.learning();
        while (slices.next()) {
            learn(reader);
        }
        return reader.learned();
    }

    /** Reads the rows, whose columns are told by the first ones. */
    void read(Source.Rows rows) throws IOException {
        JsonReader reader = JsonReader.learning();
        Deque<JsonRows.Slice> first = new ArrayDeque<>();
        long bytes = 0;
        while (first.size() < LOOKED_AT && bytes < MOST_BYTES_AHEAD && slices.next()) {
            learn(reader);
            bytes += slices.to() - slices.from();
            first.add(new JsonRows.Slice(slices));
        }
        read(reader.learned(), first, rows);
    }

    /** Reads the rows, whose columns are known. */
    void read(List<String> columns, Source.Rows rows) {
        read(columns, new ArrayDeque<>(), rows);
    }

    private void read(List<String> columns, Deque<JsonRows.Slice> first, Source.Rows rows) {
        Set<String> header = new LinkedHashSet<>(columns);
        if (header.isEmpty()) {
            String why = firstFault.orElse(first.isEmpty() ? "it is empty" : "its rows have no fields");
            throw new DataRefused("cannot read " + label + ": " + why
                    + "; it needs rows such as {\"customer_id\": \"c1\", \"at\": \"2026-01-31\"}");
        }
        header.addAll(asked.named());
        List<String> names = List.copyOf(header);
        rows.read(names, new JsonRows(slices, first, names, asked));
    }

    private void learn(JsonReader reader) {
        try {
            reader.learn(slices.bytes(), slices.from(), slices.to());
        } catch (JsonFault fault) {
            // The row is refused when it is read.
            firstFault = firstFault.or(() -> Optional.of("line " + slices.line() + " " + fault.getMessage()));
        }
    }
}

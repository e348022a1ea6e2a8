package io.engagement.connect;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.google.common.base.Utf8;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows that are objects in JSON, of each the texts of its columns: numbers and nested objects as they are written, nothing for
 * null. Or learns which columns there are.
 */
final class JsonReader {
    /** Objects and arrays in each other. */
    static final int MOST_DEPTH = 100;

    /** More are no columns but keys that are data. */
    private static final int MOST_LEARNED = 5_000;

    /** Between fields: no byte of UTF-8. */
    private static final byte BETWEEN = (byte) 0xff;

    private static final byte[] NOTHING = {};

    /** Each row is a text of its own: one that is broken does not spoil the next one. */
    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MOST_DEPTH)
                    .maxNumberLength(JsonSlices.MOST_BYTES)
                    .build())
            .build();

    private final JsonPath row;
    private final boolean learning;
    private final boolean needsAll;
    private final Set<String> learned = new LinkedHashSet<>();
    private final byte[][] texts;
    /** The last row that has the column. */
    private final long[] met;

    private long rowsRead;
    private byte[] bytes = NOTHING;
    /** Where what is being parsed begins. */
    private int start;

    private boolean ascii;
    private boolean breaks;
    private byte[] out = new byte[1 << 10];

    private JsonReader(JsonPath row, int width, boolean learning, boolean needsAll) {
        this.row = row;
        this.learning = learning;
        this.needsAll = needsAll;
        this.texts = new byte[width][];
        this.met = new long[width];
    }

    /** A reader of columns. */
    static JsonReader of(List<String> header, Asked asked) {
        return new JsonReader(JsonPath.of(header, asked), header.size(), false, asked.isForAll());
    }

    /** What learns the columns of rows. */
    static JsonReader learning() {
        return new JsonReader(JsonPath.row(), 0, true, false);
    }

    /** The columns that were learned, in the order in which they were met. */
    List<String> learned() {
        return List.copyOf(learned);
    }

    /** Whether a column was in any row. */
    boolean hasMet(int column) {
        return met[column] > 0;
    }

    /**
     * Reads a row.
     *
     * @param to becomes that row
     * @throws JsonFault if it cannot be read
     */
    void read(byte[] from, int first, int end, long line, PlainRow to) {
        learn(from, first, end);
        to.begin(room(), 0);
        int at = 0;
        for (int i = 0; i < texts.length; i++) {
            System.arraycopy(texts[i], 0, out, at, texts[i].length);
            at += texts[i].length;
            out[at] = BETWEEN;
            if (i < texts.length - 1) {
                to.addEnd(at);
                at++;
            }
        }
        to.endRecord(at, ascii, breaks, line);
    }

    private byte[] room() {
        long length = (long) texts.length + Long.BYTES;
        for (byte[] text : texts) {
            length += text.length;
        }
        if (length > out.length) {
            out = new byte[Math.toIntExact(2 * length)];
        }
        return out;
    }

    /** Learns the columns of a row. */
    void learn(byte[] from, int first, int end) {
        bytes = from;
        rowsRead++;
        ascii = true;
        breaks = false;
        Arrays.fill(texts, NOTHING);
        if (!Utf8.isWellFormed(from, first, end - first)) {
            // Two customers' ids may become the same.
            throw new JsonFault(
                    "is not text in UTF-8: save the file so, or name its encoding with --charset, e.g. windows-1252");
        }
        if (JsonSlices.signAfterBlanks(from, first, end) != '{') {
            throw new JsonFault("is no object of JSON such as {\"customer_id\": \"c1\"}");
        }
        parse(first, end, json -> {
            value(json, row);
            if (json.nextToken() != null) {
                throw new JsonFault("is not JSON: something stands behind the object");
            }
        });
    }

    private interface Parsing {
        void from(JsonParser json) throws IOException;
    }

    /** Parses a part of the row, from its first token on. */
    private void parse(int from, int to, Parsing parsing) {
        int before = start;
        start = from;
        try (JsonParser json = JSON.createParser(bytes, from, to - from)) {
            json.nextToken();
            parsing.from(json);
        } catch (JsonProcessingException e) {
            throw JsonFault.of(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start = before;
    }

    private int place(JsonLocation at) {
        return start + Math.toIntExact(at.getByteOffset());
    }

    private void value(JsonParser json, @Nullable JsonPath place) throws IOException {
        JsonToken token = json.currentToken();
        if (place == null) {
            json.skipChildren();
        } else if (token.isStructStart()) {
            nested(json, place);
        } else if (isWanted(place, true)) {
            String text = token == JsonToken.VALUE_NULL ? "" : json.getText();
            breaks |= text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0;
            set(place, utf8(text));
        }
    }

    private byte[] utf8(String text) {
        try {
            ascii &= Utf8.encodedLength(text) == text.length();
        } catch (IllegalArgumentException halved) {
            throw new JsonFault("has half a character: an escape such as \\ud83d without the other half");
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void nested(JsonParser json, JsonPath place) throws IOException {
        boolean isArray = json.currentToken() == JsonToken.START_ARRAY;
        int from = place(json.currentTokenLocation());
        if (isArray) {
            array(json, place);
        } else {
            object(json, place);
        }
        if (isWanted(place, isArray)) {
            ascii = false;
            set(place, Arrays.copyOfRange(bytes, from, place(json.currentLocation())));
        }
    }

    private void object(JsonParser json, JsonPath place) throws IOException {
        while (json.nextToken() != JsonToken.END_OBJECT) {
            JsonPath member = member(place, json.currentName());
            json.nextToken();
            value(json, member);
        }
    }

    private @Nullable JsonPath member(JsonPath place, String name) {
        if (learning) {
            return place.child(name);
        }
        JsonPath found = place.find(name);
        boolean isStray = found == null && needsAll && (place == row || place.column() < 0);
        return isStray ? place.stray(name) : found;
    }

    private void array(JsonParser json, JsonPath place) throws IOException {
        if (learning || !place.hasChildren()) {
            json.skipChildren();
            return;
        }
        for (int i = 0; json.nextToken() != JsonToken.END_ARRAY; i++) {
            boolean isObject = json.currentToken() == JsonToken.START_OBJECT;
            int from = place(json.currentTokenLocation());
            value(json, place.find(String.valueOf(i)));
            if (isObject) {
                int to = place(json.currentLocation());
                place.keys().forEach(key -> choose(place, key, from, to));
            }
        }
    }

    /** Reads an element of an array once more, for a name by whose text it may be chosen. */
    private void choose(JsonPath array, String key, int from, int to) {
        parse(from, to, json -> {
            JsonPath chosen = array.find("[" + key + ":" + member(json, key) + "]");
            if (chosen != null) {
                parse(from, to, again -> value(again, chosen));
            }
        });
    }

    /** The text of a member of the object that begins here; empty if it has none. */
    private static String member(JsonParser json, String name) throws IOException {
        while (json.nextToken() != JsonToken.END_OBJECT) {
            boolean isIt = json.currentName().equals(name);
            if (json.nextToken().isScalarValue() && isIt) {
                return json.getText();
            }
            json.skipChildren();
        }
        return "";
    }

    /** Whether somebody asks for what is here. A leaf is a column of its own. */
    private boolean isWanted(JsonPath place, boolean isLeaf) {
        if (learning && isLeaf && place.column() == JsonPath.NONE && learned.size() < MOST_LEARNED) {
            place.learnColumn(0);
            learned.add(place.path());
        }
        return !learning && place.column() != JsonPath.NONE && (isLeaf || place.column() != JsonPath.STRAY);
    }

    private void set(JsonPath place, byte[] text) {
        int column = place.column();
        if (column >= 0) {
            if (met[column] == rowsRead) {
                throw JsonFault.ofTwo(place.path());
            }
            texts[column] = text;
            met[column] = rowsRead;
        } else if (text.length > 0) {
            throw late(place.path());
        }
    }

    private static JsonFault late(String path) {
        return new JsonFault("has a field '" + Excerpt.of(path)
                + "', which the rows that were looked at before do not have: name it with --map FIELD="
                + Excerpt.of(path)
                + ", or give the rows as a file, not through a pipe");
    }
}

package io.engagement.connect;

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

    private final JsonPath row;
    private final boolean learning;
    private final boolean needsAll;
    private final Set<String> learned = new LinkedHashSet<>();
    private final JsonText text = new JsonText();
    private final JsonNames names = new JsonNames();
    private final JsonEscapes escapes = new JsonEscapes();
    private final byte[][] texts;
    private final int[] starts;
    private final int[] ends;
    /** The last row that has the column. */
    private final long[] met;

    private long rowsRead;

    private int objects;
    private byte[] out = new byte[1 << 10];

    private JsonReader(JsonPath row, int width, boolean learning, boolean needsAll) {
        this.row = row;
        this.learning = learning;
        this.needsAll = needsAll;
        this.texts = new byte[width][0];
        this.starts = new int[width];
        this.ends = new int[width];
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
    void read(byte[] bytes, int from, int end, long line, PlainRow to) {
        boolean ascii = take(bytes, from, end);
        to.begin(room(), 0);
        int at = 0;
        for (int i = 0; i < texts.length; i++) {
            int count = ends[i] - starts[i];
            if (count > 0) {
                System.arraycopy(texts[i], starts[i], out, at, count);
                at += count;
            }
            out[at] = BETWEEN;
            if (i < texts.length - 1) {
                to.addEnd(at);
                at++;
            }
        }
        to.endRecord(at, ascii && escapes.isAscii(), escapes.hasBreaks(), line);
    }

    /** Learns the columns of a row. */
    void learn(byte[] bytes, int from, int end) {
        take(bytes, from, end);
    }

    private byte[] room() {
        long length = (long) texts.length + Long.BYTES;
        for (int i = 0; i < texts.length; i++) {
            length += ends[i] - starts[i];
        }
        if (length > out.length) {
            out = new byte[Math.toIntExact(2 * length)];
        }
        return out;
    }

    private boolean take(byte[] bytes, int from, int end) {
        text.begin(bytes, from, end);
        boolean ascii = text.isAscii();
        names.begin();
        escapes.begin();
        objects = 0;
        rowsRead++;
        Arrays.fill(starts, 0);
        Arrays.fill(ends, 0);
        text.skipBlanks();
        if (text.peek() != '{') {
            throw new JsonFault("is no object of JSON such as {\"customer_id\": \"c1\"}");
        }
        value(row, 0);
        text.skipBlanks();
        if (!text.isAtEnd()) {
            throw text.fault("something stands behind the object");
        }
        return ascii;
    }

    private void value(@Nullable JsonPath place, int depth) {
        int from = text.at();
        switch (text.peek()) {
            case '"' -> takeText(place);
            case '{' -> {
                object(place, depth + 1);
                set(place == row ? null : place, text.bytes(), from, text.at(), false);
            }
            case '[' -> {
                array(learning ? null : place, depth + 1);
                set(place, text.bytes(), from, text.at(), true);
            }
            case 'n' -> {
                text.takeWord("null");
                set(place, text.bytes(), from, from, true);
            }
            case 't' -> takeWord(place, "true");
            case 'f' -> takeWord(place, "false");
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> {
                text.takeNumber();
                set(place, text.bytes(), from, text.at(), true);
            }
            default -> throw text.fault("a value is missing");
        }
    }

    private void takeWord(@Nullable JsonPath place, String word) {
        int from = text.at();
        text.takeWord(word);
        set(place, text.bytes(), from, text.at(), true);
    }

    private void takeText(@Nullable JsonPath place) {
        text.skip();
        int from = text.at();
        int to = text.takeText();
        if (!text.isEscaped() || place == null || place.column() == JsonPath.NONE) {
            set(place, text.bytes(), from, to, true);
        } else {
            int start = escapes.read(text.bytes(), from, to);
            set(place, escapes.bytes(), start, escapes.length(), true);
        }
    }

    private void object(@Nullable JsonPath place, int depth) {
        check(depth);
        int object = objects++;
        text.skip();
        text.skipBlanks();
        if (text.peek() == '}') {
            text.skip();
            return;
        }
        while (true) {
            text.take('"');
            JsonPath member = member(place, object);
            text.skipBlanks();
            text.take(':');
            text.skipBlanks();
            value(member, depth);
            text.skipBlanks();
            if (text.peek() == '}') {
                text.skip();
                return;
            }
            text.take(',');
            text.skipBlanks();
        }
    }

    /** Takes a name. */
    private @Nullable JsonPath member(@Nullable JsonPath place, int object) {
        int from = text.at();
        int to = text.takeText();
        byte[] bytes = text.bytes();
        if (text.isEscaped()) {
            from = escapes.readName(bytes, from, to);
            to = escapes.length();
            bytes = escapes.bytes();
        }
        long hash = JsonNames.hash(bytes, from, to);
        if (!names.add(object, hash, bytes, from, to)) {
            throw new JsonFault("has two values for '"
                    + Excerpt.of(new String(bytes, from, to - from, StandardCharsets.UTF_8)) + "'");
        }
        if (place == null) {
            return null;
        }
        if (learning) {
            return place.child(new String(bytes, from, to - from, StandardCharsets.UTF_8));
        }
        JsonPath found = place.find(hash, bytes, from, to);
        boolean isStray = found == null && needsAll && (place == row || place.column() < 0);
        return isStray ? place.stray(new String(bytes, from, to - from, StandardCharsets.UTF_8)) : found;
    }

    private void array(@Nullable JsonPath place, int depth) {
        check(depth);
        text.skip();
        text.skipBlanks();
        if (text.peek() == ']') {
            text.skip();
            return;
        }
        for (int i = 0; ; i++) {
            element(place, i, depth);
            text.skipBlanks();
            if (text.peek() == ']') {
                text.skip();
                return;
            }
            text.take(',');
            text.skipBlanks();
        }
    }

    /** Reads an element, for each name by which it may be chosen once more. */
    private void element(@Nullable JsonPath place, int index, int depth) {
        if (place == null || !place.hasChildren()) {
            value(null, depth);
            return;
        }
        int from = text.at();
        value(place.find(String.valueOf(index)), depth);
        for (String key : place.keys()) {
            text.moveTo(from);
            JsonPath chosen = text.peek() == '{' ? place.find("[" + key + ":" + text.member(key) + "]") : null;
            text.moveTo(from);
            value(chosen, depth);
        }
    }

    private void check(int depth) {
        if (depth > MOST_DEPTH) {
            throw text.fault("objects and arrays are in each other more than " + MOST_DEPTH + " deep");
        }
    }

    private void set(@Nullable JsonPath place, byte[] bytes, int from, int to, boolean isLeaf) {
        if (place == null) {
            return;
        }
        if (learning) {
            learn(place, isLeaf);
            return;
        }
        int column = place.column();
        if ((column == JsonPath.LATE || (column == JsonPath.STRAY && isLeaf)) && to > from) {
            throw late(place.path());
        }
        if (column < 0) {
            return;
        }
        if (met[column] == rowsRead) {
            throw new JsonFault("has two values for '" + Excerpt.of(place.path()) + "'");
        }
        texts[column] = bytes;
        starts[column] = from;
        ends[column] = to;
        met[column] = rowsRead;
    }

    private void learn(JsonPath place, boolean isLeaf) {
        if (isLeaf && place.column() == JsonPath.NONE && learned.size() < MOST_LEARNED) {
            place.learnColumn(0);
            learned.add(place.path());
        }
    }

    private static JsonFault late(String path) {
        return new JsonFault("has a field '" + Excerpt.of(path)
                + "', which the rows that were looked at before do not have: name it with --map FIELD="
                + Excerpt.of(path)
                + ", or give the rows as a file, not through a pipe");
    }
}

package io.engagement.connect;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A place in a row: the row itself, or what a name in an object, or a number in an array, leads to. Columns are places by their names
 * with points between them, such as {@code properties.order_id} or {@code items.0.price}; a name may itself have points.
 */
final class JsonPath {
    /** Of a place that is no column. */
    static final int NONE = -1;

    /** Of a place that would be a column, had it been seen among the first rows. */
    static final int LATE = -2;

    /** Of a place where nothing should be. */
    static final int STRAY = -3;

    /** Of a name with more points they are part of it. */
    private static final int MOST_PARTS = 200;

    private final boolean isRow;
    private final String path;
    private final Map<String, JsonPath> children = new TreeMap<>();
    private int column = NONE;
    private byte[][] names = new byte[0][];
    private JsonPath[] places = new JsonPath[0];
    private long[] hashes = new long[0];

    private JsonPath(boolean isRow, String path) {
        this.isRow = isRow;
        this.path = path;
    }

    /** A row without columns. */
    static JsonPath row() {
        return new JsonPath(true, "");
    }

    /** A row with columns, the first of which is that of number 0; those that are not asked for are not there. */
    static JsonPath of(List<String> header, Asked asked) {
        JsonPath row = row();
        Map<String, JsonPath> places = new TreeMap<>();
        for (int i = 0; i < header.size(); i++) {
            if (asked.isFor(header.get(i))) {
                row.add(header.get(i), places).setColumn(i);
            }
        }
        Collection<String> late = new ArrayList<>(asked.others());
        late.removeAll(header);
        late.forEach(name -> row.add(name, places).setColumn(LATE));
        row.compile();
        places.values().forEach(JsonPath::compile);
        return row;
    }

    /** The place of a column, to which several ways lead: each of its points may belong to a name. */
    private JsonPath add(String name, Map<String, JsonPath> places) {
        List<String> split = Arrays.asList(name.split("\\.", -1));
        List<String> parts = split.size() > MOST_PARTS ? List.of(name) : split;
        List<JsonPath> ways = new ArrayList<>(List.of(this));
        for (int i = 1; i <= parts.size(); i++) {
            JsonPath place =
                    places.computeIfAbsent(String.join(".", parts.subList(0, i)), path -> new JsonPath(false, path));
            for (int from = 0; from < i; from++) {
                ways.get(from).children.put(String.join(".", parts.subList(from, i)), place);
            }
            ways.add(place);
        }
        return ways.get(parts.size());
    }

    private void setColumn(int number) {
        column = column < 0 ? number : column;
    }

    /** The place that a name leads to from here; a new one if there is none yet. */
    JsonPath child(String name) {
        return children.computeIfAbsent(name, one -> new JsonPath(false, full(one)));
    }

    private String full(String name) {
        return isRow ? name : path + "." + name;
    }

    /** The place that a name leads to from here, where there should be none. */
    JsonPath stray(String name) {
        JsonPath place = new JsonPath(false, full(name));
        place.column = STRAY;
        place.compile();
        return place;
    }

    private void compile() {
        int length = Integer.highestOneBit(Math.max(1, 2 * children.size())) * 2;
        names = new byte[length][];
        places = new JsonPath[length];
        hashes = new long[length];
        children.forEach((name, place) -> {
            byte[] text = name.getBytes(StandardCharsets.UTF_8);
            long hash = JsonNames.hash(text, 0, text.length);
            int slot = (int) hash & (length - 1);
            while (names[slot] != null) {
                slot = (slot + 1) & (length - 1);
            }
            names[slot] = text;
            places[slot] = place;
            hashes[slot] = hash;
        });
    }

    /** The place that a name leads to from here; null if nobody asks for anything there. */
    @Nullable
    JsonPath find(long hash, byte[] text, int from, int to) {
        int slot = (int) hash & (names.length - 1);
        while (names[slot] != null) {
            if (hashes[slot] == hash && Arrays.equals(names[slot], 0, names[slot].length, text, from, to)) {
                return places[slot];
            }
            slot = (slot + 1) & (names.length - 1);
        }
        return null;
    }

    boolean hasChildren() {
        return !children.isEmpty();
    }

    /** Its number, or {@link #NONE}, {@link #LATE} or {@link #STRAY}. */
    int column() {
        return column;
    }

    void learnColumn(int number) {
        column = number;
    }

    /** The name as a column. */
    String path() {
        return path;
    }
}

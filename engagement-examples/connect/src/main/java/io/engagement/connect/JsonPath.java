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

    /** Names of more parts are taken to have no points of their own. */
    private static final int MOST_PARTS = 6;

    private final String path;
    private final Map<String, JsonPath> children = new TreeMap<>();
    private int column = NONE;
    private byte[][] names = new byte[0][];
    private JsonPath[] places = new JsonPath[0];
    private long[] hashes = new long[0];

    private JsonPath(String path) {
        this.path = path;
    }

    /** A row without columns. */
    static JsonPath row() {
        return new JsonPath("");
    }

    /** A row with columns, the first of which is that of number 0; those that are not asked for are not there. */
    static JsonPath of(List<String> header, Asked asked) {
        JsonPath row = row();
        for (int i = 0; i < header.size(); i++) {
            if (asked.isFor(header.get(i))) {
                row.add(header.get(i), i);
            }
        }
        Collection<String> late = new ArrayList<>(asked.others());
        late.removeAll(header);
        late.forEach(name -> row.add(name, LATE));
        row.compile();
        return row;
    }

    private void add(String name, int number) {
        List<String> parts = Arrays.asList(name.split("\\.", -1));
        if (parts.size() > MOST_PARTS) {
            JsonPath place = this;
            for (String part : parts) {
                place = place.child(part);
            }
            place.setColumn(number);
            child(name).setColumn(number);
        } else {
            addSplit(parts, number);
        }
    }

    /** Wherever a point belongs to a name. */
    private void addSplit(List<String> parts, int number) {
        for (int i = 1; i <= parts.size(); i++) {
            JsonPath child = child(String.join(".", parts.subList(0, i)));
            if (i == parts.size()) {
                child.setColumn(number);
            } else {
                child.addSplit(parts.subList(i, parts.size()), number);
            }
        }
    }

    private void setColumn(int number) {
        column = column < 0 ? number : column;
    }

    /** The place that a name leads to from here; a new one if there is none yet. */
    JsonPath child(String name) {
        return children.computeIfAbsent(name, one -> new JsonPath(path.isEmpty() ? one : path + "." + one));
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
            place.compile();
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

    /** Its number, or {@link #NONE} or {@link #LATE}. */
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

package io.engagement.connect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A place in a row: the row itself, or what a name in an object, or a number in an array, leads to. Columns are places by their names
 * with points between them, such as {@code properties.order_id} or {@code items.0.price}; a name may itself have points. Of an array of
 * objects {@code event_params[key:currency]} is the one whose {@code key} is {@code currency}.
 */
final class JsonPath {
    /** Of a place that is no column. */
    static final int NONE = -1;

    /** Of a place that would be a column, had it been seen among the first rows. */
    static final int LATE = -2;

    /** Of a place where nothing should be. */
    static final int STRAY = -3;

    /** Between more points there are whole names: else ways to a place would be too many. */
    private static final int MOST_PARTS = 16;

    /** A longer name is taken as a whole. */
    private static final int MOST_CHARACTERS = 1_000;

    private static final Pattern POINT = Pattern.compile("\\.(?![^\\[\\]]*\\])");
    private static final Pattern CHOICE = Pattern.compile("(.+?)(\\[[^\\[\\]:]+:[^\\[\\]]*\\])");

    private final boolean isRow;
    private final String path;
    private final Map<String, JsonPath> children = new HashMap<>();
    private int column = NONE;
    /** By which elements of an array are chosen. */
    private final Set<String> keys = new TreeSet<>();

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
                row.add(header.get(i), i, places);
            }
        }
        Collection<String> late = new ArrayList<>(asked.others());
        late.removeAll(header);
        late.forEach(name -> row.add(name, LATE, places));
        return row;
    }

    /** Adds the places of a column: what looks like a choice in its name may be one, or a part of the name. */
    private void add(String name, int number, Map<String, JsonPath> places) {
        if (name.length() > MOST_CHARACTERS) {
            add(List.of(name), places).setColumn(number);
            return;
        }
        List<String> parts = Arrays.asList(name.split("\\.", -1));
        add(parts, places).setColumn(number);
        List<String> chosen = new ArrayList<>();
        for (String part : POINT.split(name, -1)) {
            Matcher choice = CHOICE.matcher(part);
            chosen.addAll(choice.matches() ? List.of(choice.group(1), choice.group(2)) : List.of(part));
        }
        if (!chosen.equals(parts)) {
            add(chosen, places).setColumn(number);
        }
    }

    /** The place of a column, to which several ways lead: each of its points may belong to a name. */
    private JsonPath add(List<String> parts, Map<String, JsonPath> places) {
        List<JsonPath> ways = new ArrayList<>(List.of(this));
        for (int i = 1; i <= parts.size(); i++) {
            JsonPath place =
                    places.computeIfAbsent(String.join(".", parts.subList(0, i)), path -> new JsonPath(false, path));
            for (int from = parts.size() > MOST_PARTS ? i - 1 : 0; from < i; from++) {
                ways.get(from).lead(String.join(".", parts.subList(from, i)), place);
            }
            ways.add(place);
        }
        return ways.get(parts.size());
    }

    private void lead(String name, JsonPath place) {
        children.put(name, place);
        if (name.startsWith("[") && name.endsWith("]") && name.contains(":")) {
            keys.add(name.substring(1, name.indexOf(':')));
        }
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
        return place;
    }

    /** The place that a name leads to from here; null if nobody asks for anything there. */
    @Nullable
    JsonPath find(String name) {
        return children.get(name);
    }

    /** The names by whose texts elements of an array are chosen; none in most places. */
    Set<String> keys() {
        return keys;
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

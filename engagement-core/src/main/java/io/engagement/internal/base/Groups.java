package io.engagement.internal.base;

import io.engagement.history.LogView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/**
 * Customers by an attribute's levels, without a group so small that it tells of single people: groups under ten are put together,
 * and where all of these are under ten, with the next larger one, as else a total less the rest would give them away.
 */
public final class Groups {
    /** The fewest customers of a group that is shown. */
    public static final int LEAST = 10;

    /** Customers without the attribute, or without a stage. */
    public static final String NONE = "(none)";

    /** Groups that are too small to be shown. */
    public static final String SMALL = "(small groups)";

    private final Map<String, Integer> sizes;
    private final String[] ofRow;
    private final int suppressed;

    private Groups(Map<String, Integer> sizes, String[] ofRow, int suppressed) {
        this.sizes = sizes;
        this.ofRow = ofRow;
        this.suppressed = suppressed;
    }

    /**
     * The groups of a view.
     *
     * @param view the customers
     * @param attribute by which
     * @param counts which rows count; the others are in no group
     * @return the groups
     */
    public static Groups of(LogView view, String attribute, IntPredicate counts) {
        if (attribute.isBlank()) {
            throw new IllegalArgumentException("attribute must not be blank");
        }
        String[] levels = new String[view.customers()];
        Map<String, Integer> raw = new TreeMap<>();
        for (int row = 0; row < levels.length; row++) {
            levels[row] =
                    counts.test(row) ? view.customer(row).attribute(attribute).orElse(NONE) : "";
            if (!levels[row].isEmpty()) {
                raw.merge(levels[row], 1, Integer::sum);
            }
        }
        List<String> small = small(raw);
        Map<String, String> shown = new HashMap<>();
        small.forEach(level -> shown.put(level, SMALL));
        int pooled = small.stream().mapToInt(raw::get).sum();
        String[] ofRow = new String[levels.length];
        Map<String, Integer> sizes = new TreeMap<>();
        for (int row = 0; row < levels.length; row++) {
            ofRow[row] = shown.getOrDefault(levels[row], levels[row]);
            if (ofRow[row].equals(SMALL) && pooled < LEAST) {
                ofRow[row] = "";
            }
            if (!ofRow[row].isEmpty()) {
                sizes.merge(ofRow[row], 1, Integer::sum);
            }
        }
        return new Groups(new LinkedHashMap<>(sizes), ofRow, pooled < LEAST ? pooled : 0);
    }

    /**
     * What is put together: groups under ten, and more until they are ten.
     *
     * @param sizes how many customers each group has
     * @return their names
     */
    public static List<String> small(Map<String, Integer> sizes) {
        List<String> bySize = new ArrayList<>(sizes.keySet());
        bySize.sort(Comparator.comparing(
                (String level) -> Optional.ofNullable(sizes.get(level)).orElse(0)));
        List<String> small = new ArrayList<>();
        int together = 0;
        for (String level : bySize) {
            int size = Optional.ofNullable(sizes.get(level)).orElse(0);
            if (size >= LEAST && (small.isEmpty() || together >= LEAST)) {
                break;
            }
            small.add(level);
            together += size;
        }
        return small;
    }

    /**
     * Whether figures of a group may stand beside those of all, from which the others' follow.
     *
     * @param group how many customers it has
     * @param others how many there are besides
     * @return true where neither are under ten, and where there are no others
     */
    public static boolean canBeTold(int group, int others) {
        return others == 0 || (group >= LEAST && others >= LEAST);
    }

    /**
     * How many customers each group has.
     *
     * @return by name, in their natural order
     */
    public Map<String, Integer> sizes() {
        return sizes;
    }

    /**
     * Where the group of each row stands in a list.
     *
     * @param names of groups, each once
     * @return by row, from 0; -1 for those who are in none of them
     */
    public int[] places(List<String> names) {
        Map<String, Integer> place = new HashMap<>();
        names.forEach(name -> place.put(name, place.size()));
        return Arrays.stream(ofRow)
                .mapToInt(name -> place.getOrDefault(name, -1))
                .toArray();
    }

    /**
     * The rows of a group.
     *
     * @param name of the group
     * @return which rows are in it
     */
    public IntPredicate rows(String name) {
        return row -> ofRow[row].equals(name);
    }

    /**
     * How many customers are in no group as all of them together are under ten.
     *
     * @return from 0 to 9
     */
    public int suppressed() {
        return suppressed;
    }
}

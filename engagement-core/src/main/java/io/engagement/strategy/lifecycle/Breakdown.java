package io.engagement.strategy.lifecycle;

import io.engagement.history.LogView;
import io.engagement.internal.base.Groups;
import io.engagement.internal.text.Json;
import io.engagement.table.Table;
import io.engagement.table.Tabular;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/**
 * A table for each level of an attribute. Groups of fewer than ten customers are put together as {@value #SMALL}, with the next larger
 * one where they are under ten together. Immutable.
 *
 * @param <T> the table
 */
public final class Breakdown<T extends Tabular> implements Tabular {
    /** The name of groups that are too small to be shown. */
    public static final String SMALL = Groups.SMALL;

    private final String attribute;
    private final Map<String, T> groups;
    private final int suppressed;

    private Breakdown(String attribute, Map<String, T> groups, int suppressed) {
        this.attribute = attribute;
        this.groups = Collections.unmodifiableMap(groups);
        this.suppressed = suppressed;
    }

    static <T extends Tabular> Breakdown<T> of(
            LogView view, String attribute, IntPredicate counts, Function<IntPredicate, T> table) {
        Groups groups = Groups.of(view, attribute, counts);
        Map<String, T> tables = new LinkedHashMap<>();
        groups.sizes().keySet().forEach(name -> tables.put(name, table.apply(groups.rows(name))));
        return new Breakdown<>(attribute, tables, groups.suppressed());
    }

    /**
     * By which attribute.
     *
     * @return its name
     */
    public String attribute() {
        return attribute;
    }

    /**
     * The tables.
     *
     * @return by level; customers without the attribute are {@code (none)}
     */
    public Map<String, T> groups() {
        return groups;
    }

    /**
     * How many customers are in no table, as there are fewer than ten in all.
     *
     * @return 0 to 9
     */
    public int suppressed() {
        return suppressed;
    }

    /**
     * All tables, with the level in each row.
     *
     * @return an object: {@code attribute}, {@code suppressed} and {@code rows}, an array of objects
     */
    @Override
    public String toJson() {
        return "{\"attribute\": " + Json.string(attribute) + ", \"suppressed\": " + suppressed + ", \"rows\": "
                + table().toJson().strip() + "}\n";
    }

    /** All tables under each other, with the level in the first column. */
    @Override
    public Table table() {
        return Table.stacked(
                "group",
                groups.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                entry -> entry.getValue().table(),
                                (one, other) -> one,
                                LinkedHashMap::new)));
    }

    /** All tables under each other. */
    @Override
    public String toString() {
        return attribute + "\n" + table();
    }
}

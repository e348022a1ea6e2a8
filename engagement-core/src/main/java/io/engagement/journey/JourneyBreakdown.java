package io.engagement.journey;

import io.engagement.internal.text.Json;
import io.engagement.table.Table;
import io.engagement.table.Tabular;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** The journeys of groups of customers by an attribute. Immutable. */
public final class JourneyBreakdown implements Tabular {
    private final String attribute;
    private final Map<String, Journey> groups;
    private final int suppressed;

    JourneyBreakdown(String attribute, Map<String, Journey> groups, int suppressed) {
        this.attribute = attribute;
        this.groups = Collections.unmodifiableMap(groups);
        this.suppressed = suppressed;
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
     * The journeys.
     *
     * @return by level; small ones together
     */
    public Map<String, Journey> groups() {
        return groups;
    }

    /**
     * How many customers are in no group, as there are fewer than ten in all.
     *
     * @return 0 to 9
     */
    public int suppressed() {
        return suppressed;
    }

    /**
     * A table of each group, under each other.
     *
     * @param of which one of a journey
     * @return with the group in the first column
     */
    public Table table(Function<Journey, ? extends Tabular> of) {
        Map<String, Table> tables = new LinkedHashMap<>();
        groups.forEach((name, journey) -> tables.put(name, of.apply(journey).table()));
        return Table.stacked("group", tables);
    }

    /** The stages of each group. */
    @Override
    public Table table() {
        return table(journey -> journey);
    }

    /**
     * All tables, with the group in each row.
     *
     * @return an object: {@code attribute}, {@code suppressed} and {@code rows}, an array of objects
     */
    @Override
    public String toJson() {
        return "{\"attribute\": " + Json.string(attribute) + ", \"suppressed\": " + suppressed + ", \"rows\": "
                + table().toJson().strip() + "}\n";
    }

    /** A line for each stage of each group. */
    @Override
    public String toString() {
        return attribute + "\n" + table();
    }
}

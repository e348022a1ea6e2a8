package io.engagement.cli;

import io.engagement.table.Table;
import io.engagement.table.Tabular;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Parts under each other: for people each under its title, for programs as one JSON object. */
final class Page {
    /** What tells how sure a figure is. */
    private static final Pattern ERROR = Pattern.compile(" \\+- |  lower  +upper|  standard_error");

    /** Once below a page that shows errors, in the same words on all pages. */
    private static final String ERROR_TOLD =
            "\nlower and upper bound a 95 % interval, as does a +- b: from a - b to a + b."
                    + " A standard_error is a quarter of its width.\n";

    private final StringBuilder text = new StringBuilder();
    private final Map<String, Object> json = new LinkedHashMap<>();
    private final Map<String, Table> tables = new LinkedHashMap<>();
    private final Map<String, String> withheld = new HashMap<>();

    /**
     * Adds a part.
     *
     * @param key in JSON
     * @param title a line
     * @param shown lines, each ended by a line break
     * @param value as {@link Json} takes it
     */
    Page with(String key, String title, String shown, Object value) {
        String separator = text.isEmpty() ? "" : "\n";
        text.append(separator)
                .append(title)
                .append('\n')
                .append("-".repeat(title.length()))
                .append('\n')
                .append(shown);
        json.put(key, value);
        return this;
    }

    /** Adds a table. */
    Page table(String key, String title, Table table) {
        return table(key, title, table.toString(), () -> table);
    }

    /** Adds figures that are a table. */
    Page table(String key, String title, Tabular figures) {
        return table(key, title, figures.toString(), figures);
    }

    /** Adds figures that people are shown otherwise. */
    Page table(String key, String title, String shown, Tabular figures) {
        tables.put(key, figures.table());
        return with(key, title, shown, new Json.Written(figures.toJson()));
    }

    /**
     * One of its tables.
     *
     * @throws UsageError if there is none of that name
     */
    Table table(String key) {
        Table table = tables.get(key);
        if (table == null) {
            throw new UsageError(
                    tables.isEmpty()
                            ? "--table " + key + ": this page has no tables; leave it out"
                            : "--table: " + Choices.unknown("table", key, List.copyOf(tables.keySet())));
        }
        return table;
    }

    /**
     * Says to programs, and beside a table that is written alone, why a table has no rows; the page tells people.
     *
     * @param key of the table
     * @param why a sentence
     */
    Page withheld(String key, String why) {
        withheld.put(key, why);
        return value(key + "_withheld", why);
    }

    /** Why a table has no rows, if they are withheld. */
    Optional<String> withheld(String key) {
        return Optional.ofNullable(withheld.get(key));
    }

    /** Adds what only programs need. */
    Page value(String key, Object value) {
        json.put(key, value);
        return this;
    }

    String text() {
        return ERROR.matcher(text).find() ? text + ERROR_TOLD : text.toString();
    }

    String json() {
        return Json.of(json);
    }
}

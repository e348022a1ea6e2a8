package io.engagement.connect;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Mappings for exports of well-known programs: texts that say which shape they are of, and where that is documented. */
final class Presets {
    static final List<String> NAMES = List.of(
            "cloudevents",
            "dynamics-email",
            "espocrm",
            "ga4",
            "hubspot-conversations",
            "hubspot-email-events",
            "hubspot-email-events-json",
            "hubspot-emails",
            "intercom",
            "intercom-conversations",
            "matomo",
            "matomo-orders",
            "odoo-messages",
            "salesforce-emailmessage",
            "salesforce-task",
            "segment",
            "segment-json",
            "shopify-orders",
            "snowplow",
            "stripe-charges",
            "suitecrm-calls",
            "suitecrm-emails",
            "woocommerce-orders",
            "zendesk-tickets");

    /** Those that are for rows in JSON, of which each has only the columns that it needs. */
    private static final Set<String> OF_SPARSE_ROWS = Set.of(
            "cloudevents",
            "espocrm",
            "ga4",
            "hubspot-email-events-json",
            "hubspot-emails",
            "segment-json",
            "woocommerce-orders");

    /** A file need not have what is optional, such as a column of those who were not known. */
    private static final double LIKE = 0.75;

    private Presets() {}

    static Mapping read(String name, Path folder) {
        Mapping preset = MappingText.readPreset(name, text(name), folder);
        for (Path other : others(preset)) {
            if (!Files.exists(other)) {
                throw new DataRefused("--preset " + name + " needs " + other.getFileName()
                        + " too, which is not beside the input: export it there, or write the preset to a file with"
                        + " 'engagement presets " + name + "', change it and give it as --mapping");
            }
        }
        return preset;
    }

    /** The files that a mapping reads beside the source. */
    static List<Path> others(Mapping mapping) {
        return Stream.concat(
                        mapping.joins().stream().map(Join::file),
                        mapping.mergedCustomers().stream().map(MergedCustomers::file))
                .toList();
    }

    static boolean isOfSparseRows(String name) {
        return OF_SPARSE_ROWS.contains(name);
    }

    static String text(String name) {
        if (!NAMES.contains(name)) {
            throw new MappingRefused(
                    "there is no preset '" + Excerpt.of(name) + "'; there are " + String.join(", ", NAMES));
        }
        String file = name + ".toml";
        try (InputStream text = Presets.class.getResourceAsStream("presets/" + file)) {
            return new String(Objects.requireNonNull(text, file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The preset whose columns a file has.
     *
     * @param header the file's columns
     * @return of those most of whose columns are there, the one with the most; empty if there is none
     */
    static Optional<String> of(List<String> header) {
        Map<String, Long> like = new LinkedHashMap<>();
        for (String name : NAMES) {
            Set<String> columns = columns(name);
            long there = columns.stream().filter(header::contains).count();
            boolean isComplete = isOfSparseRows(name) || header.containsAll(ofConditions(name, columns));
            if (there >= LIKE * columns.size() && isComplete) {
                like.put(name, there);
            }
        }
        return like.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
    }

    /** Without the columns that conditions are on, rows of a table would be taken that do not count. */
    private static Set<String> ofConditions(String name, Set<String> columns) {
        Set<String> all = AbsentColumns.ofConditions(MappingText.readPreset(name, text(name), Path.of("")));
        all.retainAll(columns);
        return all;
    }

    /** The columns of the file itself that a preset names. */
    private static Set<String> columns(String name) {
        Mapping preset = MappingText.readPreset(name, text(name), Path.of(""));
        Set<String> columns = new TreeSet<>(Columns.wanted(preset));
        preset.joins().forEach(join -> columns.removeIf(column -> column.startsWith(join.full(""))));
        return columns;
    }
}

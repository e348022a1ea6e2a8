package io.engagement.connect;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
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

    private Presets() {}

    static Mapping read(String name, Path folder) {
        Mapping preset = MappingText.read(name + ".toml", text(name), folder);
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

    /** What it reads: the first line of its text. */
    static String title(String name) {
        return text(name).lines().findFirst().orElse("").replaceAll("^# |\\.$", "");
    }
}

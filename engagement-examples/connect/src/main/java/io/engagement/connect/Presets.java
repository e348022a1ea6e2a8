package io.engagement.connect;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** Mappings for exports of well-known programs: texts that say which shape they are of, and where that is documented. */
final class Presets {
    static final List<String> NAMES = List.of("segment", "shopify-orders", "stripe-charges", "zendesk-tickets");

    private Presets() {}

    static Mapping read(String name) {
        if (!NAMES.contains(name)) {
            throw new MappingRefused(
                    "there is no preset '" + Excerpt.of(name) + "'; there are " + String.join(", ", NAMES));
        }
        String file = name + ".toml";
        try (InputStream text = Presets.class.getResourceAsStream("presets/" + file)) {
            return MappingText.read(file, Objects.requireNonNull(text, file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

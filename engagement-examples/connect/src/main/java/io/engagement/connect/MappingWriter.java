package io.engagement.connect;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tomlj.Toml;

/** Writes mappings as texts in TOML, which {@link MappingText} reads. */
final class MappingWriter {
    private MappingWriter() {}

    /** What is not as usual. */
    static String of(Mapping mapping) {
        StringBuilder text = new StringBuilder();
        Layout layout = mapping.layout();
        Layout usual = Layout.usual();
        put(text, "delimiter", String.valueOf(layout.delimiter()), String.valueOf(usual.delimiter()));
        put(text, "charset", layout.charset().name(), usual.charset().name());
        layout.sheet().ifPresent(sheet -> put(text, "sheet", sheet, ""));
        put(text, "time-format", mapping.timeFormat(), TimeFormat.AUTO);
        mapping.timeZone().ifPresent(zone -> put(text, "time-zone", zone.getId(), ""));
        mapping.numbers().decimal().ifPresent(sign -> put(text, "decimal", sign, ""));
        put(text, "repeated-ids", word(mapping.repeatedIds()), word(RepeatedIds.EQUAL));
        mapping.addUp().ifPresent(field -> put(text, "add-up", field.shortName(), ""));
        if (!mapping.mergedCustomers().isEmpty()) {
            text.append("merged-customers = ")
                    .append(array(mapping.mergedCustomers().stream()
                            .map(each ->
                                    each.withFile(each.file().toAbsolutePath()).toString())))
                    .append('\n');
        }
        put(text, "negative-purchases", word(mapping.negativePurchases()), word(NegativePurchases.RETURN));
        put(text, "no-customer", word(mapping.noCustomer()), word(NoCustomer.REFUSE));
        put(text, "duration-unit", word(mapping.durationUnit()), word(DurationUnit.S));
        put(text, "amount-unit", word(mapping.money().unit()), word(AmountUnit.MAJOR));
        mapping.currency().ifPresent(code -> put(text, "currency", code.getCurrencyCode(), ""));
        mapping.ratesFile()
                .ifPresent(file -> put(text, "rates-file", file.toAbsolutePath().toString(), ""));
        if (!mapping.conditions().isEmpty()) {
            text.append("where = ").append(conditions(mapping.conditions())).append('\n');
        }
        tables(text, mapping);
        return text.toString();
    }

    private static void put(StringBuilder text, String key, String value, String usual) {
        if (!value.equals(usual)) {
            text.append(quotedKey(key)).append(" = ").append(quoted(value)).append('\n');
        }
    }

    private static void tables(StringBuilder text, Mapping mapping) {
        if (!mapping.money().rates().isEmpty()) {
            text.append("\n[rates]\n");
            mapping.money().rates().forEach((code, rate) -> text.append(quotedKey(code))
                    .append(" = ")
                    .append(rate)
                    .append('\n'));
        }
        StringBuilder mapped = new StringBuilder();
        for (Field field : Field.values()) {
            List<Origin> origins = mapping.origins(field);
            if (!origins.isEmpty()) {
                mapped.append(field.shortName())
                        .append(" = ")
                        .append(origins(origins))
                        .append('\n');
            }
        }
        text.append(mapped.isEmpty() ? "" : "\n[map]\n").append(mapped);
        for (Field field : Field.values()) {
            Map<String, String> translations = mapping.translations(field);
            text.append(translations.isEmpty() ? "" : "\n[translate." + field.shortName() + "]\n");
            translations.forEach((from, to) -> text.append(quotedKey(from))
                    .append(" = ")
                    .append(quoted(to))
                    .append('\n'));
        }
        mapping.joins().forEach(join -> text.append("\n[[join]]\n").append(join(join)));
    }

    private static String join(Join join) {
        StringBuilder text = new StringBuilder();
        put(text, "column", join.column(), "");
        put(text, "file", join.file().toAbsolutePath().toString(), "");
        put(text, "key", join.key(), join.column());
        put(
                text,
                "name",
                join.name(),
                Join.of(join.column(), join.file(), join.key()).name());
        join.sheet().ifPresent(sheet -> put(text, "sheet", sheet, ""));
        return text.toString();
    }

    private static String origins(List<Origin> origins) {
        return origins.size() == 1
                ? origin(origins.get(0))
                : origins.stream().map(MappingWriter::origin).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String origin(Origin origin) {
        if (origin.isColumn() && origin.isUnconditional()) {
            return quoted(origin.text());
        }
        String kind =
                switch (origin.kind()) {
                    case COLUMN -> "column";
                    case PATTERN -> "pattern";
                    case CONSTANT -> "value";
                };
        return "{" + kind + " = " + quoted(origin.text())
                + (origin.isUnconditional() ? "" : ", when = " + conditions(origin.when())) + "}";
    }

    private static String conditions(List<Condition> conditions) {
        Function<Condition, List<String>> texts = condition -> condition.texts().stream()
                .map(each -> condition.column() + condition.test().sign() + each)
                .toList();
        return array(conditions.stream().flatMap(condition -> texts.apply(condition).stream()));
    }

    private static String array(Stream<String> texts) {
        return texts.map(MappingWriter::quoted).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String quotedKey(String key) {
        return key.matches("[A-Za-z0-9_-]+") ? key : quoted(key);
    }

    /** Letters of other languages stay as they are, as people read the text. */
    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').appendCodePoint(c);
            } else if (Character.isISOControl(c)) {
                quoted.append(Toml.tomlEscape(Character.toString(c)));
            } else {
                quoted.appendCodePoint(c);
            }
        });
        return quoted.append('"').toString();
    }

    /** What a text calls a choice. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}

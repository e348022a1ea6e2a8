package io.engagement.connect;

import java.nio.charset.Charset;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Currency;
import java.util.stream.Collectors;

/** What the words of a mapping stand for. */
final class MappingWords {
    private MappingWords() {}

    static Charset charset(String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException e) {
            throw new MappingRefused("'" + Excerpt.of(name) + "' is not an encoding such as UTF-8 or windows-1252");
        }
    }

    static ZoneId zone(String id) {
        try {
            return ZoneId.of(id);
        } catch (DateTimeException e) {
            throw new MappingRefused("'" + Excerpt.of(id) + "' is not a time zone such as UTC or Europe/Berlin");
        }
    }

    static Currency currency(String code) {
        try {
            return Currency.getInstance(code);
        } catch (IllegalArgumentException e) {
            throw new MappingRefused("'" + Excerpt.of(code) + "' is not a currency such as EUR");
        }
    }

    static <E extends Enum<E>> E oneOf(Class<E> type, String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(each -> MappingWriter.word(each).equals(text))
                .findFirst()
                .orElseThrow(() -> new MappingRefused("'" + Excerpt.of(text) + "' is none of "
                        + Arrays.stream(type.getEnumConstants())
                                .map(MappingWriter::word)
                                .collect(Collectors.joining(", "))));
    }
}

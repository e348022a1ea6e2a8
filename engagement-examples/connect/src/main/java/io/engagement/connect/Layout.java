package io.engagement.connect;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;

/**
 * How a file holds its rows.
 *
 * @param delimiter what separates the fields of a text
 * @param charset the encoding of a text; a byte order mark tells it by itself
 * @param sheet of a workbook; empty for the first one that is not hidden and looks like a table
 */
public record Layout(char delimiter, Charset charset, Optional<String> sheet) {
    private static final String NO_DELIMITERS = "\"\r\n\uFEFF";

    /**
     * A layout.
     *
     * @param delimiter what separates fields
     * @param charset the encoding; a byte order mark tells it by itself
     * @param sheet of a workbook
     * @throws MappingRefused if the delimiter is a quote, the end of a line or a byte order mark
     */
    public Layout {
        Objects.requireNonNull(charset, "charset must not be null");
        Objects.requireNonNull(sheet, "sheet must not be null");
        if (NO_DELIMITERS.indexOf(delimiter) >= 0) {
            throw new MappingRefused("--delimiter must not be a quote, the end of a line or a byte order mark");
        }
    }

    /**
     * The layout of a text.
     *
     * @param delimiter what separates fields
     * @param charset the encoding; a byte order mark tells it by itself
     * @throws MappingRefused if the delimiter is a quote, the end of a line or a byte order mark
     */
    public Layout(char delimiter, Charset charset) {
        this(delimiter, charset, Optional.empty());
    }

    /**
     * Commas and UTF-8.
     *
     * @return the usual layout
     */
    public static Layout usual() {
        return new Layout(',', StandardCharsets.UTF_8);
    }

    /**
     * This layout with another delimiter.
     *
     * @param text one character, or {@code \t} for a tab
     * @return the changed copy
     * @throws MappingRefused if the text is none
     */
    public Layout withDelimiter(String text) {
        String one = Objects.requireNonNull(text, "text must not be null").equals("\\t") ? "\t" : text;
        if (one.length() != 1) {
            throw new MappingRefused("--delimiter must be one character, was '" + text + "'");
        }
        return new Layout(one.charAt(0), charset, sheet);
    }

    /**
     * This layout in another encoding.
     *
     * @param other the encoding
     * @return the changed copy
     */
    public Layout withCharset(Charset other) {
        return new Layout(delimiter, other, sheet);
    }

    /** This layout of another file, whose sheets are others. */
    Layout withoutSheet() {
        return new Layout(delimiter, charset);
    }

    /**
     * This layout with the sheet of a workbook.
     *
     * @param name as the workbook has it; case does not matter
     * @return the changed copy
     */
    public Layout withSheet(String name) {
        return new Layout(delimiter, charset, Optional.of(name));
    }
}

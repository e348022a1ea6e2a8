package io.engagement.connect;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * How the text of a file holds its rows.
 *
 * @param delimiter what separates fields
 * @param charset the encoding; a byte order mark tells it by itself
 */
public record Layout(char delimiter, Charset charset) {
    private static final String NO_DELIMITERS = "\"\r\n\uFEFF";

    /**
     * A layout.
     *
     * @param delimiter what separates fields
     * @param charset the encoding; a byte order mark tells it by itself
     * @throws MappingRefused if the delimiter is a quote, the end of a line or a byte order mark
     */
    public Layout {
        Objects.requireNonNull(charset, "charset must not be null");
        if (NO_DELIMITERS.indexOf(delimiter) >= 0) {
            throw new MappingRefused("--delimiter must not be a quote, the end of a line or a byte order mark");
        }
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
        return new Layout(one.charAt(0), charset);
    }

    /**
     * This layout in another encoding.
     *
     * @param other the encoding
     * @return the changed copy
     */
    public Layout withCharset(Charset other) {
        return new Layout(delimiter, other);
    }
}

package io.engagement.report;

import java.io.IOException;
import java.io.Writer;

/** HTML to a writer: what is written as text or as an attribute's value stays text. */
final class Html {
    private final Writer out;

    Html(Writer out) {
        this.out = out;
    }

    /** Markup of our own. */
    Html raw(String markup) throws IOException {
        out.write(markup);
        return this;
    }

    /** Text from anywhere. */
    Html text(String text) throws IOException {
        out.write(escaped(text));
        return this;
    }

    /** An element that holds a text: {@code element("h2", "class=\"lead\"", title)}. */
    Html element(String name, String attributes, String text) throws IOException {
        return raw('<' + name + (attributes.isEmpty() ? "" : ' ' + attributes) + '>')
                .text(text)
                .raw("</" + name + '>');
    }

    /** An attribute: {@code aria-label="..."}. */
    static String attribute(String name, String value) {
        return name + "=\"" + escaped(value) + '"';
    }

    /** A text as both elements and attributes hold it. What is hidden or turns other text round is written as Java writes it. */
    static String escaped(String text) {
        StringBuilder html = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> html.append("&amp;");
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '"' -> html.append("&quot;");
                case '\'' -> html.append("&#39;");
                default -> {
                    if (isHidden(text, i)) {
                        html.append(hex(c));
                    } else {
                        html.append(c);
                    }
                }
            }
        }
        return html.toString();
    }

    /** A character as Java and JSON write it. */
    static String hex(char c) {
        String digits = Integer.toHexString(c);
        return "\\u" + "0".repeat(4 - digits.length()) + digits;
    }

    /** Whether a character may not stand in HTML, has no encoding, breaks a line of JavaScript or turns text round. */
    static boolean isHidden(String text, int i) {
        char c = text.charAt(i);
        return (Character.isISOControl(c) && c != '\n' && c != '\t')
                || (c >= '\u2028' && c <= '\u202e')
                || (c >= '\u2066' && c <= '\u2069')
                || c == '\u200e'
                || c == '\u200f'
                || c >= '\ufffe'
                || isUnpaired(text, i);
    }

    /** Whether half of a character stands alone. */
    private static boolean isUnpaired(String text, int i) {
        char c = text.charAt(i);
        return Character.isHighSurrogate(c)
                ? i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1))
                : Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
    }
}

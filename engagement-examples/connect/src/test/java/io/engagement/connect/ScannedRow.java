package io.engagement.connect;

import java.util.ArrayList;
import java.util.List;

/**
 * A row as the tests find it: line by line, with nothing in common with the program's readers.
 *
 * @param line on which it begins
 * @param fields how many
 * @param faulty whether its quotes are wrong, or it is too long to be read
 * @param textLines how many lines that are not empty it runs over
 */
public record ScannedRow(int line, int fields, boolean faulty, int textLines) {
    private static final int MOST_CHARS = 1 << 22;
    private static final int MOST_FIELDS = 1 << 20;

    /** The rows of a text, its header first. */
    public static List<ScannedRow> of(String text, char delimiter) {
        List<ScannedRow> rows = new ArrayList<>();
        String[] lines = text.split("\r\n|\r|\n", -1);
        for (int i = 0; i < lines.length; i++) {
            if (lines[i].isEmpty()) {
                continue;
            }
            int first = i;
            int fields = 1;
            int textLines = 1;
            int chars = lines[i].length();
            boolean faulty = false;
            boolean quoted = lines[i].startsWith("\"");
            int at = quoted ? 1 : 0;
            while (true) {
                int sign = lines[i].indexOf(quoted ? '"' : delimiter, at);
                if (sign < 0 && !quoted) {
                    break;
                }
                if (sign < 0) {
                    if (i == lines.length - 1) {
                        faulty = true;
                        break;
                    }
                    i++;
                    at = 0;
                    textLines += lines[i].isEmpty() ? 0 : 1;
                    chars += lines[i].length();
                    continue;
                }
                String behind = lines[i].substring(sign + 1);
                if (!quoted) {
                    fields++;
                    quoted = behind.startsWith("\"");
                    at = sign + (quoted ? 2 : 1);
                } else if (behind.isEmpty()) {
                    break;
                } else if (behind.charAt(0) == delimiter) {
                    quoted = false;
                    at = sign + 1;
                } else {
                    faulty |= behind.charAt(0) != '"';
                    at = sign + (behind.charAt(0) == '"' ? 2 : 1);
                }
            }
            boolean isTooLong = chars > MOST_CHARS || fields > MOST_FIELDS;
            rows.add(new ScannedRow(first + 1, fields, faulty || isTooLong, textLines));
        }
        return rows;
    }

    /** How many rows must be accounted for: those that wrong quotes or a wrong width may have glued count by line. */
    public static long count(String text, char delimiter) {
        List<ScannedRow> rows = of(text, delimiter);
        int width = rows.get(0).fields();
        return rows.stream()
                .skip(1)
                .mapToLong(row -> row.faulty() || row.fields() != width ? row.textLines() : 1)
                .sum();
    }
}

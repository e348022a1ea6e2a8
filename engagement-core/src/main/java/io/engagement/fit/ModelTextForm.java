package io.engagement.fit;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32C;

/** How the lines of a {@link ModelText} stand in a text, between its first line and its checksum. */
final class ModelTextForm {
    static final String LIBRARY = "engagement";

    static final String CHECKSUM = "checksum";

    /** Ends the first line of a text that ends with a checksum. */
    private static final String FORMAT = "format 2";

    private ModelTextForm() {}

    /** What is read, in messages: objectives are several. */
    static String saved(String kind) {
        return (kind.endsWith("s") ? "saved " : "a saved ") + kind;
    }

    /** What {@link #write} wrote. */
    static ModelText read(String text, String kind, int version) {
        Map<String, String> values = new LinkedHashMap<>();
        ModelText header = ModelText.ofLines("", 0, values);
        CRC32C checksum = new CRC32C();
        boolean checked = false;
        boolean ended = false;
        int number = 0;
        for (String raw : text.lines().toList()) {
            String line = String.join(" ", raw.strip().split("\\s+", 2));
            number++;
            if (line.isEmpty()) {
                continue;
            }
            if (ended) {
                throw new IllegalArgumentException(
                        "line " + number + ": nothing may follow the checksum, there is '" + line + "'");
            }
            if (header.version() == 0) {
                header = header(line, kind, version, values);
                checked = isChecked(line);
            } else if (line.startsWith(CHECKSUM + " ") || line.equals(CHECKSUM)) {
                ended = true;
                compare(line, checked, checksum, header);
            } else {
                put(values, line, number);
            }
            update(checksum, line);
        }
        if (header.version() == 0) {
            throw new IllegalArgumentException(
                    saved(kind) + " must begin with 'engagement " + kind + " " + version + "', was empty");
        }
        if (checked && !ended) {
            throw changed(header, "its last line, the checksum, is missing");
        }
        return header;
    }

    private static void update(CRC32C checksum, String line) {
        checksum.update((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isChecked(String firstLine) {
        return firstLine.endsWith(" " + FORMAT);
    }

    private static void compare(String line, boolean checked, CRC32C checksum, ModelText header) {
        String wanted = CHECKSUM + " " + hex(checksum);
        if (!checked || !line.equals(wanted)) {
            throw changed(
                    header,
                    checked
                            ? "it ends with '" + line + "', its lines give '" + wanted + "'"
                            : "it has a checksum, and its first line does not end with '" + FORMAT + "'");
        }
    }

    private static IllegalArgumentException changed(ModelText header, String how) {
        return new IllegalArgumentException("the saved " + header.kind() + " was changed or cut since it was written: "
                + how
                + ". Take an undamaged copy or fit anew; to use what was changed on purpose, make the first line '"
                + LIBRARY + " " + header.kind() + " " + header.version() + "' and remove the line of the checksum");
    }

    private static String hex(CRC32C checksum) {
        return HexFormat.of().toHexDigits((int) checksum.getValue());
    }

    /** The kind of a text of any kind. */
    static String kind(String text) {
        return head(text)[1];
    }

    /** Its version. */
    static int version(String text) {
        return version(head(text)[2], text);
    }

    private static int version(String number, String text) {
        try {
            return Integer.parseInt(number);
        } catch (NumberFormatException none) {
            throw new IllegalArgumentException(
                    "the version of " + saved(kind(text)) + " must be a whole number, was '" + number + "'", none);
        }
    }

    private static String[] head(String text) {
        String first = text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .findFirst()
                .orElse("");
        String[] words = words(first);
        if (words.length != 3 || !words[0].equals(LIBRARY)) {
            throw new IllegalArgumentException(
                    "a saved model must begin with '" + LIBRARY + " KIND VERSION', began with '" + first + "'");
        }
        return words;
    }

    private static ModelText header(String line, String kind, int version, Map<String, String> values) {
        String[] words = words(line);
        if (words.length != 3 || !words[0].equals(LIBRARY)) {
            throw new IllegalArgumentException(
                    saved(kind) + " must begin with 'engagement " + kind + " " + version + "', was '" + line + "'");
        }
        return ModelText.ofLines(words[1], checkedVersion(words[1], words[2], kind, version), values);
    }

    /** Of a first line, without the format. */
    private static String[] words(String line) {
        String[] words = line.split("\\s+", -1);
        boolean format = words.length == 5 && FORMAT.equals(words[3] + " " + words[4]);
        return format ? Arrays.copyOf(words, 3) : words;
    }

    static int checkedVersion(String kind, String number, String expected, int newest) {
        if (!kind.equals(expected)) {
            throw new IllegalArgumentException("the text holds a " + kind + ", not a " + expected);
        }
        for (int known = 1; known <= newest; known++) {
            if (number.equals(Integer.toString(known))) {
                return known;
            }
        }
        throw new IllegalArgumentException("version of " + saved(kind) + " must be between 1 and " + newest + ", was "
                + number + ": was it written by a later version of the library?");
    }

    private static void put(Map<String, String> values, String line, int number) {
        String[] pair = line.split(" ", 2);
        if (values.containsKey(pair[0])) {
            throw new IllegalArgumentException("line " + number + ": key " + pair[0] + " stands there twice");
        }
        values.put(pair[0], pair.length == 2 ? pair[1] : "");
    }

    static String write(String kind, int version, Map<String, String> values) {
        StringBuilder text = new StringBuilder();
        CRC32C checksum = new CRC32C();
        append(text, checksum, LIBRARY + " " + kind + " " + version + " " + FORMAT);
        values.forEach((key, value) -> append(text, checksum, (key + " " + value).strip()));
        return text.append(CHECKSUM + " " + hex(checksum) + "\n").toString();
    }

    private static void append(StringBuilder text, CRC32C checksum, String line) {
        text.append(line).append('\n');
        update(checksum, line);
    }
}

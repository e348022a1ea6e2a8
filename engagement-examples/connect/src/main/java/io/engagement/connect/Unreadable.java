package io.engagement.connect;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How files begin that hold rows, or may, and that nothing here reads, with what to do. */
enum Unreadable {
    ZSTD("28b52ffd", "is compressed with zstd: add the module engagement-connect-zstd, or unpack it with zstd -d"),
    BZIP2("425a68", "is compressed with bzip2: unpack it with bunzip2, or compress it with gzip"),
    XZ("fd377a585a00", "is compressed with xz: unpack it with unxz, or compress it with gzip"),
    SEVEN_ZIP("377abcaf271c", "is a 7z archive: unpack it"),
    PDF("255044462d", "is a PDF: export the rows as CSV");

    private static final int LOOKED_AT = 64;

    /** As web pages begin that are called .xls, and workbooks of 2003; a mark of UTF-8 may be before it. */
    private static final Pattern MARKUP =
            Pattern.compile("(?i)\\A(\u00ef\u00bb\u00bf)?\\s*<(!doctype|html|head|body|table|\\?xml)\\b");

    /** Of its bytes in hexadecimal digits. */
    private final String beginning;

    private final String remedy;

    Unreadable(String beginning, String remedy) {
        this.beginning = beginning;
        this.remedy = remedy;
    }

    /**
     * Sees to it that a file is none of these.
     *
     * @throws DataRefused if it begins as one
     */
    static void check(String label, byte[] bytes) {
        String begin = new String(bytes, 0, Math.min(bytes.length, LOOKED_AT), StandardCharsets.ISO_8859_1);
        if (MARKUP.matcher(begin).find()) {
            throw new DataRefused(
                    label + " is HTML or XML, whatever it is called: open it in a spreadsheet and save it as"
                            + " .xlsx or CSV, or export the rows as CSV");
        }
        String digits = HexFormat.of().formatHex(bytes);
        if (!digits.isEmpty() && digits.matches("0+")) {
            throw new DataRefused(
                    label + " begins with zero bytes, which no text does: was it written and copied to its"
                            + " end? Export it anew");
        }
        Stream.of(values())
                .filter(each -> digits.startsWith(each.beginning))
                .findFirst()
                .ifPresent(found -> {
                    throw new DataRefused(label + " " + found.remedy);
                });
    }
}

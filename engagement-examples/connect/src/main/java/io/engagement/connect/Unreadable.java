package io.engagement.connect;

import java.util.HexFormat;
import java.util.stream.Stream;

/** How files begin that hold rows, or may, and that nothing here reads, with what to do. */
enum Unreadable {
    ZSTD("28b52ffd", "is compressed with zstd: add the module engagement-connect-zstd, or unpack it with zstd -d"),
    BZIP2("425a68", "is compressed with bzip2: unpack it with bunzip2, or compress it with gzip"),
    XZ("fd377a585a00", "is compressed with xz: unpack it with unxz, or compress it with gzip"),
    SEVEN_ZIP("377abcaf271c", "is a 7z archive: unpack it"),
    PDF("255044462d", "is a PDF: export the rows as CSV");

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
        String digits = HexFormat.of().formatHex(bytes);
        Stream.of(values())
                .filter(each -> digits.startsWith(each.beginning))
                .findFirst()
                .ifPresent(found -> {
                    throw new DataRefused(label + " " + found.remedy);
                });
    }
}

package io.engagement.cli;

import io.engagement.connect.Compression;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a file's name says of what is written to it.
 *
 * @param file in words of a message
 * @param ending behind the last point, in lower case, without that of a compression; empty if there is none
 * @param compression empty for none
 */
record OutputName(String file, String ending, Optional<Compression> compression) {
    /** Of standard output. */
    static final OutputName NONE = new OutputName("standard output", "", Optional.empty());

    private static final List<Compression> COMPRESSIONS = Compression.all();
    private static final Map<String, String> ALIASES = Map.of("ndjson", "jsonl", "txt", "csv");
    /** Of which a text is not one. */
    private static final Set<String> ARCHIVES = Set.of("gz", "tgz", "zst", "zip", "bz2", "xz", "7z", "lz4", "br");
    /** What is not written, and would not be what who opens it expects. */
    private static final Set<String> OTHERS = Set.of(
            "xlsx", "xls", "xlsm", "ods", "json", "xml", "tsv", "parquet", "avro", "orc", "arrow", "feather", "pdf",
            "html");

    static OutputName of(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        Optional<Compression> found = COMPRESSIONS.stream()
                .filter(each -> name.endsWith("." + each.ending()))
                .findFirst();
        String whole = found.map(
                        each -> name.substring(0, name.length() - each.ending().length() - 1))
                .orElse(name);
        int point = whole.lastIndexOf('.');
        return new OutputName(file.toString(), point < 0 ? "" : whole.substring(point + 1), found);
    }

    /**
     * The format that it names.
     *
     * @param known those that there are
     * @return empty if it names none
     * @throws UsageError if it names another one
     */
    Optional<String> format(List<String> known) {
        String name = ALIASES.getOrDefault(ending, ending);
        if (known.contains(name)) {
            return Optional.of(name);
        }
        if (OTHERS.contains(ending) || ARCHIVES.contains(ending)) {
            throw new UsageError(file + " is called ." + ending + ", which is not written: let its name end with ."
                    + String.join(", .", known) + " or "
                    + String.join(
                            " or ",
                            COMPRESSIONS.stream()
                                    .map(each -> "." + each.ending())
                                    .toList())
                    + " behind one of them" + remedy());
        }
        return Optional.empty();
    }

    /**
     * Sees to it that a text which is not compressed is not called so.
     *
     * @throws UsageError if it is
     */
    void checkText() {
        if (compression.isPresent() || ARCHIVES.contains(ending)) {
            throw new UsageError(
                    file + " is called as what is compressed, and a text that is not is to be written: leave"
                            + " the ending out of its name");
        }
    }

    private String remedy() {
        return ending.startsWith("xls") || ending.equals("ods")
                ? "; --excel writes .csv that a spreadsheet opens by a double click"
                : "";
    }
}

package io.engagement.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a file's name says of a table that is written to it.
 *
 * @param file in words of a message
 * @param ending behind the last point, in lower case, without {@code gz}; empty if there is none
 * @param isCompressed whether by gzip
 */
record OutputName(String file, String ending, boolean isCompressed) {
    /** Of standard output. */
    static final OutputName NONE = new OutputName("standard output", "", false);

    private static final Map<String, String> ALIASES = Map.of("ndjson", "jsonl", "txt", "csv");

    /** What is not written, and would not be what who opens it expects. */
    private static final Set<String> OTHERS = Set.of(
            "xlsx", "xls", "xlsm", "ods", "json", "xml", "tsv", "parquet", "avro", "orc", "arrow", "feather", "zip",
            "bz2", "xz", "zst", "7z", "pdf", "html");

    static OutputName of(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        boolean isCompressed = name.endsWith(".gz");
        String whole = isCompressed ? name.substring(0, name.length() - 3) : name;
        int point = whole.lastIndexOf('.');
        return new OutputName(file.toString(), point < 0 ? "" : whole.substring(point + 1), isCompressed);
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
        if (OTHERS.contains(ending)) {
            throw new UsageError(file + " is called ." + ending + ", which is not written: let its name end with ."
                    + String.join(", .", known) + " or .gz behind one of them" + remedy());
        }
        return Optional.empty();
    }

    private String remedy() {
        return ending.startsWith("xls") || ending.equals("ods")
                ? "; --excel writes .csv that a spreadsheet opens by a double click"
                : "";
    }
}

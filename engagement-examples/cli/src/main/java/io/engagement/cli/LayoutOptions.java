package io.engagement.cli;

import io.engagement.connect.Layout;
import io.engagement.connect.TableFile;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How the one file of a command holds its rows. */
final class LayoutOptions {
    /** What {@code --sheet} of a single file says of itself. */
    static final String SHEET =
            "The sheet of an Excel workbook, by default the first one that is not hidden and looks like a table; or the member of"
                    + " pages of JSON that has the rows.";

    @Option(
            names = "--delimiter",
            paramLabel = "CHAR",
            description = "What separates fields; \\t for a tab. Default: a comma, or what the header shows.")
    private Optional<String> delimiter = Optional.empty();

    @Option(names = "--charset", paramLabel = "NAME", description = "The file's encoding. Default: UTF-8.")
    private Optional<Charset> charset = Optional.empty();

    @Option(names = "--sheet", paramLabel = "NAME", description = SHEET)
    private Optional<String> sheet = Optional.empty();

    /** A file in this layout: CSV, JSON, an Excel workbook or Parquet, as --input of other commands takes it. */
    TableFile table(Path file) {
        Layout separated = delimiter.map(Layout.usual()::withDelimiter).orElse(Layout.usual());
        Layout encoded = charset.map(separated::withCharset).orElse(separated);
        return TableFile.of(file, sheet.map(encoded::withSheet).orElse(encoded));
    }
}

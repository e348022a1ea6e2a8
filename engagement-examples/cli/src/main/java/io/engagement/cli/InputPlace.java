package io.engagement.cli;

import io.engagement.connect.DatabaseQuery;
import io.engagement.connect.FilePattern;
import io.engagement.connect.Layout;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/**
 * Where interactions are, and how they lie there. What is not given is null: a default, also that of an Optional, makes picocli fail
 * on --help, as there is no file then to set it on.
 */
abstract class InputPlace {
    @Option(
            names = "--input",
            required = true,
            paramLabel = "FILE",
            description = "A file of interactions: CSV with a header; JSON, an object a line or an array of them, whose"
                    + " columns are called by the names that lead to them, such as properties.order_id or items.0.price;"
                    + " either compressed with gzip or zstd; an Excel workbook; Parquet. - for standard input; all files"
                    + " that fit a pattern in quotes, such as 'export/orders-*.csv'. Or a database, as"
                    + " jdbc:postgresql://HOST/NAME or jdbc:h2:FILE, with --query. Give the option again for a further"
                    + " file; the options below belong to the file before them. Each takes several words separated by"
                    + " commas, and may be given again.")
    private String given = "";

    @ArgGroup(exclusive = false)
    private @Nullable DatabaseOptions database;

    @Option(
            names = "--sheet",
            paramLabel = "NAME",
            description =
                    "The sheet of an Excel workbook, by default the first one that is not hidden and looks like a table; or the member of"
                            + " pages of JSON that has the rows, such as tickets, by default the one that has the columns that are mapped.")
    private @Nullable String sheet;

    @Option(
            names = "--delimiter",
            paramLabel = "CHAR",
            description =
                    "What separates fields; \\t for a tab. A first line such as sep=; tells it by itself. Default: a comma.")
    private @Nullable String delimiter;

    @Option(
            names = "--charset",
            paramLabel = "NAME",
            description = "The file's encoding, e.g. windows-1252. A byte order mark tells it by itself. Default:"
                    + " UTF-8.")
    private @Nullable Charset charset;

    /** Once they were asked for. */
    private @Nullable List<Path> inputs;

    /** The files of interactions: none if they are in a database. */
    List<Path> inputs() {
        List<Path> known = inputs == null ? found() : inputs;
        inputs = known;
        return known;
    }

    private List<Path> found() {
        if (DatabaseQuery.isAddress(given)) {
            return List.of();
        }
        if (database != null) {
            database.refuseFor(given);
        }
        return FilePattern.files("--input", given);
    }

    /** What is asked of a database; empty if interactions are in files. */
    Optional<DatabaseQuery> query() {
        if (DatabaseQuery.isAddress(given) && (sheet != null || delimiter != null || charset != null)) {
            throw new UsageError(
                    "--sheet, --delimiter and --charset are of files, and --input is a database: leave them out");
        }
        return DatabaseQuery.isAddress(given)
                ? Optional.of((database == null ? new DatabaseOptions() : database).at(given))
                : Optional.empty();
    }

    /** The file with the password of who asks the database. */
    Optional<Path> passwordFile() {
        return Optional.ofNullable(database).flatMap(DatabaseOptions::passwordFile);
    }

    /** In words of a message. */
    String label() {
        return DatabaseQuery.isAddress(given) ? "the query" : given;
    }

    /** How it holds its rows, where a mapping tells it otherwise. */
    Layout layout(Layout usual) {
        Layout told = delimiter == null ? usual : usual.withDelimiter(delimiter);
        Layout encoded = charset == null ? told : told.withCharset(charset);
        return sheet == null ? encoded : encoded.withSheet(sheet);
    }
}

package io.engagement.cli;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/**
 * One file of interactions and how its columns are to be read. Defaults are the fields' first values: a default of
 * picocli's own makes it fail on --help, as there is no file then to set it on.
 */
final class InputFile {
    @Option(
            names = "--input",
            required = true,
            paramLabel = "FILE",
            description = "A CSV file of interactions, with a header; - for standard input. Give the option again for a"
                    + " further file; the options below belong to the file before them.")
    private Path file = Path.of("");

    @Option(
            names = "--map",
            split = ",",
            paramLabel = "FIELD=COLUMN",
            description = "Which column holds which field, where the header does not have the standard names:"
                    + " customer_id (or customer), at, purpose, initiator, channel, direction, actor, department,"
                    + " campaign, value, cost, satisfaction, duration, id, in_reply_to, conversation. Only customer, at and"
                    + " purpose are needed.")
    private Map<String, String> columns = new LinkedHashMap<>();

    @Option(
            names = "--set",
            split = ",",
            paramLabel = "FIELD=VALUE",
            description = "A value that holds for all rows of the file, e.g. purpose=PURCHASE,initiator=CUSTOMER.")
    private Map<String, String> constants = new LinkedHashMap<>();

    @Option(
            names = "--translate",
            split = ",",
            paramLabel = "FIELD:TEXT=VALUE",
            description = "What a text in the file stands for, e.g. purpose:transaction=PURCHASE; * stands for any"
                    + " other text, e.g. purpose:*=USE.")
    private Map<String, String> translations = new LinkedHashMap<>();

    @Option(
            names = "--where",
            split = ",",
            paramLabel = "COLUMN=TEXT",
            description = "Take only rows with that text in the column; others are counted as left out.")
    private Map<String, String> conditions = new LinkedHashMap<>();

    @Option(
            names = "--lookup",
            split = ",",
            paramLabel = "COLUMN=FILE",
            description = "Look the column's text up in the same column of another CSV file, whose other columns are"
                    + " then at hand too, e.g. campaign_id=campaign_descriptions.csv.")
    private Map<String, Path> lookups = new LinkedHashMap<>();

    @Option(
            names = "--time-format",
            paramLabel = "FORMAT",
            description = "How times are written: auto (ISO dates and times, yyyyMMdd), epoch-seconds, epoch-millis,"
                    + " hours-since:DATE, days-since:DATE (of the calendar in --zone, as spreadsheets count them from"
                    + " 1899-12-30), or a pattern such as dd.MM.yyyy HH:mm. Two digits of a year, yy, are of one of the"
                    + " hundred years that end with the coming one. A date stands for the start of its day. Dates that"
                    + " there are not, 24:00 and leap seconds are refused. Default: auto.")
    private String timeFormat = "auto";

    @Option(
            names = "--delimiter",
            paramLabel = "CHAR",
            description = "What separates fields; \\t for a tab. Default: a comma.")
    private String delimiter = ",";

    @Option(
            names = "--charset",
            paramLabel = "NAME",
            description = "The file's encoding, e.g. windows-1252. A byte order mark tells it by itself. Default:"
                    + " UTF-8.")
    private Charset charset = StandardCharsets.UTF_8;

    @Option(
            names = "--identical-rows",
            paramLabel = "keep|drop",
            description = "Rows without id that are the same in every field: keep them (somebody may buy twice at the"
                    + " same time) or drop all but one (exported twice). They are counted either way. Default:"
                    + " keep.")
    private IdenticalRows identicalRows = IdenticalRows.KEEP;

    /** What becomes of rows without id that repeat another one. */
    enum IdenticalRows {
        KEEP,
        DROP
    }

    Path file() {
        return file;
    }

    Map<String, String> columns() {
        return columns;
    }

    Map<String, String> constants() {
        return constants;
    }

    Map<String, String> translations() {
        return translations;
    }

    Map<String, String> conditions() {
        return conditions;
    }

    Map<String, Path> lookups() {
        return lookups;
    }

    String timeFormat() {
        return timeFormat;
    }

    Charset charset() {
        return charset;
    }

    IdenticalRows identicalRows() {
        return identicalRows;
    }

    char delimiter() {
        String one = delimiter.equals("\\t") ? "\t" : delimiter;
        if (one.length() != 1) {
            throw new UsageError("--delimiter must be one character, was '" + delimiter + "'");
        }
        if ("\"\r\n\uFEFF".contains(one)) {
            throw new UsageError("--delimiter must not be a quote, the end of a line or a byte order mark");
        }
        return one.charAt(0);
    }

    List<String> columnsOf(Field field) {
        return columns.entrySet().stream()
                .filter(entry -> field.isNamed(entry.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }
}

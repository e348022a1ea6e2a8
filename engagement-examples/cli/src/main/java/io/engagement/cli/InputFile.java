package io.engagement.cli;

import io.engagement.connect.Condition;
import io.engagement.connect.DatabaseQuery;
import io.engagement.connect.Field;
import io.engagement.connect.Join;
import io.engagement.connect.Layout;
import io.engagement.connect.Mapping;
import io.engagement.connect.Mapping.AmountUnit;
import io.engagement.connect.Mapping.DurationUnit;
import io.engagement.connect.Mapping.IdenticalRows;
import io.engagement.connect.Mapping.NegativePurchases;
import io.engagement.connect.Mapping.NoCustomer;
import io.engagement.connect.Mapping.RepeatedIds;
import io.engagement.connect.MappingBuilder;
import io.engagement.connect.MergedCustomers;
import io.engagement.connect.NumberFormat;
import io.engagement.connect.Numbers;
import io.engagement.connect.Origin;
import io.engagement.connect.Source;
import io.engagement.connect.Sources;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/**
 * One file of interactions and how its columns are to be read: a mapping in options. What is not given is null: a default, also
 * that of an Optional, makes picocli fail on --help, as there is no file then to set it on.
 */
final class InputFile {
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
            description = "The sheet of an Excel workbook. Default: the first one that is not hidden and has rows.")
    private @Nullable String sheet;

    @Option(
            names = "--mapping",
            paramLabel = "FILE",
            description =
                    "How the file is to be read, as a text in TOML that is kept: its keys are called as the options"
                            + " below, which add to it. 'engagement inspect FILE' writes one to start from.")
    private @Nullable Path mapping;

    @Option(
            names = "--preset",
            paramLabel = "NAME",
            completionCandidates = PresetNames.class,
            description =
                    "How the export of a well-known program is read, in place of --mapping: ${COMPLETION-CANDIDATES}."
                            + " 'engagement presets' tells what each reads. The options below add to it; files that it joins lie"
                            + " beside the input.")
    private @Nullable String preset;

    @Option(
            names = "--map",
            paramLabel = "FIELD=COLUMN",
            description = "Which column holds which field, where the header does not have the standard names:"
                    + " customer_id (or customer), at, purpose, initiator, channel, direction, actor, department,"
                    + " campaign, value, cost, satisfaction, duration, id, in_reply_to, conversation, currency. Only"
                    + " customer, at and purpose are needed. Of several columns for one field the first that is not empty"
                    + " counts.")
    private List<String> columns = new ArrayList<>();

    @Option(
            names = "--set",
            paramLabel = "FIELD=VALUE",
            description = "A value that holds for all rows of the file, e.g. purpose=PURCHASE,initiator=CUSTOMER; for a"
                    + " field that is mapped too, in rows where its columns are empty.")
    private List<String> constants = new ArrayList<>();

    @Option(
            names = "--translate",
            paramLabel = "FIELD:TEXT=VALUE",
            description = "What a text in the file stands for, e.g. purpose:transaction=PURCHASE; * stands for any"
                    + " other text, e.g. purpose:*=USE.")
    private List<String> translations = new ArrayList<>();

    @Option(
            names = "--where",
            paramLabel = "COLUMN=TEXT",
            description =
                    "Take only rows with that text in the column; others are counted as left out. COLUMN=TEXT, given"
                            + " again for a further text; COLUMN!=TEXT not that text; COLUMN^=TEXT begins with it; COLUMN= empty;"
                            + " COLUMN!= not empty; COLUMN=true also t, yes, y and 1; COLUMN<TIME and COLUMN>=TIME; COLUMN==COLUMN and COLUMN!==COLUMN.")
    private List<String> conditions = new ArrayList<>();

    @Option(
            names = "--lookup",
            paramLabel = "COLUMN=FILE",
            description = "Look the column's text up in the same column of another file, or, as COLUMN:KEY=FILE, in"
                    + " its column KEY. Its other columns are then at hand too, e.g. campaign_id=campaign_descriptions.csv, also"
                    + " with the file's name before them, e.g. users.email; and for further look-ups, e.g."
                    + " ticket_id:id=tickets.csv,requester_id:id=users.csv.")
    private List<String> lookups = new ArrayList<>();

    @Option(
            names = "--time-format",
            paramLabel = "FORMAT",
            description = "How times are written: auto (ISO dates and times, yyyyMMdd, month names, AM and PM, numbers"
                    + " such as 31.01.2026 or 1/31/2026, whose order is found in the whole file, seconds, milliseconds or"
                    + " microseconds since 1970, days as spreadsheets count them), epoch-seconds, epoch-millis,"
                    + " epoch-micros, hours-since:DATE, days-since:DATE (of the calendar in --zone, as spreadsheets count"
                    + " them from 1899-12-30), or a pattern such as dd.MM.yyyy HH:mm. Two digits of a year, yy, are of one"
                    + " of the hundred years that end with the coming one. A date stands for the start of its day. Dates"
                    + " that there are not, 24:00 and leap seconds are refused. Default: auto.")
    private @Nullable String timeFormat;

    @Option(
            names = "--time-zone",
            paramLabel = "ZONE",
            description = "The zone that times of the file without an offset are in, e.g. UTC. Default: --zone.")
    private @Nullable ZoneId timeZone;

    @Option(
            names = "--decimal",
            paramLabel = "SIGN",
            description =
                    "Read numbers as people write them, with this before decimals: 1.084,50 with a comma, 1,084.50 with"
                            + " a point; also signs and codes of currencies, a minus behind and brackets for negative ones."
                            + " Default: plain numbers such as 1084.5.")
    private @Nullable String decimal;

    @Option(
            names = "--amount-unit",
            paramLabel = "major|minor",
            description = "What amounts are counted in: the currency, or its smallest unit (1999 cents, but 1999 yen)."
                    + " Default: major.")
    private @Nullable AmountUnit amountUnit;

    @Option(
            names = "--duration-unit",
            paramLabel = "ms|s|min|h",
            description = "What durations are counted in, where they are not texts such as PT5M. Default: s.")
    private @Nullable DurationUnit durationUnit;

    @Option(
            names = "--no-customer",
            paramLabel = "refuse|drop",
            description =
                    "Rows that belong to no customer, such as events of visitors who are not known: refuse them, or"
                            + " leave them out. Default: refuse.")
    private @Nullable NoCustomer noCustomer;

    @Option(
            names = "--currency",
            paramLabel = "CODE",
            description =
                    "The currency of all amounts of the file, e.g. EUR: rows whose column currency, or whose amount"
                            + " itself, tells another one are refused, or converted by --rate. Without it, amounts in several"
                            + " currencies are refused as a whole.")
    private @Nullable Currency currency;

    @Option(
            names = "--rate",
            paramLabel = "CODE=NUMBER",
            description =
                    "What one of another currency is worth in that of --currency, e.g. USD=0.92: amounts in it are"
                            + " converted. Without a rate, rows in another currency are refused.")
    private List<String> rates = new ArrayList<>();

    @Option(
            names = "--rates-file",
            paramLabel = "FILE",
            description =
                    "What one of each other currency is worth in that of --currency, by the day: a CSV file with the columns"
                            + " date, currency and rate. Where a day has none, the last one of the seven days before it holds; older"
                            + " ones refuse the row.")
    private @Nullable Path ratesFile;

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

    @Option(
            names = "--identical-rows",
            paramLabel = "keep|drop",
            description = "Rows without id that are the same in every field: keep them (somebody may buy twice at the"
                    + " same time) or drop all but one (exported twice). They are counted either way. Default:"
                    + " keep.")
    private @Nullable IdenticalRows identicalRows;

    @Option(
            names = "--repeated-ids",
            paramLabel = "equal|first|last|refuse",
            description =
                    "Rows that have the id of another one: leave out those that are equal in everything and refuse those"
                            + " that differ, keep the first or the last in the order of the files, or refuse all. Those left out are"
                            + " counted. Default: equal.")
    private @Nullable RepeatedIds repeatedIds;

    @Option(
            names = "--add-up",
            paramLabel = "id",
            description =
                    "Rows of one id are parts of one interaction, such as the items of an order: value and cost are their"
                            + " sums, the time is the earliest one. Rows of another customer or kind than the first one are refused.")
    private @Nullable String addUp;

    @Option(
            names = "--merged-customers",
            paramLabel = "FILE",
            description =
                    "A CSV file of customers that were merged into others: two columns, the id that is no more and the id that"
                            + " remained; OLD:NEW=FILE names them in a file of more, e.g. Id:MasterRecordId=contacts.csv. Rows of"
                            + " the former, those of --customers too, are read as rows of the latter, over several merges.")
    private List<String> mergedCustomers = new ArrayList<>();

    @Option(
            names = "--negative-purchases",
            paramLabel = "return|keep|refuse",
            description =
                    "What a purchase of a negative value is: a return, a purchase all the same, or a row that cannot be"
                            + " used. Default: return.")
    private @Nullable NegativePurchases negativePurchases;

    /** Once they were asked for. */
    private @Nullable List<Path> inputs;

    /** Once it was asked for: --mapping is read once. */
    private @Nullable Mapping whole;

    /** The files of interactions: none if they are in a database. */
    List<Path> inputs() {
        List<Path> known = inputs == null ? found() : inputs;
        inputs = known;
        return known;
    }

    /** All files that are read. */
    List<Path> files() {
        List<Path> files = new ArrayList<>(inputs());
        Optional.ofNullable(mapping).ifPresent(files::add);
        Optional.ofNullable(database).flatMap(DatabaseOptions::passwordFile).ifPresent(files::add);
        mapping().joins().forEach(join -> files.add(join.file()));
        mapping().ratesFile().ifPresent(files::add);
        mapping().mergedCustomers().forEach(each -> files.add(each.file()));
        return files;
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
        return DatabaseQuery.isAddress(given)
                ? Optional.of((database == null ? new DatabaseOptions() : database).at(given))
                : Optional.empty();
    }

    Source source(Path file) {
        return Sources.of(file, FilePattern.name(file, inputs()), mapping().layout());
    }

    /** What the options say, and the mapping that they add to. */
    Mapping mapping() {
        Mapping known = whole == null ? whole() : whole;
        whole = known;
        return known;
    }

    private Mapping whole() {
        Mapping told = base();
        MappingBuilder all = told.toBuilder().layout(layout(told.layout()));
        Optional.ofNullable(timeFormat).ifPresent(all::timeFormat);
        Optional.ofNullable(decimal).ifPresent(sign -> all.numbers(NumberFormat.withDecimal(sign)));
        Optional.ofNullable(identicalRows).ifPresent(all::identicalRows);
        Optional.ofNullable(repeatedIds).ifPresent(all::repeatedIds);
        Optional.ofNullable(addUp).ifPresent(field -> all.addUp(Field.of(field)));
        mergedCustomers.forEach(text -> all.mergedCustomers(MergedCustomers.parse(text)));
        Optional.ofNullable(negativePurchases).ifPresent(all::negativePurchases);
        Optional.ofNullable(amountUnit).ifPresent(all::amountUnit);
        Optional.ofNullable(durationUnit).ifPresent(all::durationUnit);
        Optional.ofNullable(noCustomer).ifPresent(all::noCustomer);
        Optional.ofNullable(timeZone).ifPresent(all::timeZone);
        Optional.ofNullable(currency).ifPresent(all::currency);
        for (Words.Pair pair : pairs("--map", "FIELD=COLUMN", columns)) {
            all.map(Field.of(pair.name()), Origin.column(pair.text()));
        }
        for (Words.Pair pair : pairs("--set", "FIELD=VALUE", constants)) {
            all.map(Field.of(pair.name()), Origin.constant(pair.text()));
        }
        for (String word : Words.split(translations, InputFile::isTranslation)) {
            translate(all, word);
        }
        Words.split(conditions, InputFile::isCondition).forEach(word -> all.where(Condition.parse(word)));
        Optional.ofNullable(ratesFile).ifPresent(all::ratesFile);
        for (Words.Pair pair : pairs("--rate", "CODE=NUMBER", rates)) {
            all.rate(pair.name(), Numbers.read(pair.text().strip()).orElse(Double.NaN));
        }
        for (String word : Words.split(lookups, text -> text.indexOf('=') > 0)) {
            all.join(join(Words.Pair.of("--lookup", "COLUMN=FILE or COLUMN:KEY=FILE", word)));
        }
        return all.build();
    }

    private Mapping base() {
        if (preset != null && mapping != null) {
            String where = DatabaseQuery.isAddress(given) ? "the query" : given;
            throw new UsageError("--preset and --mapping both tell how " + where + " is read: give one of them");
        }
        Mapping kept = mapping == null ? Mapping.empty() : Mapping.read(mapping);
        return preset == null ? kept : Mapping.preset(preset, folder());
    }

    /** Beside the file lie those that a preset joins. */
    private Path folder() {
        return inputs().stream()
                .findFirst()
                .flatMap(file -> Optional.ofNullable(file.getParent()))
                .orElse(Path.of(""));
    }

    private Layout layout(Layout given) {
        Layout told = delimiter == null ? given : given.withDelimiter(delimiter);
        Layout encoded = charset == null ? told : told.withCharset(charset);
        return sheet == null ? encoded : encoded.withSheet(sheet);
    }

    /** A comma belongs to a column's name or a value unless another field is named behind it. */
    private static List<Words.Pair> pairs(String option, String takes, List<String> given) {
        return Words.split(given, text -> text.indexOf('=') > 0).stream()
                .map(word -> Words.Pair.of(option, takes, word))
                .toList();
    }

    private static boolean isTranslation(String text) {
        int colon = text.indexOf(':');
        return colon > 0
                && text.indexOf('=') > colon
                && Arrays.stream(Field.values()).anyMatch(field -> field.isNamed(text.substring(0, colon)));
    }

    private static void translate(MappingBuilder all, String word) {
        int colon = word.indexOf(':');
        int end = word.indexOf('=', Math.max(colon, 0));
        if (colon < 1 || end < 0) {
            throw new UsageError("--translate takes FIELD:TEXT=VALUE, was '" + word + "'");
        }
        all.translate(Field.of(word.substring(0, colon)), word.substring(colon + 1, end), word.substring(end + 1));
    }

    private static boolean isCondition(String text) {
        return text.indexOf('=') > 0 || text.indexOf('<') > 0;
    }

    private static Join join(Words.Pair pair) {
        int colon = pair.name().indexOf(':');
        String column = colon < 0 ? pair.name() : pair.name().substring(0, colon);
        return Join.of(
                column, Path.of(pair.text()), colon < 0 ? column : pair.name().substring(colon + 1));
    }

    /** For the help. */
    static final class PresetNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Mapping.presets().iterator();
        }
    }
}

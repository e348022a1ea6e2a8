package io.engagement.cli;

import io.engagement.connect.CustomerMapping;
import io.engagement.connect.CustomersFile;
import io.engagement.connect.DatabaseQuery;
import io.engagement.connect.FilePattern;
import io.engagement.connect.Layout;
import io.engagement.connect.Mapping;
import io.engagement.connect.MappingBuilder;
import io.engagement.connect.NumberFormat;
import io.engagement.connect.Source;
import io.engagement.connect.Sources;
import io.engagement.measure.Measure;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A file of customers, and how it is read. */
final class CustomerOptions {
    @Option(
            names = "--customers",
            paramLabel = "FILE",
            description =
                    "Files of customers, or a database with --customers-query, as --input takes them: customer_id, and where known"
                            + " since, preferred_channels, refused_channels (channels separated by |), contact_limit,"
                            + " limit_days; other columns are attributes, as models read them, or the numbers that they are"
                            + " given. Customers without any interaction get a row too.")
    private Optional<String> given = Optional.empty();

    @Option(
            names = "--customers-query",
            paramLabel = "SQL",
            description = "What to read of a database, where --customers is its address, as --query is of --input.")
    private Optional<String> query = Optional.empty();

    @Option(names = "--customers-user", paramLabel = "NAME", description = "The user who asks that database.")
    private Optional<String> user = Optional.empty();

    @Option(
            names = "--customers-password-file",
            paramLabel = "FILE",
            description = "A file whose first line is the user's password. Default: as for --password-file.")
    private Optional<Path> passwordFile = Optional.empty();

    /** So that it is refused without being repeated. */
    @Option(names = "--customers-password", hidden = true, arity = "0..1", fallbackValue = "")
    private @Nullable String password;

    @Option(
            names = "--customers-sheet",
            paramLabel = "NAME",
            description = "The sheet of a workbook of --customers. Default: as for --sheet.")
    private Optional<String> sheet = Optional.empty();

    @Option(
            names = "--customers-where",
            paramLabel = "COLUMN=TEXT",
            description = "Take only these rows of --customers, in the words of --where.")
    private List<String> conditions = new ArrayList<>();

    @Option(
            names = "--customers-lookup",
            paramLabel = "COLUMN=FILE",
            description = "Look attributes up in another file, in the words of --lookup.")
    private List<String> lookups = new ArrayList<>();

    @Option(
            names = "--customers-mapping",
            paramLabel = "FILE",
            description =
                    "How --customers is read, as a text in TOML that is kept: delimiter, charset, sheet, time-format,"
                            + " time-zone, decimal, where, [map] and [[join]] are as the options here, which win over it;"
                            + " --customers-where narrows its where.")
    private Optional<Path> mappingFile = Optional.empty();

    @Option(
            names = "--customers-map",
            paramLabel = "FIELD=COLUMN",
            description = "Which column holds which field of --customers: customer, since, preferred_channels,"
                    + " refused_channels, contact_limit, limit_days.")
    private List<String> columns = new ArrayList<>();

    @Option(
            names = "--customers-delimiter",
            paramLabel = "CHAR",
            description = "What separates fields of --customers. Default: a comma.")
    private Optional<String> delimiter = Optional.empty();

    @Option(
            names = "--customers-charset",
            paramLabel = "NAME",
            description = "The encoding of --customers. Default: UTF-8.")
    private Optional<Charset> charset = Optional.empty();

    @Option(
            names = "--customers-time-format",
            paramLabel = "FORMAT",
            description = "How times in --customers are written, as --time-format tells it of --input. Default: auto.")
    private Optional<String> timeFormat = Optional.empty();

    @Option(
            names = "--customers-time-zone",
            paramLabel = "ZONE",
            description = "The zone that times in --customers without an offset are in. Default: --zone.")
    private Optional<ZoneId> timeZone = Optional.empty();

    @Option(
            names = "--customers-decimal",
            paramLabel = "SIGN",
            description = "How the numbers that models are given are written, as --decimal tells it of --input.")
    private Optional<String> decimal = Optional.empty();

    /** Once they were asked for: those that are checked are those that are read. */
    private @Nullable List<Path> found;

    /** Once it was asked for. */
    private @Nullable CustomerMapping told;

    /** All that are read; none if the option is not given. */
    List<Path> files() {
        List<Path> all = new ArrayList<>(customers());
        passwordFile.ifPresent(all::add);
        mappingFile.ifPresent(all::add);
        told().mapping().joins().forEach(join -> all.addAll(join.files()));
        return all;
    }

    /** Those of customers: none if they are in a database. */
    private List<Path> customers() {
        List<Path> files = found == null
                ? given.filter(name -> !DatabaseQuery.isAddress(name))
                        .map(name -> FilePattern.files("--customers", name))
                        .orElse(List.of())
                : found;
        found = files;
        return files;
    }

    List<CustomersFile> read(Clock clock, List<Measure> facts) {
        check();
        return CustomersFile.of(sources(), told(), clock, facts);
    }

    private List<Source> sources() {
        Optional<String> address = given.filter(DatabaseQuery::isAddress);
        if (address.isPresent()) {
            if (sheet.isPresent() || delimiter.isPresent() || charset.isPresent()) {
                throw new UsageError(
                        "--customers-sheet, --customers-delimiter and --customers-charset are of files, and"
                                + " --customers is a database: leave them out");
            }
            return List.of(DatabaseOptions.query("--customers", address.get(), query, user, passwordFile));
        }
        return Sources.of(customers(), told().mapping().layout());
    }

    private CustomerMapping told() {
        CustomerMapping known = told == null ? all() : told;
        told = known;
        return known;
    }

    private CustomerMapping all() {
        CustomerMapping kept =
                mappingFile.map(CustomerMapping::read).orElseGet(() -> new CustomerMapping(Mapping.empty(), Map.of()));
        Layout usual = kept.mapping().layout();
        Layout separated = delimiter.map(usual::withDelimiter).orElse(usual);
        Layout encoded = charset.map(separated::withCharset).orElse(separated);
        MappingBuilder all =
                kept.mapping().toBuilder().layout(sheet.map(encoded::withSheet).orElse(encoded));
        timeFormat.ifPresent(all::timeFormat);
        timeZone.ifPresent(all::timeZone);
        decimal.ifPresent(sign -> all.numbers(NumberFormat.withDecimal(sign)));
        InputColumns.conditions(conditions).forEach(all::where);
        InputColumns.joins("--customers-lookup", lookups).forEach(all::join);
        return new CustomerMapping(all.build(), columns(kept.columns()));
    }

    private void check() {
        if (password != null) {
            throw DatabaseOptions.noPassword("--customers-password-file");
        }
        if (given.isEmpty()) {
            requireNone("--customers-mapping", mappingFile.isPresent());
            requireNone("--customers-map", !columns.isEmpty());
            requireNone("--customers-query", query.isPresent());
            requireNone("--customers-user", user.isPresent());
            requireNone("--customers-password-file", passwordFile.isPresent());
            requireNone("--customers-sheet", sheet.isPresent());
            requireNone("--customers-where", !conditions.isEmpty());
            requireNone("--customers-lookup", !lookups.isEmpty());
            requireNone("--customers-delimiter", delimiter.isPresent());
            requireNone("--customers-charset", charset.isPresent());
            requireNone("--customers-time-format", timeFormat.isPresent());
            requireNone("--customers-time-zone", timeZone.isPresent());
            requireNone("--customers-decimal", decimal.isPresent());
        } else if (given.filter(DatabaseQuery::isAddress).isEmpty()
                && (query.isPresent() || user.isPresent() || passwordFile.isPresent())) {
            throw DatabaseOptions.noDatabase("--customers", given.get());
        }
    }

    private static void requireNone(String option, boolean isGiven) {
        if (isGiven) {
            throw new UsageError(option + " tells how --customers is read, which is not given");
        }
    }

    private Map<String, String> columns(Map<String, String> kept) {
        Map<String, String> told = new LinkedHashMap<>();
        for (String word : Words.split(columns, text -> text.indexOf('=') > 0)) {
            Words.Pair pair = Words.Pair.of("--customers-map", "FIELD=COLUMN", word);
            String field = pair.name().equals("customer_id") ? "customer" : pair.name();
            if (told.putIfAbsent(field, pair.text()) != null) {
                throw new UsageError("--customers-map " + field + " is given twice: give it once");
            }
        }
        Map<String, String> fields = new LinkedHashMap<>(kept);
        fields.putAll(told);
        return fields;
    }
}

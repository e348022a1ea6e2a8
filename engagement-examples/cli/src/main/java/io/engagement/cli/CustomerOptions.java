package io.engagement.cli;

import io.engagement.connect.CustomersFile;
import io.engagement.connect.Layout;
import io.engagement.connect.Sources;
import io.engagement.connect.TimeFormat;
import io.engagement.measure.Measure;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Clock;
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
                    "A file of customers, as --input takes it: customer_id, and where known since, preferred_channels,"
                            + " refused_channels (channels separated by |), contact_limit, limit_days; other columns are"
                            + " attributes, as models read them, or the numbers that they are given. Customers without any"
                            + " interaction get a row too.")
    private Optional<String> given = Optional.empty();

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

    /** Once they were asked for: those that are checked are those that are read. */
    private @Nullable List<Path> found;

    /** None if the option is not given. */
    List<Path> files() {
        List<Path> files = found == null
                ? given.map(name -> FilePattern.files("--customers", name)).orElse(List.of())
                : found;
        found = files;
        return files;
    }

    List<CustomersFile> read(Clock clock, List<Measure> facts) {
        Map<String, String> fields = columns();
        if (given.isEmpty()) {
            requireNone("--customers-map", !fields.isEmpty());
            requireNone("--customers-delimiter", delimiter.isPresent());
            requireNone("--customers-charset", charset.isPresent());
            requireNone("--customers-time-format", timeFormat.isPresent());
        }
        Layout usual = Layout.usual();
        Layout layout = delimiter.map(usual::withDelimiter).orElse(usual);
        TimeFormat times = TimeFormat.of(timeFormat.orElse(TimeFormat.AUTO), clock);
        Layout whole = charset.map(layout::withCharset).orElse(layout);
        List<Path> files = files();
        return files.stream()
                .map(each -> Sources.of(each, FilePattern.name(each, files), whole))
                .map(source -> CustomersFile.of(source, times, fields, facts))
                .toList();
    }

    private static void requireNone(String option, boolean isGiven) {
        if (isGiven) {
            throw new UsageError(option + " tells how --customers is read, which is not given");
        }
    }

    private Map<String, String> columns() {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String word : Words.split(columns, text -> text.indexOf('=') > 0)) {
            Words.Pair pair = Words.Pair.of("--customers-map", "FIELD=COLUMN", word);
            String field = pair.name().equals("customer_id") ? "customer" : pair.name();
            if (fields.putIfAbsent(field, pair.text()) != null) {
                throw new UsageError("--customers-map " + field + " is given twice: give it once");
            }
        }
        return fields;
    }
}

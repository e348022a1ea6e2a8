package io.engagement.cli;

import io.engagement.connect.AmountUnit;
import io.engagement.connect.DurationUnit;
import io.engagement.connect.Field;
import io.engagement.connect.Mapping;
import io.engagement.connect.MappingBuilder;
import io.engagement.connect.MergedCustomers;
import io.engagement.connect.NegativePurchases;
import io.engagement.connect.NoCustomer;
import io.engagement.connect.NumberFormat;
import io.engagement.connect.Numbers;
import io.engagement.connect.RepeatedIds;
import io.engagement.connect.Source;
import io.engagement.connect.Sources;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Interactions and how they are to be read: a mapping in options. */
final class InputFile extends InputColumns {
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
                    "What one of each other currency is worth in that of --currency, by the day: a file with the columns"
                            + " date, currency and rate. Where a day has none, the last one of the seven days before it holds; older"
                            + " ones refuse the row.")
    private @Nullable Path ratesFile;

    @Option(
            names = "--repeated-ids",
            paramLabel = "equal|identical|first|last|refuse",
            description =
                    "Rows that have the id of another one: leave out those that are equal in everything and refuse those"
                            + " that differ (equal); the same, and leave out also rows without id that are the same in every"
                            + " field, as of what was exported twice (identical); keep the first or the last in the order of"
                            + " the files; or refuse all. Those left out are counted. Default: equal.")
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
                    "A file of customers that were merged into others: two columns, the id that is no more and the id that"
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

    @Option(
            names = "--no-customer",
            paramLabel = "refuse|drop",
            description =
                    "Rows that belong to no customer, such as events of visitors who are not known: refuse them, or"
                            + " leave them out. Default: refuse.")
    private @Nullable NoCustomer noCustomer;

    /** Once it was asked for: --mapping is read once. */
    private @Nullable Mapping whole;

    /** All files that are read. */
    List<Path> files() {
        List<Path> files = new ArrayList<>(inputs());
        mappingFile().ifPresent(files::add);
        passwordFile().ifPresent(files::add);
        mapping().joins().forEach(join -> files.addAll(join.files()));
        mapping().ratesFile().ifPresent(files::add);
        mapping().mergedCustomers().forEach(each -> files.add(each.file()));
        return files;
    }

    /** The files as sources, in their order. */
    Map<Path, Source> sources() {
        Map<Path, Source> all = new LinkedHashMap<>();
        Iterator<Source> sources = Sources.of(inputs(), mapping().layout()).iterator();
        inputs().forEach(file -> all.put(file, sources.next()));
        return all;
    }

    /** What the options say, and the mapping that they add to. */
    Mapping mapping() {
        Mapping known = whole == null ? whole() : whole;
        whole = known;
        return known;
    }

    private Mapping whole() {
        MappingBuilder all = columns();
        addValues(all);
        addRows(all);
        return all.build();
    }

    private void addValues(MappingBuilder all) {
        Optional.ofNullable(timeFormat).ifPresent(all::timeFormat);
        Optional.ofNullable(timeZone).ifPresent(all::timeZone);
        Optional.ofNullable(decimal).ifPresent(sign -> all.numbers(NumberFormat.withDecimal(sign)));
        Optional.ofNullable(amountUnit).ifPresent(all::amountUnit);
        Optional.ofNullable(durationUnit).ifPresent(all::durationUnit);
        Optional.ofNullable(currency).ifPresent(all::currency);
        Optional.ofNullable(ratesFile).ifPresent(all::ratesFile);
        for (Words.Pair pair : Words.pairs("--rate", "CODE=NUMBER", rates)) {
            all.rate(pair.name(), rate(pair));
        }
    }

    private static double rate(Words.Pair pair) {
        return Numbers.read(pair.text().strip())
                .orElseThrow(
                        () -> new UsageError("--rate takes CODE=NUMBER with a point before decimals, such as USD=0.92,"
                                + " was '" + pair.name() + "=" + pair.text() + "'"));
    }

    private void addRows(MappingBuilder all) {
        Optional.ofNullable(repeatedIds).ifPresent(all::repeatedIds);
        Optional.ofNullable(addUp).ifPresent(field -> all.addUp(Field.of(field)));
        mergedCustomers.forEach(text -> all.mergedCustomers(MergedCustomers.parse(text)));
        Optional.ofNullable(negativePurchases).ifPresent(all::negativePurchases);
        Optional.ofNullable(noCustomer).ifPresent(all::noCustomer);
    }
}

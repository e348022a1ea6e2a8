package io.engagement.cli;

import io.engagement.connect.CsvFile;
import io.engagement.connect.CustomersFile;
import io.engagement.connect.Excerpt;
import io.engagement.connect.Reading;
import io.engagement.connect.Report;
import io.engagement.connect.Source;
import io.engagement.connect.Strictness;
import io.engagement.connect.TimeFormat;
import io.engagement.domain.TimeScale;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureTable;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What all commands that read a base have in common, apart from its files: as of when it is looked at, and how strictly. */
abstract class LogOptions {
    private final Clock clock;

    @Mixin
    private CustomerOptions customers = new CustomerOptions();

    @Option(
            names = "--as-of",
            paramLabel = "TIME",
            description = "The present: a date (the start of that day in --zone) or an instant. Later rows are counted"
                    + " and ignored. Default: when the last interaction happened, which may not be more than a day"
                    + " after now.")
    private Optional<String> asOf = Optional.empty();

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            defaultValue = "UTC",
            description =
                    "Whose days count, and whose clock times without an offset are in. Default: ${DEFAULT-VALUE}.")
    private ZoneId zone = ZoneOffset.UTC;

    @Option(
            names = "--strict",
            description = "Fail (exit code 1) if any row is refused, or holds what look like rows in quotes.")
    private boolean strict;

    @Option(
            names = "--allow-refused",
            paramLabel = "SHARE",
            converter = Share.class,
            description =
                    "Go on if up to this share of a file's rows is refused: from 0 to 1, which allows all. More is"
                            + " exit code 1 and no output. Default: 0.05.")
    private Optional<Double> allowRefused = Optional.empty();

    /** Of the amounts of what was read. */
    private Optional<Currency> currency = Optional.empty();

    LogOptions(Clock clock) {
        this.clock = clock;
    }

    /** The files of interactions. */
    abstract List<InputFile> inputs();

    ZoneId zone() {
        return zone;
    }

    /** The currency of all amounts, once a view was asked for; empty if neither an option nor a row tells it. */
    Optional<Currency> currency() {
        return currency;
    }

    /**
     * Sees to it that what is written can be, and destroys nothing that is read.
     *
     * @param file where a result goes, if not only to standard output
     * @param others that are read, besides those of the base
     */
    void checkOutput(Optional<Path> file, List<Path> others) {
        List<Path> all = new ArrayList<>(others);
        all.addAll(read());
        file.ifPresent(each -> OutputFile.check(each, all));
        OutputFile.checkStandardOutput(all);
    }

    private List<Path> read() {
        List<Path> read = new ArrayList<>();
        inputs().forEach(input -> read.addAll(input.files()));
        read.addAll(customers.files());
        return read;
    }

    private void checkStandardInput() {
        if (read().stream().filter(CsvFile::isStandardInput).count() > 1) {
            throw new UsageError("standard input (-) can be read only once, and is named more than once");
        }
    }

    private Strictness strictness() {
        if (strict && allowRefused.isPresent()) {
            throw new UsageError("--strict allows no refused row and --allow-refused does: give one of them");
        }
        return strict
                ? Strictness.strict()
                : allowRefused.map(Strictness::allowing).orElseGet(Strictness::usual);
    }

    /**
     * The base as of the present.
     *
     * @param facts what scorers read of customers apart from interactions: a customer's row that they cannot read is refused
     */
    LogView view(List<Measure> facts, PrintWriter messages) {
        return view(facts, messages, told -> {});
    }

    /** The same, with what became of the rows for whom it is told to besides. */
    LogView view(List<Measure> facts, PrintWriter messages, Consumer<Report> told) {
        return view(Reading.under(localClock()), facts, messages, told);
    }

    /** The base as of the present, in which nobody is whom only --customers knows by the id of another one, written otherwise. */
    LogView viewOfKnown(PrintWriter messages) {
        Reading loader = Reading.under(localClock());
        loader.joinAlike();
        return view(loader, List.of(), messages, told -> {});
    }

    private LogView view(Reading loader, List<Measure> facts, PrintWriter messages, Consumer<Report> told) {
        Strictness strictness = strictness();
        checkStandardInput();
        TwiceRead.of(inputs()).forEach(messages::println);
        List<CustomersFile> records = customers.read(localClock(), facts);
        inputs().forEach(input -> add(loader, input));
        records.forEach(loader::add);
        InteractionLog log = loader.load(strictness, report -> {
            tell(report, messages);
            told.accept(report);
        });
        currency = log.currency();
        LogView present = new Present(log, clock).view(asOf.map(text -> instant("--as-of", text)), messages);
        LogView view = present;
        for (CustomersFile each : records) {
            view = each.withGiven(view);
        }
        tellLacks(MeasureTable.of(view, TimeScale.DAYS, facts), messages);
        return view;
    }

    static void add(Reading loader, InputFile input) {
        input.query().ifPresent(query -> add(loader, input, query, Progress.ofRows("reading the query")));
        Map<Path, Source> sources = input.sources();
        loader.decideDays(List.copyOf(sources.values()), input.mapping());
        sources.forEach(
                (file, source) -> add(loader, input, source, Progress.ofFile("reading " + source.name(), file)));
    }

    private static void add(Reading loader, InputFile input, Source source, Progress progress) {
        try (progress) {
            loader.add(source, input.mapping(), progress::step);
        }
    }

    static void tell(Report report, PrintWriter messages) {
        report.lines().forEach(messages::println);
        messages.flush();
    }

    private static void tellLacks(MeasureTable facts, PrintWriter messages) {
        facts.measures().stream()
                .filter(measure -> Double.isNaN(facts.column(measure).median()))
                .map(Measure::lack)
                .distinct()
                .forEach(lack -> messages.println("note: no customer has " + Excerpt.ofMessage(lack)
                        + ", which a score reads; it is a column of the file of --customers"));
    }

    /**
     * A time that an option tells.
     *
     * @throws UsageError if the text is none
     */
    Instant instant(String option, String text) {
        try {
            return Instant.ofEpochMilli(times().epochMilli(text.strip()));
        } catch (DateTimeException e) {
            throw new UsageError(option + " '" + text + "' is not a date or time such as 2026-01-31");
        }
    }

    /**
     * When a period begins that ends at the present.
     *
     * @param usual how long it is if no option tells
     * @throws UsageError if it begins later
     */
    Instant since(String option, Optional<String> text, Duration usual, LogView view) {
        Instant since =
                text.map(given -> instant(option, given)).orElse(view.asOf().minus(usual));
        if (since.isAfter(view.asOf())) {
            throw new UsageError(
                    option + " must not be after " + view.asOf() + ", as of when the base is looked at, was " + since);
        }
        return since;
    }

    /** Dates as the start of that day in --zone. */
    TimeFormat times() {
        return TimeFormat.of("auto", localClock());
    }

    private Clock localClock() {
        return clock.withZone(zone);
    }
}

package io.engagement.cli;

import io.engagement.connect.TableFormat;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;
import picocli.CommandLine.Option;

/** How a table is written: in one way by all commands that write one. */
final class TableOptions {
    private static final String CSV = "csv";
    private static final String LINES = "jsonl";
    /** All that a number has. */
    private static final int ALL_DIGITS = 17;
    /** More than these nobody reads. */
    private static final int DIGITS_FOR_PEOPLE = 4;

    @Option(
            names = "--format",
            paramLabel = "WHAT",
            description =
                    "csv; jsonl (JSON lines: an object a row, null for what there is not); parquet where its module"
                            + " is there. Default: what the name of the file ends with, also before .gz or .zst, which compress; else csv.")
    private Optional<String> format = Optional.empty();

    @Option(
            names = "--excel",
            description =
                    "Write CSV as Excel opens it where decimals have a comma: semicolons, a byte order mark, times"
                            + " such as 2026-01-31 14:05:00 (in --zone, else UTC), numbers of 4 digits unless --digits tells. Texts"
                            + " that it would change (0042, 16 digits or more, 1-2, MAR1, 1E5) are written as =\"0042\", which"
                            + " shows the text; how many is told.")
    private boolean excel;

    @Option(
            names = "--digits",
            paramLabel = "N",
            description =
                    "Round numbers to so many digits, from 1 to 17, from the first that is not 0; those before the point"
                            + " stay. 17 are all that there are. Default: 4 with --excel, 10 for scores in other CSV, else all.")
    private Optional<Integer> digits = Optional.empty();

    /**
     * Where and how a table is written, by the options and by what its file is called.
     *
     * @param file else standard output
     * @param ids whether they stay as they were read
     * @param zone whose clocks a spreadsheet is told times by
     * @throws UsageError if they say different things, or something that there is not
     */
    TableOutput to(Optional<Path> file, RawOption ids, ZoneId zone) {
        return to(file, ids, zone, Figures::tenDigits);
    }

    /** The same for what programs read again: numbers have all their digits, unless told, and no id needs a change. */
    TableOutput toExact(Optional<Path> file) {
        return to(file, new RawOption(), ZoneOffset.UTC, Double::toString);
    }

    private TableOutput to(Optional<Path> file, RawOption ids, ZoneId zone, DoubleFunction<String> usual) {
        digits.filter(count -> count < 1 || count > ALL_DIGITS).ifPresent(count -> {
            throw new UsageError("--digits must be from 1 to " + ALL_DIGITS + ", was " + count);
        });
        OutputName name = file.map(OutputName::of).orElse(OutputName.NONE);
        String chosen = chosen(name, file);
        refuseUnless(
                name.compression().isEmpty() || isText(chosen),
                "the ending of " + name.file(),
                "says that it is compressed, and " + chosen + " is in itself");
        if (excel) {
            refuseUnless(chosen.equals(CSV), "--excel", "writes CSV, and the format is " + chosen);
            refuseUnless(!ids.isGiven(), "--raw", "is for programs and --excel for people");
        }
        refuseUnless(
                chosen.equals(CSV) || !ids.isGiven(),
                "--raw",
                "has no effect: " + chosen + " has all texts as they are");
        return new TableOutput(file, name.compression(), form(chosen, ids, zone, usual));
    }

    private static void refuseUnless(boolean isFine, String option, String why) {
        if (!isFine) {
            throw new UsageError(option + " " + why + ": leave out one of them");
        }
    }

    private String chosen(OutputName name, Optional<Path> file) {
        List<String> known = names();
        format.filter(each -> !known.contains(each)).ifPresent(each -> {
            throw new UsageError("--format: " + Choices.unknown("format", each, known));
        });
        Optional<String> named = name.format(known);
        if (named.isPresent() && format.isPresent() && !named.equals(format)) {
            throw new UsageError("--format is " + format.get() + ", and "
                    + file.map(Path::toString).orElse("") + " is called " + named.get()
                    + ": leave out --format, or name another file");
        }
        return format.or(() -> named).orElse(CSV);
    }

    private static boolean isText(String format) {
        return format.equals(CSV) || format.equals(LINES);
    }

    private static List<String> names() {
        List<String> names = new ArrayList<>(List.of(CSV, LINES));
        AddedForm.formats().forEach(each -> names.add(each.name()));
        return names;
    }

    private TableForm form(String chosen, RawOption ids, ZoneId zone, DoubleFunction<String> usual) {
        if (chosen.equals(LINES)) {
            DoubleFunction<String> numbers = digits.map(TableOptions::rounded).orElse(Double::toString);
            return new TextForm(columns -> new JsonLines(columns, numbers));
        }
        if (chosen.equals(CSV)) {
            CsvCells cells = excel ? people(zone) : programs(ids, usual);
            return new TextForm(excel ? all -> CsvText.excel(all, cells) : all -> CsvText.plain(all, cells));
        }
        DoubleUnaryOperator rounding = digits.<DoubleUnaryOperator>map(
                        count -> number -> Double.parseDouble(Figures.digits(number, count)))
                .orElse(DoubleUnaryOperator.identity());
        return new AddedForm(added(chosen), rounding);
    }

    private static TableFormat added(String name) {
        return AddedForm.formats().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private CsvCells people(ZoneId zone) {
        return new ExcelCells(rounded(digits.orElse(DIGITS_FOR_PEOPLE)), zone);
    }

    private CsvCells programs(RawOption ids, DoubleFunction<String> usual) {
        DoubleFunction<String> numbers = digits.map(TableOptions::rounded).orElse(usual);
        return ids.isGiven() ? PlainCells.raw(numbers) : PlainCells.safe(numbers);
    }

    private static DoubleFunction<String> rounded(int digits) {
        return number -> Figures.digits(number, digits);
    }
}

package io.engagement.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Of each class of inputs that people reported trouble with (shared/cases has one member each), three others. */
class CaseClassesTest {
    private static final String PURCHASES = "purpose=PURCHASE,initiator=CUSTOMER";

    @TempDir
    private Path folder = Path.of("");

    private Path file(String name, String text, String charset) {
        try {
            return Files.write(folder.resolve(name), text.getBytes(Charset.forName(charset)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(String text) {
        return file("in.csv", text, "UTF-8");
    }

    /** A run on a file of purchases. */
    private static Run run(String command, Path file, String... more) {
        List<String> words = new ArrayList<>(List.of(command.split(" ")));
        words.addAll(List.of("--input", file.toString(), "--set", PURCHASES));
        words.addAll(List.of(more));
        return Run.of(words);
    }

    private static Run fit(Path file, String... more) {
        return run("fit --model nbd --json", file, more);
    }

    /** Each interaction in words, as these options read a file. */
    private static List<String> read(String zone, Path file, String... more) {
        List<String> words = new ArrayList<>(List.of("--input", file.toString(), "--set", PURCHASES));
        words.addAll(List.of(more));
        InteractionLog log =
                LogFile.read(ZoneId.of(zone), new PrintWriter(new StringWriter(), true), words.toArray(new String[0]));
        LogView view = log.asOf(log.lastAt().orElseThrow());
        List<String> all = new ArrayList<>();
        for (int row = 0; row < view.customers(); row++) {
            for (int i = view.start(row); i < view.end(row); i++) {
                double value = view.value(i);
                all.add(view.customerId(row) + " " + Instant.ofEpochMilli(view.epochMilli(i))
                        + (Double.isNaN(value) ? "" : " " + value));
            }
        }
        return all;
    }

    private static List<String> read(Path file, String... more) {
        return read("UTC", file, more);
    }

    /** 01: numbers with groups and points for decimals. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "$1,084.00 | $2,100,000.50 | 2100000.5",
                "1,084.00- | 12,34,567.89 | 1234567.89",
                "(1,084.00) | CHF 1'000.25 | 1000.25"
            })
    void groupedNumbersAreReadByTheOptionThatTheirRefusalNames(String one, String other, double value) {
        Path file = file("value,customer,at\n\"" + one + "\",a,2024-01-01\n\"" + other + "\",b,2024-01-02\n");
        Run refused = fit(file);
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err())
                .contains("2 of 2 rows were refused", "is read with --decimal .", "no output was written");
        assertThat(read(file, "--decimal", "."))
                .contains("b 2024-01-02T00:00:00Z " + value)
                .anyMatch(row -> row.startsWith("a ") && row.contains("1084.0"));
    }

    /** 02: decimal commas. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10,84 \u20ac | 1.084 | , | windows-1252",
                "10,84 kr | 1 084,- | ; | UTF-8",
                "10,84 | 1\u202f084,00 | tab | UTF-16LE"
            })
    void decimalCommasAreReadByTheOption(String one, String other, String sign, String charset) {
        String delimiter = sign.equals("tab") ? "\t" : sign;
        String text = "Dato|Kunde|Betrag\n02.01.2023|K|\"" + one + "\"\n03.01.2023|K|\"" + other + "\"\n";
        Path file = file("in.csv", text.replace("|", delimiter), charset);
        String[] layout = {
            "--delimiter",
            sign.equals("tab") ? "\\t" : sign,
            "--charset",
            charset,
            "--map",
            "customer=Kunde,at=Dato,value=Betrag"
        };
        assertThat(fit(file, layout).exitCode()).isEqualTo(1);
        List<String> words = new ArrayList<>(List.of(layout));
        words.addAll(List.of("--decimal", ","));
        assertThat(read(file, words.toArray(new String[0])))
                .containsExactly("K 2023-01-02T00:00:00Z 10.84", "K 2023-01-03T00:00:00Z 1084.0");
    }

    /** 06: ids that a spreadsheet rounded. */
    @ParameterizedTest
    @ValueSource(strings = {"1,61478E+13", "4.9E+12", "7E15"})
    void roundedIdsAreTold(String id) {
        String others = "C1;2024-01-01\nC2;2024-01-02\nC3;2024-01-05\n";
        Run run = fit(
                file("Kunde;am\n" + others + (id + ";2024-02-01\n").repeat(2)),
                "--delimiter",
                ";",
                "--map",
                "customer=Kunde,at=am");
        assertThat(run.exitCode()).isZero();
        assertThat(run.err())
                .contains("1 customer ids look like rounded numbers (" + id
                        + "): a spreadsheet may have made one of several." + " Export ids as text");
    }

    /** 09: lines around a table. */
    @Test
    void linesAroundATableAreNoRows() {
        List<String> expected = List.of("A 2024-01-05T00:00:00Z 10.0", "B 2024-01-06T00:00:00Z 11.0");
        Path semicolons =
                file("SEP=;\r\nat;customer;value\r\n2024-01-05;A;10\r\n2024-01-06;B;11\r\nGesamtsumme;;21\r\n");
        assertThat(read(semicolons)).isEqualTo(expected);
        Path tabs = file(
                "in.tsv",
                "Report\t\t\n\t\t\ncustomer\tat\tvalue\nA\t2024-01-05\t10\nB\t2024-01-06\t11\n\nSeite 1 von 1\n",
                "UTF-16BE");
        assertThat(read(tabs, "--delimiter", "\\t", "--charset", "UTF-16BE")).isEqualTo(expected);
        Path oldMac =
                file("Orders, 2024\r\rcustomer,at,note,value\rA,2024-01-05,\"two\rlines\",10\rB,2024-01-06,\"\",11\r");
        assertThat(read(oldMac)).isEqualTo(expected);
        Run inch = fit(
                file("customer,at,note\nA,2024-01-05,ok\nB,2024-01-06,\"5\" screen\"\nC,2024-01-07,ok\n"),
                "--allow-refused",
                "1");
        assertThat(inch.err()).contains("2 accepted", " 1 refused", "in.csv line 3: ");
    }

    /** 12: days of spreadsheets are days of the zone. */
    @ParameterizedTest
    @CsvSource({
        "America/New_York, 45474, days-since:1899-12-30, 2024-07-01T04:00:00Z",
        "Asia/Kolkata, 45474.75, auto, 2024-07-01T12:30:00Z",
        "Pacific/Auckland, 44012, days-since:1904-01-01, 2024-06-30T12:00:00Z"
    })
    void daysOfSpreadsheetsAreThoseOfTheZone(String zone, String days, String format, String instant) {
        assertThat(read(zone, file("when,customer_id\n" + days + ",A\n"), "--time-format", format, "--map", "at=when"))
                .containsExactly("A " + instant);
    }

    /** 13: times that are far from all others. */
    @ParameterizedTest
    @ValueSource(strings = {"2099-12-31", "0001-01-01", "1899-12-30", "2924-01-05"})
    void farTimesAreToldAndNotTakenForThePresent(String date) {
        StringBuilder rows = new StringBuilder("at,customer\n");
        for (int i = 0; i < 60; i++) {
            rows.append(LocalDate.of(2024, 1, 1).plusDays(i))
                    .append(",c")
                    .append(i % 7)
                    .append('\n');
        }
        Run run = run("score", file(rows + date + ",x\n"));
        assertThat(run.err()).contains("far in time from all others", "customer x at " + date);
        boolean isToCome = date.startsWith("2");
        assertThat(run.exitCode()).isEqualTo(isToCome ? 1 : 0);
        if (isToCome) {
            assertThat(run.err()).contains("still to come", "--as-of");
        }
        Run plain = run("score", file(rows.toString()));
        assertThat(plain.err()).doesNotContain("far in time");
    }

    /** 14: two digits of a year. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MM/dd/yy | 12/30/98 | 1998-12-30",
                "auto | 30-Dec-98 | 1998-12-30",
                "yyMMdd | 271231 | 2027-12-31",
                "d.M.yy | 1.2.28 | 1928-02-01"
            })
    void twoDigitsOfAYearAreOfTheHundredYearsUpToTheNext(String format, String text, String date) {
        assertThat(read(file("customer,at\nA," + text + "\n"), "--time-format", format))
                .containsExactly("A " + date + "T00:00:00Z");
    }

    /** 15: days that there are not. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "d/M/yyyy | 29/2/2023 | 28/2/2023",
                "auto | Feb 30, 2024 | Feb 29, 2024",
                "auto | 20240431 | 20240430",
                "yyyy-MM-dd HH:mm | 2024-06-31 08:00 | 2024-06-30 08:00"
            })
    void daysThatThereAreNotAreRefused(String format, String no, String yes) {
        Path file = file("customer,at\nA,\"" + no + "\"\nB,\"" + yes + "\"\n");
        assertThat(fit(file, "--time-format", format).exitCode()).isEqualTo(1);
        Run run = run("fit --model nbd --json --allow-refused 0.5", file, "--time-format", format);
        assertThat(run.err())
                .contains("1 accepted", " 1 refused", "in.csv line 2: column at: '" + no + "' is not a date");
    }

    /** 17: which rows count. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "State, now!=cancelled;State, now!=draft | A B E",
                "State, now^=comp;State, now^=proc | A B",
                "State, now= | E",
                "State, now=completed;at>=2024-01-02;at<2024-01-03 | B"
            })
    void conditionsOnAColumnWithACommaAddUp(String conditions, String customers) {
        Path file = file("""
                at,"State, now",customer
                2024-01-01,processing,A
                2024-01-02,completed,B
                2024-01-03,cancelled,C
                2024-01-04,draft,D
                2024-01-05,,E
                """);
        List<String> words = new ArrayList<>();
        for (String each : conditions.split(";", -1)) {
            words.addAll(List.of("--where", each));
        }
        assertThat(read(file, words.toArray(new String[0])).stream().map(row -> row.substring(0, 1)))
                .containsExactly(customers.split(" ", -1));
    }

    /** 18: orders with a sign. */
    @Test
    void negativeOrdersAreReturnsUnlessToldOtherwise() {
        Path brackets = file("customer,at,value\nA,2024-01-10,100\nA,2024-01-20,(100)\nB,2024-01-10,100\n");
        Run returns = fit(brackets, "--decimal", ".");
        assertThat(returns.err()).contains("1 purchases of a negative value are read as returns");
        assertThat(returns.out()).contains("\"repeat_purchases\": 0");
        Path cents = file(
                "value,currency,customer,at\n10000,EUR,A,2024-01-10\n-10000,EUR,A,2024-01-20\n1,EUR,B,2024-01-10\n");
        assertThat(fit(cents, "--amount-unit", "minor", "--negative-purchases", "keep")
                        .out())
                .contains("\"repeat_purchases\": 1");
        Run refused = run("fit --model nbd --allow-refused 1", cents, "--negative-purchases", "refuse");
        assertThat(refused.err()).contains("2 accepted", "in.csv line 3: a purchase of -10000.0");
    }

    /** 23: regular buyers. */
    @ParameterizedTest
    @CsvSource({"1, 300, 25", "7, 104, 40", "30, 24, 60"})
    void regularBuyersCostNoMoreThanOthers(int gap, int purchases, int customers) {
        StringBuilder rows = new StringBuilder("customer,at,value\n");
        for (int c = 0; c < customers; c++) {
            int skipped = c % 5 == 0 ? purchases / 2 : 0;
            for (int i = 0; i < purchases - skipped; i++) {
                rows.append("L" + c + "," + LocalDate.of(2022, 1, 1 + c % 20).plusDays((long) i * gap) + ",1" + i % 7
                        + "\n");
            }
        }
        Path file = file(rows.toString());
        Run run = assertTimeoutPreemptively(
                Duration.ofMinutes(3),
                () -> run("score --model mbg-cnbd-k --as-of 2024-12-31 --horizon 1y --value-horizon forever", file));
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.column("customer_id")).hasSize(customers);
    }

    /** 26: hold-outs in which nothing was bought. */
    @ParameterizedTest
    @CsvSource({"30, 2024-06-01", "3, 2024-12-30", "80, 2024-03-01"})
    void whereNothingWasBoughtNoModelIsPraised(int customers, LocalDate split) {
        StringBuilder rows = new StringBuilder("at,customer\n");
        for (int c = 0; c < customers; c++) {
            for (int i = 0; i <= c % 4; i++) {
                rows.append(LocalDate.of(2024, 1, 2).plusDays(7 * i + c % 9) + ",c" + c + "\n");
            }
        }
        Run run = run("compare --split " + split + " --as-of 2024-12-31", file(rows.toString()));
        assertThat(run.out() + run.err()).doesNotContain("Infinity", "NaN", "foresaw");
        assertThat(run.out() + run.err()).containsAnyOf("Nothing was bought in the hold-out", "engagement: ");
    }

    /** 28: what changes on one date. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "UTC | yyyy-MM-dd | 2024-01-31 | 2024-03-15",
                "Europe/Berlin | dd.MM.yyyy | 31.03.2024 | 15.04.2024",
                "America/Sao_Paulo | d/M/yy | 31/1/24 | 15/3/24"
            })
    void whoCancelledOnTheDayOfTheSignUpHasCancelled(String zone, String format, String day, String later) {
        Path file = file("at,what,who\n" + day + ",out,S\n" + day + ",in,S\n" + day + ",in,T\n" + day + ",in,U\n"
                + later + ",out,U\n");
        Run run = Run.of(
                "score",
                "--contract",
                "sbg",
                "--as-of",
                "2024-06-30",
                "--zone",
                zone,
                "--input",
                file.toString(),
                "--time-format",
                format,
                "--map",
                "customer=who,purpose=what",
                "--translate",
                "purpose:in=SIGN_UP,purpose:out=CANCELLATION");
        assertThat(run.column("customer_id")).containsExactly("S", "T", "U");
        assertThat(run.column("churn_risk").stream().map(String::isEmpty)).containsExactly(true, false, true);
    }

    /** 34: a unit that is finer than what is counted. */
    @Test
    void purchasesOfOneDayAreToldToBeOneWhereHoursAreTheUnit() {
        StringBuilder rows = new StringBuilder("customer,at\n");
        for (int c = 0; c < 30; c++) {
            for (int i = 0; i < 4 + c % 5; i++) {
                rows.append("c" + c + ",2024-01-0" + (1 + i) + "T10:00:00Z\n");
            }
        }
        Path apart = file(rows.toString());
        String hours = " --time-scale HOURS --as-of 2024-01-15";
        assertThat(run("fit --model bg-nbd" + hours, apart).err()).doesNotContain("finer");
        Path file = file(
                "in.csv",
                rows + "c1,2024-01-01T20:00:00Z\nc2,2024-01-01T11:00:00Z\nc2,2024-01-06T23:30:00Z\n",
                "UTF-8");
        assertThat(run("fit --model bg-nbd" + hours, file).err())
                .contains("purchases of one day in UTC are one, and 3 purchases are of a day that has another one");
        assertThat(run("compare --split 2024-01-05 --zone Europe/Berlin" + hours, file)
                        .err())
                .contains("purchases of one day in Europe/Berlin are one, and 2 purchases are of a day");
        assertThat(run("score" + hours, file).err()).contains("--time-scale DAYS says the same");
        assertThat(run("fit --model bg-nbd --time-scale DAYS --as-of 2024-01-15", file)
                        .err())
                .doesNotContain("finer");
    }

    /** 35: the file of customers. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\\t | UTF-16LE | dd.MM.yyyy | Kunde>customer>seit>A>01.12.2023>C>20.12.2023",
                "; | windows-1252 | MM/dd/yyyy | Kunde>customer>seit>A>12/01/2023>C>12/20/2023",
                "pipe | UTF-8 | auto | Kunde>customer>seit>A>1 d\u00e9c. 2023>C>20 d\u00e9c. 2023"
            })
    void theFileOfCustomersIsReadAsFreely(String delimiter, String charset, String format, String cells) {
        List<String> all = List.of(cells.split(">", -1));
        String sign = delimiter.equals("\\t") ? "\t" : delimiter.equals("pipe") ? "|" : delimiter;
        String text = "Stra\u00dfe" + sign + all.get(2) + sign + all.get(0) + "\nx" + sign + all.get(4) + sign
                + all.get(3) + "\ny"
                + sign + all.get(6) + sign + all.get(5) + "\ny" + sign + all.get(6) + sign + all.get(5) + "\nz" + sign
                + all.get(6) + sign + "A\n";
        Path customers = file("customers.csv", text, charset);
        Run run = Run.of(
                "score",
                "--as-of",
                "2024-12-31",
                "--allow-refused",
                "0.3",
                "--input",
                file("customer_id,at\nA,2024-01-05\nA,2024-02-05\nB,2024-01-05\n")
                        .toString(),
                "--set",
                PURCHASES,
                "--customers",
                customers.toString(),
                "--customers-delimiter",
                sign,
                "--customers-charset",
                charset,
                "--customers-time-format",
                format,
                "--customers-map",
                "customer=Kunde,since=seit");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.column("customer_id")).containsExactly("A", "B", "C");
        assertThat(run.err())
                .contains("customers: 3 accepted, 1 refused", "customers.csv line 5: customer A is registered");
    }

    /** 37: several currencies. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Amount,currency | 10,eur ; 30,usd ; 20,EUR | ",
                "Amount,W\u00e4hrung | 10,EUR ; 30,USD ; 20,EUR | currency=W\u00e4hrung",
                "Amount,x | \u20ac10, ; $30.00, ; EUR 20, | "
            })
    void amountsOfSeveralCurrenciesAreNeverAddedUp(String columns, String rows, String map) {
        String[] row = rows.split(" ; ", -1);
        Path file = file("customer,at," + columns + "\nA,2024-01-05," + row[0].strip() + "\nA,2024-02-05,"
                + row[1].strip() + "\nB,2024-01-05," + row[2].strip() + "\n");
        String mapped = "value=Amount" + (map == null ? "" : "," + map);
        Run none = fit(file, "--decimal", ".", "--map", mapped);
        assertThat(none.exitCode()).isEqualTo(1);
        assertThat(none.err()).contains("amounts are in several currencies", "--currency", "--rate");
        boolean hasColumn = !columns.endsWith("x");
        Run one = fit(file, "--decimal", ".", "--map", mapped, "--currency", "EUR");
        assertThat(one.exitCode()).isEqualTo(1);
        assertThat(one.err()).contains("2 accepted", " 1 refused");
        if (hasColumn) {
            assertThat(read(file, "--decimal", ".", "--map", mapped, "--currency", "EUR", "--rate", "USD=0.5"))
                    .contains("A 2024-02-05T00:00:00Z 15.0");
        }
    }

    /** 44: ids that differ in blanks only. */
    @ParameterizedTest
    @ValueSource(strings = {"A\u00a0", "\tA", "\ufeffA", "\u200bA \u3000"})
    void idsThatDifferInBlanksAreOne(String id) {
        Run run = fit(file("at,customer\n2024-01-05,A\n2024-02-05,A\n2024-03-05,\"" + id + "\"\n"));
        assertThat(run.json().get("counts")).asString().contains("customers=1", "repeat_purchases=2");
        assertThat(run.err()).contains("1 customer ids had blanks around them, read without");
    }

    /** 45: a column serves once. */
    @ParameterizedTest
    @CsvSource({
        "customer=id at=Date",
        "customer=conversation at=Date",
        "customer=DURATION at=Date",
        "customer=value at=Date"
    })
    void aMappedColumnServesOnce(String map) {
        String column = map.substring(map.indexOf('=') + 1, map.indexOf(' '));
        Path file = file(column + ",Date\n1,2005-01-02\n1,2005-03-01\n2,2005-01-09\n");
        assertThat(read(file, "--map", map.replace(' ', ',')))
                .containsExactly("1 2005-01-02T00:00:00Z", "1 2005-03-01T00:00:00Z", "2 2005-01-09T00:00:00Z");
    }

    /** Ten of 200 are 5 %. */
    @Test
    void moreThanOneRowInTwentyRefusedIsNoResult() {
        String good = "customer,at\n"
                + IntStream.range(0, 190)
                        .mapToObj(i -> "c" + i % 60 + ",2024-0" + (1 + i % 9) + "-10\n")
                        .reduce("", String::concat);
        Run ten = run("score", file(good + "x,never\n".repeat(10)));
        assertThat(ten.exitCode()).as(ten.err()).isZero();
        Path out = folder.resolve("out.csv");
        Path eleven = file(good + "x,never\n".repeat(11));
        Run more = run("score --out " + out, eleven);
        assertThat(more.exitCode()).isEqualTo(1);
        assertThat(more.out()).isEmpty();
        assertThat(out).doesNotExist();
        assertThat(more.err())
                .contains(
                        "11 of 201 rows were refused (11 x at is not a date or time), and no more than 5 % may be; no output"
                                + " was written",
                        "--allow-refused 0.06");
        assertThat(run("score --allow-refused 0.06 --out " + out, eleven).exitCode())
                .isZero();
        assertThat(out).exists();
    }
}

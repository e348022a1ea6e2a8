package io.engagement.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.engagement.connect.Mapping;
import io.engagement.connect.TimeFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Files that do not have the standard names. */
class MappingTest {
    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource({
        "auto, 2026-03-29, 2026-03-28T23:00:00Z",
        "auto, 20260329, 2026-03-28T23:00:00Z",
        "auto, 2026-03-29 12:00:00, 2026-03-29T10:00:00Z",
        "auto, 2026-03-29T12:00, 2026-03-29T10:00:00Z",
        "auto, 2026-03-29T12:00:00Z, 2026-03-29T12:00:00Z",
        "auto, 2026-03-29T12:00:00+01:00, 2026-03-29T11:00:00Z",
        "epoch-seconds, 1774785600.5, 2026-03-29T12:00:00.500Z",
        "epoch-millis, 1774785600500, 2026-03-29T12:00:00.500Z",
        "hours-since:2026-01-01, 1.5, 2026-01-01T00:30:00Z",
        "days-since:2026-01-01, 2, 2026-01-02T23:00:00Z",
        "dd.MM.yyyy, 29.03.2026, 2026-03-28T23:00:00Z",
        "dd.MM.yyyy HH:mm, 29.03.2026 12:00, 2026-03-29T10:00:00Z"
    })
    void timesAreReadInTheZone(String format, String text, String instant) {
        TimeFormat times = TimeFormat.of(format, Run.CLOCK.withZone(ZoneId.of("Europe/Amsterdam")));
        assertThat(java.time.Instant.ofEpochMilli(times.epochMilli(text)).toString())
                .isEqualTo(instant);
    }

    @Test
    void aMappingIsReadOnce() throws IOException {
        Path kept = Run.file(folder, "kept.toml", "[map]\ncustomer = \"who\"\n");
        InputFile input = CommandLine.populateCommand(new InputFile(), "--input", "in.csv", "--mapping", "" + kept);
        Mapping first = input.mapping();
        Files.delete(kept);
        assertThat(input.mapping()).isSameAs(first);
        assertThat(input.files()).containsExactly(Path.of("in.csv"), kept);
    }

    /** Of each key, whose choices have capitals here, as the command line takes both; what it said before is forgotten. */
    @ParameterizedTest
    @CsvSource({
        "time-format, dd.MM.yyyy, MM/dd/yyyy, MM/dd/yyyy",
        "time-zone, Europe/Berlin, America/New_York, America/New_York",
        "delimiter, ;, |, |",
        "charset, ISO-8859-1, UTF-16, UTF-16",
        "sheet, Orders, Returns, Returns",
        "decimal, ',', ., .",
        "currency, EUR, USD, USD",
        "no-customer, refuse, drop, DROP",
        "negative-purchases, refuse, keep, KEEP",
        "duration-unit, min, h, H",
        "amount-unit, minor, major, MAJOR",
        "repeated-ids, first, last, LAST"
    })
    void theOptionWins(String key, String kept, String told, String option) {
        Path before = Run.file(folder, "kept.toml", key + " = \"" + kept + "\"\n");
        Path after = Run.file(folder, "told.toml", key + " = \"" + told + "\"\n");
        assertThat(Mapping.read(before)).isNotEqualTo(Mapping.read(after));
        assertThat(input(before, "--" + key, option).mapping()).isEqualTo(Mapping.read(after));
    }

    private InputFile input(Path kept, String... words) {
        return CommandLine.populateCommand(
                new InputFile(),
                Stream.concat(Stream.of("--input", "in.csv", "--mapping", "" + kept), Stream.of(words))
                        .toArray(String[]::new));
    }

    @Test
    void optionsWinOverTheMapping() throws IOException {
        Path kept = Run.file(folder, "kept.toml", """
                decimal = ","
                amount-unit = "minor"
                add-up = "id"
                where = ["status=paid", "status=sent"]
                [rates]
                USD = 0.9
                [map]
                customer = ["who", "phone"]
                value = "total"
                purpose = [{column = "kind", when = ["kind!="]}, {value = "USE"}]
                id = "number"
                [translate.purpose]
                sale = "PURCHASE"
                """);
        Path whole = Run.file(folder, "whole.toml", """
                decimal = "."
                repeated-ids = "last"
                where = "status=sent"
                [rates]
                USD = 0.8
                [map]
                customer = "phone"
                value = "net"
                id = "number"
                [set]
                purpose = "RETURN"
                """);
        InputFile told = input(
                kept,
                "--decimal",
                ".",
                "--amount-unit",
                "MAJOR",
                "--repeated-ids",
                "LAST",
                "--where",
                "status=sent",
                "--rate",
                "USD=0.8",
                "--map",
                "customer=phone,value=net",
                "--set",
                "purpose=RETURN");
        assertThat(told.mapping()).isEqualTo(Mapping.read(whole));
    }

    /** Of each choice what a mapping says, what the options say, and what a mapping says that is both; ~ ends a line. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "time-format = 'dd.MM.yyyy'   | --time-format MM/dd/yyyy     | time-format = 'MM/dd/yyyy'",
                "time-zone = 'UTC'            | --time-zone Europe/Berlin    | time-zone = 'Europe/Berlin'",
                "delimiter = ';'              | --delimiter ,                | delimiter = ','",
                "charset = 'UTF-16'           | --charset ISO-8859-1         | charset = 'ISO-8859-1'",
                "sheet = 'Orders'             | --sheet Refunds              | sheet = 'Refunds'",
                "decimal = ','                | --decimal .                  | decimal = '.'",
                "amount-unit = 'minor'        | --amount-unit MAJOR          | amount-unit = 'major'",
                "currency = 'EUR'             | --currency USD               | currency = 'USD'",
                "no-customer = 'drop'    | --no-customer REFUSE         | no-customer = 'refuse'",
                "negative-purchases = 'keep'  | --negative-purchases REFUSE  | negative-purchases = 'refuse'",
                "duration-unit = 'min'        | --duration-unit H            | duration-unit = 'h'",
                "rates-file = 'a.csv'         | --rates-file FOLDER/b.csv    | rates-file = 'b.csv'",
                "rates-file = 'a.csv'         | --rate USD=0.5               | rates-file = 'a.csv'~rates.USD = 0.5",
                "rates.USD = 0.9              | --rates-file FOLDER/b.csv    | rates-file = 'b.csv'~rates.USD = 0.9",
                "add-up = 'id'                | --repeated-ids FIRST         | repeated-ids = 'first'",
                "repeated-ids = 'last'        | --add-up id                  | add-up = 'id'",
                "map.value = 'total'          | --map value=net              | map.value = 'net'",
                "map.value = ['total', 'net'] | --set value=1                | set.value = '1'",
                "map.value = {pattern = '-{a}'} | --map value=net            | map.value = 'net'",
                "map.purpose = 'kind'~translate.purpose.sale = 'PURCHASE' | --map purpose=type | map.purpose = 'type'",
                "map.purpose = 'kind'~translate.purpose.sale = 'PURCHASE' | --translate purpose:gift=USE |"
                        + " map.purpose = 'kind'~translate.purpose = {sale = 'PURCHASE', gift = 'USE'}",
                "map.purpose = 'kind'~translate.purpose.sale = 'PURCHASE' | --translate purpose:sale=USE |"
                        + " map.purpose = 'kind'~translate.purpose = {sale = 'USE'}",
                "[[join]]~column = 'ticket'~file = 'tickets.csv'~key = 'id' | --lookup ticket:id=FOLDER/tickets.csv |"
                        + " [[join]]~column = 'ticket'~file = 'tickets.csv'~key = 'id'",
                "[[join]]~column = 'ticket'~file = 'tickets.csv'~key = 'id' |"
                        + " --lookup ticket:id=FOLDER/new/tickets.csv |"
                        + " [[join]]~column = 'ticket'~file = 'new/tickets.csv'~key = 'id'"
            })
    void eachOptionWinsOverTheMapping(String said, String options, String whole) {
        Path kept = Run.file(folder, "kept.toml", said.replace('~', '\n') + "\n");
        Path both = Run.file(folder, "whole.toml", whole.replace('~', '\n') + "\n");
        String[] words = options.replace("FOLDER", folder.toString()).split(" ");
        assertThat(input(kept, words).mapping()).isEqualTo(Mapping.read(both));
    }

    @Test
    void aRateWithACommaIsToldHowItIsWritten() throws IOException {
        Path kept = Run.file(folder, "kept.toml", "");
        assertThatThrownBy(() -> input(kept, "--rate", "usd=0,9").mapping())
                .isInstanceOf(UsageError.class)
                .hasMessageStartingWith("--rate takes CODE=NUMBER");
    }

    @Test
    void columnsOfCustomersWinOverTheirMapping() throws IOException {
        Path sales = Run.file(folder, "sales.csv", "customer,at,purpose\na,2026-01-05,PURCHASE\n");
        Path customers = Run.file(folder, "customers.csv", "old,new,since\nx,a,2026-01-01\n");
        Path kept = Run.file(folder, "customers.toml", "map.customer = \"old\"\n");
        Run run = lifecycle(
                sales.toString(),
                "--customers",
                customers.toString(),
                "--customers-mapping",
                kept.toString(),
                "--customers-map",
                "customer=new");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.lines()).filteredOn(line -> line.startsWith("x")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "30d, PT720H",
        "1.5W, PT252H",
        "P30D, PT720H",
        "p2w, PT336H",
        "PT36H, PT36H",
        "1y, PT8765H49M12S",
        "12m, PT8765H49M12S"
    })
    void lengthsOfTimeAreRead(String text, Duration length) {
        assertThat(Lengths.of("--horizon", text)).isEqualTo(length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "-3d", "P-3D", "0d", "2000y", "99999999999999999999y", "3 fortnights", ""})
    void whatIsNoLengthOfTimeIsWrongUsage(String text) {
        assertThatThrownBy(() -> Lengths.of("--horizon", text))
                .isInstanceOf(UsageError.class)
                .hasMessageStartingWith("--horizon '" + text + "' ");
    }

    @Test
    void twoFilesWithMappingsOfTheirOwnAndALookup() {
        Path sales = Run.file(
                folder, "sales.csv", "household;when;amount\n1;2026-01-05;10\n1;2026-01-09;11\n2;2026-01-07;5\n");
        Path mailings = Run.file(folder, "mailings.csv", "campaign,household\n8,1\n8,2\n9,1\n");
        Path campaigns = Run.file(folder, "campaigns.csv", "campaign,start\n8,2026-01-02\n");
        Run run = Run.of(
                "score",
                "--as-of",
                "2026-02-01",
                "--allow-refused",
                "0.4",
                "--input",
                sales.toString(),
                "--delimiter",
                ";",
                "--map",
                "customer=household,at=when,value=amount",
                "--set",
                "purpose=PURCHASE,initiator=CUSTOMER,channel=store",
                "--input",
                mailings.toString(),
                "--lookup",
                "campaign=" + campaigns,
                "--map",
                "customer=household,at=start",
                "--set",
                "purpose=OFFER,initiator=COMPANY,channel=post,cost=0.5");
        assertThat(run.exitCode()).isZero();
        assertThat(run.lines()).hasSize(3);
        assertThat(run.err())
                .contains("5 accepted")
                .contains("1 x at is empty")
                .contains("mailings.csv line 4: column start of campaigns.csv is empty");
    }

    @Test
    void aColumnThatIsMappedServesOnce() {
        Path file = Run.file(folder, "in.csv", "Id,Date,Value\n1,2005-01-02,3\n1,2005-03-01,4\n2,2005-01-09,5\n");
        String[] read = {"fit", "--model", "nbd", "--as-of", "2005-12-31", "--input", file.toString(), "--set"};
        Run customer = Run.of(Stream.of(read, new String[] {"purpose=PURCHASE", "--map", "customer=Id,at=Date"})
                .flatMap(Stream::of)
                .toList());
        assertThat(customer.exitCode()).isZero();
        assertThat(customer.err()).contains("rows: 3 accepted").contains(" 0 refused");
        Run value = Run.of(
                Stream.of(read, new String[] {"purpose=PURCHASE", "--map", "customer=Value,at=Date,value=Value,id=Id"})
                        .flatMap(Stream::of)
                        .toList());
        assertThat(value.err()).contains("rows: 1 accepted").contains("2 x the same id stands for different");
    }

    @Test
    void aLookupThatCannotBeMadeIsRefused() {
        Path mailings = Run.file(folder, "mailings.csv", "campaign,household\n8,1\n");
        Path other = Run.file(folder, "other.csv", "x,y\n1,2\n");
        Run wrongColumn = Run.of(
                "score",
                "--input",
                mailings.toString(),
                "--lookup",
                "campaign=" + other,
                "--map",
                "customer=household,at=y");
        assertThat(wrongColumn.exitCode()).isEqualTo(1);
        assertThat(wrongColumn.err()).contains("has no column 'campaign' to be looked up by; its columns are [x, y]");
        Run missing = Run.of("score", "--input", mailings.toString(), "--lookup", "campaign=" + folder.resolve("none"));
        assertThat(missing.exitCode()).isEqualTo(1);
        Path twice = Run.file(folder, "twice.csv", "start,campaign\n2026-01-01\n2026-01-02,8\n2026-01-03,8\n");
        Run ambiguous = Run.of(
                "score",
                "--input",
                mailings.toString(),
                "--lookup",
                "campaign=" + twice,
                "--map",
                "customer=household,at=start");
        assertThat(ambiguous.exitCode()).isEqualTo(1);
        assertThat(ambiguous.err()).contains("has two different rows for campaign '8', lines 3 and 4");
        String open = "start,campaign\n\"2026-01-01,8\n2026-01-02,9\n";
        String glued = "start,campaign\n\"2026-01-01,7\n2026-01-02,8\n2026-01-03\",9\n";
        String stray = "start,campaign\n\"2026\"-01,8\n";
        for (String quotes : List.of(open, glued, stray)) {
            Path wrong = Run.file(folder, "wrong.csv", quotes);
            Run refused = Run.of("score", "--input", mailings.toString(), "--lookup", "campaign=" + wrong);
            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.err()).contains("wrong.csv line 2: ");
        }
    }

    @Test
    void oneColumnThatTellsWhatHappened() {
        Path events = Run.file(
                folder,
                "events.csv",
                "customer,hour,event,amount\n1,0,offer received,\n1,5,transaction,7.5\n1,30,transaction,2\n2,9,junk,\n");
        Run run = Run.of(
                "score",
                "--input",
                events.toString(),
                "--time-format",
                "hours-since:2026-01-01",
                "--map",
                "at=hour,value=amount,purpose=event,initiator=event",
                "--translate",
                "purpose:transaction=PURCHASE,purpose:*=OFFER",
                "--translate",
                "initiator:transaction=CUSTOMER,initiator:*=COMPANY",
                "--where",
                "customer=1");
        assertThat(run.exitCode()).isZero();
        assertThat(run.lines()).hasSize(2);
        assertThat(run.err()).contains("3 accepted").contains("0 refused, 1 left out by --where");
    }

    @Test
    void aSimulatedBaseIsReadBackWithoutAMapping() {
        Path base = folder.resolve("base.csv");
        Run simulated = Run.of("simulate", "--customers", "60", "--seed", "3", "--out", base.toString());
        assertThat(simulated.exitCode()).isZero();
        assertThat(base)
                .hasContent(
                        Run.of("simulate", "--customers", "60", "--seed", "3").out());
        assertThat(Run.of("simulate", "--customers", "60", "--seed", "4").out()).isNotEqualTo(simulated.out());
        Run run = Run.of("score", "--strict", "--input", base.toString());
        assertThat(run.exitCode()).isZero();
        assertThat(run.lines()).hasSize(61);
        assertThat(Run.of("simulate", "--customers", "0").exitCode()).isEqualTo(2);
    }

    @Test
    void whatIsGivenTwiceOrForNothingIsRefusedOrTold() {
        String file = Run.file(
                        folder,
                        "some.csv",
                        "customer_id,at,purpose,campaign\na,2024-01-01,buy,x\nb,2024-01-02,PURCHASE,x\n")
                .toString();
        String other = Run.file(folder, "other.csv", "campaign,channel_name\nx,email\n")
                .toString();

        assertThat(lifecycle(file, "--translate", "purpose:buy=PURCHASE,purpose:bye=RETURN")
                        .err())
                .contains("note: no row that is taken of some.csv has purpose:bye, which --translate names\n")
                .doesNotContain("purpose:buy");
        assertThat(lifecycle(file, "--translate", "channel:a=web").err())
                .contains("--translate is of channel, which no column of", "--map channel=COLUMN");
        assertThat(lifecycle(file, "--lookup", "campaign=" + other).err())
                .contains("no field is in one of its columns, channel_name");
        assertThat(lifecycle(file, "--lookup", "campaign=" + other, "--map", "channel=channel_name")
                        .exitCode())
                .isZero();
    }

    private static Run lifecycle(String file, String... words) {
        return Run.onBase("lifecycle", new String[] {"--input", file}, words);
    }
}

package io.engagement.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mappings as texts that are kept. */
class MappingTextTest {
    @TempDir
    private Path folder = Path.of("");

    private Mapping read(String text) {
        return Mapping.read(TestFiles.file(folder, "m.toml", text));
    }

    @Test
    void everyKeyIsRead() {
        TestFiles.file(folder, "tickets.csv", "id,requester_id\n");
        Mapping mapping = read("""
                delimiter = "\\t"
                charset = "windows-1252"
                time-format = "dd.MM.yyyy"
                decimal = ","
                repeated-ids = "last"
                rates-file = "rates.csv"
                merged-customers = "Id:Master=contacts.csv"
                negative-purchases = "refuse"
                amount-unit = "minor"
                currency = "EUR"
                where = ["Status=paid", "Status=sent", "Kind!=draft"]

                [rates]
                USD = 0.92

                [map]
                customer = ["user", "domain user"]
                initiator = [{value = "COMPANY", when = ["type=INCOMING"]}, {column = "who", when = "a==b"}]

                [set]
                initiator = "CUSTOMER"
                purpose = "PURCHASE"

                [translate.channel]
                "e-mail" = "EMAIL"
                "*" = "WEB"

                [[join]]
                column = "ticket_id"
                file = "tickets.csv"
                key = "id"
                name = "ticket"
                """);
        Path tickets = folder.toAbsolutePath().resolve("tickets.csv");
        assertThat(mapping)
                .isEqualTo(Mapping.builder()
                        .layout(new Layout('\t', Charset.forName("windows-1252")))
                        .timeFormat("dd.MM.yyyy")
                        .numbers(NumberFormat.withDecimal(","))
                        .repeatedIds(RepeatedIds.LAST)
                        .mergedCustomers(MergedCustomers.parse(
                                "Id:Master=" + folder.toAbsolutePath().resolve("contacts.csv")))
                        .negativePurchases(NegativePurchases.REFUSE)
                        .amountUnit(AmountUnit.MINOR)
                        .currency(Currency.getInstance("EUR"))
                        .where(new Condition("Status", Condition.Test.IS, List.of("paid", "sent")))
                        .where(Condition.parse("Kind!=draft"))
                        .rate("USD", 0.92)
                        .ratesFile(folder.toAbsolutePath().resolve("rates.csv"))
                        .map(Field.CUSTOMER, Origin.column("user"))
                        .map(Field.CUSTOMER, Origin.column("domain user"))
                        .map(Field.INITIATOR, Origin.constant("COMPANY").when(Condition.parse("type=INCOMING")))
                        .map(Field.INITIATOR, Origin.column("who").when(Condition.parse("a==b")))
                        .map(Field.INITIATOR, Origin.constant("CUSTOMER"))
                        .map(Field.PURPOSE, Origin.constant("PURCHASE"))
                        .translate(Field.CHANNEL, "e-mail", "EMAIL")
                        .translate(Field.CHANNEL, "*", "WEB")
                        .join(Join.of("ticket_id", tickets, "id").withName("ticket"))
                        .build());
        assertThat(read(mapping.toToml())).isEqualTo(mapping);
    }

    @Test
    void rowsOfOneIdAreAddedUpOrChosenFrom() {
        assertThat(read("add-up = 'id'"))
                .isEqualTo(Mapping.builder().addUp(Field.ID).build());
        assertThat(read(read("add-up = 'id'").toToml())).isEqualTo(read("add-up = 'id'"));
        assertThatThrownBy(() -> read("add-up = 'id'\nrepeated-ids = 'first'"))
                .isInstanceOf(MappingRefused.class)
                .hasMessage(
                        "--add-up makes one interaction of the rows of an id, and --repeated-ids first chooses one of"
                                + " them: give one of the two");
    }

    @Test
    void whatIsWrittenIsReadBackWhateverTheTexts() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 500; i++) {
            MappingBuilder any = Mapping.builder();
            for (Field field : Field.values()) {
                if (random.nextInt(3) == 0) {
                    any.map(field, Origin.column(text(random)));
                    any.map(
                            field,
                            Origin.column(text(random))
                                    .when(Condition.parse("x" + text(random).strip() + "=y")));
                    any.translate(field, text(random), text(random));
                }
                if (random.nextInt(3) == 0) {
                    any.map(field, Origin.pattern("{" + text(random).replaceAll("[{}]", "") + "} and {x}"));
                }
                if (random.nextInt(3) == 0) {
                    any.map(field, Origin.constant(text(random)));
                }
            }
            any.durationUnit(random.nextBoolean() ? DurationUnit.H : DurationUnit.MS);
            any.noCustomer(random.nextBoolean() ? NoCustomer.DROP : NoCustomer.REFUSE);
            any.timeZone(ZoneId.of(random.nextBoolean() ? "UTC" : "Europe/Berlin"));
            Mapping mapping = any.build();
            assertThat(read(mapping.toToml())).as(mapping.toToml()).isEqualTo(mapping);
        }
    }

    private static String text(SplittableRandom random) {
        String signs = "ab .\"'\\#[]{}\n\t\u00e4\u20ac,;:*";
        StringBuilder text = new StringBuilder("t");
        for (int i = random.nextInt(6); i > 0; i--) {
            text.append(signs.charAt(random.nextInt(signs.length())));
        }
        return text.toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a = | m.toml line 1 is not TOML",
                "colour = 'red' | m.toml line 1: there is no 'colour' in a mapping; it has add-up, amount-unit, charset",
                "decimal = ';' | m.toml line 1: decimal: --decimal must be . or ,",
                "charset = 'latin-17' | 'latin-17' is not an encoding",
                "currency = 'Euro' | 'Euro' is not a currency such as EUR",
                "time-format = 'yyyy-mm-dd' | time-format: --time-format 'yyyy-mm-dd' gives no date",
                "repeated-ids = 'any' | 'any' is none of equal, identical, first, last, refuse",
                "add-up = 'customer' | add-up: --add-up adds up rows of one id",
                "merged-customers = 'old:=x.csv' | merged-customers: --merged-customers takes a FILE of two columns",
                "merged-customers = '../x.csv' | is outside of the mapping's folder",
                "merged-customers = ['a:b=/etc/passwd'] | is outside of the mapping's folder",
                "rates-file = \"a\\u0000.csv\" | is no name of a file",
                "rates-file = '../x.csv' | is outside of the mapping's folder",
                "map = 'x' | map must be a table such as [map]",
                "map.who = 'x' | map: there is no field 'who'; the fields are customer, at",
                "map.at = {when = 'a=b'} | either a column, a pattern or a value",
                "map.at = {column = 'a', value = 'b'} | either a column, a pattern or a value",
                "map.at = {pattern = 'PT5M'} | pattern: a pattern has names of columns in braces, as PT{minutes}M has",
                "map.at = {pattern = 'a{b}{c'} | a pattern has names of columns in braces",
                "map.at = {pattern = ['a{b}']} | pattern must be a text in quotes",
                "time-zone = 'Berlin' | time-zone: 'Berlin' is not a time zone such as UTC or Europe/Berlin",
                "duration-unit = 'days' | duration-unit: 'days' is none of ms, s, min, h",
                "no-customer = 'guess' | no-customer: 'guess' is none of refuse, drop",
                "map.at = {column = 'a', whem = 'b'} | there is no 'whem' in what a field is mapped to",
                "map.at = 7 | a field is mapped to a column",
                "where = 'status' | where: --where takes COLUMN=TEXT",
                "translate.channel = 'x' | translate.channel must be a table",
                "rates.USD = 0 | the rate of USD must be a number above 0",
                "join = 'x' | join must be tables such as [[join]]",
                "join = [{column = 'x'}] | file is missing",
                "join = [{column = 'x', file = '../x.csv'}] | is outside of the mapping's folder",
                "join = [{column = 'x', file = '/etc/passwd'}] | is outside of the mapping's folder"
            })
    void whatCannotBeIsRefusedByItsLine(String text, String why) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(MappingRefused.class).hasMessageContaining(why);
    }

    /** Read elsewhere, it means the same files or none. */
    @Test
    void whatIsWrittenNamesTheSameFilesWhereverItIsRead() throws IOException {
        Mapping joined = Mapping.builder()
                .join(Join.of("id", Path.of("users.csv"), "id"))
                .build();
        assertThat(Mapping.ofToml(joined.toToml()).joins().get(0).file().toAbsolutePath())
                .isEqualTo(Path.of("users.csv").toAbsolutePath());
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        List<Mapping> all = List.of(
                joined,
                Mapping.builder()
                        .mergedCustomers(MergedCustomers.parse("a:b=merged.csv"))
                        .build(),
                Mapping.builder().ratesFile(Path.of("rates.csv")).build());
        for (Mapping each : all) {
            Path kept = TestFiles.file(elsewhere, "m.toml", each.toToml());
            assertThatThrownBy(() -> Mapping.read(kept))
                    .as(each.toToml())
                    .isInstanceOf(MappingRefused.class)
                    .hasMessageContaining("is outside of the mapping's folder")
                    .hasMessageContaining("copy it there");
        }
        Mapping joining = Mapping.read(TestFiles.file(folder, "j.toml", "join = [{column = 'x', file = 'x.csv'}]"));
        assertThat(Mapping.read(TestFiles.file(folder, "again.toml", joining.toToml())))
                .isEqualTo(joining);
        assertThatThrownBy(() -> Mapping.ofToml(joining.toToml()))
                .isInstanceOf(MappingRefused.class)
                .hasMessageContaining("copy it there");
    }

    @Test
    void aLinkOutOfTheFolderIsRefused() throws IOException {
        Path home = Files.createDirectory(folder.resolve("home"));
        Path secret = Files.writeString(folder.resolve("secret.csv"), "id\n", StandardCharsets.UTF_8);
        Files.createSymbolicLink(home.resolve("in.csv"), secret);
        Path mapping = TestFiles.file(home, "m.toml", "join = [{column = 'x', file = 'in.csv'}]");
        assertThatThrownBy(() -> Mapping.read(mapping))
                .isInstanceOf(MappingRefused.class)
                .hasMessageContaining("outside of the mapping's folder");
    }

    @Test
    void aFileThatIsNotThereIsTold() {
        Path none = folder.resolve("none.toml");
        assertThatThrownBy(() -> Mapping.read(none))
                .isInstanceOf(DataRefused.class)
                .hasMessageStartingWith("cannot read the mapping ");
    }

    @Test
    void nothingThatIsToldIsReplaced() {
        MappingBuilder builder = Mapping.builder()
                .map(Field.PURPOSE, Origin.constant("PURCHASE"))
                .translate(Field.PURPOSE, "a", "USE")
                .rate("USD", 0.9);
        assertThatThrownBy(() -> builder.map(Field.PURPOSE, Origin.constant("USE")))
                .hasMessage("--set purpose is given twice, with 'PURCHASE' and 'USE': give it once");
        assertThatThrownBy(() -> builder.translate(Field.PURPOSE, "a", "HELP"))
                .hasMessage("--translate purpose:a is given twice, with 'USE' and 'HELP': give it once");
        assertThatThrownBy(() -> builder.rate("USD", 1)).hasMessageContaining("given twice");
        assertThat(builder.map(Field.PURPOSE, Origin.column("kind")).build())
                .isEqualTo(Mapping.builder()
                        .map(Field.PURPOSE, Origin.column("kind"))
                        .map(Field.PURPOSE, Origin.constant("PURCHASE"))
                        .translate(Field.PURPOSE, "a", "USE")
                        .rate("USD", 0.9)
                        .build());
    }
}

package io.engagement.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What options say on top of a mapping wins, field by field and choice by choice; conditions narrow. */
class ToldOnTopTest {
    private static final String SAID = """
            where = ["status=paid", "status=refunded", "note="]
            time-zone = "UTC"
            amount-unit = "minor"
            currency = "EUR"

            [rates]
            USD = 0.9

            [map]
            customer = ["who", "phone"]
            at = "at"
            value = "total"
            purpose = "kind"
            initiator = [{value = "CUSTOMER", when = ["kind=sale"]}, {value = "COMPANY"}]

            [translate.purpose]
            sale = "PURCHASE"
            "*" = "OTHER"
            """;

    private static final String ROWS = """
            who,phone,at,total,net,kind,status,note
            a,1,2026-01-01,300,200,sale,paid,
            b,2,2026-01-02,500,400,gift,refunded,
            c,3,2026-01-03,700,600,sale,open,
            d,4,2026-01-04,900,800,sale,paid,x
            """;

    @TempDir
    private Path folder = Path.of("");

    private Told read(UnaryOperator<MappingBuilder> onTop) {
        Mapping mapping = onTop.apply(Mapping.ofToml(SAID).toBuilder()).build();
        return Told.of(TestFiles.file(folder, "in.csv", ROWS), mapping);
    }

    private static Arguments onTop(String said, UnaryOperator<MappingBuilder> onTop, String... interactions) {
        return Arguments.of(said, onTop, List.of(interactions));
    }

    static Stream<Arguments> onTop() {
        String day = "-01-0";
        return Stream.of(
                onTop(
                        "nothing",
                        all -> all,
                        "a 2026" + day + "1T00:00:00Z PURCHASE CUSTOMER 3.0",
                        "b 2026" + day + "2T00:00:00Z OTHER COMPANY 5.0"),
                onTop(
                        "another column",
                        all -> all.map(Field.VALUE, Origin.column("net")),
                        "a 2026" + day + "1T00:00:00Z PURCHASE CUSTOMER 2.0",
                        "b 2026" + day + "2T00:00:00Z OTHER COMPANY 4.0"),
                onTop(
                        "a column in place of the first of two that is not empty",
                        all -> all.map(Field.CUSTOMER, Origin.column("phone")),
                        "1 2026" + day + "1T00:00:00Z PURCHASE CUSTOMER 3.0",
                        "2 2026" + day + "2T00:00:00Z OTHER COMPANY 5.0"),
                onTop(
                        "a constant in place of a column and what its texts stand for",
                        all -> all.map(Field.PURPOSE, Origin.constant("RETURN")),
                        "a 2026" + day + "1T00:00:00Z RETURN CUSTOMER -3.0",
                        "b 2026" + day + "2T00:00:00Z RETURN COMPANY -5.0"),
                onTop(
                        "a constant in place of constants",
                        all -> all.map(Field.INITIATOR, Origin.constant("COMPANY")),
                        "a 2026" + day + "1T00:00:00Z PURCHASE COMPANY 3.0",
                        "b 2026" + day + "2T00:00:00Z OTHER COMPANY 5.0"),
                onTop(
                        "one text's meaning",
                        all -> all.translate(Field.PURPOSE, "sale", "USE"),
                        "a 2026" + day + "1T00:00:00Z USE CUSTOMER 3.0",
                        "b 2026" + day + "2T00:00:00Z OTHER COMPANY 5.0"),
                onTop(
                        "what amounts are counted in",
                        all -> all.amountUnit(AmountUnit.MAJOR),
                        "a 2026" + day + "1T00:00:00Z PURCHASE CUSTOMER 300.0",
                        "b 2026" + day + "2T00:00:00Z OTHER COMPANY 500.0"),
                onTop(
                        "a condition on a column that has one",
                        all -> all.where(Condition.parse("status=paid")),
                        "a 2026" + day + "1T00:00:00Z PURCHASE CUSTOMER 3.0"),
                onTop(
                        "two texts, of which one is taken already",
                        all -> all.where(Condition.parse("status=refunded")).where(Condition.parse("status=open")),
                        "b 2026" + day + "2T00:00:00Z OTHER COMPANY 5.0"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("onTop")
    void whatIsToldOnTopWins(String said, UnaryOperator<MappingBuilder> onTop, List<String> interactions) {
        assertThat(read(onTop).interactions()).as(said).isEqualTo(interactions);
    }

    @Test
    void whatIsToldTwiceOnTopAddsUpOrIsRefused() {
        assertThat(Mapping.ofToml(SAID).toBuilder()
                        .map(Field.CUSTOMER, Origin.column("phone"))
                        .map(Field.CUSTOMER, Origin.column("who"))
                        .build()
                        .origins(Field.CUSTOMER))
                .containsExactly(Origin.column("phone"), Origin.column("who"));
        MappingBuilder twice = Mapping.ofToml(SAID).toBuilder()
                .map(Field.PURPOSE, Origin.constant("USE"))
                .translate(Field.PURPOSE, "gift", "USE")
                .rate("USD", 0.8);
        assertThatThrownBy(() -> twice.map(Field.PURPOSE, Origin.constant("HELP")))
                .hasMessageContaining("--set purpose is given twice");
        assertThatThrownBy(() -> twice.translate(Field.PURPOSE, "gift", "HELP"))
                .hasMessageContaining("--translate purpose:gift is given twice");
        assertThatThrownBy(() -> twice.rate("USD", 0.7)).hasMessageContaining("the rate of USD is given twice");
    }

    @Test
    void aRateAndAWayWithRowsOfOneIdAreReplaced() {
        assertThat(Mapping.ofToml(SAID).toBuilder()
                        .rate("USD", 0.8)
                        .build()
                        .money()
                        .rates())
                .containsEntry("USD", 0.8);
        Mapping adds = Mapping.ofToml("add-up = \"id\"\n");
        Mapping first = adds.toBuilder().repeatedIds(RepeatedIds.FIRST).build();
        assertThat(first.addUp()).isEmpty();
        assertThat(first.toBuilder().addUp(Field.ID).build().repeatedIds()).isEqualTo(RepeatedIds.EQUAL);
        assertThatThrownBy(() -> adds.toBuilder()
                        .addUp(Field.ID)
                        .repeatedIds(RepeatedIds.FIRST)
                        .build())
                .isInstanceOf(MappingRefused.class);
    }

    /** A mapping that tells a rate and a file of rates by the day on top of it, and a rate again. */
    private Told converted(UnaryOperator<MappingBuilder> onTop) {
        Mapping said = Mapping.builder()
                .currency(Currency.getInstance("EUR"))
                .map(Field.PURPOSE, Origin.constant("PURCHASE"))
                .rate("USD", 0.5)
                .build();
        Path file = TestFiles.file(folder, "paid.csv", "customer,at,value,currency\na,2026-01-01,8,USD\n");
        return Told.of(file, onTop.apply(said.toBuilder()).build());
    }

    @Test
    void ofARateAndAFileOfRatesTheOneThatIsToldLaterHolds() {
        Path rates = TestFiles.file(folder, "rates.csv", "date,currency,rate\n2026-01-01,USD,0.25\n");
        assertThat(converted(all -> all).interactions()).containsExactly("a 2026-01-01T00:00:00Z PURCHASE UNKNOWN 4.0");
        assertThat(converted(all -> all.ratesFile(rates)).interactions())
                .containsExactly("a 2026-01-01T00:00:00Z PURCHASE UNKNOWN 2.0");
        assertThat(converted(all -> all.ratesFile(rates).build().toBuilder()).interactions())
                .containsExactly("a 2026-01-01T00:00:00Z PURCHASE UNKNOWN 2.0");
        assertThat(converted(all -> all.ratesFile(rates).build().toBuilder().rate("USD", 1))
                        .interactions())
                .containsExactly("a 2026-01-01T00:00:00Z PURCHASE UNKNOWN 8.0");
    }

    @Test
    void aRateAndAFileOfRatesThatAreToldTogetherAreRefused() {
        Path rates = TestFiles.file(folder, "rates.csv", "date,currency,rate\n2026-01-01,USD,0.25\n");
        assertThat(converted(all -> all.rate("USD", 0.75).ratesFile(rates)).refusal())
                .contains("has rates of USD, of which --rate tells one for all days: leave out one of them");
        assertThat(converted(all -> all.ratesFile(rates).build().toBuilder()
                                .ratesFile(rates)
                                .rate("USD", 1))
                        .refusal())
                .contains("has rates of USD, of which --rate tells one for all days");
    }

    @Test
    void whatTextsOfAColumnStandForGoesWithTheColumn() {
        assertThat(read(all -> all.map(Field.PURPOSE, Origin.column("status"))
                                .translate(Field.PURPOSE, "paid", "RENEWAL"))
                        .interactions())
                .containsExactly(
                        "a 2026-01-01T00:00:00Z RENEWAL CUSTOMER 3.0", "b 2026-01-02T00:00:00Z REFUNDED COMPANY 5.0");
        Mapping said = Mapping.ofToml(SAID);
        assertThat(said.toBuilder()
                        .map(Field.PURPOSE, Origin.column("kind"))
                        .build()
                        .translations(Field.PURPOSE))
                .isEqualTo(said.translations(Field.PURPOSE));
        Mapping standard =
                Mapping.builder().translate(Field.PURPOSE, "sale", "PURCHASE").build();
        assertThat(standard.toBuilder()
                        .map(Field.PURPOSE, Origin.column("purpose"))
                        .build()
                        .translations(Field.PURPOSE))
                .containsOnlyKeys("sale");
        assertThat(standard.toBuilder()
                        .map(Field.PURPOSE, Origin.column("kind"))
                        .build()
                        .translations(Field.PURPOSE))
                .isEmpty();
    }

    @Test
    void aLookUpOnTopStandsWhereTheOneStoodThatItReplaces() {
        Join tickets = Join.of("ticket_id", Path.of("tickets.csv"), "id");
        Join users = Join.of("user_id", Path.of("users.csv"), "id");
        Mapping said = Mapping.builder().join(tickets).join(users).build();
        assertThat(said.toBuilder().join(tickets).build()).isEqualTo(said);
        Join other = Join.of("ticket_id", Path.of("new", "tickets.csv"), "id");
        Join further = Join.of("ticket_id", Path.of("notes.csv"), "ticket");
        assertThat(said.toBuilder().join(further).join(other).build().joins()).containsExactly(other, users, further);
    }

    @ParameterizedTest
    @CsvSource({
        "status=paid, status=paid, status=paid",
        "status=paid, status!=paid, status=paid status!=paid",
        "deleted=true, deleted=t, deleted=t",
        "deleted=1, deleted=true, deleted=1",
        "sku^=AB, sku^=ABC, sku^=ABC",
        "sku^=ABC, sku^=AB, sku^=ABC",
        "x!=a, x!=b, x!=a or b",
        "at>=2025-01-01, at>=2026-01-01, at>=2025-01-01 at>=2026-01-01"
    })
    void conditionsOnTopNarrow(String said, String onTop, String whole) {
        Mapping mapping = Mapping.builder().where(Condition.parse(said)).build().toBuilder()
                .where(Condition.parse(onTop))
                .build();
        assertThat(String.join(
                        " ",
                        mapping.conditions().stream().map(Condition::toString).toList()))
                .isEqualTo(whole);
        assertThat(Mapping.ofToml(mapping.toToml())).isEqualTo(mapping);
    }

    @Test
    void aConditionThatNoRowCanFulfilIsRefused() {
        assertThatThrownBy(() -> read(all -> all.where(Condition.parse("status=Paid"))))
                .isInstanceOf(MappingRefused.class)
                .hasMessage(
                        "no row can fulfil --where status=Paid, as the mapping takes status=paid or refunded only, and"
                                + " --where narrows that");
        Mapping said = Mapping.builder().where(Condition.parse("status=paid")).build();
        assertThatThrownBy(() ->
                        said.toBuilder().where(Condition.parse("status=Paid")).build())
                .hasMessage("no row can fulfil --where status=Paid, as the mapping takes status=paid only, and --where"
                        + " narrows that");
    }

    @Test
    void aTextThatNoRowHasIsToldWithThoseThatThereAre() {
        assertThat(read(all -> all.where(Condition.parse("kind=Sale")).where(Condition.parse("kind=gift")))
                        .text())
                .contains("no row of in.csv has kind=Sale, which --where names; kind has [sale, gift]");
        assertThat(read(all -> all.where(Condition.parse("kind!=Gift"))).text())
                .contains("no row of in.csv has kind=Gift, which --where names; kind has [gift, sale]");
        assertThat(read(all -> all.where(Condition.parse("kind=sale"))).text()).doesNotContain("names;");
    }

    @Test
    void whereNoRowIsLeftTheTextsThatThereAreAreTold() {
        assertThat(read(all -> all.where(Condition.parse("kind=SALE"))).refusal())
                .isEqualTo(
                        "no interaction could be used: all 4 rows that could be read were left out by conditions, or as"
                                + " nobody's: no row of in.csv has kind=SALE; kind has [sale, gift]");
        assertThat(read(all -> all.where(Condition.parse("kind=gift")).where(Condition.parse("phone=1")))
                        .refusal())
                .endsWith("no row fulfils all of --where, those of a mapping or preset among them, and has a customer");
    }

    @Test
    void ofAPresetAndAMappingThatSayTheSameEachIsToldAsWhatItIs() {
        Path one = TestFiles.file(folder, "one.csv", ROWS);
        Path other = TestFiles.file(folder, "other.csv", ROWS.replace("sale", "gift"));
        Reading reading = Reading.under(TestFiles.CLOCK);
        reading.add(Sources.of(one, Layout.usual()), MappingText.readPreset("some-shop", SAID, folder), rows -> {});
        reading.add(Sources.of(other, Layout.usual()), Mapping.ofToml(SAID), rows -> {});
        List<String> lines = new ArrayList<>();
        reading.load(Strictness.usual(), report -> lines.addAll(report.lines()));
        assertThat(String.join("\n", lines)).contains("no row that is taken of other.csv has purpose:sale, which");
    }

    @Test
    void whoNamesAColumnIsTold() {
        assertThat(read(all -> all.map(Field.VALUE, Origin.column("nett"))).refusal())
                .contains("has no column 'nett', which --map names; its columns are [net, who, phone");
        Mapping mapping = Mapping.ofToml(SAID.replace("total", "sum"));
        assertThat(Told.of(
                                TestFiles.file(folder, "in.csv", ROWS),
                                mapping.toBuilder()
                                        .map(Field.ID, Origin.column("net"))
                                        .build())
                        .refusal())
                .contains("has no column 'sum', which the mapping names; its columns are ");
    }

    @Test
    void aLookUpThatIsGivenTwiceIsToldAsItWasWritten() {
        Join join = Join.of("ticket_id", Path.of("tickets.csv"), "id");
        assertThatThrownBy(() -> Mapping.builder().join(join).join(join))
                .isInstanceOf(MappingRefused.class)
                .hasMessage("--lookup ticket_id:id=tickets.csv is given twice: give it once");
    }
}

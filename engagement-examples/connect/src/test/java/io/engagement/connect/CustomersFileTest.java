package io.engagement.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.engagement.domain.Customer;
import io.engagement.domain.TimeScale;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.measure.Levels;
import io.engagement.measure.Measure;
import io.engagement.measure.Measure.Unit;
import io.engagement.measure.MeasureTable;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is known of customers reaches scores by their file, and nothing of it is lost silently. */
class CustomersFileTest {
    private static final Measure AGE = Measure.attribute("Age");
    private static final Measure GOLD = Measure.category(Levels.of("segment", List.of("basic", "gold")), "gold");
    private static final Measure NPS = Measure.given("nps", Unit.NUMBER);
    private static final List<Measure> FACTS = List.of(AGE, GOLD, NPS);

    private final InteractionLog.Builder builder = InteractionLog.builder();

    @TempDir
    private Path folder = Path.of("");

    private LogView view(CustomersFile file) {
        return file.withGiven(builder.build().asOf(Instant.parse("2026-01-01T00:00:00Z")));
    }

    private CustomersFile file(String text) {
        return CustomersFile.of(
                        List.of(CsvFile.of(TestFiles.file(folder, "customers.csv", text))),
                        new CustomerMapping(Mapping.empty(), Map.of()),
                        Clock.systemUTC(),
                        FACTS)
                .get(0);
    }

    @Test
    void theOrderOfDayAndMonthIsThatOfTheWholeFile() {
        assertThat(file("customer,since\na,03/04/2020\nb,31/12/2020\n")
                        .addTo(builder)
                        .notes())
                .containsExactly("customers.csv: dates are read with the day first, as '31/12/2020' shows");
        assertThat(builder.build()
                        .asOf(Instant.parse("2026-01-01T00:00:00Z"))
                        .customer(0)
                        .since())
                .hasValue(Instant.parse("2020-04-03T00:00:00Z"));
        assertThatThrownBy(() -> file("customer,since\na,03/04/2020\n").addTo(builder))
                .isInstanceOf(DataRefused.class)
                .hasMessageContaining("tell it with --customers-time-format, e.g. dd/MM/yyyy");
    }

    @Test
    void aTextThatNoRowHasIsToldWithThoseThatThereAre() {
        Mapping mapping =
                Mapping.builder().where(Condition.parse("state=Active")).build();
        Path file = TestFiles.file(folder, "customers.csv", "customer,state\na,active\nb,gone\n");
        CustomersFile customers = CustomersFile.of(
                        List.of(CsvFile.of(file)), new CustomerMapping(mapping, Map.of()), Clock.systemUTC(), FACTS)
                .get(0);
        assertThat(customers.addTo(builder).notes())
                .contains(
                        "customers.csv: no row has state=Active, which --customers-where names; state has [active, gone]");
    }

    @Test
    void theOrderOfDayAndMonthIsThatOfAllFilesOfOneExport() {
        List<String> names = List.of("a.csv", "b.csv");
        assertThat(notes(names, List.of("customer,since\na,03/04/2020\n", "customer,since\nb,31/12/2020\n")))
                .containsExactly("a.csv and 1 more: dates are read with the day first, as '31/12/2020' of b.csv shows");
        assertThat(builder.build()
                        .asOf(Instant.parse("2026-01-01T00:00:00Z"))
                        .customer(0)
                        .since())
                .hasValue(Instant.parse("2020-04-03T00:00:00Z"));
        assertThatThrownBy(
                        () -> notes(names, List.of("customer,since\na,12/31/2020\n", "customer,since\nb,31/12/2020\n")))
                .isInstanceOf(DataRefused.class)
                .hasMessageContaining("as '31/12/2020' of b.csv, and some the month, as '12/31/2020' of a.csv")
                .hasMessageContaining("files that differ in it are named apart, each with its own");
    }

    private List<String> notes(List<String> names, List<String> texts) {
        List<Source> sources = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            sources.add(CsvFile.of(TestFiles.file(folder, names.get(i), texts.get(i))));
        }
        return CustomersFile.of(sources, new CustomerMapping(Mapping.empty(), Map.of()), Clock.systemUTC(), FACTS)
                .stream()
                .flatMap(file -> file.addTo(builder).notes().stream())
                .toList();
    }

    @Test
    void daysOfALimitWithoutTheLimitAreTold() {
        assertThat(file("customer,contact_limit,limit_days\na,2,7\nb,,7\nc,,\nd,,30\n")
                        .addTo(builder)
                        .notes())
                .containsExactly(
                        "customers.csv: 2 rows have limit_days and no contact_limit, and no limit is made of them:"
                                + " give contact_limit, the number of contacts in so many days");
    }

    @Test
    void aKeptMappingReadsCustomers() {
        Path kept = TestFiles.file(folder, "m.toml", """
                delimiter = ";"
                time-format = "dd.MM.yyyy"
                where = "Status=aktiv"

                [map]
                customer_id = "Nr"
                since = "Seit"

                [[join]]
                column = "Plz"
                file = "orte.csv"
                """);
        TestFiles.file(folder, "orte.csv", "Plz;Ort\n1;Bonn\n");
        Path file = TestFiles.file(folder, "c.csv", "Nr;Seit;Status;Plz\n7;01.02.2020;aktiv;1\n8;01.02.2020;weg;1\n");
        CustomerMapping told = CustomerMapping.read(kept);
        CustomersFile.of(Sources.of(List.of(file), told.mapping().layout()), told, Clock.systemUTC(), FACTS)
                .get(0)
                .addTo(builder);
        Customer read =
                builder.build().asOf(Instant.parse("2026-01-01T00:00:00Z")).customer(0);
        assertThat(read.id()).isEqualTo("7");
        assertThat(read.since()).hasValue(Instant.parse("2020-02-01T00:00:00Z"));
        assertThat(read.attributes()).containsEntry("Ort", "Bonn").containsEntry("Status", "aktiv");
        assertThatThrownBy(() -> CustomerMapping.read(TestFiles.file(folder, "w.toml", "add-up = 'id'")))
                .isInstanceOf(MappingRefused.class)
                .hasMessageContaining("w.toml line 1: there is no 'add-up' in a mapping of customers; it has charset");
        assertThatThrownBy(() -> CustomerMapping.read(TestFiles.file(folder, "w.toml", "map.value = 'x'")))
                .isInstanceOf(MappingRefused.class)
                .hasMessageContaining("w.toml line 1: map: ")
                .hasMessageContaining("there is no field 'value' of a customer");
        assertThatThrownBy(() -> CustomerMapping.read(
                        TestFiles.file(folder, "w.toml", "[map]\ncustomer = 'day'\nsince = 'day'\n")))
                .isInstanceOf(MappingRefused.class)
                .hasMessageContaining(" are said to be the column day: a column holds one field");
    }

    private Tally read(String text, Mapping mapping, Map<String, String> columns) {
        return CustomersFile.of(
                        List.of(CsvFile.of(TestFiles.file(folder, "customers.csv", text), mapping.layout())),
                        new CustomerMapping(mapping, columns),
                        Clock.systemUTC(),
                        FACTS)
                .get(0)
                .addTo(builder);
    }

    @Test
    void titlesConditionsAndSumsAreThoseOfAnyOtherFile() {
        Mapping german = Mapping.builder()
                .layout(Layout.usual().withDelimiter(";"))
                .numbers(NumberFormat.withDecimal(","))
                .where(Condition.parse("Status!=gesperrt"))
                .build();
        Tally tally = read("""
                Kundenliste vom 31.12.2025
                Nr;seit;nps;Status
                a;31.12.2020;7,5;aktiv
                b;30.12.2020;1;gesperrt
                c;;;
                Summe
                """, german, Map.of("customer", "Nr", "since", "seit"));
        assertThat(tally.accepted()).isEqualTo(2);
        assertThat(tally.refused()).isZero();
        assertThat(tally.notes())
                .containsExactly(
                        "customers.csv: left out what is before the header: 'Kundenliste vom 31.12.2025'",
                        "customers.csv: 1 rows are left out by --customers-where",
                        "customers.csv line 6: left out what is behind the last row: 'Summe'");
        assertThat(builder.build().customers()).isEqualTo(2);
    }

    @Test
    void attributesAreLookedUpInAllFilesOfAPattern() {
        TestFiles.file(folder, "regions-1.csv", "id,region\n1,North\n");
        TestFiles.file(folder, "regions-2.csv", "region,id\nSouth,2\n");
        Mapping joined = Mapping.builder()
                .join(Join.of("region_id", folder.resolve("regions-*.csv"), "id"))
                .build();
        read("customer,region_id\na,2\nb,1\nc,3\n", joined, Map.of());
        LogView view = builder.build().asOf(Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(view.customer(0).attributes()).isEqualTo(Map.of("region_id", "2", "region", "South"));
        assertThat(view.customer(1).attributes()).isEqualTo(Map.of("region_id", "1", "region", "North"));
        assertThat(view.customer(2).attributes()).isEqualTo(Map.of("region_id", "3"));
        TestFiles.file(folder, "regions-3.csv", "id,region\n2,West\n");
        assertThatThrownBy(() -> read("customer,region_id\na,2\n", joined, Map.of()))
                .isInstanceOf(DataRefused.class)
                .hasMessageContaining(
                        "regions-3.csv has two different rows for id '2', line 2 of regions-2.csv and line 2:"
                                + " which of them holds cannot be told");
    }

    @Test
    void noColumnOfCustomersIsRefusedWithTheRemedy() {
        assertThatThrownBy(() -> read("Kunde,seit\na,2020-01-01\n", Mapping.empty(), Map.of()))
                .isInstanceOf(DataRefused.class)
                .hasMessageContaining("has no column customer_id; its columns are [Kunde, seit]: name it with"
                        + " --customers-map customer=COLUMN");
    }

    @Test
    void attributesAreNamedAsInTheFileAndGivenNumbersAreGiven() {
        CustomersFile file = file("""
                Customer_ID,Age,segment,nps,Since
                a,42,gold,7.5,2020-01-01
                b, ,basic,,
                """);
        assertThat(file.addTo(builder).accepted()).isEqualTo(2);
        LogView view = view(file);
        assertThat(view.customer(0).attributes()).isEqualTo(Map.of("Age", "42", "segment", "gold"));
        MeasureTable table = MeasureTable.of(view, TimeScale.WEEKS, FACTS);
        assertThat(table.size()).isEqualTo(2);
        assertThat(table.column(AGE).get(0)).isEqualTo(42);
        assertThat(table.column(GOLD).get(0)).isEqualTo(1);
        assertThat(table.column(NPS).get(0)).isEqualTo(7.5);
        assertThat(table.column(AGE).get(1)).isNaN();
        assertThat(table.column(GOLD).get(1)).isZero();
        assertThat(table.column(NPS).get(1)).isNaN();
    }

    @Test
    void aRowThatScoresCannotReadIsRefusedByCustomerAttributeAndText() {
        Tally tally = file("""
                customer_id,Age,segment,nps
                a,"1,5",gold,7
                b,NaN,gold,7
                c,١٢,gold,7
                d,30,platinum,7
                e,30,gold,Infinity
                f,30,gold,7
                f,31,gold,7
                f,30,gold,8
                f,30,gold,7
                """).addTo(builder);
        assertThat(tally.refused()).isEqualTo(7);
        assertThat(tally.accepted()).isEqualTo(2);
        assertThat(firstRefusals(tally))
                .contains(
                        "customers.csv line 2: attribute Age of customer a must be a number such as 42 or -1.5 to be"
                                + " measured, was '1,5': correct it, leave it out where it is not known, or take it as a category");
        assertThat(builder.build().customers()).isEqualTo(1);
    }

    @Test
    void eachReasonIsToldWithTheLine() {
        assertThat(refusal("d,30,platinum,7"))
                .contains("line 2: attribute segment of customer d must be a level that is known, was platinum");
        assertThat(refusal("e,30,gold,Infinity")).contains("line 2: column nps: 'Infinity' is not allowed");
        assertThat(refusal("e,30,gold,1\ne,30,gold,2"))
                .contains("line 3: customer 'e' has two rows that differ in nps, 1.0 and 2.0: give it once");
        assertThat(refusal("e,30,gold,1\ne,31,gold,1"))
                .contains("line 3: customer e is registered twice and differs in Age: register each customer once");
    }

    private String refusal(String rows) {
        Tally tally = file("customer_id,Age,segment,nps\n" + rows + "\n").addTo(InteractionLog.builder());
        assertThat(tally.refused()).isEqualTo(1);
        return firstRefusals(tally).get(0);
    }

    private static List<String> firstRefusals(Tally tally) {
        assertThat(tally.refusals()).containsOnlyKeys("a customer's row cannot be read");
        return tally.refusals().values().iterator().next().firstRows();
    }
}

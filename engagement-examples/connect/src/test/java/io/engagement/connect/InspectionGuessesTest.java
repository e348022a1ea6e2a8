package io.engagement.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is guessed of a file is what its texts bear out, and not its names alone. */
class InspectionGuessesTest {
    @TempDir
    private Path folder = Path.of("");

    private Inspection seen(String header, IntFunction<String> row) {
        String rows = IntStream.range(0, 60).mapToObj(row).collect(Collectors.joining("\n"));
        return Inspection.of(TestFiles.file(folder, "in.csv", header + "\n" + rows + "\n"));
    }

    private static String day(int i) {
        return "2025-01-" + (10 + i % 20);
    }

    private static String guessed(Inspection seen) {
        return String.join("\n", seen.guessed());
    }

    private static String missing(Inspection seen) {
        return String.join("\n", seen.missing());
    }

    @ParameterizedTest
    @ValueSource(strings = {"event_name", "Event", "activity_type", "occurrence"})
    void eventsOfWhichSomeHaveAnOrderAreNoOrders(String column) {
        Inspection seen = seen(
                "user_id,event_time," + column + ",order_id,amount",
                i -> "u" + i % 7 + "," + day(i) + (i % 5 == 0 ? ",order_placed,o" + i + ",12.5" : ",page_view,,"));
        assertThat(guessed(seen)).doesNotContain("rows are orders").doesNotContain("add-up");
        assertThat(missing(seen)).contains("purpose: what happened");
        assertThat(seen.mapping().origins(Field.PURPOSE)).isEmpty();
    }

    @Test
    void theColumnThatTellsWhatHappenedIsNamed() {
        Inspection seen = seen(
                "user_id,event_time,event_name,order_id,amount",
                i -> "u" + i % 7 + "," + day(i)
                        + (i % 5 == 0 ? ",order_placed,o" + i + ",12.5" : ",page_view,x" + i + ",0"));
        assertThat(missing(seen))
                .contains("Column event_name tells it, as order_placed, page_view", "purpose = \"event_name\"");
    }

    @Test
    void ordersStayOrders() {
        Inspection seen = seen("customer,date,order no,amount", i -> "u" + i % 7 + "," + day(i) + ",o" + i + ",12.5");
        assertThat(guessed(seen)).contains("rows are orders");
        assertThat(seen.missing()).isEmpty();
    }

    @Test
    void rowsThatWereExportedTwiceHaveAnId() {
        Inspection seen =
                seen("customer,date,order no,amount", i -> "u" + i / 2 % 7 + "," + day(i / 2) + ",o" + i / 2 + ",12.5");
        assertThat(guessed(seen)).doesNotContain("add-up");
        assertThat(seen.mapping().origins(Field.ID)).containsExactly(Origin.column("order no"));
    }

    @Test
    void partsOfOrdersAreToldAndMereGapsAreNot() {
        Inspection parts = seen(
                "customer,date,order no,amount,sku",
                i -> "u" + i / 2 % 7 + "," + day(i / 2) + ",o" + i / 2 + ",12.5,s" + i);
        assertThat(guessed(parts)).contains("id: none, as rows of one order no repeat", "add-up");
        Inspection gaps = seen(
                "customer,date,order no,amount,invoice id",
                i -> "u" + i % 7 + "," + day(i) + ",o" + i / 2 + ",12.5," + (i % 3 == 0 ? "i" + i : ""));
        assertThat(guessed(gaps)).contains("one order no").doesNotContain("one invoice id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Customer no", "cust_id", "client id", "Customer Number", "CustNo", "Kunden-Nr."})
    void customersAreFoundUnderTheirManyNames(String name) {
        assertThat(seen(name + ",date,amount", i -> "u" + i % 7 + "," + day(i) + ",12.5")
                        .missing())
                .noneMatch(each -> each.startsWith("customer"));
    }

    @Test
    void thousandsThatMayBeDecimalsAreMissingTheirDecimal() {
        Inspection german =
                seen("Kunde;Datum;Umsatz", i -> "c" + i % 9 + ";" + (10 + i % 19) + ".01.2024;" + (1 + i) + ".100");
        assertThat(missing(german)).contains("decimal: whether 1.100 in Umsatz has thousands or three decimals");
        Inspection other =
                seen("Kunde;Datum;Umsatz", i -> "c" + i % 9 + ";" + (10 + i % 19) + ".01.2024;" + (1 + i) + ".10");
        assertThat(missing(other)).doesNotContain("decimal");
        Inspection english = seen("customer,date,sales", i -> "c" + i % 9 + "," + day(i) + "," + (1 + i) + ".100");
        assertThat(missing(english)).doesNotContain("decimal");
    }

    @Test
    void textsThatTellWhatDoesNotCountAreUnused() {
        Inspection seen = seen(
                "customer,date,order no,amount,Order Type",
                i -> "u" + i % 7 + "," + day(i) + ",o" + i + ",12.5," + (i % 9 == 0 ? "Cancelled" : "Sale"));
        assertThat(seen.unused()).containsExactly("Order Type");
    }
}

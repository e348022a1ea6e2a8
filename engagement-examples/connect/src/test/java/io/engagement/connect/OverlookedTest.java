package io.engagement.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What columns hold that nothing is made of, and amounts and times that may be meant otherwise, are told. */
class OverlookedTest {
    private static final Mapping PURCHASES = Mapping.builder()
            .map(Field.PURPOSE, Origin.constant("PURCHASE"))
            .map(Field.INITIATOR, Origin.constant("CUSTOMER"))
            .build();

    @TempDir
    private Path folder = Path.of("");

    private List<String> notes(String name, Mapping mapping, String header, IntFunction<String> row) {
        String rows = IntStream.range(0, 60).mapToObj(row).collect(Collectors.joining("\n"));
        Path file = TestFiles.file(folder, name, header.isEmpty() ? rows : header + "\n" + rows + "\n");
        return Told.of(file, mapping).lines().stream()
                .filter(line -> line.startsWith("note: "))
                .toList();
    }

    private List<String> notes(Mapping mapping, String header, IntFunction<String> row) {
        return notes("in.csv", mapping, header, row);
    }

    private static String start(int i) {
        return "c" + i % 7 + ",2025-01-" + (10 + i % 20) + ",";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Cancelled",
                "canceled",
                "Test",
                "Draft",
                "deleted",
                "failed",
                "Storno",
                "storniert",
                "voided",
                "annul\u00e9",
                "Anulado",
                "cancelled by shop"
            })
    void textsOfRowsThatDoNotCountAreTold(String text) {
        assertThat(notes(PURCHASES, "customer,at,Order Type", i -> start(i) + (i % 9 == 0 ? text : "Sale")))
                .containsExactly("note: in.csv: nothing is made of column Order Type, which holds " + text
                        + ": do these rows count? Leave them out with --where \"Order Type!=" + text + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Refund", "refunded", "Gutschrift", "Retoure", "rembours\u00e9", "partially_refunded"})
    void textsOfReturnsAreToldWithHowTheyAreRead(String text) {
        assertThat(notes(PURCHASES, "customer,at,Belegart", i -> start(i) + (i % 9 == 0 ? text : "Verkauf")))
                .containsExactly("note: in.csv: nothing is made of column Belegart, which holds " + text
                        + ": do these rows count? Leave them out with --where \"Belegart!=" + text
                        + "\", or tell what rows are with --map purpose=\"Belegart\" and --translate \"purpose:" + text
                        + "=RETURN\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Test kit", "paid", "Latest", "the order was cancelled by the customer", "Return of the King 4"})
    void otherTextsAreNot(String text) {
        assertThat(notes(PURCHASES, "customer,at,Product", i -> start(i) + (i % 9 == 0 ? text : "Sale")))
                .isEmpty();
    }

    @Test
    void neitherAreTextsOfColumnsThatSortNothingOrThatAreUsed() {
        assertThat(notes(PURCHASES, "customer,at,note", i -> start(i) + (i % 9 == 0 ? "cancelled" : "no " + i)))
                .isEmpty();
        Mapping where = PURCHASES.toBuilder()
                .where(Condition.parse("Order Type!=Cancelled"))
                .build();
        assertThat(notes(where, "customer,at,Order Type", i -> start(i) + (i % 9 == 0 ? "Cancelled" : "Sale")))
                .isEmpty();
    }

    @Test
    void rowsThatAreLeftOutSayNothing() {
        Mapping where = PURCHASES.toBuilder().where(Condition.parse("paid=yes")).build();
        assertThat(notes(
                        where,
                        "customer,at,paid,Order Type",
                        i -> start(i) + (i % 9 == 0 ? "no,Cancelled" : "yes,Sale")))
                .isEmpty();
    }

    @Test
    void ofJsonColumnsThatSortAreLookedAt() {
        assertThat(notes(
                        "in.jsonl",
                        PURCHASES,
                        "",
                        i -> "{\"customer\":\"c" + i % 7
                                + "\",\"at\":\"2025-01-12T08:00:00Z\",\"n\":" + i + ",\"order_state\":\""
                                + (i % 9 == 0 ? "cancelled" : "done") + "\"}"))
                .anySatisfy(note -> assertThat(note).contains("column order_state, which holds cancelled"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"amount_refunded", "Refunded Amount", "Erstattet"})
    void amountsThatWereGivenBackAreToldWithTheirSum(String column) {
        assertThat(notes(
                        PURCHASES,
                        "customer,at,value," + column,
                        i -> start(i) + "10.5," + (i % 10 == 0 ? "4.25" : "0.00")))
                .singleElement()
                .asString()
                .startsWith("note: in.csv: nothing is made of column " + column
                        + ": what was given back, in 6 rows that add up to 25.5 as the file writes it")
                .contains("value = \"" + column + "\", purpose = \"RETURN\"");
        assertThat(notes(PURCHASES, "customer,at,value," + column, i -> start(i) + "10.5,0.00"))
                .isEmpty();
    }

    @Test
    void theyAreReadByASecondMapping() {
        Mapping refunds = Mapping.builder()
                .map(Field.VALUE, Origin.column("Refunded"))
                .map(Field.PURPOSE, Origin.constant("RETURN"))
                .map(Field.INITIATOR, Origin.constant("CUSTOMER"))
                .map(Field.ID, Origin.pattern("refund {id}"))
                .where(Condition.parse("Refunded!="))
                .where(Condition.parse("Refunded!=0"))
                .build();
        Path file = TestFiles.file(
                folder, "in.csv", "customer,at,id,value,Refunded\na,2025-01-01,1,10,4\nb,2025-01-02,2,10,0\n");
        Told told = Told.of(file, refunds);
        assertThat(told.interactions()).containsExactly("a 2025-01-01T00:00:00Z RETURN CUSTOMER -4.0");
        assertThat(told.text()).contains("1 returns with positive amounts are read as money given back");
    }

    @Test
    void returnsLowerValueWhateverTheirSign() {
        Mapping plain = Mapping.empty();
        Path file = TestFiles.file(
                folder,
                "in.csv",
                "customer,at,purpose,initiator,value\na,2025-01-01,RETURN,CUSTOMER,45\na,2025-01-02,RETURN,CUSTOMER,-5\n");
        Told told = Told.of(file, plain);
        assertThat(told.interactions())
                .containsExactly(
                        "a 2025-01-01T00:00:00Z RETURN CUSTOMER -45.0", "a 2025-01-02T00:00:00Z RETURN CUSTOMER -5.0");
        assertThat(told.text())
                .contains("in.csv: 1 returns with positive amounts are read as money given back")
                .contains("--spend hurdle-gamma-gamma");
    }

    @Test
    void thousandsThatMayBeDecimalsAreTold() {
        IntFunction<String> row = i -> "c" + i % 7 + "," + (10 + i % 19) + ".01.2024," + (1 + i) + ".100";
        String note =
                "note: in.csv: all values have three digits behind a point, as in 1.100: is that eleven hundred? It is"
                        + " read as 1.1; --decimal , reads it as 1100, --decimal . says that it is meant so";
        assertThat(notes(PURCHASES, "customer,at,value", row)).contains(note);
        Mapping told =
                PURCHASES.toBuilder().numbers(NumberFormat.withDecimal(".")).build();
        assertThat(notes(told, "customer,at,value", row)).isEmpty();
        assertThat(notes(PURCHASES, "customer,at,value", i -> row.apply(i).replace(".100", ".10")))
                .isEmpty();
        assertThat(notes(PURCHASES, "customer,at,value", i -> start(i) + (1 + i) + ".100"))
                .isEmpty();
    }

    @Test
    void amountsThatMayBeCentsAreTold() {
        Mapping amount =
                PURCHASES.toBuilder().map(Field.VALUE, Origin.column("amount")).build();
        assertThat(notes(amount, "customer,at,amount", i -> start(i) + (990 + i)))
                .singleElement()
                .asString()
                .contains("are they in cents", "--amount-unit minor");
        assertThat(notes(amount, "customer,at,amount", i -> start(i) + (990 + i) + ".5"))
                .isEmpty();
        assertThat(notes(amount, "customer,at,amount", i -> start(i) + (9 + i))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "epoch-millis, 1735689600, epoch-seconds",
        "epoch-micros, 1735689600000, epoch-millis",
        "epoch-seconds, 45753, days-since:1899-12-30"
    })
    void timesOfAWrongUnitAreTold(String format, long number, String right) {
        Mapping wrong = PURCHASES.toBuilder().timeFormat(format).build();
        assertThat(notes(wrong, "customer,at", i -> "c" + i % 7 + "," + (number + i)))
                .first()
                .asString()
                .startsWith("note: in.csv: WRONG UNIT OF TIME? --time-format " + format + " reads times from 1970-01-")
                .contains("--time-format " + right);
        Mapping meant = PURCHASES.toBuilder().timeFormat(right).build();
        assertThat(notes(meant, "customer,at", i -> "c" + i % 7 + "," + (number + i)))
                .isEmpty();
    }
}

package io.engagement.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Currency;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What looks as if it were not meant is told with what to do, and what does not is not. */
class PlausibilityTest {
    private static final Mapping PURCHASES = Mapping.builder()
            .map(Field.PURPOSE, Origin.constant("PURCHASE"))
            .map(Field.INITIATOR, Origin.constant("CUSTOMER"))
            .build();

    private static final String UNKNOWN =
            "note: nothing tells who began any of the interactions, so that what depends on it is unknown: ";

    private static final String ONLY_IF = ", or one that tells it with --map initiator=COLUMN; only if ";

    @TempDir
    private Path folder = Path.of("");

    private Told read(String text, Mapping mapping) {
        return Told.of(TestFiles.file(folder, "in.csv", text), mapping);
    }

    /** Of a base without a fault. */
    private static String base(int rows) {
        return IntStream.range(0, rows)
                .mapToObj(i -> "c" + i % 40 + ",2025-" + (10 + i % 3) + "-" + (10 + i % 19) + "\n")
                .collect(Collectors.joining());
    }

    private List<String> notes(String rows) {
        return notes("customer,at\n" + rows, PURCHASES);
    }

    private List<String> notes(String text, Mapping mapping) {
        return read(text, mapping).lines().stream()
                .filter(line -> line.startsWith("note: "))
                .toList();
    }

    @Test
    void aBaseWithoutAFaultIsReadWithoutANote() {
        assertThat(notes(base(400))).isEmpty();
    }

    @Test
    void whatIsStillToComeIsToldAndNotTakenForThePresent() {
        assertThat(notes(base(100) + "c1,2026-12-24\nc2,2027-01-05\n"))
                .containsExactly("note: 2 of 102 interactions are later than now, 2026-12-01T00:00:00Z, up to"
                        + " 2027-01-05T00:00:00Z: planned ones? Leave them out with --where COLUMN<TIME, or tell with"
                        + " --as-of when the present is");
        assertThat(notes(base(100) + "c1,2026-12-01\n")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1900-01-01", "1970-01-01", "0001-01-01", "9999-12-31", "2204-06-06"})
    void timesFarFromAllOthersAreTold(String date) {
        assertThat(notes(base(200) + "c1," + date + "\n")).anySatisfy(note -> assertThat(note)
                .startsWith("note: far in time from all others")
                .contains("1 of 201 interactions (customer c1 at " + date)
                .endsWith("Correct them, or leave them out with --where COLUMN<TIME or COLUMN>=TIME"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1900-01-01", "1970-01-01", "1899-12-31", "1753-01-01"})
    void datesThatStandForNoneAreToldHoweverMany(String date) {
        String many = ("c1," + date + "\n").repeat(150);
        assertThat(notes(base(200) + many))
                .first()
                .asString()
                .startsWith("note: 150 of 350 interactions are of " + date
                        + ", which programs write where there is no date: leave them out with --where");
    }

    @Test
    void oldBasesAreNotTakenForDatesThatStandForNone() {
        String rows = IntStream.range(0, 200)
                .mapToObj(i -> "c" + i + ",19" + (70 + i % 20) + "-01-01\n")
                .collect(Collectors.joining());
        assertThat(notes(rows)).isEmpty();
        assertThat(notes("c1,1970-01-01\nc2,1970-01-01\n")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"America/New_York, 19:00 of the day before", "Asia/Kolkata, 05:30", "Australia/Sydney, 11:00"})
    void allTimesAtMidnightOfUtcInAnotherZoneAreTold(String zone, String local) {
        String rows = IntStream.range(10, 30)
                .mapToObj(i -> "c" + i % 7 + ",2026-01-" + i + "T00:00:00Z\n")
                .collect(Collectors.joining());
        String note = "all times are midnight in UTC, which in " + zone + " is " + local
                + ": dates? Read them with --zone UTC, or export them without a time";
        assertThat(in(zone, rows)).contains(note);
        assertThat(in("UTC", rows)).doesNotContain("midnight");
        assertThat(in("Africa/Abidjan", rows)).doesNotContain("midnight");
        assertThat(in(zone, rows + "c1,2026-01-30T00:00:01Z\n")).doesNotContain("midnight");
        assertThat(in(zone, rows.replace("T00:00:00Z", ""))).doesNotContain("midnight");
    }

    private String in(String zone, String rows) {
        Path file = TestFiles.file(folder, "in.csv", "customer,at\n" + rows);
        return Told.of(file, PURCHASES, zone, Strictness.usual()).text();
    }

    @Test
    void oneKindOnlyIsToldWhereAColumnTellsIt() {
        Mapping type = Mapping.builder()
                .map(Field.INITIATOR, Origin.constant("CUSTOMER"))
                .map(Field.PURPOSE, Origin.column("type"))
                .translate(Field.PURPOSE, "*", "USE")
                .build();
        String rows = base(200).replace("\n", ",call\n");
        String header = "customer,at,type\n";
        assertThat(notes(header + rows, type))
                .containsExactly("note: all interactions are of one purpose, USE: is it that column which tells what"
                        + " happened? Map another one with --map purpose=COLUMN, and add files of other contacts with"
                        + " --input; where it is meant, tell it with --set purpose=");
        assertThat(notes(header + rows + "c1,2025-10-10,mail\n", type)).hasSize(1);
        assertThat(notes(
                        header + rows + "c1,2025-10-10,mail\n",
                        type.toBuilder()
                                .translate(Field.PURPOSE, "mail", "OFFER")
                                .build()))
                .isEmpty();
        assertThat(notes(header + rows, PURCHASES)).isEmpty();
    }

    @Test
    void initiatorsThatAreAllUnknownAreTold() {
        Mapping nobody = Mapping.builder()
                .map(Field.PURPOSE, Origin.constant("PURCHASE"))
                .build();
        assertThat(notes("customer,at\n" + base(50), nobody))
                .containsExactly(UNKNOWN + "map columns from which it is inferred with --map direction=COLUMN and --map"
                        + " conversation=COLUMN or --map in_reply_to=COLUMN" + ONLY_IF
                        + "customers began all of them, tell it with --set initiator=CUSTOMER");
        assertThat(notes("customer,at,initiator\na,2025-01-01,\na,2025-01-02,CUSTOMER\n", nobody))
                .isEmpty();
    }

    @Test
    void whatIsMissingToInferInitiatorsIsNamed() {
        Mapping nobody = Mapping.builder()
                .map(Field.PURPOSE, Origin.constant("QUESTION"))
                .build();
        assertThat(notes("customer,at,conversation\na,2025-01-01,7\n", nobody))
                .containsExactly(
                        UNKNOWN + "conversations are known, and directions are missing: map a column with --map"
                                + " direction=COLUMN" + ONLY_IF
                                + "customers began all of them, tell it with --set initiator=CUSTOMER");
        assertThat(notes("customer,at,direction\na,2025-01-01,INBOUND\n", nobody))
                .containsExactly(
                        UNKNOWN + "directions are known, and what belongs together is missing: map a column with"
                                + " --map conversation=COLUMN or --map in_reply_to=COLUMN" + ONLY_IF
                                + "customers began all of them, tell it with --set initiator=CUSTOMER");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SENT", "BOUNCE", "email_delivered", "Newsletter sent"})
    void whatTheCompanySendsIsNotSaidToBeTheCustomers(String purpose) {
        Mapping nobody = Mapping.empty();
        assertThat(notes("customer,at,purpose\na,2025-01-01," + purpose + "\na,2025-01-02,OPEN\n", nobody))
                .anySatisfy(note -> assertThat(note)
                        .startsWith(UNKNOWN)
                        .endsWith("only if the company sent all of them, tell it with --set initiator=COMPANY"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "Financial Status", "Deleted", "deleted_at", "Bestellstatus", "Cancelled at"})
    void columnsThatMaySayWhichRowsCountAreTold(String column) {
        String text = "customer,at," + column + "\na,2025-01-01,x\n";
        assertThat(notes(text, PURCHASES))
                .containsExactly("note: in.csv: nothing is made of column " + column
                        + ", which may say which rows count: take some only with --where");
        Mapping where =
                PURCHASES.toBuilder().where(Condition.parse(column + "!=draft")).build();
        assertThat(notes(text, where)).isEmpty();
        assertThat(notes("customer,at,country,state\na,2025-01-01,x,y\n", PURCHASES))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"W\u00e4hrung", "Currency Code", "Devise"})
    void columnsThatMaySayWhatAmountsAreInAreTold(String column) {
        String text = "customer,at,value," + column + "\na,2025-01-01,1,EUR\n";
        assertThat(notes(text, PURCHASES))
                .containsExactly("note: in.csv: nothing is made of column " + column
                        + ", which may say what amounts are in: read it with --map currency=" + column);
        assertThat(notes(
                        text,
                        PURCHASES.toBuilder()
                                .map(Field.CURRENCY, Origin.column(column))
                                .build()))
                .isEmpty();
        assertThat(notes("customer,at," + column + "\na,2025-01-01,EUR\n", PURCHASES))
                .isEmpty();
    }

    @Test
    void aColumnThatIsReadAsTheCurrencyUnaskedIsTold() {
        String text = "customer,at,value,Currency\na,2025-01-01,1,EUR\n";
        assertThat(notes(text, PURCHASES))
                .containsExactly(
                        "note: in.csv: column Currency tells what amounts are in; --currency says which one is meant,"
                                + " --map currency=COLUMN where else it is");
        assertThat(notes(
                        text,
                        PURCHASES.toBuilder()
                                .currency(Currency.getInstance("EUR"))
                                .build()))
                .isEmpty();
        assertThat(notes("customer,at,Currency\na,2025-01-01,EUR\n", PURCHASES)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"K7, k7", "0042, 42", "K 7, K7", "K-007, K-7", "\uff2b\uff17, K7", "ma\u00df, MA\u00df"})
    void idsThatDifferInWhatFilesGetWrongAreTold(String one, String other) {
        assertThat(notes(one + ",2025-01-01\n" + other + ",2025-01-02\nx,2025-01-03\n"))
                .singleElement()
                .asString()
                .contains("1 customer ids have others that differ only in case, blanks, width or leading zeros")
                .contains(one, other)
                .endsWith("one customer each? Make them equal before they are read");
        assertThat(notes(one + ",2025-01-01\n" + one + ",2025-01-02\nx,2025-01-03\n"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"10, 100", "A1, B1", "1-23, 12-3", "a b, ac"})
    void idsThatDifferOtherwiseAreNot(String one, String other) {
        assertThat(notes(one + ",2025-01-01\n" + other + ",2025-01-02\n")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.61478E13", "1,61E+13", "2E15", "9.99e+12"})
    void idsThatLookLikeRoundedNumbersAreTold(String id) {
        assertThat(notes("\"" + id + "\",2025-01-01\nx,2025-01-03\n"))
                .containsExactly("note: 1 customer ids look like rounded numbers (" + id
                        + "): a spreadsheet may have made one of several. Export ids as text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"161478", "E13", "1E", "5e4f", "12.5", "1.5E"})
    void otherIdsAreNot(String id) {
        assertThat(notes(id + ",2025-01-01\nx,2025-01-03\n")).isEmpty();
    }

    @Test
    void anIdThatHoldsMoreThanATenthOfAllRowsIsTold() {
        assertThat(notes(base(400) + "till,2025-11-11\n".repeat(60)))
                .containsExactly("note: customer till has 60 of 460 interactions: one customer, or an agent, a guest"
                        + " account, a missing id? Leave it out with --where, or map another column");
        assertThat(notes(base(400) + "till,2025-11-11\n".repeat(40))).isEmpty();
        assertThat(notes(base(20) + "till,2025-11-11\n".repeat(20))).isEmpty();
    }

    @Test
    void addressesOfTheCompanyAreTold() {
        String others = base(200).replace(",", "@gmail.com,");
        String own = "ann@shop.example,2025-11-11\nbob@shop.example,2025-11-12\n".repeat(15);
        assertThat(notes(others + own))
                .containsExactly("note: 2 customer ids are addresses of shop.example, with 30 of 230 interactions: the"
                        + " company's own? Take the customer from another column, or leave them out with --where"
                        + " COLUMN!=ADDRESS");
        assertThat(notes(others + "ann@shop.example,2025-11-11\nbob@shop.example,2025-11-12\n"))
                .isEmpty();
        assertThat(notes(others)).isEmpty();
    }

    @Test
    void addressesOfThoseWhoActForTheCompanyAreToldHoweverFew() {
        String text = "customer,at,agent\na@x.example,2025-11-11,ann@shop.example\nbob@shop.example,2025-11-11,\n";
        assertThat(notes(text, PURCHASES))
                .containsExactly("note: 1 customer ids are addresses of shop.example, with 1 of 2 interactions, whose"
                        + " people act for the company: the company's own? Take the customer from another column, or"
                        + " leave them out with --where COLUMN!=ADDRESS");
        assertThat(notes(text.replace("shop.example", "gmail.com"), PURCHASES)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"NULL", "n/a", "Guest", "(not set)", "\\N", "00000000-0000-0000-0000-000000000000"})
    void customersCalledAsNobodyIsAreTold(String id) {
        assertThat(notes(base(200) + id + ",2025-11-11\n" + id + ",2025-11-12\n"))
                .containsExactly("note: 2 interactions are of customers called as what is written where there is none ("
                        + id + "): if nobody is meant, leave them out with --where COLUMN!=" + id);
    }

    @Test
    void anExportThatWasPutTogetherTwiceIsTold() {
        String told = " interactions have no id and are in every field as another one: exported twice? --repeated-ids"
                + " identical leaves them out";
        assertThat(notes(base(200) + base(200))).contains("note: 200 of 400" + told);
        assertThat(notes(base(200) + base(40))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-reply@x.example", "noreply+7@x.example", "MAILER-DAEMON@x.example"})
    void addressesOfMachinesAreTold(String address) {
        assertThat(notes(address + ",2025-11-11\nb,2025-11-11\n"))
                .containsExactly("note: 1 customer ids are addresses of machines (" + address
                        + "): no customers? Leave them out with --where COLUMN!=ADDRESS");
    }
}

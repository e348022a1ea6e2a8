package io.engagement.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.engagement.history.LoadReport.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows of others become interactions, or are refused with the remedy. */
class ReadingTest {
    private static final Mapping PURCHASES =
            Mapping.builder().map(Field.PURPOSE, Origin.constant("PURCHASE")).build();

    @TempDir
    private Path folder = Path.of("");

    private Path file(String text) {
        return TestFiles.file(folder, "in.csv", text);
    }

    private Told read(String text, Mapping mapping) {
        return Told.of(file(text), mapping);
    }

    @Test
    void aSheetOfWhatIsNoWorkbookIsRefused() {
        Path text = file("customer_id,at\na,2024-01-01\n");
        Mapping mapping =
                PURCHASES.toBuilder().layout(Layout.usual().withSheet("Orders")).build();
        assertThatThrownBy(() -> Told.of(text, mapping))
                .isInstanceOf(MappingRefused.class)
                .hasMessageContaining(
                        "is no workbook: there are no sheets in it, such as 'Orders'; leave the sheet out");
    }

    /** A comment is the requester's or an agent's, and always of the ticket's requester. */
    @Test
    void commentsLeadOverTicketsToRequesters() {
        TestFiles.file(folder, "tickets.csv", "id,requester_id,created_at\n1,10,x\n2,11,x\n");
        TestFiles.file(
                folder,
                "users.csv",
                "id,email,role\n10,a@x.example,end-user\n11,b@x.example,end-user\n77,c@us.example,agent\n");
        Mapping mapping = Mapping.builder()
                .join(Join.of("ticket_id", folder.resolve("tickets.csv"), "id"))
                .join(Join.of("requester_id", folder.resolve("users.csv"), "id"))
                .map(Field.CUSTOMER, Origin.column("users.email"))
                .map(Field.AT, Origin.column("created_at"))
                .map(Field.INITIATOR, Origin.constant("CUSTOMER").when(Condition.parse("author_id==requester_id")))
                .map(Field.INITIATOR, Origin.constant("COMPANY"))
                .map(Field.PURPOSE, Origin.constant("HELP"))
                .build();
        Told told = read("""
                id,ticket_id,author_id,created_at
                100,1,10,2026-01-01
                101,1,77,2026-01-02
                102,2,11,2026-01-03
                103,3,11,2026-01-04
                """, mapping);
        assertThat(told.interactions())
                .containsExactlyInAnyOrder(
                        "a@x.example 2026-01-01T00:00:00Z HELP CUSTOMER",
                        "a@x.example 2026-01-02T00:00:00Z HELP COMPANY",
                        "b@x.example 2026-01-03T00:00:00Z HELP CUSTOMER");
        assertThat(told.text()).contains("in.csv line 5: column email of users.csv is empty");
    }

    @Test
    void ofSeveralColumnsTheFirstThatIsNotEmptyCounts() {
        Mapping mapping = PURCHASES.toBuilder()
                .map(Field.CUSTOMER, Origin.column("user_id"))
                .map(Field.CUSTOMER, Origin.column("domain_userid"))
                .map(Field.CUSTOMER, Origin.constant("guest"))
                .build();
        assertThat(read("user_id,domain_userid,at\nu,d,2026-01-01\n ,d,2026-01-02\n,,2026-01-03\n", mapping)
                        .interactions())
                .containsExactlyInAnyOrder(
                        "u 2026-01-01T00:00:00Z PURCHASE UNKNOWN",
                        "d 2026-01-02T00:00:00Z PURCHASE UNKNOWN",
                        "guest 2026-01-03T00:00:00Z PURCHASE UNKNOWN");
    }

    @ParameterizedTest
    @CsvSource({
        "status=paid;status=sent, 1 2",
        "status!=draft;status!=planned, 1 2 5",
        "status^=p, 1 4",
        "status=, 5",
        "status!=, 1 2 3 4",
        "at<2026-01-03, 1 2",
        "at>=2026-01-03, 3 4 5",
        "status==kind, 2 4",
        "status!==kind, 1 3 5",
        "status=paid;kind=x, 1"
    })
    void conditionsSayWhichRowsCount(String words, String customers) {
        List<String> expected = List.of(customers.split(" ", -1));
        MappingBuilder mapping = PURCHASES.toBuilder();
        Stream.of(words.split(";", -1)).forEach(text -> mapping.where(Condition.parse(text)));
        Told told = read("""
                customer,at,status,kind
                1,2026-01-01,paid,x
                2,2026-01-02,sent,sent
                3,2026-01-03,draft,x
                4,2026-01-04,planned,planned
                5,2026-01-05,,x
                """, mapping.build());
        assertThat(told.interactions().stream()
                        .map(each -> each.substring(0, 1))
                        .toList())
                .containsExactlyInAnyOrderElementsOf(expected);
        assertThat(told.text()).contains(" 0 refused, " + (5 - expected.size()) + " left out by --where");
    }

    @Test
    void titlesAndSumsAreLeftOutAndTold() {
        Told told = read("""
                "Orders, exported 2026-03-01",,
                ,,
                customer,at,value
                a,2026-01-01,10
                b,2026-01-02,11
                Total,,21
                (c) crm.example
                """, PURCHASES);
        assertThat(told.interactions()).hasSize(2);
        assertThat(told.text())
                .contains("2 accepted", " 0 refused", "4 before and behind the table left out")
                .contains(
                        "note: in.csv: left out what is before the header: 'Orders, exported 2026-03-01', an empty row")
                .contains("note: in.csv line 6: left out what is behind the last row: 'Total 21', '(c) crm.example'");
    }

    @Test
    void whatEndsNoReportIsRefused() {
        assertThat(read("customer,at\na,2026-01-01\nTotal,\nb,2026-01-02\n", PURCHASES)
                        .text())
                .contains("2 accepted", " 1 refused", "in.csv line 3: column at is empty");
        assertThat(read("customer,at\na,2026-01-01\nb,\n", PURCHASES).text())
                .contains("1 accepted", " 1 refused", "in.csv line 3: column at is empty");
        assertThat(read("customer,at\na,2026-01-01\n" + "x\n".repeat(6), PURCHASES)
                        .text())
                .contains("1 accepted", " 6 refused");
        assertThat(read("customer,at,value\na,2026-01-01,1\nb,2026-01-0\n", PURCHASES)
                        .text())
                .contains("1 accepted", " 1 refused", "in.csv line 3: 2 fields, the header has 3");
        assertThat(read("customer,at\nTotal,\n", PURCHASES).text()).contains("0 accepted", " 1 refused");
    }

    @Test
    void aLineThatTellsTheDelimiterIsHeard() {
        assertThat(read("sep=;\r\ncustomer;at;value\r\na;2026-01-01;10\r\nb;x;10\r\n", PURCHASES)
                        .text())
                .contains("1 accepted", "in.csv line 4: column at: 'x'");
        assertThat(read(
                                "sep=\n2026-01-01\n",
                                PURCHASES.toBuilder()
                                        .map(Field.CUSTOMER, Origin.column("sep="))
                                        .map(Field.AT, Origin.column("sep="))
                                        .build())
                        .interactions())
                .containsExactly("2026-01-01 2026-01-01T00:00:00Z PURCHASE UNKNOWN");
    }

    @Test
    void theOrderOfDayAndMonthIsThatOfTheWholeFileAndTold() {
        String rows = "a,01/02/2026\n".repeat(1_500);
        Told dayFirst = read("customer,at\n" + rows + "b,31/01/2026 8:00 PM\n", PURCHASES);
        assertThat(dayFirst.text()).contains("dates are read with the day first, as '31/01/2026 8:00 PM' shows");
        assertThat(dayFirst.view().asOf()).hasToString("2026-02-01T00:00:00Z");
        Told monthFirst = read("customer,at\n" + rows + "b,1/31/26\n", PURCHASES);
        assertThat(monthFirst.text()).contains("with the month first, as '1/31/26' shows");
        assertThat(monthFirst.view().asOf()).hasToString("2026-01-31T00:00:00Z");
        assertThat(read("customer,at\n" + rows, PURCHASES).refusal())
                .contains("no date shows whether the day or the month comes first: tell it with --time-format");
        assertThat(read("customer,at\n" + rows + "b,31/01/2026\nc,01/31/2026\n", PURCHASES)
                        .refusal())
                .contains("some dates have the day first, as '31/01/2026', and some the month, as '01/31/2026'");
    }

    @Test
    void ofSeveralColumnsOfTimesAllSayWhatComesFirst() {
        Mapping mapping = PURCHASES.toBuilder()
                .map(Field.AT, Origin.column("paid"))
                .map(Field.AT, Origin.column("created"))
                .build();
        Told told = read("customer,paid,created\na,01/02/2026,02/02/2026\nb,,31/01/2026\n", mapping);
        assertThat(told.text()).contains("dates are read with the day first, as '31/01/2026' shows");
        assertThat(told.interactions()).contains("a 2026-02-01T00:00:00Z PURCHASE UNKNOWN");
    }

    @Test
    void timesThatClocksSkipOrShowTwiceAreCounted() {
        Told told = Told.of(
                file("customer,at\na,2026-03-29 02:30\nb,2026-10-25 02:30\nb,2026-10-25 02:30\nc,2026-03-29\n"),
                PURCHASES,
                "Europe/Berlin",
                Strictness.usual());
        assertThat(told.text())
                .contains("1 times do not exist, as clocks in Europe/Berlin were set forward")
                .contains("2 times exist twice, as clocks in Europe/Berlin were set back");
    }

    @Test
    void timesWithoutAnOffsetAreToldWhereNobodyToldTheZone() {
        String text = "customer,at\na,2026-03-29 02:30\nb,2026-03-29T02:30Z\nc,2026-03-29\n";
        assertThat(read(text, PURCHASES).text())
                .contains("1 times have no offset and are read as UTC; --zone to change");
        assertThat(Told.of(file(text), PURCHASES, "Asia/Jakarta", Strictness.usual())
                        .text())
                .doesNotContain("no offset");
    }

    @Test
    void aColumnThatMaySayWhichRowsCountIsTold() {
        String text = "customer,at,Status\na,2026-03-29,draft\n";
        assertThat(read(text, PURCHASES).text())
                .contains("nothing is made of column Status, which may say which rows count");
        Mapping where =
                PURCHASES.toBuilder().where(Condition.parse("Status=draft")).build();
        assertThat(read(text, where).text()).doesNotContain("nothing is made of");
    }

    @Test
    void customersThatDifferInBlanksAreOneAndCounted() {
        Told told =
                read("customer,at\nA,2026-01-01\n\"A \",2026-02-01\n\u00a0A,2026-03-01\nB b,2026-03-01\n", PURCHASES);
        assertThat(told.view().customers()).isEqualTo(2);
        assertThat(told.text()).contains("2 customer ids had blanks around them, read without");
    }

    @Test
    void aNegativePurchaseIsAReturnUnlessAChoiceSaysOtherwise() {
        String text = "customer,at,value\na,2026-01-01,10\na,2026-01-02,-10\n";
        Told told = read(text, PURCHASES);
        assertThat(told.interactions())
                .containsExactly(
                        "a 2026-01-01T00:00:00Z PURCHASE UNKNOWN 10.0", "a 2026-01-02T00:00:00Z RETURN UNKNOWN -10.0");
        assertThat(told.text())
                .contains("1 purchases of a negative value are read as returns; --negative-purchases to change");
        Mapping keep =
                PURCHASES.toBuilder().negativePurchases(NegativePurchases.KEEP).build();
        assertThat(read(text, keep).interactions()).noneMatch(each -> each.contains("RETURN"));
        Mapping refuse = PURCHASES.toBuilder()
                .negativePurchases(NegativePurchases.REFUSE)
                .build();
        assertThat(read(text, refuse).text()).contains("1 refused", "a purchase of -10.0");
    }

    @Test
    void amountsOfSeveralCurrenciesAreNeverAddedUp() {
        String text = "customer,at,value,Currency\na,2026-01-01,10,EUR\na,2026-01-02,1200,jpy\nb,2026-01-03,,USD\n";
        assertThat(read(text, PURCHASES).refusal())
                .contains(
                        "amounts are in several currencies, [EUR, JPY], and cannot be added up",
                        "--currency",
                        "--rate");
        Mapping euro =
                PURCHASES.toBuilder().currency(Currency.getInstance("EUR")).build();
        Told one = read(text, euro);
        assertThat(one.text())
                .contains("2 accepted", "1 refused")
                .contains(
                        "in.csv line 3: column Currency: 'JPY' is another one than that of the amounts; allowed: EUR");
        assertThat(read(text, euro.toBuilder().rate("JPY", 0.005).build()).interactions())
                .contains("a 2026-01-02T00:00:00Z PURCHASE UNKNOWN 6.0");
        Told only = read("customer,at,value,currency\na,2026-01-01,10,EUR\n", PURCHASES);
        assertThat(only.log().orElseThrow().currency()).hasValue(Currency.getInstance("EUR"));
    }

    @Test
    void signsBesideAmountsAreCurrenciesToo() {
        Mapping people =
                PURCHASES.toBuilder().numbers(NumberFormat.withDecimal(".")).build();
        String text = "customer,at,value\na,2026-01-01,\u20ac10.00\na,2026-01-02,\u00a35\na,2026-01-03,7\n";
        assertThat(read(text, people).refusal()).contains("in several currencies");
        Mapping euro = people.toBuilder().currency(Currency.getInstance("EUR")).build();
        assertThat(read(text, euro).text())
                .contains("2 accepted", "in.csv line 3: column value: '\u00a35' is in another currency");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "USD | $5 | 5.0",
                "CAD | $5 | 5.0",
                "EUR | $5 | refused",
                "EUR | 5 kr | refused",
                "SEK | 5 kr | 5.0",
                "NGN | \u20a65 | 5.0",
                "EUR | \u20bf5 | refused",
                "EUR | R$ 5 | refused"
            })
    void aSignIsThatOfTheCurrencyOrTheRowIsRefused(String code, String amount, String value) {
        Mapping mapping = PURCHASES.toBuilder()
                .numbers(NumberFormat.withDecimal("."))
                .currency(Currency.getInstance(code))
                .build();
        Told told = read("customer,at,value\na,2026-01-01," + amount + "\n", mapping);
        if (value.equals("refused")) {
            assertThat(told.text())
                    .contains("1 refused", "'" + amount + "' is in another currency; allowed: amounts in " + code);
        } else {
            assertThat(told.interactions()).containsExactly("a 2026-01-01T00:00:00Z PURCHASE UNKNOWN " + value);
        }
    }

    @Test
    void signsAreConvertedAsCodesAreAndThoseThatContradictAColumnAreRefused() {
        Mapping mapping = PURCHASES.toBuilder()
                .numbers(NumberFormat.withDecimal("."))
                .currency(Currency.getInstance("EUR"))
                .rate("usd", 0.5)
                .build();
        Told told = read("""
                customer,at,value,currency
                a,2026-01-01,$10,
                b,2026-01-01,$10,USD
                c,2026-01-01,\u20ac10,EUR
                d,2026-01-01,\u20ac10,USD
                """, mapping);
        assertThat(told.interactions())
                .containsExactly(
                        "a 2026-01-01T00:00:00Z PURCHASE UNKNOWN 5.0",
                        "b 2026-01-01T00:00:00Z PURCHASE UNKNOWN 5.0",
                        "c 2026-01-01T00:00:00Z PURCHASE UNKNOWN 10.0");
        assertThat(told.text())
                .contains("in.csv line 5: column value: '\u20ac10' is in another currency; allowed: amounts in USD,"
                        + " as the column tells");
        assertThat(read(
                                "customer,at,value\na,2026-01-01,\u20ac10\nb,2026-01-02,10 EUR\n",
                                PURCHASES.toBuilder()
                                        .numbers(NumberFormat.withDecimal("."))
                                        .build())
                        .log()
                        .orElseThrow()
                        .currency())
                .hasValue(Currency.getInstance("EUR"));
    }

    @Test
    void ratesAreThoseOfTheDayOrOfTheLastOneBeforeIt() {
        Path rates = TestFiles.file(
                folder,
                "rates.csv",
                "currency,date,rate\nUSD,2026-01-02,0.5\nusd,2026-01-05,0.25\nJPY,2026-01-02,0.01\nUSD,2026-01-05,0.25\n");
        Mapping mapping = PURCHASES.toBuilder()
                .currency(Currency.getInstance("EUR"))
                .ratesFile(rates)
                .build();
        Told told = read("""
                customer,at,value,currency
                a,2026-01-02,100,USD
                a,2026-01-04,100,USD
                a,2026-01-05T10:00:00Z,100,USD
                a,2026-01-13,100,USD
                a,2026-01-01,100,USD
                a,2026-01-06,100,JPY
                a,2026-01-07,100,
                a,2026-01-08,100,CHF
                """, mapping);
        assertThat(told.interactions().stream().map(each -> each.substring(each.lastIndexOf(' ') + 1)))
                .containsExactly("50.0", "50.0", "25.0", "1.0", "100.0");
        assertThat(told.text())
                .contains("3 refused")
                .contains(
                        "in.csv line 5: column currency: 'USD' is another one than that of the amounts; allowed: one with a"
                                + " rate of the last 7 days in --rates-file")
                .contains("allowed: EUR, or one that is converted, as with --rate CHF=0.9");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "day,currency,rate | has no column 'date'; its columns are [day, currency, rate]",
                "date,currency,rate;2026-01-01,USD,0 | rates.csv line 2: column rate: '0' is not allowed; it takes a number above 0",
                "date,currency,rate;soon,USD,1 | rates.csv line 2: column date: 'soon' is not a date or time",
                "date,currency,rate;2026-01-01,USD | rates.csv line 2: 2 fields, the header has 3",
                "date,currency,rate;2026-01-01,USD,1;2026-01-01,USD,2 | line 3: there are two rates of USD for 2026-01-01"
            })
    void ratesThatCannotBeReadAreRefusedByTheirLine(String text, String why) {
        Mapping mapping = PURCHASES.toBuilder()
                .currency(Currency.getInstance("EUR"))
                .ratesFile(TestFiles.file(folder, "rates.csv", text.replace(';', '\n') + "\n"))
                .build();
        assertThat(read("customer,at,value\na,2026-01-01,1\n", mapping).refusal())
                .contains(why);
    }

    @Test
    void ratesNeedTheCurrencyThatTheyConvertInto() {
        Mapping rates = PURCHASES.toBuilder().rate("USD", 0.9).build();
        assertThatThrownBy(() -> read("customer,at,value,currency\na,2026-01-01,1,USD\n", rates))
                .isInstanceOf(MappingRefused.class)
                .hasMessageContaining("--currency");
    }

    @Test
    void aColumnThatIsNotThereIsToldWithThoseThatAre() {
        Mapping mapping =
                PURCHASES.toBuilder().map(Field.AT, Origin.column("Datum")).build();
        assertThat(read("customer,at\na,2026-01-01\n", mapping).refusal())
                .contains("has no column 'Datum', which --map names; its columns are [customer, at]");
        assertThat(read("customer,x\na,2026-01-01\n", PURCHASES).refusal())
                .contains("has no column for at: name it with --map at=COLUMN. Its columns are [customer, x]");
    }

    @Test
    void belowATitleItIsOfTheHeaderThatItIsSaidWhatItLacks() {
        String text = "Bestellungen 2026\n\nKunde,Tag\na,2026-01-01\n";
        Mapping customer = PURCHASES.toBuilder()
                .map(Field.CUSTOMER, Origin.column("Kunde"))
                .build();
        assertThat(read(text, customer).refusal())
                .contains("has no column for at: name it with --map at=COLUMN. Its columns are [Kunde, Tag]");
        Mapping misspelt =
                customer.toBuilder().map(Field.AT, Origin.column("Datum")).build();
        assertThat(read(text, misspelt).refusal())
                .contains("has no column 'Datum', which --map names; its columns are [Kunde, Tag]");
        Mapping neither =
                PURCHASES.toBuilder().map(Field.CUSTOMER, Origin.column("Name")).build();
        assertThat(read(text, neither).refusal())
                .contains("has no column 'Name', which --map names; its columns are [Kunde, Tag]");
        assertThat(read(
                                "Bestellungen 2026;;\n;;\nKunde;Tag;Betrag\na;2026-01-01;1\nb;2026-01-02;2\n"
                                        .replace(';', ','),
                                PURCHASES)
                        .refusal())
                .contains("has no column for customer", "Its columns are [Kunde, Tag, Betrag]");
    }

    @Test
    void idsThatAreImplausibleAreTold() {
        StringBuilder rows = new StringBuilder("customer,at\n");
        for (int i = 0; i < 200; i++) {
            rows.append("1.61478E13,2026-01-").append(10 + i % 20).append('\n');
        }
        String text = read(rows + "A7,2026-01-01\na7,2026-01-02\n0042,2026-01-01\n42,2026-01-01\n", PURCHASES)
                .text();
        assertThat(text)
                .contains("1 customer ids look like rounded numbers (1.61478E13)")
                .contains("customer 1.61478E13 has 200 of 204 interactions")
                .contains("2 customer ids have others that differ only in case, blanks, width or leading zeros");
    }

    private Mapping named(String file, String text) {
        return PURCHASES.toBuilder()
                .join(Join.of("user", TestFiles.file(folder, file, text), "id"))
                .map(Field.CUSTOMER, Origin.column("name"))
                .map(Field.CUSTOMER, Origin.column("user"))
                .build();
    }

    /** A comma in a name moves all that comes behind it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"1,Smith, John,EUR | 4", "1,Smith | 2"})
    void aRowOfAJoinedFileThatDoesNotFitItsHeaderIsRefused(String row, int fields) {
        Mapping mapping = named("users.csv", "id,name,currency\n" + row + "\n2,Jane,EUR\n");
        assertThat(read("user,at\n1,2026-01-01\n", mapping).refusal())
                .endsWith("users.csv line 2: " + fields + " fields, the header has 3");
    }

    @Test
    void aSumBelowAJoinedFileIsNoRowOfIt() {
        Mapping mapping = named("users.csv", "id,name,currency\n1,Smith,EUR\nTotal\n");
        assertThat(read("user,at\n1,2026-01-01\n", mapping).interactions())
                .containsExactly("Smith 2026-01-01T00:00:00Z PURCHASE UNKNOWN");
    }

    /** Of contacts, not all have an address. */
    @Test
    void rowsOfAJoinedFileWithoutAKeyBelongToNobody() {
        Mapping mapping = named("users.csv", "id,name\n,Smith\n1,Jane\n,Miller\n").toBuilder()
                .map(Field.CUSTOMER, Origin.column("name"))
                .map(Field.CUSTOMER, Origin.constant("guest"))
                .build();
        assertThat(read("user,at\n1,2026-01-01\n,2026-01-02\n", mapping).interactions())
                .containsExactly(
                        "Jane 2026-01-01T00:00:00Z PURCHASE UNKNOWN", "guest 2026-01-02T00:00:00Z PURCHASE UNKNOWN");
    }

    @Test
    void aJoinInWhichNothingIsFoundIsTold() {
        Mapping mapping = named("users.csv", "id,name\n001,Jane\n002,Smith\n");
        assertThat(read("user,at\n1,2026-01-01\n2,2026-01-02\n", mapping).lines())
                .contains("note: in.csv: no text of column user is in column id of users.csv: are both of one kind, and"
                        + " written in one way?");
        assertThat(read("user,at\n001,2026-01-01\n2,2026-01-02\n", mapping).text())
                .doesNotContain("no text of column");
        assertThat(read("user,at,customer\n,2026-01-01,a\n", mapping).text())
                .as("nothing was looked up")
                .doesNotContain("no text of column");
    }

    @Test
    void aPatternOfDaysBeforeMonthsHoldsForTimesWithAT() {
        Mapping mapping = PURCHASES.toBuilder().timeFormat("yyyy-dd-MM'T'HH:mm").build();
        assertThat(read("customer,at\na,2026-03-04T10:00\n", mapping).interactions())
                .containsExactly("a 2026-04-03T10:00:00Z PURCHASE UNKNOWN");
    }

    @Test
    void aReportStaysAsItIsWhenMoreIsRead() {
        Map<String, Refusal> refusals = new HashMap<>();
        Report.Customers customers = new Report.Customers(1, 0, refusals);
        refusals.put("more", new Refusal(1, List.of()));
        assertThat(customers.refusals()).isEmpty();
    }

    @Test
    void aTextThatEveryOneBeginsWithIsNoCondition() {
        assertThatThrownBy(() -> Condition.parse("status^="))
                .isInstanceOf(MappingRefused.class)
                .hasMessage("the condition on column 'status' compares with the beginning that every text has: give one"
                        + " letter or more behind ^=, or status!= for texts that are not empty");
    }

    @Test
    void aRateIsToldOnce() {
        Mapping mapping = PURCHASES.toBuilder()
                .currency(Currency.getInstance("EUR"))
                .rate("usd", 0.9)
                .ratesFile(TestFiles.file(folder, "rates.csv", "date,currency,rate\n2026-01-01,USD,0.8\n"))
                .build();
        assertThat(read("customer,at,value,currency\na,2026-01-01,1,USD\n", mapping)
                        .refusal())
                .endsWith("rates.csv has rates of USD, of which --rate tells one for all days: leave out one of them");
    }

    /** Half of a source is no base. */
    @Test
    void whatFailedIsNotLoaded() {
        Path file = file("customer,at\na,2026-01-01\n");
        Reading reading = Reading.under(TestFiles.CLOCK);
        reading.add(Sources.of(file, Layout.usual()), PURCHASES, rows -> {});
        Source half = new Source() {
            @Override
            public String label() {
                return "half";
            }

            @Override
            public String name() {
                return "half";
            }

            @Override
            public void read(Rows rows) {
                Sources.of(file, Layout.usual()).read(rows);
                throw new DataRefused("half is gone");
            }
        };
        assertThatThrownBy(() -> reading.add(half, PURCHASES, rows -> {})).hasMessage("half is gone");
        assertThatThrownBy(() -> reading.load(Strictness.usual(), report -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("half was read only in part: begin a new reading");
    }

    /** Of a pattern there may be a file a day, and a million customers that each is joined with. */
    @Test
    void whatIsReadBesideSeveralFilesIsReadOnce() throws IOException {
        Path users = folder.resolve("users.csv");
        Path merged = TestFiles.file(folder, "merged.csv", "old,new\nJane,Joan\n");
        Mapping mapping = named("users.csv", "id,name\n1,Jane\n2,Smith\n").toBuilder()
                .mergedCustomers(new MergedCustomers(merged, "", ""))
                .build();
        Reading reading = Reading.under(TestFiles.CLOCK);
        reading.add(Sources.of(file("user,at\n1,2026-01-01\n"), Layout.usual()), mapping, rows -> {});
        Files.delete(users);
        Files.delete(merged);
        reading.add(Sources.of(file("user,at\n1,2026-01-02\n2,2026-01-03\n"), Layout.usual()), mapping, rows -> {});
        List<String> told = new ArrayList<>();
        assertThat(reading.load(Strictness.usual(), report -> told.addAll(report.lines()))
                        .size())
                .as(told.toString())
                .isEqualTo(3);
        assertThat(told.stream()
                        .filter(line -> line.endsWith(
                                "2 rows of 1 merged customers are read as those of the ones that remained")))
                .as("each source has named the same one")
                .hasSize(1);
    }

    /** It is that of a user, whose interactions are several. */
    @Test
    void anIdInAJoinedFileIsNoInteractions() {
        Mapping mapping = named("users.csv", "id,name\n1,Jane\n");
        assertThat(read("user,at\n1,2026-01-01\n1,2026-01-02\n", mapping).interactions())
                .containsExactly(
                        "Jane 2026-01-01T00:00:00Z PURCHASE UNKNOWN", "Jane 2026-01-02T00:00:00Z PURCHASE UNKNOWN");
    }
}

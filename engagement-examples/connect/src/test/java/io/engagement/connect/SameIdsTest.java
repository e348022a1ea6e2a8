package io.engagement.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.engagement.history.InteractionLog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rows of one id are added up, or one of them stands for all; each is counted. */
class SameIdsTest {
    private static final Pattern ROWS =
            Pattern.compile("rows: (\\d+) accepted, (\\d+) duplicates left out, \\d+ identical"
                    + " without id kept, (\\d+) refused, (\\d+) left out by --where(?:, (\\d+) of repeated ids left out or added up)?"
                    + "(?:, (\\d+) before and behind the table left out)?");

    private static final Mapping ITEMS = Mapping.builder()
            .map(Field.PURPOSE, Origin.constant("PURCHASE"))
            .addUp(Field.ID)
            .build();

    @TempDir
    private Path folder = Path.of("");

    private Told read(String text, Mapping mapping) {
        Told told = Told.of(TestFiles.file(folder, "in.csv", text), mapping);
        Matcher rows = ROWS.matcher(told.lines().get(0));
        assertThat(rows.matches()).as(told.lines().get(0)).isTrue();
        long sum = 0;
        for (int group = 1; group <= rows.groupCount(); group++) {
            sum += rows.group(group) == null ? 0 : Long.parseLong(rows.group(group));
        }
        assertThat(sum).as(told.text()).isEqualTo(text.lines().count() - 1);
        return told;
    }

    private static Mapping choosing(RepeatedIds choice) {
        return Mapping.builder()
                .map(Field.PURPOSE, Origin.constant("PURCHASE"))
                .repeatedIds(choice)
                .build();
    }

    @Test
    void itemsOfAnOrderAreOneInteractionOfTheirSumAtTheEarliestTime() {
        Told told = read("""
                id,customer,at,value,cost
                7,a,2026-01-02,0.1,1
                8,b,2026-01-05,5,
                7,a,2026-01-01,0.2,2.5
                7,a,2026-01-03,0.3,
                ,a,2026-02-01,4,
                ,a,2026-02-01,4,
                """, ITEMS);
        assertThat(told.interactions())
                .containsExactly(
                        "a 2026-01-01T00:00:00Z PURCHASE UNKNOWN 0.6",
                        "a 2026-02-01T00:00:00Z PURCHASE UNKNOWN 4.0",
                        "a 2026-02-01T00:00:00Z PURCHASE UNKNOWN 4.0",
                        "b 2026-01-05T00:00:00Z PURCHASE UNKNOWN 5.0");
        assertThat(told.view().cost(0)).isEqualTo(3.5);
        assertThat(told.text())
                .contains("4 accepted", "1 identical without id kept", "2 of repeated ids left out or added up")
                .contains("in.csv: 2 rows are parts of interactions of other rows with their id, and added up");
    }

    @Test
    void theOrderOfItemsChangesNothing() {
        List<String> rows = List.of("7,a,2026-01-02,1e15\n", "7,a,2026-01-01,0.01\n", "7,a,2026-01-03,-1e15\n");
        String header = "id,customer,at,value\n";
        assertThat(read(header + rows.get(0) + rows.get(1) + rows.get(2), ITEMS).interactions())
                .isEqualTo(read(header + rows.get(2) + rows.get(0) + rows.get(1), ITEMS)
                        .interactions())
                .containsExactly("a 2026-01-01T00:00:00Z PURCHASE UNKNOWN 0.01");
    }

    @Test
    void aDiscountIsNoReturnButAnOrderBelowNothingIs() {
        String text =
                "id,customer,at,value\n7,a,2026-01-01,10\n7,a,2026-01-01,-2\n8,a,2026-01-02,-5\n8,a,2026-01-02,1\n";
        Told told = read(text, ITEMS);
        assertThat(told.interactions())
                .containsExactly(
                        "a 2026-01-01T00:00:00Z PURCHASE UNKNOWN 8.0", "a 2026-01-02T00:00:00Z RETURN UNKNOWN -4.0");
        assertThat(told.text()).contains("1 purchases of a negative value are read as returns");
        Told refused = read(
                text,
                ITEMS.toBuilder().negativePurchases(NegativePurchases.REFUSE).build());
        assertThat(refused.text())
                .contains("1 accepted", "2 refused", "1 of repeated ids")
                .contains("in.csv line 4: the rows of id '8' add up to a purchase of -4.0");
    }

    @Test
    void whatOfAReturnIsKeptBackLowersWhatIsGivenBack() {
        Mapping returns =
                ITEMS.toBuilder().map(Field.PURPOSE, Origin.constant("RETURN")).build();
        Told told = read("""
                id,customer,at,value
                7,a,2026-01-01,50
                7,a,2026-01-01,-10
                8,a,2026-01-02,-50
                8,a,2026-01-02,10
                9,a,2026-01-03,20
                9,a,2026-01-03,30
                """, returns);
        assertThat(told.interactions())
                .containsExactly(
                        "a 2026-01-01T00:00:00Z RETURN UNKNOWN -40.0",
                        "a 2026-01-02T00:00:00Z RETURN UNKNOWN -40.0",
                        "a 2026-01-03T00:00:00Z RETURN UNKNOWN -50.0");
        assertThat(told.text()).contains("2 returns with positive amounts are read as money given back");
    }

    @Test
    void ofReturnsOfOneIdThatIsCountedWhichIsChosen() {
        String text = "id,customer,at,value\n7,a,2026-01-01,50\n7,a,2026-01-02,-10\n";
        Mapping first = choosing(RepeatedIds.FIRST).toBuilder()
                .map(Field.PURPOSE, Origin.constant("RETURN"))
                .build();
        assertThat(read(text, first).text()).contains("1 returns with positive amounts");
        Mapping last = first.toBuilder().repeatedIds(RepeatedIds.LAST).build();
        assertThat(read(text, last).text()).doesNotContain("with positive amounts");
    }

    @Test
    void itemsOfAnotherCustomerKindOrCurrencyAreRefusedByTheirLine() {
        Told told = read(
                """
                id,customer,at,value,purpose,currency
                7,a,2026-01-01,10,PURCHASE,EUR
                7,b,2026-01-01,10,PURCHASE,EUR
                7,a,2026-01-01,10,RETURN,EUR
                7,a,2026-01-01,10,PURCHASE,USD
                7,a,2026-01-01,1,PURCHASE,EUR
                """,
                Mapping.builder()
                        .addUp(Field.ID)
                        .currency(Currency.getInstance("EUR"))
                        .build());
        assertThat(told.interactions()).containsExactly("a 2026-01-01T00:00:00Z PURCHASE UNKNOWN 11.0");
        assertThat(told.text())
                .contains("1 accepted", "3 refused", "1 of repeated ids")
                .contains("in.csv line 3: id '7' has customer 'a' on in.csv line 2")
                .contains("in.csv line 4: id '7' has kind ")
                .contains("in.csv line 5: column currency: 'USD' is another one");
    }

    @Test
    void aSumBeyondAllAmountsIsRefusedWithItsRows() {
        Told told = read("id,customer,at,value\n7,a,2026-01-01,9e14\n7,a,2026-01-01,9e14\n8,a,2026-01-01,1\n", ITEMS);
        assertThat(told.text())
                .contains("1 accepted", "2 refused")
                .contains("in.csv line 2: the rows of id '7' add up to value must be");
    }

    @Test
    void ofRowsOfOneIdTheFirstOrTheLastIsKept() {
        String text = "id,customer,at,value\n7,a,2026-01-02,1\n7,a,2026-01-01,2\n7,b,2026-01-03,3\n8,c,2026-01-01,4\n";
        Told first = read(text, choosing(RepeatedIds.FIRST));
        assertThat(first.interactions())
                .containsExactly(
                        "a 2026-01-02T00:00:00Z PURCHASE UNKNOWN 1.0", "c 2026-01-01T00:00:00Z PURCHASE UNKNOWN 4.0");
        assertThat(first.text())
                .contains("2 of repeated ids left out or added up")
                .contains(
                        "in.csv: 2 rows have the id of another one, and the first of each id is kept; --repeated-ids");
        assertThat(read(text, choosing(RepeatedIds.LAST)).interactions())
                .containsExactly(
                        "b 2026-01-03T00:00:00Z PURCHASE UNKNOWN 3.0", "c 2026-01-01T00:00:00Z PURCHASE UNKNOWN 4.0");
    }

    @Test
    void amongRowsOfSourcesThatAreReadOtherwiseOneIsChosenToo() {
        Path web = TestFiles.file(folder, "web.csv", "id,customer,at,value\n7,a,2026-01-02,1\n");
        Path shop = TestFiles.file(folder, "shop.csv", "no,who,at,value\n7,a,2026-01-05,3\n8,c,2026-01-01,4\n");
        Mapping other = choosing(RepeatedIds.LAST).toBuilder()
                .map(Field.ID, Origin.column("no"))
                .map(Field.CUSTOMER, Origin.column("who"))
                .build();
        Reading reading = Reading.under(TestFiles.CLOCK);
        reading.add(Sources.of(web, Layout.usual()), choosing(RepeatedIds.LAST), rows -> {});
        reading.add(Sources.of(shop, Layout.usual()), other, rows -> {});
        List<String> lines = new ArrayList<>();
        InteractionLog log = reading.load(Strictness.strict(), report -> lines.addAll(report.lines()));
        assertThat(new Told(Optional.of(log), "", lines).interactions())
                .containsExactly(
                        "a 2026-01-05T00:00:00Z PURCHASE UNKNOWN 3.0", "c 2026-01-01T00:00:00Z PURCHASE UNKNOWN 4.0");
        assertThat(String.join("\n", lines))
                .contains("shop.csv: 1 rows have the id of another one, and the last of each id is kept");
    }

    @Test
    void rowsOfOneIdAreRefusedWhereThatIsChosenEvenEqualOnes() {
        String text = "id,customer,at\n7,a,2026-01-02\n8,a,2026-01-01\n7,a,2026-01-02\n7,a,2026-01-02\n";
        Told told = read(text, choosing(RepeatedIds.REFUSE));
        assertThat(told.interactions()).hasSize(1);
        assertThat(told.text())
                .contains("1 accepted", "3 refused")
                .contains(
                        "in.csv line 4: id '7' is that of in.csv line 2 too; --repeated-ids says which of them counts")
                .contains("in.csv line 2: id '7' is that of in.csv line 4 too");
        assertThat(read(text, choosing(RepeatedIds.EQUAL)).text()).contains("2 accepted, 2 duplicates left out");
        assertThat(Told.of(
                                TestFiles.file(folder, "in.csv", text),
                                choosing(RepeatedIds.REFUSE),
                                "UTC",
                                Strictness.usual())
                        .refusal())
                .contains("3 of 4 rows were refused");
    }

    @Test
    void identicalRowsWithoutIdAreLeftOutBesideThoseWithOne() {
        Told told = read(
                "id,customer,at\n,a,2026-01-02\n,a,2026-01-02\n7,a,2026-01-02\n7,a,2026-01-02\n",
                choosing(RepeatedIds.IDENTICAL));
        assertThat(told.interactions()).hasSize(2);
        assertThat(told.text()).contains("2 accepted, 2 duplicates left out");
    }

    @Test
    void identicalRowsWithoutIdAreLeftOutBesideThoseThatAddUp() {
        Mapping both = ITEMS.toBuilder().repeatedIds(RepeatedIds.IDENTICAL).build();
        Told told = read("id,customer,at\n,a,2026-01-02\n,a,2026-01-02\n7,a,2026-01-02\n7,a,2026-01-05\n", both);
        assertThat(told.interactions()).hasSize(2);
        assertThat(told.text()).contains("2 accepted, 1 duplicates left out", "1 of repeated ids left out or added up");
    }

    @ParameterizedTest
    @EnumSource(RepeatedIds.class)
    void severalFilesOfOneMappingShareTheirIds(RepeatedIds choice) {
        Path one = TestFiles.file(folder, "one.csv", "id,customer,at\n7,a,2026-01-02\n");
        Path other = TestFiles.file(folder, "other.csv", "id,customer,at\n7,a,2026-01-05\n");
        Reading reading = Reading.with(TestFiles.CLOCK, 2);
        Mapping mapping = choosing(choice);
        reading.add(CsvFile.of(one), mapping, rows -> {});
        reading.add(CsvFile.of(other), mapping, rows -> {});
        if (choice == RepeatedIds.FIRST || choice == RepeatedIds.LAST) {
            assertThat(reading.load(Strictness.usual(), report -> {}).size()).isEqualTo(1);
        } else {
            assertThatThrownBy(() -> reading.load(Strictness.usual(), report -> {}))
                    .isInstanceOf(DataRefused.class);
        }
    }

    @Test
    void idsAreNeededWhereRowsAreToBeAddedUpByThem() {
        Path file = TestFiles.file(folder, "in.csv", "order,customer,at\n7,a,2026-01-02\n");
        assertThatThrownBy(() -> Told.of(file, ITEMS))
                .isInstanceOf(MappingRefused.class)
                .hasMessage("--add-up id needs the column of ids: name it with --map id=COLUMN; the columns of " + file
                        + " are order, customer, at");
    }

    @Test
    void itemsThatAreFarApartAreAddedUpAllTheSame() {
        int orders = 20_000;
        StringBuilder text = new StringBuilder("id,customer,at,value\n");
        for (int i = 0; i < 3 * orders; i++) {
            int order = (int) (i * 7919L % orders);
            text.append(order).append(",c").append(order % 500).append(",2026-01-01,0.1\n");
        }
        Told told = read(text.toString(), ITEMS);
        assertThat(told.view().size()).isEqualTo(orders);
        for (int i = 0; i < orders; i++) {
            assertThat(told.view().value(i)).isEqualTo(0.3);
        }
    }

    @Test
    void whateverBecomesOfIdsAllRowsAreAccountedFor() {
        SplittableRandom random = new SplittableRandom(7);
        List<Mapping> ways = Stream.concat(
                        Stream.of(RepeatedIds.values()).map(SameIdsTest::choosing),
                        Stream.of(
                                ITEMS,
                                ITEMS.toBuilder()
                                        .repeatedIds(RepeatedIds.IDENTICAL)
                                        .build()))
                .toList();
        for (int i = 0; i < 300; i++) {
            StringBuilder text = new StringBuilder("id,customer,at,value\n");
            for (int row = random.nextInt(1, 20); row > 0; row--) {
                text.append(random.nextInt(6) == 0 ? "" : random.nextInt(5))
                        .append(",c")
                        .append(random.nextInt(2))
                        .append(random.nextInt(12) == 0 ? ",never," : ",2026-01-0" + random.nextInt(1, 4) + ",")
                        .append(random.nextInt(9) == 0 ? "9e14" : random.nextInt(-3, 3))
                        .append('\n');
            }
            for (Mapping way : ways) {
                read(text.toString(), way);
            }
        }
    }
}

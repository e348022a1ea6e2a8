package io.engagement.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told to do about a fault is what helps. */
class RemediesTest {
    private static final Mapping USES =
            Mapping.builder().map(Field.PURPOSE, Origin.constant("USE")).build();

    @TempDir
    private Path folder = Path.of("");

    private Told read(String text, Mapping mapping, double allowed) {
        return Told.of(TestFiles.file(folder, "in.csv", text), mapping, "UTC", Strictness.allowing(allowed));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "satisfaction | good | as with --translate satisfaction:good=1",
                "value | 1,50 | such as 1,084.50, as --decimal . reads it; --decimal , reads this one",
                "value | x1 | as --decimal . reads it"
            })
    void anOptionThatReadsATextIsNamed(String column, String text, String remedy) {
        Mapping mapping =
                USES.toBuilder().numbers(NumberFormat.withDecimal(".")).build();
        assertThat(read("customer,at," + column + "\na,2026-01-01,\"" + text + "\"\n", mapping, 1)
                        .text())
                .contains(remedy);
    }

    @Test
    void aTimeFormatThatDoesNotFitMayBeLeftOut() {
        Mapping mapping = USES.toBuilder().timeFormat("MM/dd/yyyy").build();
        assertThat(read("customer,at\na,02.01.2024\n", mapping, 1).text())
                .contains("what --time-format MM/dd/yyyy reads; without it, common forms are told apart by themselves");
    }

    @Test
    void rowsWithoutWhatEachNeedsAreToldTheOptionThatHelps() {
        Mapping mapping =
                Mapping.builder().map(Field.PURPOSE, Origin.column("what")).build();
        assertThat(read("customer,at,what\n,2026-01-01,USE\na,2026-01-01,\na,2026-01-01,Verkauf\n", mapping, 1)
                        .text())
                .contains(
                        "column customer is empty, but every row needs one; rows of nobody are left out with --no-customer"
                                + " drop",
                        "column what is empty, but every row needs one; a column and, where it is empty, a purpose are told"
                                + " with --map purpose=COLUMN --set purpose=USE",
                        "[VERKAUF]; what a text stands for, tell with --translate purpose:TEXT=PURCHASE, the text as the file"
                                + " has it");
    }

    @Test
    void whereMostRowsAreRefusedTheyAreNotToBeAllowedFirst() {
        String bad = "a,soon\n";
        assertThat(read("customer,at\n" + bad + bad, USES, 0.05).refusal())
                .contains("Where most rows are refused, how they are read is wrong")
                .doesNotContain("--allow-refused");
        assertThat(read("customer,at\na,2026-01-01\n" + bad + bad, USES, 0.05).refusal())
                .endsWith(". Only if nothing helps, --allow-refused 0.67 goes on without them");
        assertThat(read("customer,at\na,2026-01-01\nb,2026-01-01\nc,2026-01-01\n" + bad, USES, 0.05)
                        .refusal())
                .endsWith(", or go on without them with --allow-refused 0.25");
    }

    @Test
    void rowsOfOneIdThatDifferAreToldWhatTheyMayBe() {
        Told told = read("customer,at,id\na,2026-01-01,1\na,2026-01-02,1\nb,2026-01-02,2\n", USES, 0.05);
        assertThat(told.text())
                .contains("give --add-up id", "--repeated-ids last", "--repeated-ids refuse names their lines");
        assertThat(told.refusal()).contains("--add-up id, --repeated-ids or another --map id=COLUMN");
    }

    @Test
    void idsThatAreAlikeMayBeMerged() {
        assertThat(read("customer,at\nAnn@x.example,2026-01-01\nann@x.example,2026-01-02\n", USES, 0)
                        .text())
                .contains("Tell which id is which other one's with --merged-customers FILE");
    }

    @Test
    void aFileThatIsThereTwiceIsTold() {
        Path one = TestFiles.file(folder, "a.csv", "customer,at\na,2026-01-01\nb,2026-01-01\n");
        Path copy = TestFiles.file(folder, "b.csv", "customer,at\na,2026-01-01\nb,2026-01-01\n");
        Path other = TestFiles.file(folder, "c.csv", "customer,at\na,2026-01-03\nb,2026-01-04\n");
        assertThat(Told.ofAll(List.of(one, copy, other), USES).text())
                .contains("2 rows have no id and are equal to others, as many as a whole file has: is one of them there"
                        + " twice? --repeated-ids identical leaves out equal rows");
        assertThat(Told.ofAll(List.of(one, other), USES).text()).doesNotContain("there twice");
    }

    @Test
    void whatIsToldOfSeveralFilesIsToldOnce() {
        String text = "customer,at\na,2026-01-0";
        Path one = TestFiles.file(folder, "a.csv", text + "1 10:00\n");
        Path other = TestFiles.file(folder, "b.csv", text + "2 10:00\n");
        assertThat(Told.ofAll(List.of(one, other), USES).lines())
                .filteredOn(line -> line.contains("no offset"))
                .containsExactly(
                        "note: a.csv and 1 more: 2 times have no offset and are read as UTC; --zone to change");
    }

    @Test
    void aSumBelowRowsThatAreAllRefusedIsNoRowEither() {
        String text = "customer,at,value\na,2026-01-01,\"1,50\"\nb,2026-01-02,\"2,50\"\nTotal,,\"4,00\"\n";
        assertThat(read(text, USES, 0.05).text())
                .contains("left out what is behind the last row: 'Total 4,00'")
                .doesNotContain("at is empty");
    }

    @Test
    void elementsOfAnArrayAreCalledByTheirNumbers() {
        Path file = TestFiles.file(
                folder,
                "in.json",
                "[{\"customer\": \"a\", \"at\": \"2026-01-01\"}, {\"customer\": \"b\", \"at\": \"soon\"}]");
        assertThat(Told.of(file, USES).text()).contains("in.json element 2 on line 1: column at: 'soon'");
    }

    private static final String PAGE = "{\"count\": 2, \"tickets\": [{\"requester\": \"u1\", \"at\": \"2026-01-01\"},"
            + " {\"requester\": \"u2\", \"at\": \"2026-01-02\"}], \"users\": [{\"id\": \"u1\", \"at\": \"2026-02-01\"}]}";

    @Test
    void ofSeveralArraysOfAPageItIsToldWhichIsReadAndOneMayBeChosen() {
        Path file = TestFiles.file(folder, "page.json", PAGE);
        Mapping tickets =
                USES.toBuilder().map(Field.CUSTOMER, Origin.column("requester")).build();
        Told told = Told.of(file, tickets);
        assertThat(told.interactions()).hasSize(2);
        assertThat(told.text())
                .contains(
                        "page.json: its pages have rows in tickets, which are read, and in users; --sheet NAME chooses");
        Mapping users = USES.toBuilder()
                .map(Field.CUSTOMER, Origin.column("id"))
                .layout(Layout.usual().withSheet("users"))
                .build();
        assertThat(Told.of(file, users).interactions()).containsExactly("u1 2026-02-01T00:00:00Z USE UNKNOWN");
        assertThat(Inspection.of(file).format())
                .hasValue("JSON; its pages have rows in tickets, which are read, and in users; --sheet NAME chooses");
        assertThat(Inspection.of(file).toString()).contains("requester").doesNotContain("count");
        Mapping none = USES.toBuilder().layout(Layout.usual().withSheet("user")).build();
        assertThatThrownBy(() -> Told.of(file, none))
                .isInstanceOf(MappingRefused.class)
                .hasMessage(
                        "no member 'user' of the first object has rows, which --sheet names; such are tickets, users");
    }

    @Test
    void aRowWithTwoArraysIsNoPage() {
        Path file = TestFiles.file(
                folder,
                "order.json",
                "{\"id\": 1, \"customer\": \"a\", \"at\": \"2026-01-01\", \"items\": [{\"sku\": 1}, {\"sku\": 2}], \"taxes\":"
                        + " [{\"rate\": 1}]}");
        assertThat(Inspection.of(file).format()).hasValue("JSON");
        assertThat(Inspection.of(file).toString()).contains("customer");
        assertThat(Told.of(file, USES).interactions()).hasSize(1);
    }

    @Test
    void aLookUpInAMappingIsAJoin() {
        assertThatThrownBy(() -> Mapping.ofToml("lookup = \"a=b.csv\"\n"))
                .isInstanceOf(MappingRefused.class)
                .hasMessageContaining("Look-ups are joins, each a table [[join]] with column = \"COLUMN\", file =");
    }
}

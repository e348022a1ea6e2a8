package io.engagement.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.engagement.history.InteractionLog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows of customers that were merged are those of the one that remained. */
class MergedCustomersTest {
    private static final Mapping PURCHASES =
            Mapping.builder().map(Field.PURPOSE, Origin.constant("PURCHASE")).build();
    private static final String ROWS = "customer,at\na,2026-01-01\n b ,2026-01-02\nc,2026-01-03\nd,2026-01-04\n";

    @TempDir
    private Path folder = Path.of("");

    private Path file(String name, String text) {
        return TestFiles.file(folder, name, text);
    }

    private Mapping merging(String text) {
        return PURCHASES.toBuilder()
                .mergedCustomers(new MergedCustomers(file("merged.csv", text), "", ""))
                .build();
    }

    private List<String> customers(Told told) {
        return told.interactions().stream().map(each -> each.substring(0, 1)).toList();
    }

    @Test
    void mergesAreFollowedToTheCustomerThatRemainedInTheEnd() {
        Told told = Told.of(file("in.csv", ROWS), merging("old,new\na,b\nb,c\nx,a\nd,\nc,c\n"));
        assertThat(customers(told)).containsExactly("c", "c", "c", "d");
        assertThat(told.text())
                .contains("4 accepted", " 0 refused")
                .contains("in.csv: 2 rows of 2 merged customers are read as those of the ones that remained")
                .contains("1 customer ids had blanks around them");
    }

    @Test
    void columnsOfALargerFileAreNamed() {
        Path contacts = file("contacts.csv", "Name,MasterRecordId,Id\nx,003B,003A\ny,,003B\n");
        Mapping mapping = PURCHASES.toBuilder()
                .mergedCustomers(MergedCustomers.parse("Id:MasterRecordId=" + contacts))
                .build();
        Told told = Told.of(file("in.csv", "customer,at,id\n003A,2026-01-01,7\n003B,2026-01-01,7\n"), mapping);
        assertThat(told.interactions()).containsExactly("003B 2026-01-01T00:00:00Z PURCHASE UNKNOWN");
        assertThat(told.text()).contains("1 duplicates left out");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a,b;b,a | customers are merged in a circle: ",
                "a,b;b,c;c,d;d,b | . Leave out the row of the one that remained",
                "a,b;a,c | merged.csv: customer 'a' was merged into 'b' and into 'c'",
                "a | line 2: 1 fields, the header has 2",
                "a,\"b | line 2: the quote that opens field 2 is not closed"
            })
    void mergesThatCannotBeAreRefusedByName(String rows, String why) {
        Mapping mapping = merging("old,new\n" + rows.replace(';', '\n') + "\n");
        assertThat(Told.of(file("in.csv", ROWS), mapping).refusal()).contains(why);
    }

    @Test
    void whoIsInACircleIsNamed() {
        assertThat(Told.of(file("in.csv", ROWS), merging("old,new\nx,a\na,b\nb,a\n"))
                        .refusal())
                .matches(
                        "customers are merged in a circle: ('a' into 'b' into 'a'|'b' into 'a' into 'b')\\. Leave out .*");
    }

    @Test
    void aFileOfMoreColumnsNeedsTheirNames() {
        assertThat(Told.of(file("in.csv", ROWS), merging("old,new,when\na,b,x\n"))
                        .refusal())
                .contains("merged.csv has 3 columns, [old, new, when]: say which has the old and which the new id, with"
                        + " --merged-customers OLD:NEW=FILE");
        Mapping wrong = PURCHASES.toBuilder()
                .mergedCustomers(MergedCustomers.parse("alt:new=" + folder.resolve("merged.csv")))
                .build();
        assertThat(Told.of(file("in.csv", ROWS), wrong).refusal())
                .contains("merged.csv has no column 'alt'; its columns are [old, new, when]");
        assertThatThrownBy(() -> MergedCustomers.parse("a:=x.csv")).isInstanceOf(MappingRefused.class);
        assertThatThrownBy(() -> MergedCustomers.parse("")).isInstanceOf(MappingRefused.class);
    }

    @Test
    void aTableOfOtherIdsIsTold() {
        assertThat(Told.of(file("in.csv", ROWS), merging("old,new\nq,r\n")).text())
                .contains("no row is of a customer whom --merged-customers names: are both ids of one kind?");
    }

    @Test
    void customersOfFilesAndOfOtherSourcesAreMergedToo() {
        Reading reading = Reading.with(TestFiles.CLOCK, 2);
        reading.add(CsvFile.of(file("other.csv", "customer,at\nb,2026-02-01\n")), PURCHASES, rows -> {});
        reading.add(CsvFile.of(file("in.csv", ROWS)), merging("old,new\na,b\nb,c\n"), rows -> {});
        CustomersFile.of(
                        List.of(CsvFile.of(file("customers.csv", "customer,country\na,DE\nc,DE\ne,FR\n"))),
                        new CustomerMapping(Mapping.empty(), Map.of()),
                        TestFiles.CLOCK,
                        List.of())
                .forEach(reading::add);
        List<String> lines = new ArrayList<>();
        InteractionLog log = reading.load(Strictness.usual(), report -> lines.addAll(report.lines()));
        assertThat(log.customers()).isEqualTo(3);
        assertThat(log.size()).isEqualTo(5);
        assertThat(String.join("\n", lines)).contains("5 accepted");
    }
}

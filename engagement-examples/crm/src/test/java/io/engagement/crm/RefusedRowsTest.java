package io.engagement.crm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.engagement.connect.DataRefused;
import io.engagement.connect.Report;
import io.engagement.domain.InitiatorCounts;
import io.engagement.history.LoadReport;
import io.engagement.history.LoadReport.Refusal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RefusedRowsTest {
    private static final Map<String, Long> ALL = Map.of("orders", 20_000L, "tickets", 1_000L, "customers", 900_000L);

    private static RefusedRows read(long accepted, long refused, long conflicts) {
        RefusedRows rows = new RefusedRows();
        Map<String, Refusal> why = Map.of("it is broken", new Refusal(1, List.of("row 7")));
        rows.add(new Report(
                new LoadReport(
                        accepted,
                        0,
                        0,
                        InitiatorCounts.NONE,
                        Map.of("same id", new Refusal(conflicts, List.of("row 9")))),
                0,
                0,
                0,
                List.of(new Report.Interactions("orders", accepted, refused, why)),
                List.of(),
                List.of()));
        return rows;
    }

    @Test
    void fewRowsOfANightAreJudgedAmongAll() {
        assertThatCode(() -> read(20, 10, 0).check(ALL)).doesNotThrowAnyException();
        assertThatThrownBy(() -> read(20, 10, 0).check(Map.of())).isInstanceOf(DataRefused.class);
    }

    @Test
    void hundredsOfRowsOfANightAreJudgedByThemselves() {
        assertThatThrownBy(() -> read(400, 100, 0).check(ALL))
                .isInstanceOf(DataRefused.class)
                .hasMessageStartingWith("orders: 100 of 500 rows cannot be used")
                .hasMessageContaining("The first is row 7");
        assertThatCode(() -> read(500, 20, 0).check(ALL)).doesNotThrowAnyException();
    }

    @Test
    void idsOfTwoMeaningsAreJudgedAmongTheRowsOfFeeds() {
        assertThatCode(() -> read(400, 0, 1_050).check(ALL)).doesNotThrowAnyException();
        assertThatThrownBy(() -> read(400, 0, 1_060).check(ALL))
                .isInstanceOf(DataRefused.class)
                .hasMessageStartingWith("all feeds: 1060 of 21000 rows");
    }

    @Test
    void ofAFewRowsNoNotesAreTold() {
        LoadReport log =
                new LoadReport(1, 0, 0, InitiatorCounts.NONE, Map.of("same id", new Refusal(1, List.of("row 9"))));
        Report report = new Report(log, 0, 0, 0, List.of(), List.of(), List.of("no row has it"));
        assertThat(PartReader.told(report, Contacts.all()).lines()).contains("note: no row has it");
        assertThat(PartReader.told(report, Contacts.ofPart(1)).lines())
                .noneMatch(line -> line.contains("no row has it"))
                .anyMatch(line -> line.contains("row 9"));
    }
}

package io.engagement.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.engagement.domain.Actor;
import io.engagement.domain.Channel;
import io.engagement.domain.Direction;
import io.engagement.domain.Initiator;
import io.engagement.domain.InitiatorCounts;
import io.engagement.domain.Interaction;
import io.engagement.domain.InteractionKind;
import io.engagement.domain.Purpose;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LoadReportTest {
    private static final Interaction BUY = Interaction.of(
                    "c", Instant.parse("2026-03-01T00:00:00Z"), Channel.WEB, Initiator.CUSTOMER, Purpose.PURCHASE)
            .withId("x");

    @Test
    void severalRowsMayBeRefusedForOneFault() {
        LoadReport report = InteractionLog.builder()
                .refuse("quotes are wrong", "rows 3 to 9", 7)
                .refuse("quotes are wrong", "row 12")
                .build()
                .loadReport();
        assertThat(report.refused()).isEqualTo(8);
        assertThat(report.refusals().get("quotes are wrong"))
                .isEqualTo(new LoadReport.Refusal(8, List.of("rows 3 to 9", "row 12")));
        assertThatThrownBy(() -> InteractionLog.builder().refuse("bad", "none", 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("count of refused rows must be positive, was 0");
    }

    @Test
    void theSummaryIsReadAsItStands() {
        InteractionLog.Builder builder = InteractionLog.builder()
                .add(BUY)
                .add(BUY)
                .refuse("date is not a date", "row 7: date 31/31/2026")
                .refuse("date is not a date", "row 9: date never");
        assertThat(builder.build().loadReport().summary()).isEqualTo("""
                        1 accepted, 1 duplicates by id left out, 0 identical without id kept, 2 refused
                        initiators: 1 given, 0 inferred from threads, 0 unknown
                          2 x date is not a date
                              row 7: date 31/31/2026
                              row 9: date never
                        """);
    }

    @Test
    void aReportCannotBeChangedFromOutside() {
        List<String> rows = new ArrayList<>(List.of("row 1"));
        LoadReport.Refusal refusal = new LoadReport.Refusal(1, rows);
        Map<String, LoadReport.Refusal> refusals = new LinkedHashMap<>(Map.of("why", refusal));
        LoadReport report = new LoadReport(0, 0, 0, InitiatorCounts.NONE, refusals);
        rows.add("row 2");
        refusals.clear();
        assertThat(report.refusals()).containsOnlyKeys("why");
        assertThat(refusal.firstRows()).containsExactly("row 1");
        assertThatThrownBy(() -> report.refusals().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void everyRowIsAcceptedADuplicateOrRefused() {
        LoadReport report = InteractionLog.builder()
                .add(BUY)
                .add(BUY)
                .add(BUY.withId("y"))
                .add(BUY.withId("z"))
                .add(BUY.withId("z").withValue(1))
                .refuse("bad", "row 6")
                .buildRefusingConflicts()
                .loadReport();
        assertThat(report.accepted()).isEqualTo(2);
        assertThat(report.duplicates()).isEqualTo(1);
        assertThat(report.refused()).isEqualTo(3);
    }

    @Test
    void aConflictNamesTheIdAndBothRowsWithEveryFieldThatTheyHave() {
        Interaction full = BUY.withValue(1.5)
                .withCost(2)
                .withSatisfaction(0.5)
                .withDuration(Duration.ofSeconds(90))
                .withInReplyTo("w")
                .withConversation("t")
                .withDepartment("sales")
                .withDirection(Direction.INBOUND)
                .withActor(Actor.MACHINE);
        InteractionLog.Builder builder = InteractionLog.builder().add(full).add(BUY);
        assertThatIllegalArgumentException()
                .isThrownBy(builder::build)
                .withMessage("the same id stands for different interactions: id x is "
                        + "customer c at 2026-03-01T00:00:00Z, PURCHASE through web by CUSTOMER and "
                        + "customer c at 2026-03-01T00:00:00Z, PURCHASE through web by CUSTOMER, direction INBOUND, "
                        + "actor MACHINE, department sales, value 1.5, cost 2.0, satisfaction 0.5, duration PT1M30S, "
                        + "in reply to w, conversation t; buildRefusingConflicts() leaves such rows out");
    }

    @Test
    void buildingTwiceTellsTheSameTwice() {
        InteractionLog.Builder builder =
                InteractionLog.builder().add(BUY).add(BUY.withValue(1)).refuse("bad", "row 3");
        LoadReport first = builder.buildRefusingConflicts().loadReport();
        assertThat(builder.buildRefusingConflicts().loadReport()).isEqualTo(first);
        assertThat(first.refused()).isEqualTo(3);
    }

    @Test
    void aCustomerOfWhomEverythingWasRefusedIsNotInTheLog() {
        InteractionLog log = InteractionLog.builder()
                .add(BUY)
                .add(BUY.withValue(1))
                .add(Interaction.of("d", BUY.at(), BUY.kind()))
                .buildRefusingConflicts();
        assertThat(log.customers()).isEqualTo(1);
        assertThat(log).isEqualTo(log.without("c"));
    }

    @Test
    void aMergedLogTellsOfBothLoads() {
        InteractionLog.Builder one = InteractionLog.builder().add(BUY).add(BUY);
        InteractionLog.Builder other = InteractionLog.builder().add(BUY).refuse("late", "other row");
        IntStream.range(0, 4).forEach(i -> one.refuse("bad", "row " + i));
        IntStream.range(4, 8).forEach(i -> other.refuse("bad", "row " + i));
        LoadReport merged = one.build().merge(other.build()).loadReport();
        assertThat(merged.accepted()).isEqualTo(1);
        assertThat(merged.duplicates()).isEqualTo(2);
        assertThat(merged.refused()).isEqualTo(9);
        assertThat(merged.refusals().get("bad"))
                .isEqualTo(new LoadReport.Refusal(8, List.of("row 0", "row 1", "row 2", "row 3", "row 4")));
    }

    @Test
    void aLogWithoutACustomerTellsNothingOfTheirRows() {
        InteractionLog log = InteractionLog.builder()
                .add(BUY)
                .refuse("bad", "row 2 of customer c")
                .build();
        assertThat(log.without("c").loadReport()).isEqualTo(new LoadReport(0, 0, 0, InitiatorCounts.NONE, Map.of()));
    }

    @Test
    void whatHidesOrTurnsATextRoundIsEscapedInTheSummary() {
        String hidden = "\u202e\u200b\ufeff\u2066\u00ad\u0085\ud800" + Character.toString(0xE0041);
        LoadReport report = InteractionLog.builder()
                .refuse("bad", "a" + hidden + "é€😀")
                .build()
                .loadReport();
        assertThat(report.summary())
                .endsWith("      a\\u202e\\u200b\\ufeff\\u2066\\u00ad\\u0085\\ud800\\udb40\\udc41é€😀\n");
    }

    @Test
    void aRowOfSeveralLinesIsOneInTheSummary() {
        LoadReport report = InteractionLog.builder()
                .refuse("no\rdate", "row 7: a\nrow 8: forged\u2028\u001b[2J")
                .build()
                .loadReport();
        assertThat(report.summary().lines())
                .containsExactly(
                        "0 accepted, 0 duplicates by id left out, 0 identical without id kept, 1 refused",
                        "initiators: 0 given, 0 inferred from threads, 0 unknown",
                        "  1 x no\\u000ddate",
                        "      row 7: a\\u000arow 8: forged\\u2028\\u001b[2J");
        assertThat(report.refusals())
                .containsEntry(
                        "no\rdate", new LoadReport.Refusal(1, List.of("row 7: a\nrow 8: forged\u2028\u001b[2J")));
    }

    @Test
    void initiatorsAreCountedAsGivenInferredAndUnknown() {
        Interaction mail = BUY.withKind(InteractionKind.of(Channel.EMAIL, Initiator.UNKNOWN, Purpose.QUESTION));
        InteractionLog log = InteractionLog.builder()
                .add(BUY)
                .add(mail.withId("m1").withInReplyTo("missing"))
                .add(mail.withId("m2").withInReplyTo("y"))
                .add(BUY.withId("y"))
                .build();
        assertThat(log.loadReport().initiators()).isEqualTo(new InitiatorCounts(2, 1, 1));
        assertThat(log.loadReport().summary()).contains("initiators: 2 given, 1 inferred from threads, 1 unknown");
        assertThat(log.asOf(BUY.at()).initiators()).isEqualTo(new InitiatorCounts(2, 1, 1));
        assertThat(log.asOf(BUY.at().minusSeconds(1)).initiators()).isEqualTo(InitiatorCounts.NONE);
        assertThat(log.without("nobody").loadReport().initiators()).isEqualTo(new InitiatorCounts(2, 1, 1));
    }
}

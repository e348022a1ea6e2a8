package io.engagement.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.engagement.domain.TimeScale;
import io.engagement.measure.MeasureTable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScoreComparisonTest {
    private static final Instant MONDAY = Instant.parse("2026-01-05T00:00:00Z");
    private static final Scorer DAYS = Scorer.of("days", Scale.COUNT, ScoreTables.SILENCE, days -> days);

    private static ScoreTable table(Instant asOf, List<String> ids, double... silences) {
        return ScoringPlan.of(DAYS)
                .score(MeasureTable.ofColumns(asOf, TimeScale.DAYS, ids, Map.of(ScoreTables.SILENCE, silences)));
    }

    private static final ScoreTable BEFORE =
            table(MONDAY, List.of("a", "b", "c", "d", "gone", "e"), 1, 5, 5, Double.NaN, 4, 3);
    private static final ScoreTable NOW =
            table(MONDAY.plus(Duration.ofDays(7)), List.of("new", "e", "d", "c", "b", "a"), 2, 3, 8, 3, 7, 8);

    @Test
    void whoMovedComesWithTheLargestChangeFirstAndEqualOnesById() {
        List<ScoreComparison.Move> moves = NOW.compare(BEFORE).moves("days", 9);

        assertThat(moves).extracting(ScoreComparison.Move::customerId).containsExactly("a", "b", "c", "d");
        assertThat(moves).extracting(move -> move.change().amount()).containsExactly(7.0, 2.0, -2.0, Double.NaN);
        assertThat(NOW.compare(BEFORE).moves("days", 2)).isEqualTo(moves.subList(0, 2));
    }

    @Test
    void aMoveSaysWhy() {
        ScoreChange change = NOW.compare(BEFORE).change("a", "days").orElseThrow();

        assertThat(change.reason())
                .startsWith("Days up from 1 to 8: ")
                .contains(" 8 days")
                .contains("(before: ");
        assertThat(change).isEqualTo(NOW.explain(5, "days").difference(BEFORE.explain(0, "days")));
    }

    @Test
    void newAndGoneCustomersAreTold() {
        assertThat(NOW.compare(BEFORE).appeared()).containsExactly("new");
        assertThat(NOW.compare(BEFORE).gone()).containsExactly("gone");
    }

    @Test
    void whatIsMisspeltIsRefusedNotEmpty() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NOW.compare(BEFORE).moves("day", 3))
                .withMessage("there is no score 'day': did you mean 'days'? there are [days]");
        assertThatIllegalArgumentException()
                .as("whether the customer is known or not")
                .isThrownBy(() -> NOW.compare(BEFORE).change("gone", "day"))
                .withMessageStartingWith("there is no score 'day'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NOW.compare(BEFORE).moves("days", -1))
                .withMessage("most must not be negative, was -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BEFORE.compare(NOW))
                .withMessageContaining("must not be later");
    }

    @Test
    void aCustomersRowIsFoundById() {
        assertThat(NOW.row("d")).hasValue(2);
        assertThat(NOW.row("A")).isEmpty();
        assertThat(NOW.row("gone")).isEmpty();
        assertThat(BEFORE.row("gone")).isPresent();
        assertThat(NOW.compare(BEFORE).change("gone", "days")).isEmpty();
    }

    @Test
    void equalScoresShareARankInWhateverOrderTheRowsAre() {
        assertThat(BEFORE.ranks("days")).containsExactly(5, 1, 1, Double.NaN, 3, 4);
        assertThat(NOW.ranks("days")).containsExactly(6, 4, 1, 4, 3, 1);
    }

    @Test
    void bandsHoldEquallyManyAndEqualScoresStayTogether() {
        assertThat(BEFORE.bands("days", 2)).containsExactly(2, 1, 1, Double.NaN, 1, 2);
        assertThat(NOW.bands("days", 3)).containsExactly(3, 2, 1, 2, 2, 1);
        assertThat(NOW.bands("days", 1)).containsOnly(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NOW.bands("days", 0))
                .withMessage("count of bands must be at least 1, was 0");
    }

    @Test
    void namedBandsListTheirCustomersEmptyOnesToo() {
        Map<String, List<Integer>> rows = BEFORE.bands("days", Bands.of(List.of("awake", "sleepy", "lost"), 4, 100));

        assertThat(rows.keySet()).containsExactly("awake", "sleepy", "lost");
        assertThat(rows).containsEntry("awake", List.of(0, 5)).containsEntry("sleepy", List.of(1, 2, 4));
        assertThat(rows.get("lost")).isEmpty();
    }
}

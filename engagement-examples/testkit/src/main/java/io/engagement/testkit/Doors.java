package io.engagement.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.domain.TimeScale;
import io.engagement.history.LogView;
import io.engagement.live.LiveStore;
import io.engagement.measure.MeasureTable;
import io.engagement.score.Contribution;
import io.engagement.score.Explanation;
import io.engagement.score.RowScorer;
import io.engagement.score.ScoreTable;
import io.engagement.score.Scorer;
import io.engagement.score.ScoringPlan;
import java.time.Clock;
import java.time.ZoneOffset;

/** One scorer and all its doors. */
final class Doors {
    private final Scorer scorer;
    private final LogView view;

    Doors(Scorer scorer, LogView view) {
        this.scorer = scorer;
        this.view = view;
    }

    /** In a table, alone and live; explained, and why not where there is none. */
    void assertOneScore() {
        TimeScale scale = scorer.timeScale().orElse(TimeScale.DAYS);
        MeasureTable table = MeasureTable.of(view, scale, scorer.inputs());
        RowScorer rows = scorer.prepare(table);
        double[] scores = column(scorer, table);
        ScoreTable plan = ScoringPlan.of(scorer).score(view);
        ScoreTable live = live();
        for (int row = 0; row < scores.length; row++) {
            String of = scorer.name() + " of " + table.customerId(row);
            assertSameBits(rows.score(row), scores[row], of + " alone in its row");
            assertSameBits(scorer.score(view.history(row)), scores[row], of + " by its history");
            assertSameBits(scorer.explain(view.history(row)).value(), scores[row], of + " by its history, explained");
            assertSameBits(plan.get(row, scorer.name()), scores[row], of + " in a plan");
            assertSameBits(
                    live.get(live.row(table.customerId(row)).orElseThrow(), scorer.name()),
                    scores[row],
                    of + " in a live store");
            Explanation why = rows.explain(row);
            assertSameBits(why.value(), scores[row], of + " explained");
            assertAddsUp(why, of);
        }
    }

    private ScoreTable live() {
        LiveStore store = LiveStore.of(scorer)
                .withClock(Clock.fixed(view.asOf(), ZoneOffset.UTC))
                .open();
        store.addAll(view);
        return store.scores();
    }

    static double[] column(Scorer scorer, MeasureTable table) {
        double[] scores = new double[table.size()];
        scorer.prepare(table).score(0, scores.length, scores);
        return scores;
    }

    static void assertSameBits(double actual, double expected, String what) {
        assertThat(Double.doubleToLongBits(actual))
                .as("%s is %s, in the column %s: all doors must end in the same kernel", what, actual, expected)
                .isEqualTo(Double.doubleToLongBits(expected));
    }

    /** Within 4 ulp of the largest term; what does not exist has a reason and nothing to add. */
    static void assertAddsUp(Explanation why, String who) {
        assertThat(why.reason())
                .as("reason of %s: say it in words, without NaN", who)
                .isNotBlank()
                .doesNotContain("NaN");
        if (Double.isNaN(why.value())) {
            assertThat(why.baseline()).as(Advice.NONE, who).isNaN();
            assertThat(why.contributions()).as(Advice.NONE, who).isEmpty();
        }
        if (!Double.isNaN(why.baseline())) {
            double sum = why.contributions().stream()
                    .mapToDouble(Contribution::amount)
                    .sum();
            double size = why.contributions().stream()
                    .mapToDouble(each -> Math.abs(each.amount()))
                    .reduce(Math.max(Math.abs(why.baseline()), Math.abs(why.value())), Math::max);
            double lack = why.value() - why.baseline() - sum;
            if (!(Math.abs(lack) <= 4 * Math.ulp(size))) {
                throw Shown.broken(
                        "baseline and contributions add up to the score, and lack " + lack + ", of " + who,
                        Shown.sum(why),
                        Advice.AMOUNTS);
            }
        }
    }
}

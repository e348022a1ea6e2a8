package io.engagement.initiative;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.fit.FitException;
import io.engagement.fit.Fitted;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.live.LiveStore;
import io.engagement.measure.MeasureTable;
import io.engagement.measure.PurchaseDefinition;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SilenceHabitTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private static Interaction act(String customer, double daysAgo) {
        return Interaction.of(
                customer,
                NOW.minus(Duration.ofSeconds(Math.round(daysAgo * 86_400))),
                Channel.WEB,
                Initiator.CUSTOMER,
                Purpose.USE);
    }

    /** Customers whose mean gaps are log-normal around 20 days. */
    private static List<Interaction> base(int customers, double t, double s) {
        SplittableRandom random = new SplittableRandom(5);
        List<Interaction> rows = new ArrayList<>();
        for (int i = 0; i < customers; i++) {
            double mean = Math.log(20) + t * random.nextGaussian();
            double daysAgo = 0.1 + random.nextDouble(5);
            for (int j = 0; j < 3 + i % 10; j++) {
                rows.add(act("c" + i, daysAgo));
                // Of whole days, as gaps are between days.
                daysAgo += Math.max(1, Math.rint(Math.exp(mean + s * random.nextGaussian())));
            }
        }
        return rows;
    }

    private static LogView view(List<Interaction> rows) {
        InteractionLog.Builder log = InteractionLog.builder();
        rows.forEach(log::add);
        return log.build().asOf(NOW);
    }

    @Test
    void aFitRecoversTheHabit() {
        Fitted<SilenceHabit> fitted = SilenceHabit.fit(view(base(3000, 0.6, 0.4)), ZoneOffset.UTC);

        assertThat(fitted.converged()).isTrue();
        assertThat(fitted.model().m()).isCloseTo(Math.log(20), within(4 * fitted.standardError("m") + 0.01));
        assertThat(fitted.model().t()).isCloseTo(0.6, within(0.03));
        assertThat(fitted.model().s()).isCloseTo(0.4, within(0.02));
        assertThat(SilenceHabit.FAMILY.readFitted(fitted.toText()).toText()).isEqualTo(fitted.toText());
    }

    @Test
    void theGradientIsThatOfDifferences() {
        HabitLikelihood likelihood = new HabitLikelihood(new double[] {1, 4, 9}, new double[] {2, 3.5, 1}, 6.5);
        double[] at = {2.2, -0.3, 0.2};
        double[] gradient = new double[3];
        likelihood.valueAndGradient(at, gradient);

        for (int i = 0; i < 3; i++) {
            double[] up = at.clone();
            double[] down = at.clone();
            up[i] += 1e-6;
            down[i] -= 1e-6;
            double slope =
                    (likelihood.valueAndGradient(up, new double[3]) - likelihood.valueAndGradient(down, new double[3]))
                            / 2e-6;
            assertThat(gradient[i]).isCloseTo(slope, within(1e-6));
        }
    }

    @Test
    void theSameSilenceIsUnusualForTheTalkativeAndUsualForTheQuiet() {
        SilenceHabit habit = SilenceHabit.of(Math.log(20), 1, 0.5);

        assertThat(habit.unusualness(12, 3, 30)).isGreaterThan(0.99);
        assertThat(habit.unusualness(12, 90, 30)).isLessThan(0.05);
        assertThat(habit.unusualness(0, Double.NaN, 20)).isCloseTo(0.5, within(1e-12));
        assertThat(habit.unusualness(5, 10, 0)).isZero();
    }

    @Test
    void theLimitOfASilenceIsWhereUnusualnessReachesTheShare() {
        SilenceHabit habit = SilenceHabit.of(Math.log(20), 1, 0.5);

        for (double share : new double[] {0.1, 0.5, 0.9, 0.99}) {
            assertThat(habit.unusualness(12, 3, habit.longestSilence(share, 12, 3)))
                    .isCloseTo(share, within(1e-12));
            assertThat(habit.unusualness(0, Double.NaN, habit.longestSilence(share, 0, Double.NaN)))
                    .isCloseTo(share, within(1e-12));
        }
        assertThatThrownBy(() -> habit.longestSilence(1, 0, Double.NaN))
                .hasMessageContaining("between 0 and 1, such as 0.9, was 1.0");
    }

    @Test
    void theHabitOfPurchasesIsNotThatOfOtherActs() {
        List<Interaction> rows = new ArrayList<>(base(200, 0.6, 0.4));
        for (int i = 0; i < 200; i++) {
            for (int j = 1; j < 5; j++) {
                rows.add(Interaction.of(
                        "c" + i,
                        NOW.minus(Duration.ofDays(50L * j + i % 7 * (j % 3L))),
                        Channel.STORE,
                        Initiator.CUSTOMER,
                        Purpose.PURCHASE));
            }
        }
        PurchaseDefinition bought = PurchaseDefinition.standard();

        SilenceHabit habit = SilenceHabit.fit(view(rows), bought).model();

        assertThat(habit.typicalGap()).isCloseTo(50, within(5.0));
        assertThat(habit.days()).isEqualTo(bought);
        assertThat(SilenceHabit.fit(view(rows), ZoneOffset.UTC).model().typicalGap())
                .isLessThan(20);
    }

    @Test
    void fewGapsAreDrawnToThePopulation() {
        SilenceHabit habit = SilenceHabit.of(Math.log(20), 1, 0.5);

        assertThat(habit.unusualness(1, 3, 30)).isLessThan(habit.unusualness(12, 3, 30));
        assertThat(habit.unusualness(1, 3, 30)).isGreaterThan(habit.unusualness(0, Double.NaN, 30));
    }

    @Test
    void theScoreIsTheSameInTablesOfAnyUnitAloneAndLive() {
        List<Interaction> rows = base(40, 0.8, 0.4);
        rows.add(Interaction.of("mailed", NOW, Channel.EMAIL, Initiator.COMPANY, Purpose.OFFER));
        LogView view = view(rows);
        SilenceScorer scorer = SilenceHabit.fit(view, ZoneOffset.UTC).model().scorer();
        MeasureTable days = MeasureTable.of(view, TimeScale.DAYS, scorer.inputs());
        MeasureTable weeks = MeasureTable.of(view, TimeScale.WEEKS, scorer.inputs());
        LiveStore live =
                LiveStore.of(scorer).withClock(Clock.fixed(NOW, ZoneOffset.UTC)).open();
        rows.stream().sorted(Comparator.comparing(Interaction::at)).forEach(live::add);

        for (int row = 0; row < days.size(); row++) {
            double score = scorer.prepare(days).score(row);
            assertThat(Double.compare(scorer.score(view.history(row)), score)).isZero();
            if (days.customerId(row).equals("mailed")) {
                assertThat(score).isNaN();
                assertThat(scorer.prepare(days).explain(row).reason()).contains("never acted");
            } else {
                assertThat(scorer.prepare(weeks).score(row)).isCloseTo(score, within(1e-12));
                assertThat(live.score(days.customerId(row), scorer.name())).hasValue(score);
                assertThat(scorer.prepare(days).explain(row).value()).isEqualTo(score);
            }
        }
    }

    @Test
    void whoNeverCameBackHasNoHabitToFit() {
        assertThatThrownBy(() -> SilenceHabit.fit(view(List.of(act("a", 3), act("b", 9))), ZoneOffset.UTC))
                .isInstanceOf(FitException.class)
                .hasMessageContaining("0 customers acted on two days");
    }
}

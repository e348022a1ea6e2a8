package io.engagement.outcome.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.measure.Filter;
import io.engagement.outcome.effect.PooledEffect;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExperimentFromLogTest {
    private static final Instant START = Instant.parse("2025-03-01T00:00:00Z");
    private static final Filter BOUGHT = Filter.purpose(Purpose.PURCHASE);
    private static final Duration WEEK = Duration.ofDays(7);
    private static final LogFigure SPEND = new LogFigure("spend", LogFigure.Kind.VALUE, BOUGHT, Duration.ZERO, WEEK);

    private static Interaction bought(String customer, Instant at, double value) {
        return Interaction.of(customer, at, Channel.WEB, Initiator.CUSTOMER, Purpose.PURCHASE)
                .withValue(value);
    }

    private static Assignments two() {
        return Assignments.builder("none")
                .assign("a", "mail", START)
                .assign("b", "none", START)
                .assign("unseen", "none", START)
                .build();
    }

    private static LogView view() {
        return InteractionLog.builder()
                .add(bought("a", START.minusSeconds(1), 1))
                .add(bought("a", START, 2))
                .add(bought("a", START.plus(WEEK).minusMillis(1), 4))
                .add(bought("a", START.plus(WEEK), 8))
                .add(bought("b", START.minus(WEEK), 16))
                .add(Interaction.of("b", START, Channel.WEB, Initiator.CUSTOMER, Purpose.QUESTION))
                .build()
                .asOf(START.plus(Duration.ofDays(30)));
    }

    @Test
    void aWindowBeginsAtItsStartAndEndsBeforeItsEnd() {
        assertThat(SPEND.values(view(), two())).containsExactly(6, 0, 0);
        assertThat(SPEND.shifted(WEEK).values(view(), two())).containsExactly(8, 0, 0);
        assertThat(SPEND.shifted(WEEK.negated()).values(view(), two())).containsExactly(1, 16, 0);
    }

    @Test
    void countsAndSharesCountInteractionsThatPass() {
        assertThat(new LogFigure("n", LogFigure.Kind.COUNT, BOUGHT, Duration.ZERO, WEEK).values(view(), two()))
                .containsExactly(2, 0, 0);
        assertThat(new LogFigure("any", LogFigure.Kind.ANY, BOUGHT, Duration.ZERO, WEEK).values(view(), two()))
                .containsExactly(1, 0, 0);
        assertThat(new LogFigure("asked", LogFigure.Kind.ANY, Filter.purpose(Purpose.QUESTION), Duration.ZERO, WEEK)
                        .values(view(), two()))
                .containsExactly(0, 1, 0);
    }

    @Test
    void aWindowThatIsNotOverIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExperimentData.of(two()).withOutcome(view(), SPEND.shifted(Duration.ofDays(24))))
                .withMessageContaining(
                        "the window of 'spend' of customer 'a', assigned at 2025-03-01T00:00:00Z, ends after the view");
    }

    @Test
    void anOutcomeFromBeforeAndACovariateFromAfterTheContactAreRefused() {
        ExperimentData data = ExperimentData.of(two());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> data.withOutcome(view(), SPEND.shifted(Duration.ofDays(-1))))
                .withMessageContaining("begins PT24H before the assignment: what was before is no outcome");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> data.withCovariate(view(), SPEND.shifted(Duration.ofDays(-6))))
                .withMessageContaining("covariate 'spend' goes on for PT24H after the assignment");
        assertThat(data.withCovariate(view(), SPEND.shifted(WEEK.negated())).covariates())
                .containsExactly("spend");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LogFigure("x", LogFigure.Kind.ANY, BOUGHT, WEEK, WEEK))
                .withMessage("the window of 'x' must end after it begins, was from PT168H to PT168H");
    }

    private static LogView random(Assignments assignments, double effect) {
        Random random = new Random(4);
        InteractionLog.Builder log = InteractionLog.builder();
        for (int row = 0; row < assignments.size(); row++) {
            for (int day = -28; day < 7; day++) {
                double chance = day >= 0 && assignments.arm(row) > 0 ? 0.2 + effect : 0.2;
                if (random.nextDouble() < chance) {
                    log.add(bought(assignments.customer(row), START.plus(Duration.ofDays(day)), 10));
                }
            }
        }
        return log.build().asOf(START.plus(Duration.ofDays(8)));
    }

    private static Assignments drawn(int customers) {
        Randomization arms = Randomization.of(ExperimentKey.of("spring", "0123456789abcdef"), ArmShares.heldOut(0.5));
        return arms.assign(IntStream.range(0, customers).mapToObj(i -> "c" + i).toList(), START);
    }

    @Test
    void anExperimentIsReadFromALogAndItsShiftedDatesShowNothing() {
        Assignments arms = drawn(2000);
        LogView view = random(arms, 0.1);
        ExperimentData data = ExperimentData.of(arms)
                .withOutcome(view, SPEND)
                .withCovariate(
                        view,
                        new LogFigure(
                                "spend before", LogFigure.Kind.VALUE, BOUGHT, Duration.ofDays(-28), Duration.ZERO));
        ExperimentReading reading =
                ExperimentReading.of(data, ReadingRules.atEnd().withPlannedShares(ArmShares.heldOut(0.5)));
        SelfTest.Shifted shifted = SelfTest.shifted(view, arms, "treated", SPEND, 4);

        assertThat(reading.effects()).singleElement().satisfies(effect -> {
            assertThat(effect.finding()).isEqualTo(ExperimentReading.Finding.MORE);
            assertThat(effect.interval().contains(7)).isTrue();
        });
        assertThat(reading.warnings()).isEmpty();
        assertThat(shifted.windows()).hasSize(4);
        assertThat(shifted.pValue()).isGreaterThan(0.05);
    }

    /** Customers who buy about as much in each window: four windows are hardly more evidence than one. */
    @Test
    void shiftedDatesOfCustomersWithHabitsAlarmAsSeldomAsPromised() {
        int bases = 300;
        int alarms = 0;
        int ofIndependentWindows = 0;
        for (int base = 0; base < bases; base++) {
            Random random = new Random(base);
            InteractionLog.Builder log = InteractionLog.builder();
            Assignments.Builder arms = Assignments.builder("none");
            for (int i = 0; i < 200; i++) {
                double usual = Math.exp(random.nextGaussian());
                arms.assign("c" + i, random.nextBoolean() ? "mail" : "none", START);
                for (int week = 1; week <= 4; week++) {
                    Instant at = START.minus(WEEK.multipliedBy(week)).plusSeconds(60);
                    log.add(bought("c" + i, at, usual * (1 + 0.1 * random.nextDouble())));
                }
            }
            SelfTest.Shifted shifted =
                    SelfTest.shifted(log.build().asOf(START.plus(WEEK)), arms.build(), "mail", SPEND, 4);
            alarms += shifted.pValue() < 0.05 ? 1 : 0;
            ofIndependentWindows += PooledEffect.of(shifted.windows()).effect().pValue() < 0.05 ? 1 : 0;
        }

        assertThat(alarms / (double) bases).isLessThanOrEqualTo(0.05);
        assertThat(ofIndependentWindows / (double) bases).isGreaterThan(0.2);
    }

    @Test
    void datesBeforeAnAssignmentThatWasChosenBySpendShowAnEffect() {
        Assignments.Builder chosen = Assignments.builder("held out");
        Assignments drawn = drawn(2000);
        LogView view = random(drawn, 0);
        double[] before = SPEND.shifted(WEEK.negated()).values(view, drawn);
        for (int row = 0; row < before.length; row++) {
            chosen.assign(drawn.customer(row), before[row] > 10 ? "treated" : "held out", START);
        }

        assertThat(SelfTest.shifted(view, chosen.build(), "treated", SPEND, 2).pValue())
                .isLessThan(1e-6);
        assertThatIllegalArgumentException().isThrownBy(() -> SelfTest.shifted(view, drawn, "treated", SPEND, 0));
    }

    @Test
    void campaignsOfThePastTellWhatTheyCouldHaveShown() {
        InteractionLog.Builder log = InteractionLog.builder();
        Random random = new Random(8);
        for (int i = 0; i < 3000; i++) {
            String customer = "c" + i;
            log.add(bought(customer, START.minus(Duration.ofDays(2)), 50 + 5 * random.nextGaussian()));
            Interaction offer = Interaction.of(customer, START, Channel.EMAIL, Initiator.COMPANY, Purpose.OFFER);
            log.add(offer.withCampaign(i < 60 ? "small" : "large"));
        }
        ExperimentPlan plan = ExperimentPlan.of(3000, 0.1, Power.ofFourFindings(), List.of());
        List<String> past = plan.past(log.build().asOf(START.plus(WEEK)), BOUGHT, WEEK, 0.05)
                .toCsv()
                .lines()
                .toList();

        assertThat(past).hasSize(3);
        assertThat(past.get(0)).isEqualTo("campaign,customers,mean,detectable,detectable_relative,could_show");
        String[] large = past.get(1).split(",");
        assertThat(large).startsWith("large", "2940").endsWith("true");
        assertThat(Double.parseDouble(large[2])).isCloseTo(50, within(1.0));
        assertThat(Double.parseDouble(large[3])).isCloseTo(3.78 * 5 * Math.sqrt(1 / 294.0 + 1 / 2646.0), within(0.1));
        assertThat(past.get(2)).startsWith("small,60,").endsWith(",false");
        assertThatIllegalArgumentException().isThrownBy(() -> plan.past(view(), BOUGHT, Duration.ZERO, 0.05));
        assertThatIllegalArgumentException().isThrownBy(() -> plan.past(view(), BOUGHT, WEEK, 0));
    }
}

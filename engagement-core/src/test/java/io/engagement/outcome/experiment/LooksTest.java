package io.engagement.outcome.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.engagement.outcome.effect.Effect;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LooksTest {
    private static final int LOOKS = 20;
    private static final int BETWEEN = 1000;
    private static final int RUNS = 20_000;

    private interface Alarm {
        boolean rings(int look, Effect effect);
    }

    /** The share of experiments without effect in which any of twenty looks alarms; sqrt(10,000 p (1 - p)) = .15 %. */
    private static double falseAlarms(Alarm alarm) {
        Random random = new Random(20261129);
        int alarms = 0;
        for (int run = 0; run < RUNS; run++) {
            double sum = 0;
            boolean rang = false;
            for (int look = 1; look <= LOOKS; look++) {
                sum += Math.sqrt(BETWEEN) * random.nextGaussian();
                double n = look * BETWEEN;
                rang |= alarm.rings(look, Effect.normal(sum / n, 1 / Math.sqrt(n)));
            }
            alarms += rang ? 1 : 0;
        }
        return (double) alarms / RUNS;
    }

    /** sequential.aa.20looks (exempt): .259, .016, .014, .050 in 2,000 runs. */
    @Test
    void twentyPlannedOrUnplannedLooksAlarmInAtMostFivePercentAndNaiveOnesInAQuarter() {
        PlannedLooks fleming = PlannedLooks.obrienFleming(0.05, LOOKS);
        double[] twentieths =
                IntStream.rangeClosed(1, LOOKS).mapToDouble(k -> k / 20.0).toArray();
        PlannedLooks spending = PlannedLooks.lanDeMets(0.05, twentieths);
        ConfidenceSequence sequence = new ConfidenceSequence(0.95, 5000);
        MixtureRatio mixture = new MixtureRatio(0.03);

        assertThat(falseAlarms((look, effect) -> effect.pValue() < 0.05)).isBetween(0.23, 0.27);
        assertThat(falseAlarms(fleming::isCrossed)).isBetween(0.045, 0.055);
        assertThat(falseAlarms(spending::isCrossed)).isBetween(0.045, 0.055);
        assertThat(falseAlarms((look, effect) ->
                        Math.abs(effect.estimate()) > sequence.halfWidth(effect, (long) look * BETWEEN)))
                .isLessThan(0.03);
        assertThat(falseAlarms((look, effect) -> mixture.pValue(effect) < 0.05)).isLessThan(0.03);
    }

    @Test
    void oneLookIsTheUsualTest() {
        double usual = 1.959963984540054;

        assertThat(PlannedLooks.obrienFleming(0.05, 1).bound(1)).isCloseTo(usual, within(1e-9));
        assertThat(PlannedLooks.pocock(0.05, 1).bound(1)).isCloseTo(usual, within(1e-9));
        assertThat(PlannedLooks.lanDeMets(0.05, 1).bound(1)).isCloseTo(usual, within(1e-9));
    }

    @Test
    void whatIsSpentAddsUpToTheLevelAndBoundsFall() {
        Map<Double, PlannedLooks> all = Map.of(
                0.05, PlannedLooks.obrienFleming(0.05, 7),
                0.1, PlannedLooks.pocock(0.1, 7),
                0.01, PlannedLooks.lanDeMets(0.01, 0.2, 0.3, 0.9, 1));
        all.forEach((level, looks) -> {
            assertThat(looks.spent(looks.looks())).isCloseTo(level, within(1e-8));
            for (int look = 2; look <= looks.looks(); look++) {
                assertThat(looks.bound(look)).isLessThanOrEqualTo(looks.bound(look - 1));
                assertThat(looks.spent(look)).isGreaterThan(looks.spent(look - 1));
            }
        });
    }

    @Test
    void aFirstLookThatMaySpendNothingIsNeverCrossed() {
        PlannedLooks looks = PlannedLooks.lanDeMets(0.05, 0.01, 1);

        assertThat(looks.bound(1)).isGreaterThan(8);
        assertThat(looks.bound(2)).isCloseTo(1.959963984540054, within(1e-6));
    }

    @Test
    void anUndefinedEffectCrossesNothing() {
        PlannedLooks looks = PlannedLooks.lanDeMets(0.05, 0.5, 1);

        assertThat(looks.isCrossed(1, Effect.undefined())).isFalse();
        assertThat(looks.isCrossed(2, Effect.normal(-5, 1))).isTrue();
        assertThat(looks.share(1)).isEqualTo(0.5);
        assertThat(looks.toCsv()).startsWith("look,share,z_bound,p_bound,spent\n1,0.5,2.96");
    }

    @Test
    void looksThatCannotBePlannedAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PlannedLooks.lanDeMets(0.05, 0.5, 0.4))
                .withMessageStartingWith("shares must be above 0, ascend and end at most at 1");
        assertThatIllegalArgumentException().isThrownBy(() -> PlannedLooks.lanDeMets(0.05));
        assertThatIllegalArgumentException().isThrownBy(() -> PlannedLooks.lanDeMets(0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> PlannedLooks.pocock(0.05, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PlannedLooks.pocock(0.05, 3).bound(4))
                .withMessage("look must be from 1 to 3, was 4");
        assertThatIllegalArgumentException().isThrownBy(() -> new ConfidenceSequence(1, 5));
        assertThatIllegalArgumentException().isThrownBy(() -> new ConfidenceSequence(0.9, 0));
    }

    @Test
    void unplannedLooksAreWiderAndNarrowestWherePlanned() {
        Effect effect = Effect.normal(1, 0.1);
        ConfidenceSequence sequence = new ConfidenceSequence(0.95, 5000);

        assertThat(sequence.halfWidth(effect, 5000) / 0.1).isBetween(2.9, 3.2);
        assertThat(sequence.halfWidth(effect, 500)).isGreaterThan(sequence.halfWidth(effect, 5000));
        assertThat(sequence.halfWidth(effect, 500_000)).isGreaterThan(sequence.halfWidth(effect, 5000));
        assertThat(sequence.halfWidth(Effect.undefined(), 10)).isNaN();
    }
}

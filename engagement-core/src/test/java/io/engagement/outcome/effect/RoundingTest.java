package io.engagement.outcome.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Where covariates tell the whole outcome, what is left of it is rounding. */
class RoundingTest {
    private static boolean[] coin(Random random) {
        boolean[] coin = new boolean[400];
        for (int i = 0; i < coin.length; i++) {
            coin[i] = random.nextBoolean();
        }
        return coin;
    }

    /** By such noise 21 of 300 bases claimed "2.220e-16 more". */
    @Test
    void roundingIsNoEffect() {
        for (int seed = 0; seed < 100; seed++) {
            Random random = new Random(seed);
            double[] before =
                    random.doubles(400).map(x -> Math.round(1000 * x) / 10.0).toArray();
            double[] other = random.doubles(400).toArray();
            double[] outcome = new double[400];
            Arrays.setAll(outcome, i -> 3 * before[i] + 0.1 * other[i] + 7);
            boolean[] treated = coin(random);
            TwoArms same = TwoArms.of(before, treated).withCovariate("before", before);
            TwoArms mixed =
                    TwoArms.of(outcome, treated).withCovariate("before", before).withCovariate("other", other);

            assertThat(List.of(same.lin(), same.ancova(), same.aipw(0.5), mixed.lin(), mixed.ancova(), mixed.aipw(0.5)))
                    .allSatisfy(effect -> assertThat(effect.pValue()).isNaN());
            assertThat(same.cuped("before").effect().pValue()).isNaN();
        }
    }

    @Test
    void aSmallEffectOnAnOutcomeThatIsOtherwiseKnownIsSeen() {
        double[] before = new Random(1).doubles(400).toArray();
        boolean[] treated = coin(new Random(2));
        double[] outcome = new double[400];
        Arrays.setAll(outcome, i -> before[i] + (treated[i] ? 1e-6 : 0));
        TwoArms arms = TwoArms.of(outcome, treated).withCovariate("before", before);

        assertThat(List.of(arms.lin(), arms.ancova(), arms.aipw(0.5))).allSatisfy(effect -> {
            assertThat(effect.estimate()).isCloseTo(1e-6, within(1e-12));
            assertThat(effect.pValue()).isLessThan(1e-9);
        });
    }
}

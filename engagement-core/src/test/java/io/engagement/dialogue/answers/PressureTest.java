package io.engagement.dialogue.answers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.engagement.domain.Customer;
import io.engagement.domain.Purpose;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The traps of response by pressure: neither the kind of contact nor the kind of customer is an effect of pressure. */
class PressureTest {
    private static Pressure pressure(LogView view) {
        return Answers.of(view, Planted.POLICY).pressure();
    }

    @Test
    void twoKindsWithoutPressureGiveNoVerdict() {
        for (long seed = 0; seed < 5; seed++) {
            Pressure mixture = pressure(Planted.twoKinds(seed, 1500));

            List<Pressure.Level> levels = mixture.levels();
            assertThat(levels.get(0).rate())
                    .as("the raw curve falls")
                    .isGreaterThan(levels.get(4).rate() + 0.1);
            assertThat(mixture.fits().slopeWithoutKind().interval().upper())
                    .as("without the kind")
                    .isNegative();
            assertThat(mixture.verdict()).isEqualTo(Pressure.Verdict.CONTRADICTED);
            assertThat(mixture.slope().value())
                    .isCloseTo(0, within(3 * mixture.slope().standardError()));
            assertThat(mixture.toCsv().lines().skip(1))
                    .as("the fit is suppressed")
                    .allMatch(line -> line.contains(",,"));
        }
    }

    @Test
    void aPlantedPressureIsFound() {
        for (long seed = 0; seed < 5; seed++) {
            Pressure planted = pressure(Planted.pressure(seed, 1500, level -> 0.5 * Math.exp(-0.4 * level)));

            assertThat(planted.verdict()).isEqualTo(Pressure.Verdict.FALLS);
            assertThat(planted.slope().interval().upper()).isNegative();
            assertThat(planted.title()).startsWith("response by pressure, not because of it");
        }
    }

    @Test
    void withoutPressureNoFallIsFound() {
        long falls = 0;
        for (long seed = 0; seed < 20; seed++) {
            falls += pressure(Planted.pressure(seed, 400, level -> 0.2)).verdict() == Pressure.Verdict.FALLS ? 1 : 0;
        }
        assertThat(falls).isZero();
    }

    @Test
    void fewAsksSayNothing() {
        assertThat(pressure(Planted.pressure(1, 10, level -> 0.3)).verdict()).isEqualTo(Pressure.Verdict.TOO_FEW);
    }

    @Test
    void oneKindAtEachLevelSaysNothing() {
        InteractionLog.Builder log = InteractionLog.builder();
        for (int c = 0; c < 200; c++) {
            log.add(Planted.act(c, 0));
            log.add(Planted.contact(c, 40, Purpose.OFFER));
            log.add(Planted.contact(c, 50, Purpose.INFORMATION));
        }

        assertThat(pressure(log.build().asOf(Planted.END)).verdict()).isEqualTo(Pressure.Verdict.ONE_KIND_A_LEVEL);
    }

    /** Waves that leave a half out at random, each earning less after one that did not. */
    private static LogView waves(List<String> names) {
        SplittableRandom random = new SplittableRandom(4);
        InteractionLog.Builder log = InteractionLog.builder();
        for (int c = 0; c < 8000; c++) {
            log.customer(Customer.of("c" + c).withSince(Planted.BEGIN));
            log.add(Planted.act(c, 0));
            int before = 0;
            for (int wave = 0; wave < 3; wave++) {
                double at = 40 + 8 * wave;
                double chance = 0.1;
                if (random.nextBoolean()) {
                    log.add(Planted.contact(c, at, Purpose.OFFER).withCampaign("wave " + wave));
                    chance += 0.4 * Math.pow(0.2, before);
                    before++;
                }
                if (random.nextDouble() < chance) {
                    log.add(Planted.act(c, at + 1));
                }
            }
        }
        for (int wave = 0; wave < 3; wave++) {
            names.add("wave " + wave);
        }
        return log.build().asOf(Planted.END);
    }

    @Test
    void theBreakEvenIsThereWhereContactsWereRandomisedOnly() {
        List<String> names = new ArrayList<>();
        LogView view = waves(names);
        Pressure described = pressure(view);
        Pressure causal = described.withControls(ControlGroup.restOf(view, names.toArray(String[]::new)));

        assertThat(described.isCausal()).isFalse();
        assertThat(described.breakEven(10, 1)).isEmpty();
        assertThat(causal.isCausal()).isTrue();
        assertThat(causal.title()).doesNotContain("not because of it");
        double[] truth = {0.4, 0.08, 0.016};
        for (int level = 0; level < truth.length; level++) {
            Estimate beyond = causal.causalLevels().get(level).beyondChance();
            assertThat(beyond.value()).isCloseTo(truth[level], within(3 * beyond.standardError()));
        }
        // An answer is worth 10 and a contact costs 2: .4 pays, .08 does not.
        assertThat(causal.breakEven(10, 2)).hasValue(1);
        assertThat(causal.breakEven(10, 0.01)).isEmpty();
    }

    @Test
    void controlsHaveNoAsksThatRun() {
        LogView view = Planted.base(1, 50, 0);
        Pressure running = Answers.of(view, Planted.POLICY).pressureOfRunning();

        assertThatThrownBy(() -> running.withControls(ControlGroup.restOf(view, "x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("within a time");
    }

    /** Of three asks with covariates 0, 1, 2 one was answered: the conditional logit is a choice of one of three. */
    @Test
    void theConditionalLogitIsTheExactOne() {
        List<ConditionalLogit.Stratum> strata = new ArrayList<>();
        int[] chosen = {0, 0, 0, 1, 1, 2};
        for (int each : chosen) {
            boolean[] answered = new boolean[3];
            answered[each] = true;
            strata.add(new ConditionalLogit.Stratum(answered, new double[][] {{0}, {1}, {2}}));
        }
        ConditionalLogit fit = ConditionalLogit.fit(strata, 1);

        // The mean covariate of the choices, 4/6, is that of weights 1, e, e^2 with e the root of 4 e^2 + e - 2 = 0.
        double odds = (-1 + Math.sqrt(33)) / 8;
        assertThat(fit.converged()).isTrue();
        assertThat(fit.coefficient(0)).isCloseTo(Math.log(odds), within(1e-9));
    }

    @Test
    void aThousandAsksOfACustomerAreNoTrouble() {
        SplittableRandom random = new SplittableRandom(1);
        boolean[] answered = new boolean[1000];
        double[][] x = new double[1000][2];
        for (int i = 0; i < 1000; i++) {
            x[i][0] = random.nextInt(10);
            x[i][1] = random.nextInt(2);
            answered[i] = random.nextDouble() < 1 / (1 + Math.exp(0.3 * x[i][0] - x[i][1]));
        }
        ConditionalLogit fit = ConditionalLogit.fit(List.of(new ConditionalLogit.Stratum(answered, x)), 2);

        assertThat(fit.converged()).isTrue();
        assertThat(fit.coefficient(0)).isCloseTo(-0.3, within(3 * fit.standardError(0)));
        assertThat(fit.coefficient(1)).isCloseTo(1, within(3 * fit.standardError(1)));
    }
}

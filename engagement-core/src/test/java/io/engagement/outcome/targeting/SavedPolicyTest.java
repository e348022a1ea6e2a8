package io.engagement.outcome.targeting;

import static io.engagement.outcome.targeting.Planted.MAIL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What was learnt can be saved, and is the same when it is read. */
class SavedPolicyTest {
    /** With a covariate that is not known of all, and one of which some outcomes are shares. */
    private static Trial trial(boolean shares) {
        Random random = new Random(7);
        Trial.Builder trial = Trial.builder("none", "x", "seldom known", "same");
        for (int i = 0; i < 900; i++) {
            String arm = List.of("none", MAIL, "call").get(i % 3);
            double x = random.nextGaussian();
            double outcome = x + random.nextGaussian() + (i % 3) * x;
            trial.add(
                    "person " + i,
                    arm,
                    shares ? outcome > 0 ? 1 : 0 : outcome,
                    i % 3 * 0.05,
                    x,
                    i % 4 == 0 ? Double.NaN : random.nextDouble(),
                    5);
        }
        return trial.build().withWorth(0.5);
    }

    @Test
    void aModelThatIsReadSaysTheSameToTheBit() {
        for (boolean shares : new boolean[] {true, false}) {
            Trial trial = trial(shares);
            for (UpliftLearner learner : UpliftLearner.values()) {
                UpliftModel model = UpliftModel.fit(trial.where(row -> row < 600), learner, 0.5);
                UpliftModel read = UpliftModel.FAMILY.read(model.toText());

                assertThat(read.toText()).isEqualTo(model.toText());
                assertThat(read.toString()).isEqualTo(model.toString());
                assertThat(read.cost(MAIL)).isEqualTo(model.cost(MAIL));
                for (int row = 600; row < 900; row++) {
                    double[] known = {trial.covariate(row, 0), trial.covariate(row, 1), 5};
                    assertThat(read.gain("call", known)).isEqualTo(model.gain("call", known));
                }
                Trial judging = trial.where(row -> row >= 600);
                assertThat(read.judge(judging, MAIL, 3).toCsv())
                        .isEqualTo(model.judge(judging, MAIL, 3).toCsv());
            }
        }
    }

    @Test
    void aModelThatIsReadStillRefusesToBeJudgedOnWhomItLearntFromAndNamesNobody() {
        Trial trial = trial(false);
        UpliftModel model = UpliftModel.fit(trial.where(row -> row < 600), UpliftLearner.TWO_MODELS);
        UpliftModel read = UpliftModel.FAMILY.read(model.toText());

        assertThat(model.toText()).doesNotContain(trial.customer(0), trial.customer(599));
        assertThat(read.saw(trial.customer(599))).isTrue();
        assertThat(read.saw(trial.customer(600))).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read.judge(trial.where(row -> row >= 599), MAIL, 1))
                .withMessageContaining("did not see");
    }

    @Test
    void aPolicyThatIsReadDoesAndSaysTheSame() {
        for (GatedPolicy policy : List.of(
                GatedPolicy.of(Planted.trial(3_000, 1, 0.1, (x, y) -> y), 5),
                GatedPolicy.of(Planted.trial(3_000, 1, 0.1, (x, y) -> 0.6), 5),
                GatedPolicy.of(Planted.trial(3_000, 1, 0.1, (x, y) -> 0), 5))) {
            GatedPolicy read = GatedPolicy.FAMILY.read(policy.toText());

            assertThat(read.toText()).isEqualTo(policy.toText());
            assertThat(read.toString()).isEqualTo(policy.toString());
            assertThat(read.choice()).isEqualTo(policy.choice());
            assertThat(read.personalAdvantage()).isEqualTo(policy.personalAdvantage());
            assertThat(read.customersAnArm(0.3)).isEqualTo(policy.customersAnArm(0.3));
            for (double y : new double[] {-2, -0.1, 0.05, 0.2, 3}) {
                assertThat(read.arm(0.5, y)).isEqualTo(policy.arm(0.5, y));
                // NaN of who contacts nobody, too.
                assertThat(Double.compare(read.gain(MAIL, 0.5, y), policy.gain(MAIL, 0.5, y)))
                        .isZero();
            }
        }
    }

    @Test
    void aPolicyWhoseRulesDoNotFitIsRefused() {
        String text =
                GatedPolicy.of(Planted.trial(3_000, 1, 0.1, (x, y) -> 0.6), 5).toText();
        String edited = text.lines()
                .skip(1)
                .filter(line -> !line.startsWith("checksum"))
                .map(line -> line.startsWith("uniform ") ? "uniform 0" : line)
                .collect(Collectors.joining("\n", "engagement gated-policy 1\n", "\n"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> GatedPolicy.FAMILY.read(edited))
                .withMessageContaining("must be a contact");
        assertThatIllegalArgumentException().isThrownBy(() -> GatedPolicy.FAMILY.read(text + "x"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UpliftModel.FAMILY.read(text))
                .withMessageContaining("gated-policy");
    }

    @Test
    void aTrialThatIsTooSmallSaysHowLargeItMustBe() {
        Trial.Builder trial = Trial.builder("none", "x");
        for (int i = 0; i < 60; i++) {
            trial.add("c" + i, i < 55 ? "none" : MAIL, i, 0, i % 5);
        }
        Trial small = trial.build();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> GatedPolicy.of(small, 1))
                .withMessageContaining("trial has 5 rows of arm 'mail', at least 10 are needed in each of three parts")
                .withMessageContaining("some 300 in each arm");
        assertThat(small.toCsv()).contains("mail,5,0.08333333333333333,,,");
    }

    @Test
    void amountsWhoseSquaresAreNoNumbersAreRefusedByCustomer() {
        Trial.Builder trial = Trial.builder("none", "x");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> trial.add("c1", MAIL, 1e160, 0, 1))
                .withMessageContaining("outcome of customer 'c1' must be from -1e100 to 1e100, was 1.0E160");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trial.add("c1", MAIL, 1, 0, 1e160))
                .withMessageContaining("x of customer 'c1'");
    }
}

package io.engagement.outcome.targeting;

import static io.engagement.outcome.targeting.Planted.MAIL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.engagement.outcome.experiment.ArmShares;
import io.engagement.outcome.targeting.GatedPolicy.Choice;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GatedPolicyTest {
    @Test
    void whereSomeGainAndOthersLoseThePolicyIsPersonal() {
        GatedPolicy policy = GatedPolicy.of(Planted.trial(3_000, 1, 0.1, (x, y) -> y), 5);

        assertThat(policy.choice()).isEqualTo(Choice.PERSONAL);
        assertThat(policy.reason()).isEqualTo(GateReason.PERSONAL_BEATS_UNIFORM);
        assertThat(policy.arm(0, 1)).contains(MAIL);
        assertThat(policy.arm(0, -1)).isEmpty();
        assertThat(policy.gain(MAIL, 0, 1)).isCloseTo(1, within(0.3));
        // E max(y - .1, 0) of a standard normal y is .351.
        assertThat(policy.personalAdvantage().estimate()).isCloseTo(0.35, within(0.15));
        assertThat(policy.sentence()).startsWith("Contact those who are said to gain");
    }

    @Test
    void whereAllGainAlikeAllAreContacted() {
        GatedPolicy policy = GatedPolicy.of(Planted.trial(3_000, 1, 0.1, (x, y) -> 0.6), 5);

        assertThat(policy.choice()).isEqualTo(Choice.UNIFORM);
        assertThat(policy.uniformArm()).isEqualTo(MAIL);
        assertThat(policy.arm(3, -3)).contains(MAIL);
        assertThat(policy.gain(MAIL, 3, -3)).isCloseTo(0.6, within(0.2));
        assertThat(policy.uniformAdvantage().interval(0.95).lower()).isPositive();
    }

    @Test
    void whereNobodyGainsNobodyIsContactedAndATestIsPlanned() {
        GatedPolicy policy = GatedPolicy.of(Planted.trial(3_000, 1, 0.1, (x, y) -> 0), 5);

        assertThat(policy.choice()).isEqualTo(Choice.NOBODY);
        assertThat(policy.reason()).isEqualTo(GateReason.NOT_SHOWN_TO_PAY);
        assertThat(policy.arm(1, 1)).isEmpty();
        assertThat(policy.gain(MAIL, 1, 1)).isNaN();
        assertThat(policy.gainWorthATest()).isCloseTo(0.1, within(1e-12));
        // Outcomes have variance 2 in either arm: 4 * (3.78 / .1)^2 = 5715.
        assertThat((double) policy.customersAnArm(0.1)).isCloseTo(5_715, within(600.0));
        assertThat(policy.toString()).contains("Contact nobody").contains("A test of ");
    }

    @Test
    void withFewRowsNothingIsJudged() {
        GatedPolicy policy = GatedPolicy.of(Planted.trial(400, 1, 0.1, (x, y) -> 5 * y), 5);

        assertThat(policy.reason()).isEqualTo(GateReason.TOO_LITTLE_DATA);
        assertThat(policy.choice()).isEqualTo(Choice.NOBODY);
    }

    @Test
    void armsThatAreNotAsPlannedAreNotRead() {
        Trial trial = Planted.trial(3_000, 1, 0.1, (x, y) -> y);
        ArmShares planned = ArmShares.of(Planted.NONE, Map.of(Planted.NONE, 0.3, MAIL, 0.7));
        GatedPolicy policy = GatedPolicy.of(trial.withShares(planned), 5);

        assertThat(policy.reason()).isEqualTo(GateReason.NOT_AS_PLANNED);
        assertThat(policy.choice()).isEqualTo(Choice.NOBODY);
    }

    @Test
    void rowsThatChoseDoNotJudge() {
        Trial trial = Planted.trial(900, 1, 0.1, (x, y) -> y);
        Trial learning = trial.where(row -> row < 300);
        Trial choosing = trial.where(row -> row >= 300 && row < 600);

        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        GatedPolicy.of(learning, choosing, trial.where(row -> row >= 599), 1, UpliftLearner.TWO_MODELS))
                .withMessageContaining("'" + trial.customer(599) + "'")
                .withMessageContaining("chose nothing");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GatedPolicy.of(
                        learning,
                        trial.where(row -> row >= 299 && row < 600),
                        trial.where(row -> row >= 600),
                        1,
                        UpliftLearner.TWO_MODELS))
                .withMessageContaining("did not see");
    }

    /** Contacts that cost and do nothing are chosen for some in one base in forty at most, by the 95 % interval. */
    @Test
    void contactsThatDoNothingAreHardlyEverChosen() {
        int contacted = 0;
        for (int seed = 0; seed < 60; seed++) {
            GatedPolicy policy = GatedPolicy.of(Planted.trial(1_200, seed, 0.02, (x, y) -> 0), 5);
            contacted += policy.choice() == Choice.NOBODY ? 0 : 1;
        }
        assertThat(contacted).isLessThanOrEqualTo(5);
    }

    @Test
    void thePolicyDoesNotDependOnTheUnitOfMoney() {
        Trial euros = Planted.trial(3_000, 1, 0.1, (x, y) -> y);
        Trial.Builder cents = Trial.builder(Planted.NONE, "x", "y");
        for (int row = 0; row < euros.size(); row++) {
            cents.add(
                    euros.customer(row),
                    euros.arms().get(euros.arm(row)),
                    100 * euros.outcome(row),
                    100 * euros.cost(row),
                    euros.covariate(row, 0),
                    euros.covariate(row, 1));
        }
        GatedPolicy one = GatedPolicy.of(euros, 5);
        GatedPolicy other = GatedPolicy.of(cents.build(), 5);

        assertThat(other.reason()).isEqualTo(one.reason());
        assertThat(other.personalAdvantage().estimate())
                .isCloseTo(100 * one.personalAdvantage().estimate(), within(1e-8));
        assertThat(other.customersAnArm(20)).isEqualTo(one.customersAnArm(0.2));
    }

    @Test
    void theTableTellsWhichRulesDecide() {
        GatedPolicy policy = GatedPolicy.of(Planted.trial(3_000, 1, 0.1, (x, y) -> y), 5);

        assertThat(policy.toCsv().lines()).hasSize(6);
        assertThat(policy.toCsv().lines().filter(line -> line.endsWith(",true")))
                .hasSize(2);
        assertThat(policy.toCsv()).contains("no contact", "mail for all", "personal, by doubly robust scores");
    }
}

package io.engagement.outcome.targeting;

import static io.engagement.outcome.targeting.Hillstrom.MENS;
import static io.engagement.outcome.targeting.Hillstrom.NONE;
import static io.engagement.outcome.targeting.Hillstrom.WOMENS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.engagement.outcome.effect.Effect;
import io.engagement.outcome.experiment.ArmShares;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The oracles of {@code oracles.json} on who gains by Hillstrom's e-mails, by their ids: models fitted on the even rows of the file,
 * judged on the odd ones.
 */
class TargetingOraclesCorrectnessTest {
    private static final double TOLERANCE = 1e-6;

    private static void check(String figure, double actual, double expected) {
        assertThat(actual).as(figure).isCloseTo(expected, within(TOLERANCE * Math.max(1, Math.abs(expected))));
    }

    private static Trial mens(String outcome, double cost, int parity) {
        return Hillstrom.trial(outcome, cost, row -> row % 2 == parity, MENS, NONE);
    }

    private static UpliftModel model(String outcome) {
        return UpliftModel.fit(mens(outcome, 0, 0), UpliftLearner.TWO_MODELS, 0);
    }

    /** Of equal scores the earlier row of the file first, as the oracle has it; the library takes them as one step. */
    private static UpliftJudgement judgedInOrderOfTheFile(UpliftModel model, Trial judging) {
        double[][] columns = model.parts().design().of(judging.rows().columns);
        double[] gains = model.gains(judging, columns)[1];
        double[] places = new double[gains.length];
        int[] order = IntStream.range(0, gains.length)
                .boxed()
                .sorted((a, b) -> Double.compare(gains[b], gains[a]))
                .mapToInt(Integer::intValue)
                .toArray();
        IntStream.range(0, order.length).forEach(place -> places[order[place]] = -place);
        double[][] expected = model.expected(judging, columns);
        return UpliftJudgement.of(judging, 1, places, expected[1], expected[0], 2, 1);
    }

    /** hillstrom.mens.visit.uplift */
    @Test
    void hillstromMensVisitUplift() {
        UpliftModel model = model("visit");
        Trial judging = mens("visit", 0, 1);
        UpliftJudgement tied = model.judge(judging, MENS, 20260101);
        UpliftJudgement inOrder = judgedInOrderOfTheFile(model, judging);

        assertThat(tied.rows()).isEqualTo(21_249);
        check("qini", tied.qini().estimate(), 0.0016739522918262154);
        check("area", tied.area().estimate(), 0.04075182162357945);
        check("ate_test", tied.difference().estimate(), 0.07815573866350647);
        check("uplift_at_30", inOrder.gainOfTop(0.3).estimate(), 0.08963268545696454);
        check("uplift_at_30_se", inOrder.gainOfTop(0.3).standardError(), 0.009864075988084853);
        check("rate_autoc", inOrder.autoc().estimate(), 0.01253331520423278);
        check("rate_qini", inOrder.rateQini().estimate(), 0.0017756580611110499);
        check("rate_autoc, ties as one step", tied.autoc().estimate(), 0.01253332190346025);
        assertThat(tied.qini().standardError()).isCloseTo(0.00144, within(1e-4));
        assertThat(tied.verdict()).isZero();
    }

    /** hillstrom.mens.spend.uplift */
    @Test
    void hillstromMensSpendUplift() {
        UpliftModel model = model("spend");
        Trial judging = mens("spend", 0, 1);
        UpliftJudgement tied = model.judge(judging, MENS, 20260101);
        UpliftJudgement inOrder = judgedInOrderOfTheFile(model, judging);

        check("qini", tied.qini().estimate(), -0.12477438762486914);
        check("area", tied.area().estimate(), 0.4169057730153244);
        check("ate_test", tied.difference().estimate(), 1.083360321280387);
        check("uplift_at_30", inOrder.gainOfTop(0.3).estimate(), 0.6313892865032639);
        check("uplift_at_30_se", inOrder.gainOfTop(0.3).standardError(), 0.3996117845487882);
        check("rate_autoc", inOrder.autoc().estimate(), -0.4937038786825196);
        check("rate_qini", inOrder.rateQini().estimate(), -0.1247577768975989);
        check("rate_autoc, ties as one step", tied.autoc().estimate(), -0.49372782530523374);
        assertThat(tied.qini().standardError()).isCloseTo(0.0635, within(5e-3));
    }

    /** The trap "model worse than random". */
    @Test
    void whoSpendsMoreForMensMailIsToldWorseThanByChance() {
        UpliftJudgement judged = model("spend").judge(mens("spend", 0, 1), MENS, 20260101);

        assertThat(judged.qini().estimate()).isNegative();
        assertThat(judged.verdict()).isEqualTo(-1);
        assertThat(judged.sentence()).contains("worse than chance").contains(MENS);
    }

    private static void policy(
            double cost, double share, double value, double se, double all, double difference, double differenceSe) {
        UpliftModel model = UpliftModel.fit(mens("spend", cost, 0), UpliftLearner.TWO_MODELS, 0);
        Trial judging = mens("spend", cost, 1);
        double[][] columns = model.parts().design().of(judging.rows().columns);
        RuleValues values = new RuleValues(
                judging, model.expected(judging, columns), model.parts().costs());
        int[] personal =
                RuleValues.personal(model.gains(judging, columns), model.parts().costs());

        Effect overNobody = values.difference(row -> personal[row], row -> 0);
        Effect overAll = values.difference(row -> personal[row], row -> 1);
        check("share", values.contacted(row -> personal[row]), share);
        check("value", overNobody.estimate(), value);
        check("se", overNobody.standardError(), se);
        check("all", values.difference(row -> 1, row -> 0).estimate(), all);
        check("all_se", values.difference(row -> 1, row -> 0).standardError(), 0.2394952124468063);
        check("diff", overAll.estimate(), difference);
        check("diff_se", overAll.standardError(), differenceSe);
    }

    /** hillstrom.mens.policy.cost0.0 */
    @Test
    void hillstromMensPolicyCost00() {
        policy(
                0,
                0.8836180526142406,
                0.9723584766758929,
                0.22962358694383872,
                1.0758208720694789,
                -0.10346239539358593,
                0.06812073450358529);
    }

    /** hillstrom.mens.policy.cost0.1 */
    @Test
    void hillstromMensPolicyCost01() {
        policy(
                0.1,
                0.820179773165796,
                0.7660044773323205,
                0.22393690059922902,
                0.9758208720694787,
                -0.20981639473715819,
                0.0850020551223892);
    }

    /** hillstrom.mens.policy.cost0.5 */
    @Test
    void hillstromMensPolicyCost05() {
        policy(
                0.5,
                0.46543366746670434,
                -0.014429665248868883,
                0.14612186740192143,
                0.5758208720694787,
                -0.5902505373183476,
                0.18975129766457155);
    }

    /** hillstrom.mens.policy.cost1.0 */
    @Test
    void hillstromMensPolicyCost10() {
        policy(
                1,
                0.08734528683702762,
                -0.09158282983917325,
                0.06993309877319136,
                0.07582087206947881,
                -0.16740370190865209,
                0.22905430665842405);
    }

    private static void group(Trial trial, String covariate, double level, int n1, int n0, double effect, double se) {
        int column = trial.covariates().indexOf(covariate);
        Trial group = trial.where(row -> trial.covariate(row, column) == level);
        double[] nothing = new double[group.size()];
        UpliftJudgement judged = UpliftJudgement.of(group, 1, nothing, nothing, nothing, 2, 1);
        Effect all = judged.gainOfTop(1);
        assertThat(group.rows().counts(2)).containsExactly(n0, n1);
        assertThat(all.estimate()).as(covariate).isCloseTo(effect, within(1e-10));
        assertThat(all.standardError()).as(covariate).isCloseTo(se, within(1e-10));
    }

    /** hillstrom.mens.visit.by_group */
    @Test
    void hillstromMensVisitByGroup() {
        Trial all = Hillstrom.trial("visit", 0, row -> true, MENS, NONE);

        group(all, "newbie", 0, 10_621, 10_611, 0.07783285081536925, 0.005159949790166399);
        group(all, "newbie", 1, 10_686, 10_695, 0.0753050156199182, 0.004357875510105461);
        group(all, "mens", 0, 9_568, 9_519, 0.0705795766326878, 0.0048579500129837675);
        group(all, "mens", 1, 11_739, 11_787, 0.08156551512751978, 0.004694137739955572);
        group(all, "womens", 0, 9_558, 9_638, 0.06915516417042274, 0.004900631921619439);
        group(all, "womens", 1, 11_749, 11_668, 0.08255811704031121, 0.004668421182429766);
    }

    private static GatedPolicy thirds(double cost, double ridge, UpliftLearner... learners) {
        Trial all =
                Hillstrom.trial("spend", cost, row -> true, NONE, MENS, WOMENS).withWorth(0.5);
        Trial known = all.withShares(all.shares());
        return GatedPolicy.of(
                known.where(row -> row % 3 == 0),
                known.where(row -> row % 3 == 1),
                known.where(row -> row % 3 == 2),
                ridge,
                learners);
    }

    private static double judged(GatedPolicy policy, int rule) {
        return policy.gate().rules().get(rule).judgedBy().estimate();
    }

    /** The trap "winner's curse": METHODS.md, section 4 (6). */
    @Test
    void theBestMailOfTheRowsThatChooseIsNotTheBestOfThoseThatJudge() {
        GatedPolicy policy = thirds(0.1, 0, UpliftLearner.TWO_MODELS);

        assertThat(policy.uniformArm()).isEqualTo(WOMENS);
        assertThat(policy.gate().rules().get(2).chosenBy().estimate()).isCloseTo(0.569, within(5e-4));
        assertThat(judged(policy, 2)).isCloseTo(0.348, within(5e-4));
        assertThat(judged(policy, 1)).isCloseTo(0.482, within(5e-4));
        assertThat(policy.choice()).isEqualTo(GatedPolicy.Choice.NOBODY);
    }

    @Test
    void withoutTheGateMailsThatCost40CentsToThoseWhomAModelChoosesBringLessThanNone() {
        GatedPolicy policy = thirds(0.4, 0, UpliftLearner.TWO_MODELS);

        assertThat(judged(policy, 3)).isCloseTo(0.152, within(5e-4));
        assertThat(judged(policy, 0)).isCloseTo(0.338, within(5e-4));
        assertThat(policy.choice()).isEqualTo(GatedPolicy.Choice.NOBODY);
        assertThat(policy.reason()).isEqualTo(GateReason.NOT_SHOWN_TO_PAY);
    }

    @Test
    void visitsOfMensMailPayForAllAlikeAndNotByChoosing() {
        Trial all = Hillstrom.trial("visit", 0.02, row -> true, NONE, MENS).withWorth(1);
        GatedPolicy policy = GatedPolicy.of(all, 42);

        assertThat(policy.choice()).isEqualTo(GatedPolicy.Choice.UNIFORM);
        assertThat(policy.arm(DoubleStream.generate(() -> 1).limit(9).toArray()))
                .contains(MENS);
    }

    @Test
    void theSharesOfATrialStayThoseOfItsParts() {
        ArmShares shares = ArmShares.of(NONE, Map.of(NONE, 0.25, MENS, 0.75));
        Trial all = Hillstrom.trial("visit", 0, row -> row < 100, NONE, MENS).withShares(shares);

        assertThat(all.where(row -> row < 50).shares()).isEqualTo(shares);
    }
}

package io.engagement.outcome.observational;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.engagement.TruthTable;
import io.engagement.fit.ChiSquareTest;
import io.engagement.outcome.effect.Effect;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The oracles of {@code complete_journey}, Type A, by their ids: numpy. */
class JourneyCorrectnessTest {
    private static final AveragedDifferences.Design SHORT = AveragedDifferences.Design.of(8, new EventWindow(0, 5));
    private static final AveragedDifferences.Design LONG =
            AveragedDifferences.Design.of(8, new EventWindow(6, 12)).withPartlySeen();

    private static JourneyPanel journey;
    private static GroupTimeEffects effects;

    @BeforeAll
    static void read() {
        journey = JourneyPanel.read();
        effects =
                GroupTimeEffects.of(journey.spend(), journey.contacts(), GroupTimeEffects.Base.VARYING, Controls.NEVER);
    }

    private static void equal(Effect effect, double estimate, double standardError) {
        assertThat(effect.estimate()).isCloseTo(estimate, within(1e-9));
        assertThat(effect.standardError()).isCloseTo(standardError, within(1e-9));
    }

    private static List<double[]> truth(String name) {
        return TruthTable.rows(JourneyCorrectnessTest.class, name)
                .map(TruthTable::numbers)
                .toList();
    }

    @Test
    @DisplayName("journey.A.attgt")
    void groupTimeEffects() {
        Map<String, Effect> all = new HashMap<>();
        effects.effects().forEach(each -> all.put(each.group() + " " + each.period(), each.effect()));
        for (double[] row : truth("journey_attgt.csv")) {
            equal(requireNonNull(all.get((int) row[0] + " " + (int) row[1])), row[2], row[3]);
        }
    }

    @Test
    @DisplayName("journey.A.pretest")
    void pretest() {
        ChiSquareTest test = effects.pretest(new EventWindow(-8, -1)).orElseThrow();

        assertThat(test.statistic()).isCloseTo(32.883854960675556, within(1e-6 * 33));
        assertThat(test.degreesOfFreedom()).isEqualTo(28);
        assertThat(test.pValue()).isCloseTo(0.24004762838135496, within(1e-6));
    }

    @Test
    @DisplayName("journey.A.dynamic")
    void eventStudy() {
        SortedMap<Integer, Effect> all = effects.dynamic();
        for (double[] row : truth("journey_dynamic.csv")) {
            equal(requireNonNull(all.get((int) row[0])), row[1], row[2]);
        }
    }

    @Test
    @DisplayName("journey.A.short_0_5")
    void meanOfTheFirstSixWeeks() {
        equal(effects.mean(new EventWindow(0, 5)), -0.2959917560708138, 0.17751619527906584);
    }

    @Test
    @DisplayName("journey.A.long_6_12")
    void meanOfTheNextWeeks() {
        equal(effects.mean(new EventWindow(6, 12)), -0.5180918377867277, 0.18084041687879288);
    }

    @Test
    @DisplayName("journey.A.pre_universal")
    void weeksBeforeAgainstTheLastOne() {
        GroupTimeEffects universal = GroupTimeEffects.of(
                journey.spend(), journey.contacts(), GroupTimeEffects.Base.UNIVERSAL, Controls.NEVER);

        equal(universal.mean(new EventWindow(-8, -2)), -0.4123275813340158, 0.18153396715952608);
    }

    private static AveragedDifferences averaged(AveragedDifferences.Design design) {
        return AveragedDifferences.of(journey.spend(), journey.contacts(), design, Controls.NEVER);
    }

    private static void equal(SortedMap<Integer, Effect> groups, double[]... truth) {
        assertThat(groups).hasSize(truth.length);
        for (double[] row : truth) {
            equal(requireNonNull(groups.get((int) row[0])), row[1], row[2]);
        }
    }

    @Test
    @DisplayName("journey.A.avgbase.short")
    void againstTheMeanOfEightWeeks() {
        AveragedDifferences averaged = averaged(SHORT);

        equal(averaged.overall(), -0.08391409264165274, 0.08766294650635405);
        equal(
                averaged.byGroup(),
                new double[] {19, -0.11829045062548998, 0.10664414607621166},
                new double[] {32, -0.03657181272586327, 0.22800500143364216},
                new double[] {44, 0.06249515353134044, 0.1984529922164323});
        assertThat(averaged.treated()).isEqualTo(825 + 163 + 141);
        assertThat(averaged.leftOut()).as("group 6 has no eight weeks before").isEqualTo(359);
    }

    @Test
    @DisplayName("journey.A.avgbase.long")
    void againstTheMeanOfEightWeeksLater() {
        AveragedDifferences averaged = averaged(LONG);

        equal(averaged.overall(), -0.15682196732636688, 0.08994063725785445);
        equal(
                averaged.byGroup(),
                new double[] {19, -0.1551679023076661, 0.11281407928119284},
                new double[] {32, -0.2470229427938511, 0.19967879533641925},
                new double[] {44, -0.06222512079607065, 0.2148235677660237});
    }

    @Test
    @DisplayName("journey.A.placebo_minus9")
    void nineWeeksEarlierThereIsAnEffectTooSoItIsNone() {
        AveragedDifferences placebo = averaged(SHORT.withEarlier(9));

        equal(placebo.overall(), -0.3042590569945365, 0.08239390770346135);
        equal(
                placebo.byGroup(),
                new double[] {19, -0.26057157400779446, 0.10265331938761077},
                new double[] {32, -0.44237581402784765, 0.17529157379743154},
                new double[] {44, -0.40021041917632627, 0.18204136100631993});
    }

    /** The overall error of the oracle takes the controls of different groups for different customers. */
    private static void equalRatio(AveragedDifferences averaged, double estimate, double error, double[]... truth) {
        equal(averaged.logRatioByGroup(), truth);
        double squares = 0;
        for (Map.Entry<Integer, Effect> each : averaged.logRatioByGroup().entrySet()) {
            double share = (double) effects.customers(each.getKey()) / averaged.treated();
            squares += Math.pow(share * each.getValue().standardError(), 2);
        }
        assertThat(averaged.logRatio().estimate()).isCloseTo(estimate, within(1e-9));
        assertThat(Math.sqrt(squares)).isCloseTo(error, within(1e-9));
        assertThat(averaged.logRatio().standardError()).isBetween(0.9 * error, 1.1 * error);
    }

    @Test
    @DisplayName("journey.A.ratio.short")
    void ratioOfTheFirstSixWeeks() {
        equalRatio(
                averaged(SHORT),
                -0.13027807130901864,
                0.06324619418323106,
                new double[] {19, -0.1565802954566292, 0.07994638523993566},
                new double[] {32, -0.09794913966810037, 0.11974615372683402},
                new double[] {44, -0.013755241065692217, 0.13596456675545285});
    }

    @Test
    @DisplayName("journey.A.ratio.long")
    void ratioOfTheNextWeeks() {
        equalRatio(
                averaged(LONG),
                -0.23338468280225133,
                0.06492552384655684,
                new double[] {19, -0.25860819657987355, 0.08116822027363851},
                new double[] {32, -0.25692597489348745, 0.11939126853204424},
                new double[] {44, -0.05858589218232365, 0.1601886451539411});
    }

    @Test
    @DisplayName("journey.A.ratio.placebo_minus9")
    void ratioNineWeeksEarlier() {
        equalRatio(
                averaged(SHORT.withEarlier(9)),
                -0.1821875793947358,
                0.06458711229748727,
                new double[] {19, -0.1313681466018728, 0.08290736015893063},
                new double[] {32, -0.33103274893573476, 0.10570740960777048},
                new double[] {44, -0.30746608591196395, 0.13114057777784677});
    }

    @Test
    @DisplayName("journey.A.levels")
    void levelsByBlock() {
        CohortLevels levels = CohortLevels.of(journey.spend(), journey.contacts(), 4);
        for (double[] row : truth("journey_levels.csv")) {
            double mean = row[0] == 0 ? levels.meanOfNever((int) row[1]) : levels.mean((int) row[0], (int) row[1]);
            assertThat(mean).isCloseTo(row[2], within(1e-9));
        }
    }

    @Test
    @DisplayName("journey.A.naive")
    void naiveDifference() {
        CohortLevels levels = CohortLevels.of(journey.spend(), journey.contacts(), 52);
        assertThat(levels.meanOfNever(0)).isCloseTo(0.7012129012719563, within(1e-9));
        assertThat(levels.naiveDifference()).isCloseTo(2.590966578784119 - 0.7012129012719563, within(1e-9));
    }

    private static DoublyRobust campaignEight(int parts, double trim) {
        return DoublyRobust.of(
                journey.spend(),
                journey.contacts(),
                19,
                new DoublyRobust.Design(
                        PastBlocks.equal(3, 6).withScale(PastBlocks.Scale.LOGARITHM),
                        new EventWindow(-6, -1),
                        new EventWindow(0, 5),
                        parts,
                        trim),
                Controls.NEVER);
    }

    @Test
    @DisplayName("journey.A8.dr")
    void weightsDoNotRescueCampaignEight() {
        DoublyRobust robust = campaignEight(1, 0);

        close(robust.effect().estimate(), -4.315282310496515);
        close(robust.effect().standardError(), 2.981883050344571);
        Overlap overlap = robust.overlap();
        assertThat(overlap.treated()).isEqualTo(825);
        assertThat(overlap.controls()).isEqualTo(889);
        close(overlap.effectiveControls(), 3.257306763770833);
        close(overlap.before(), 1.0964542359910412, 0.9258233668594947, 0.971181856570695);
        close(overlap.after(), -3.194641696489694, -4.159793797387708, -4.247380782808959);
        close(overlap.propensities().auc(), 0.9000436309097727);
        close(overlap.propensities().lowest(), 0.0784828066190135);
        close(overlap.propensities().highest(), 0.9996541703712454);
        close(overlap.propensities().extreme(), 0.14352392065344224);
        close(
                List.of(
                        robust.coefficients()[0],
                        robust.coefficients()[1],
                        robust.coefficients()[2],
                        robust.coefficients()[3]),
                -2.4631418581352,
                1.6708542459859457,
                1.0055953349885458,
                1.177506104477379);
        assertThat(overlap.isGood()).isFalse();
        assertThat(overlap.trimmed()).isZero();
        AveragedDifferences plain = averaged(AveragedDifferences.Design.of(6, new EventWindow(0, 5)));
        close(requireNonNull(plain.byGroup().get(19)).estimate(), -0.13743418663576143);
        close(meanSince19(19) - meanSince19(FirstContacts.NEVER), 2.1256488052629785);
    }

    /** Of those first contacted in a week, in weeks 19 to 24. */
    private static double meanSince19(int first) {
        Panel spend = journey.spend();
        return IntStream.range(0, spend.units())
                .filter(row -> journey.contacts().period(row) == first)
                .mapToDouble(row -> IntStream.rangeClosed(19, 24)
                        .mapToDouble(week -> spend.value(row, week))
                        .average()
                        .orElseThrow())
                .average()
                .orElseThrow();
    }

    private static void close(double value, double truth) {
        assertThat(value).isCloseTo(truth, within(1e-6 * Math.max(1, Math.abs(truth))));
    }

    private static void close(List<Double> values, double... truth) {
        for (int i = 0; i < truth.length; i++) {
            close(values.get(i), truth[i]);
        }
    }

    @Test
    void trimmingIsCounted() {
        DoublyRobust trimmed = campaignEight(1, 0.05);

        assertThat(trimmed.overlap().trimmed()).isGreaterThan(100);
        assertThat(trimmed.overlap().treated()
                        + trimmed.overlap().controls()
                        + trimmed.overlap().trimmed())
                .isEqualTo(825 + 889);
    }

    private static Overlap overlap(PastBlocks past) {
        return DoublyRobust.of(
                        journey.spend(),
                        journey.contacts(),
                        19,
                        new DoublyRobust.Design(past, new EventWindow(-6, -1), new EventWindow(0, 5), 1, 0),
                        Controls.NEVER)
                .overlap();
    }

    /** Why a study of it tells 20 controls and not 3.3. */
    @Test
    void levelsOfThePastMakeMoreControlsCountButTooFew() {
        Overlap blocks = overlap(PastBlocks.equal(3, 6).withScale(PastBlocks.Scale.LOGARITHM_AND_LEVEL));
        Overlap study = overlap(PastBlocks.doubling(18).withScale(PastBlocks.Scale.LOGARITHM_AND_LEVEL));

        assertThat(blocks.effectiveControls()).isCloseTo(59, within(0.1));
        assertThat(study.effectiveControls()).isCloseTo(20.1, within(0.1));
        assertThat(overlap(PastBlocks.doubling(18).withScale(PastBlocks.Scale.LOGARITHM))
                        .effectiveControls())
                .isCloseTo(2.4, within(0.1));
        assertThat(List.of(blocks, study)).noneMatch(Overlap::isGood);
    }

    @Test
    void propensitiesFromOtherPartsDoNotRescueItEither() {
        assertThat(campaignEight(5, 0).overlap().isGood()).isFalse();
    }
}

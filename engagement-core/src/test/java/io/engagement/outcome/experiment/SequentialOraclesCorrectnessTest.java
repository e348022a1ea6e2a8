package io.engagement.outcome.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.engagement.outcome.Hillstrom;
import io.engagement.outcome.effect.Effect;
import io.engagement.outcome.effect.TwoArms;
import java.io.IOException;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** Oracles of {@code oracles.json} on looks, power and arms: hillstrom.*, groupseq.*, sequential.*, verdicts.mde.factor. */
class SequentialOraclesCorrectnessTest {
    /** What R's uniroot is content with. */
    private static final double UNIROOT = 0x1p-13;

    /** hillstrom.mens.visit.sequential: customers, treated, held out, difference, its error, half width fixed and always valid, mixture ratio and its p. */
    private static final double[][] LOOKS = {
        {
            2000.0,
            1008.0,
            992.0,
            0.046658986175115214,
            0.015770965326320507,
            0.030910524041018173,
            0.049265011741887126,
            2.96248701785136,
            0.3375542218326015
        },
        {
            5000.0,
            2491.0,
            2509.0,
            0.06182608126601319,
            0.009853970874107653,
            0.019313428017957674,
            0.029908860987997294,
            15249.037912885366,
            6.557790764983309e-05
        },
        {
            10000.0,
            4969.0,
            5031.0,
            0.06716710190339717,
            0.006964182215944947,
            0.013649546325026442,
            0.021320685202157064,
            22853966477162.05,
            4.3756080634812305e-14
        },
        {
            20000.0,
            9964.0,
            10036.0,
            0.07743204351928401,
            0.004927624488236248,
            0.00965796652628066,
            0.015409244231946867,
            6.149076077741839e+42,
            1.6262605753403458e-43
        },
        {
            42613.0,
            21307.0,
            21306.0,
            0.07658956365153125,
            0.0033858878117283653,
            0.006636218166680731,
            0.010904134485716801,
            1.5388894531440227e+99,
            6.498192563195189e-100
        },
    };

    /** hillstrom.mens.visit.sequential */
    @Test
    void looksInTheOrderOfTheFileHaveTheWidthsOfTheFormulas() throws IOException {
        Hillstrom mens = Hillstrom.mens();
        ConfidenceSequence sequence = new ConfidenceSequence(0.95, 5000);
        MixtureRatio mixture = new MixtureRatio(0.01);
        for (double[] look : LOOKS) {
            TwoArms arms = mens.first((int) look[0]).arms("visit");
            Effect effect = arms.welch();
            // The oracle's fixed interval is normal.
            Effect normal = Effect.normal(effect.estimate(), effect.standardError());
            assertThat((double) arms.treated().customers()).isEqualTo(look[1]);
            assertThat((double) arms.heldOut().customers()).isEqualTo(look[2]);
            assertThat(effect.estimate()).isCloseTo(look[3], within(1e-10));
            assertThat(effect.standardError()).isCloseTo(look[4], within(1e-10));
            assertThat(normal.interval(0.95).upper() - effect.estimate()).isCloseTo(look[5], within(1e-10));
            assertThat(sequence.halfWidth(effect, arms.customers())).isCloseTo(look[6], within(1e-10));
            assertThat(mixture.ratio(effect)).isCloseTo(look[7], within(1e-10 * look[7]));
            assertThat(mixture.pValue(effect)).isCloseTo(look[8], within(1e-10));
        }
    }

    /** sequential.rho */
    @Test
    void rhoIsThatOfTheFormula() {
        assertThat(new ConfidenceSequence(0.95, 5000).rho()).isCloseTo(0.03984006677137368, within(1e-14));
    }

    /** groupseq.K2, groupseq.K4, groupseq.K5 */
    @Test
    void constantsAreThoseOfJennisonAndTurnbull() {
        assertThat(PlannedLooks.obrienFleming(0.05, 2).bound(2)).isCloseTo(1.977430959292357, within(5e-4));
        assertThat(PlannedLooks.pocock(0.05, 2).bound(1)).isCloseTo(2.178272088727436, within(5e-4));
        assertThat(PlannedLooks.obrienFleming(0.05, 4).bound(4)).isCloseTo(2.0242954996193454, within(5e-4));
        assertThat(PlannedLooks.pocock(0.05, 4).bound(1)).isCloseTo(2.3612978910602496, within(5e-4));
        assertThat(PlannedLooks.obrienFleming(0.05, 5).bound(5)).isCloseTo(2.0400731747972616, within(5e-4));
        assertThat(PlannedLooks.pocock(0.05, 5).bound(1)).isCloseTo(2.41317622006114, within(5e-4));
    }

    /** groupseq.landemets.obf.quarters */
    @Test
    void boundsAtQuartersAreThoseOfLanAndDeMets() {
        PlannedLooks looks = PlannedLooks.lanDeMets(0.05, 0.25, 0.5, 0.75, 1);
        double[] oracle = {4.332633646051615, 2.963131597679914, 2.3590442853009597, 2.014090143930878};

        for (int look = 1; look <= 4; look++) {
            assertThat(looks.bound(look)).isCloseTo(oracle[look - 1], within(1e-3));
        }
        assertThat(looks.spent(4)).isCloseTo(0.05, within(1e-12));
    }

    /** verdicts.mde.factor */
    @Test
    void fourFindingsTakeThreePointSevenEightErrors() {
        assertThat(Power.ofOneFinding().standardErrors()).isCloseTo(2.8015852181129683, within(1e-9));
        assertThat(new Power(0.05, 0.9, 1).standardErrors()).isCloseTo(3.2415155500846544, within(1e-9));
        assertThat(Power.ofFourFindings().standardErrors()).isCloseTo(3.7792570399569745, within(1e-9));
        assertThat(new Power(0.05, Math.pow(0.9, 0.25), 4).standardErrors())
                .isCloseTo(4.4409012596849475, within(1e-9));
    }

    /**
     * hillstrom.mde.visit. R's uniroot stops at 2^-13, which is 5e-6 away here: on our power it stops at the same number, and
     * ours is the root itself.
     */
    @Test
    void detectableShareIsThatOfRsPowerPropTestWithoutItsRounding() {
        double share = 2262.0 / 21306;
        Power power = Power.ofOneFinding();
        double ofR = uniroot(treated -> power.chanceOfShare(share, treated, 21306, 21306) - 0.8, share, 1);
        double found = power.detectableShare(share, 21306, 21306);

        assertThat(ofR).isCloseTo(0.114669375058267, within(1e-8));
        assertThat(ofR - share).isCloseTo(0.00850209823483696, within(1e-8));
        assertThat(found).isCloseTo(ofR, within(UNIROOT));
        assertThat(power.chanceOfShare(share, found, 21306, 21306)).isCloseTo(0.8, within(1e-12));
    }

    /** hillstrom.n.visit5pct */
    @Test
    void customersForFivePercentMoreVisitsAreThoseOfRsPowerPropTest() {
        double share = 2262.0 / 21306;

        assertThat(Power.ofOneFinding().customersForShare(share, 1.05 * share, 0.5) / 2)
                .isCloseTo(54023.9198279757, within(54023.9198279757 * 1e-8));
    }

    /** hillstrom.mde.spend; R's uniroot as for shares. */
    @Test
    void detectableDifferenceOfSpendIsThatOfRsPowerTTestWithoutItsRounding() throws IOException {
        double deviation = Math.sqrt(Hillstrom.mens().arms("spend").heldOut().variance());
        Power power = Power.ofOneFinding();
        double error = deviation * Math.sqrt(2.0 / 21306);
        double ofR = uniroot(
                difference -> power.chance(difference / error, 2 * 21305) - 0.8, deviation * 1e-7, deviation * 1e7);
        double found = power.detectableDifference(deviation, 21306, 21306);

        assertThat(deviation).isCloseTo(11.5881996812715, within(1e-8));
        assertThat(ofR).isCloseTo(0.314567474485766, within(1e-8));
        assertThat(found).isCloseTo(ofR, within(UNIROOT));
        assertThat(power.chance(found / error, 2 * 21305)).isCloseTo(0.8, within(1e-12));
    }

    /** As R's uniroot: Brent's (1973) zeroin, to R's usual tolerance. */
    private static double uniroot(DoubleUnaryOperator f, double from, double to) {
        double a = from;
        double b = to;
        double fa = f.applyAsDouble(a);
        double fb = f.applyAsDouble(b);
        double c = a;
        double fc = fa;
        while (true) {
            double before = b - a;
            if (Math.abs(fc) < Math.abs(fb)) {
                a = b;
                b = c;
                c = a;
                fa = fb;
                fb = fc;
                fc = fa;
            }
            double least = 2 * Math.ulp(1.0) * Math.abs(b) + UNIROOT / 2;
            double step = (c - b) / 2;
            if (Math.abs(step) <= least || fb == 0) {
                return b;
            }
            if (Math.abs(before) >= least && Math.abs(fa) > Math.abs(fb)) {
                double wide = c - b;
                double t = fb / fa;
                double p = wide * t;
                double q = 1 - t;
                if (a != c) {
                    double r = fb / fc;
                    q = fa / fc;
                    p = t * (wide * q * (q - r) - (b - a) * (r - 1));
                    q = (q - 1) * (r - 1) * (t - 1);
                }
                q = p > 0 ? -q : q;
                p = Math.abs(p);
                if (p < 0.75 * wide * q - Math.abs(least * q) / 2 && p < Math.abs(before * q / 2)) {
                    step = p / q;
                }
            }
            step = Math.abs(step) < least ? Math.copySign(least, step) : step;
            a = b;
            fa = fb;
            b += step;
            fb = f.applyAsDouble(b);
            if ((fb > 0) == (fc > 0)) {
                c = a;
                fc = fa;
            }
        }
    }

    /** hillstrom.srm */
    @Test
    void armsOfHillstromAreEqualThirds() {
        ArmShares thirds = ArmShares.of(
                "No E-Mail", Map.of("No E-Mail", 1.0 / 3, "Mens E-Mail", 1.0 / 3, "Womens E-Mail", 1.0 / 3));
        SampleRatio ratio =
                SampleRatio.of(Map.of("Mens E-Mail", 21307, "No E-Mail", 21306, "Womens E-Mail", 21387), thirds);

        assertThat(ratio.chiSquare()).isCloseTo(0.20253125, within(1e-8));
        assertThat(ratio.pValue()).isCloseTo(0.903692957560419, within(1e-8));
        assertThat(ratio.degreesOfFreedom()).isEqualTo(2);
        assertThat(ratio.isMismatch()).isFalse();
    }
}

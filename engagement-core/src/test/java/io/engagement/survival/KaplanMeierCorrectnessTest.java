package io.engagement.survival;

import static io.engagement.survival.SmallTables.assertNear;
import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.fit.Interval;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** Against {@code survfit} of R 4.2.2, package survival 3.5-3. */
class KaplanMeierCorrectnessTest {
    private static final double RELATIVE = 1e-12;

    /** {@code summary(survfit(Surv(t, e) ~ 1, d), times=c(3, 5, 8))}. */
    @Test
    void tiedTimesGiveTheCurveOfSurvfit() {
        KaplanMeier curve = KaplanMeier.of(SmallTables.tied());
        assertThat(curve.size()).isEqualTo(4);
        assertThat(List.of(curve.time(0), curve.atRisk(0), curve.events(0))).containsExactly(3.0, 9.0, 2.0);
        assertThat(List.of(curve.time(3), curve.atRisk(3), curve.events(3))).containsExactly(10.0, 2.0, 2.0);
        assertNear(survival(curve, 3, 5, 8), new double[] {7 / 9.0, 5 / 9.0, 5 / 12.0}, RELATIVE);
        assertNear(curve.standardError(3), 0.1385799032138497, RELATIVE);
        assertNear(curve.standardError(5), 0.16563466499998442, RELATIVE);
        assertNear(curve.standardError(8), 0.17291527219428796, RELATIVE);
        assertThat(curve.survival(1)).isEqualTo(1);
        assertThat(curve.survival(10)).isEqualTo(0);
        assertThat(curve.standardError(10)).isNaN();
    }

    /** The same with {@code conf.type} "plain", "log" and "log-log". */
    @Test
    void intervalsAreThoseOfSurvfit() {
        KaplanMeier curve = KaplanMeier.of(SmallTables.tied());
        assertInterval(curve.interval(3, 0.95, IntervalKind.PLAIN), 0.506166158497586, 1);
        assertInterval(curve.interval(5, 0.95, IntervalKind.PLAIN), 0.23091757756422915, 0.880193533546882);
        assertInterval(curve.interval(8, 0.95, IntervalKind.LOG), 0.18473235494401782, 0.9397980725343056);
        assertInterval(curve.interval(5), 0.309705006872564, 0.9965675996824958);
        assertInterval(curve.interval(3), 0.5485211900127132, 1);
        assertInterval(curve.interval(8, 0.95, IntervalKind.LOG_LOG), 0.10895306889472503, 0.7076977659098977);
        assertInterval(curve.interval(3, 0.95, IntervalKind.LOG_LOG), 0.3647512311654738, 0.9392964424866018);
        assertThat(curve.interval(1, 0.95, IntervalKind.LOG_LOG)).isEqualTo(new Interval(1, 1));
        assertThat(curve.interval(10).lower()).isNaN();
    }

    private static void assertInterval(Interval interval, double lower, double upper) {
        assertNear(interval.lower(), lower, 1e-10);
        assertNear(interval.upper(), upper, 1e-10);
    }

    /** {@code survfit(Surv(t, e) ~ 1, d[rep(1:10, d$w), ])}. */
    @Test
    void weightsAreRepetitions() {
        Lifetimes weighted = SmallTables.tied().withWeights(SmallTables.WEIGHTS);
        KaplanMeier curve = KaplanMeier.of(weighted);
        assertNear(curve.survival(8), 0.36923076923076925, RELATIVE);
        assertNear(curve.standardError(8), 0.15726381384828594, RELATIVE);
        assertThat(curve.median()).hasValue(8);
        assertNear(curve.restrictedMean(10), 7.123076923077, 1e-12);
        assertNear(curve.restrictedMeanError(10), 0.7949957274385, 1e-12);
        assertNear(NelsonAalen.of(weighted).cumulativeHazard(10), 1.830769230769231, RELATIVE);
        assertNear(NelsonAalen.of(weighted).standardError(10), 0.7859716784273724, RELATIVE);
    }

    /** {@code survfit(Surv(a, b, e) ~ 1, s)}. */
    @Test
    void rowsThatStartLaterAreAtRiskFromThenOn() {
        KaplanMeier curve = KaplanMeier.of(SmallTables.delayed());
        NelsonAalen hazard = NelsonAalen.of(SmallTables.delayed());
        assertThat(List.of(curve.atRisk(0), curve.atRisk(2), curve.atRisk(3), curve.atRisk(4)))
                .containsExactly(6.0, 6.0, 5.0, 3.0);
        assertNear(
                survival(curve, 3, 4, 6, 7, 9),
                new double[] {
                    0.8333333333333334, 0.6944444444444445, 0.462962962962963, 0.37037037037037046, 0.12345679012345681
                },
                RELATIVE);
        assertNear(curve.standardError(9), 0.11493201682114357, RELATIVE);
        assertNear(hazard.cumulativeHazard(9), 1.5333333333333332, RELATIVE);
        assertNear(hazard.standardError(9), 0.6110100926607787, RELATIVE);
        assertNear(hazard.cumulativeHazard(6), 0.6666666666666666, RELATIVE);
    }

    private static double[] survival(KaplanMeier curve, double... times) {
        return DoubleStream.of(times).map(curve::survival).toArray();
    }

    /**
     * {@code summary(survfit(Surv(tenure, Churn == "Yes") ~ 1, telco), times=c(1, 12, 24, 48, 72))}, with the three kinds of
     * intervals.
     */
    @Test
    void churnOfTelecomContractsIsThatOfSurvfit() {
        KaplanMeier curve = KaplanMeier.of(TelcoChurn.lifetimes());
        assertThat(curve.atRisk(0)).isEqualTo(7032);
        assertThat(curve.events(0)).isEqualTo(380);
        assertNear(
                survival(curve, 1, 12, 24, 48, 72),
                new double[] {
                    0.9459613196814562, 0.8431995538158313, 0.7887363983705988, 0.7088401843460784, 0.5927901520522304
                },
                1e-11);
        assertNear(
                DoubleStream.of(1, 12, 24, 48, 72).map(curve::standardError).toArray(),
                new double[] {
                    0.0026961846106099726,
                    0.004492160254841062,
                    0.005208963690501141,
                    0.0063207120234757075,
                    0.009918766870762761
                },
                1e-11);
        assertInterval(curve.interval(72, 0.95, IntervalKind.PLAIN), 0.5733497262144863, 0.6122305778899745);
        assertInterval(curve.interval(72, 0.95, IntervalKind.LOG), 0.5736650422052828, 0.6125528636349431);
        assertInterval(curve.interval(72, 0.95, IntervalKind.LOG_LOG), 0.5730628910042945, 0.6119362091926649);
        assertInterval(curve.interval(12), 0.8344408889432087, 0.8520501535533047);
        assertThat(curve.median()).isEmpty();
        assertNear(curve.restrictedMean(72), 54.49238710673, 1e-12);
        assertNear(curve.restrictedMeanError(72), 0.3477500156427, 1e-11);
    }

    /** {@code cumhaz} and {@code std.chaz} of the same. */
    @Test
    void hazardOfTelecomContractsIsThatOfSurvfit() {
        NelsonAalen hazard = NelsonAalen.of(TelcoChurn.lifetimes());
        assertNear(hazard.cumulativeHazard(1), 0.0540386803185438, 1e-11);
        assertNear(hazard.cumulativeHazard(24), 0.23492894677769627, 1e-11);
        assertNear(hazard.cumulativeHazard(72), 0.5194233478911795, 1e-11);
        assertNear(hazard.standardError(72), 0.016634462899839324, 1e-11);
    }
}

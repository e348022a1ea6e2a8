package io.engagement.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.engagement.domain.TimeScale;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Against R's survival package, {@code survfit(Surv(start, stop, factor(cause)) ~ 1)}. */
class AalenJohansenCorrectnessTest {
    private static final List<String> ENDS = List.of("a", "b");
    private static final double[] START = {0, 0, 0, 1, 2, 0, 0, 3, 0, 1, 0, 0};
    private static final double[] STOP = {2, 3, 3, 4, 5, 5, 6, 7, 8, 8, 9, 9};
    /** 2 is no end. */
    private static final int[] END = {0, 1, 0, 2, 0, 1, 2, 0, 1, 0, 2, 0};

    private static Lifetimes lifetimes(double[] start) {
        boolean[] events = new boolean[END.length];
        for (int i = 0; i < events.length; i++) {
            events[i] = END[i] < 2;
        }
        return Lifetimes.of(TimeScale.DAYS, start, STOP, events);
    }

    @Test
    void delayedEntriesAreThoseOfSurvfit() {
        AalenJohansen curves = AalenJohansen.of(lifetimes(START), ENDS, END);
        double[][] expected = {
            {2, .9, .1, 0},
            {3, .72, .19, .09},
            {5, .54, .28, .18},
            {7, .432, .388, .18},
            {8, .216, .496, .288},
            {9, .108, .604, .288}
        };
        for (double[] each : expected) {
            assertThat(curves.survival(each[0])).isCloseTo(each[1], within(1e-12));
            assertThat(curves.incidence(0, each[0])).isCloseTo(each[2], within(1e-12));
            assertThat(curves.incidence(1, each[0])).isCloseTo(each[3], within(1e-12));
        }
        assertThat(curves.incidence(0, 10)).isNaN();
        assertThat(curves.standardError(0, 10)).isNaN();
    }

    @Test
    void standardErrorsAreThoseOfSurvfit() {
        AalenJohansen curves = AalenJohansen.of(lifetimes(new double[12]), ENDS, END);
        double[][] expected = {
            {2, 0.0797855923130282, 0},
            {3, 0.1075828707279838, 0.0797855923130282},
            {5, 0.1300172208590362, 0.1140097702826710},
            {7, 0.1507733488382725, 0.1140097702826710},
            {8, 0.1589214907427796, 0.1427895399527129},
            {9, 0.1564442080100999, 0.1427895399527129}
        };
        for (double[] each : expected) {
            assertThat(curves.standardError(0, each[0])).isCloseTo(each[1], within(1e-12));
            assertThat(curves.standardError(1, each[0])).isCloseTo(each[2], within(1e-12));
        }
        assertThat(curves.interval(0, 5).contains(curves.incidence(0, 5))).isTrue();
        assertThat(curves.interval(1, 2).upper()).isZero();
    }

    /** Ended contracts from month to month, and for longer, as two ends. */
    @Test
    void endsOfTelecomContractsAreThoseOfSurvfit() {
        Lifetimes contracts = TelcoChurn.lifetimes();
        int[] longer = IntStream.range(0, contracts.size())
                .map(row -> contracts.covariate(row, 0) + contracts.covariate(row, 1) > 0 ? 1 : 0)
                .toArray();
        AalenJohansen curves = AalenJohansen.of(contracts, List.of("monthly", "longer"), longer);
        double[][] expected = {
            {1, 0.0540386803185438, 0, 0.00269618461061002, 0},
            {12, 0.1546906606966681, 0.00210978548750068, 0.00446488847431122, 0.000585398846771588},
            {24, 0.2061372473224196, 0.00512635430698156, 0.00515361886791872, 0.000953085812856803},
            {48, 0.2702186012889742, 0.02094121436494745, 0.00608417249882616, 0.002228962833884847},
            {72, 0.3098674336495712, 0.09734241429819873, 0.00722761817479207, 0.007732523335174305}
        };
        for (double[] each : expected) {
            assertThat(curves.incidence(0, each[0])).isCloseTo(each[1], within(1e-10));
            assertThat(curves.incidence(1, each[0])).isCloseTo(each[2], within(1e-10));
            assertThat(curves.standardError(0, each[0])).isCloseTo(each[3], within(1e-10));
            assertThat(curves.standardError(1, each[0])).isCloseTo(each[4], within(1e-10));
        }
    }

    @Test
    void withOneEndItIsTheKaplanMeierCurveAndGreenwoodsError() {
        SplittableRandom random = new SplittableRandom(3);
        Lifetimes.Builder builder = Lifetimes.builder(TimeScale.DAYS);
        for (int i = 0; i < 200; i++) {
            double start = random.nextInt(3) == 0 ? random.nextInt(4) : 0;
            builder.add(start, start + 1 + random.nextInt(12), random.nextInt(4) > 0);
        }
        Lifetimes all = builder.build();
        KaplanMeier curve = KaplanMeier.of(all);
        AalenJohansen ends = AalenJohansen.of(all, List.of("over"), new int[all.size()]);
        for (int day = 0; day < 12; day++) {
            assertThat(ends.survival(day)).isEqualTo(curve.survival(day));
            assertThat(ends.incidence(0, day)).isCloseTo(1 - curve.survival(day), within(1e-13));
            assertThat(ends.standardError(0, day)).isCloseTo(curve.standardError(day), within(1e-13));
        }
    }

    @Test
    void whatDoesNotGoTogetherIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AalenJohansen.of(lifetimes(START), ENDS, 1, 0))
                .withMessage("ends must be one for each of 12 rows, were 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AalenJohansen.of(lifetimes(START), List.of(), END))
                .withMessageContaining("a name each");
    }
}

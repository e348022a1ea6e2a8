package io.engagement.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The oracles of {@code telco_churn} that are curves, by their ids: arithmetic only, as its months before the last are immortal time. */
class TelcoOraclesCorrectnessTest {
    private static void equal(double value, double oracle) {
        assertThat(value).isCloseTo(oracle, within(1e-8 * Math.max(1, Math.abs(oracle))));
    }

    @Test
    @DisplayName("telco.km")
    void tenureOfAll() {
        KaplanMeier curve = KaplanMeier.of(TelcoChurn.lifetimes());
        double[] months = {1, 12, 24, 48, 72};
        double[] survival = {
            0.945961319681456, 0.843199553815831, 0.788736398370599, 0.708840184346078, 0.59279015205223
        };
        double[] errors = {
            0.00269618461060997, 0.00449216025484106, 0.00520896369050114, 0.00632071202347571, 0.00991876687076276
        };
        assertThat(curve.atRisk(0)).isEqualTo(7032);
        for (int i = 0; i < months.length; i++) {
            equal(curve.survival(months[i]), survival[i]);
            equal(curve.standardError(months[i]), errors[i]);
        }
    }

    /** Contracts in their order: from month to month, one year, two years; without those of no month, as R has it. */
    private static Lifetimes contracts(int years) {
        Lifetimes all = TelcoChurn.lifetimes();
        Lifetimes.Builder some = Lifetimes.builder(all.timeScale());
        IntStream.range(0, all.size())
                .filter(row -> all.stop(row) > 0 && all.covariate(row, 0) + 2 * all.covariate(row, 1) == years)
                .forEach(row -> some.add(all.stop(row), all.isEvent(row)));
        return some.build();
    }

    @Test
    @DisplayName("telco.km_contract")
    void tenureByContract() {
        double[][] table = {
            {3875, 1655, 36.2978999018954, 0.560005205785306},
            {1472, 166, 66.4174719811293, 0.400060588426619},
            {1685, 48, 71.540328450349, 0.0823749294554223}
        };
        for (int years = 0; years < table.length; years++) {
            Lifetimes some = contracts(years);
            KaplanMeier curve = KaplanMeier.of(some);
            assertThat(some.size()).isEqualTo((int) table[years][0]);
            assertThat(some.events()).isEqualTo(table[years][1]);
            equal(curve.restrictedMean(72), table[years][2]);
            equal(curve.restrictedMeanError(72), table[years][3]);
        }
        KaplanMeier monthly = KaplanMeier.of(contracts(0));
        KaplanMeier oneYear = KaplanMeier.of(contracts(1));
        KaplanMeier twoYears = KaplanMeier.of(contracts(2));
        assertThat(monthly.median()).hasValue(35);
        assertInterval(monthly, OptionalDouble.of(32), OptionalDouble.of(38), IntervalKind.LOG);
        assertThat(oneYear.median()).isEmpty();
        assertInterval(oneYear, OptionalDouble.of(72), OptionalDouble.empty(), IntervalKind.LOG);
        assertThat(twoYears.median()).isEmpty();
        assertInterval(twoYears, OptionalDouble.empty(), OptionalDouble.empty(), IntervalKind.LOG);
    }

    private static void assertInterval(
            KaplanMeier curve, OptionalDouble lower, OptionalDouble upper, IntervalKind kind) {
        KaplanMeier.QuantileInterval interval = curve.quantileInterval(0.5, 0.95, kind);
        assertThat(interval.lower()).isEqualTo(lower);
        assertThat(interval.upper()).isEqualTo(upper);
    }

    @Test
    @DisplayName("telco.km_mtm_median")
    void medianOfMonthlyContracts() {
        KaplanMeier curve = KaplanMeier.of(contracts(0));
        assertThat(curve.median()).hasValue(35);
        assertInterval(curve, OptionalDouble.of(32), OptionalDouble.of(38), IntervalKind.LOG_LOG);
    }
}

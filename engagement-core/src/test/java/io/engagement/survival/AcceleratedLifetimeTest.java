package io.engagement.survival;

import static io.engagement.survival.SmallTables.assertNear;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.engagement.domain.TimeScale;
import io.engagement.fit.Ending;
import io.engagement.fit.FitException;
import io.engagement.fit.Fitted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AcceleratedLifetimeTest {
    @ParameterizedTest
    @EnumSource
    void survivalHazardAndQuantilesAgree(LifetimeDistribution distribution) {
        AcceleratedLifetime model = AcceleratedLifetime.of(distribution, TimeScale.MONTHS, 2, 0.7);
        for (double t : new double[] {0.5, 1, 7, 40}) {
            double step = 1e-4 * t;
            double slope = (model.cumulativeHazard(t + step) - model.cumulativeHazard(t - step)) / (2 * step);
            assertNear(model.hazard(t), slope, 1e-6);
            assertNear(model.quantile(1 - model.survival(t)), t, 1e-8);
            assertNear(model.survival(5) * model.survivalFrom(5, t), model.survival(5 + t), 1e-12);
        }
        assertThat(model.survival(0)).isEqualTo(1);
        assertThat(model.median()).isEqualTo(model.quantile(0.5));
    }

    @ParameterizedTest
    @EnumSource
    void theMeanIsTheAreaUnderTheCurve(LifetimeDistribution distribution) {
        AcceleratedLifetime model = AcceleratedLifetime.of(distribution, TimeScale.MONTHS, 1, 0.3);
        double area = 0;
        double step = 1e-3;
        for (double t = step / 2; t < 3000; t += step) {
            area += step * model.survival(t);
        }
        assertThat(model.mean()).isCloseTo(area, within(1e-4));
    }

    @Test
    void theWeibullOfShapeOneIsExponential() {
        AcceleratedLifetime model =
                AcceleratedLifetime.of(LifetimeDistribution.WEIBULL, TimeScale.DAYS, Math.log(5), 1);
        assertNear(model.survival(10), Math.exp(-2), 1e-14);
        assertNear(model.hazard(3), 0.2, 1e-14);
        assertNear(model.mean(), 5, 1e-14);
    }

    @Test
    void aLogLogisticLifetimeOfLargeScaleHasNoMean() {
        AcceleratedLifetime model = AcceleratedLifetime.of(LifetimeDistribution.LOG_LOGISTIC, TimeScale.DAYS, 1, 1);
        assertThat(model.mean()).isInfinite();
    }

    @Test
    void farInTheTailTheNormalHazardStaysFinite() {
        AcceleratedLifetime model = AcceleratedLifetime.of(LifetimeDistribution.LOG_NORMAL, TimeScale.DAYS, 0, 0.01);
        assertThat(model.survival(3)).isZero();
        assertNear(model.cumulativeHazard(3), 6040.36304, 1e-8);
        assertThat(model.survivalFrom(3, 0.001)).isBetween(0.02, 0.03);
    }

    @ParameterizedTest
    @EnumSource
    void aFitIsReadFromItsText(LifetimeDistribution distribution) {
        Fitted<AcceleratedLifetime> fitted = AcceleratedLifetime.fit(distribution, SmallTables.tied());
        Fitted<AcceleratedLifetime> read = AcceleratedLifetime.FAMILY.readFitted(fitted.toText());
        assertThat(read.toText()).isEqualTo(fitted.toText());
        AcceleratedLifetime model =
                AcceleratedLifetime.FAMILY.read(fitted.model().toText());
        assertThat(model.distribution()).isEqualTo(distribution);
        assertThat(model.timeScale()).isEqualTo(TimeScale.MONTHS);
        assertThat(model.covariates()).containsExactly("x");
        assertThat(model.coefficients()).containsExactly(fitted.estimate("x"));
        assertThat(model.intercept()).isEqualTo(fitted.estimate("intercept"));
        assertThat(model.scale()).isEqualTo(fitted.estimate("scale"));
        assertThat(fitted.converged()).isTrue();
    }

    @Test
    void withoutAnyEventNothingIsFitted() {
        Lifetimes lifetimes = Lifetimes.builder(TimeScale.DAYS).add(3, false).build();
        assertThatExceptionOfType(FitException.class)
                .isThrownBy(() -> AcceleratedLifetime.fit(LifetimeDistribution.WEIBULL, lifetimes))
                .withMessageContaining("no lifetime of 1 has ended");
    }

    @Test
    void aGroupThatNobodyLeftIsSaidToHaveNoFiniteCoefficient() {
        Lifetimes.Builder builder = Lifetimes.builder(TimeScale.DAYS, "loyal");
        for (int i = 1; i <= 20; i++) {
            builder.add(i, true, 0).add(i, false, 1);
        }
        Fitted<AcceleratedLifetime> fitted = AcceleratedLifetime.fit(LifetimeDistribution.WEIBULL, builder.build());
        assertThat(fitted.ending()).isEqualTo(Ending.BOUNDARY);
        assertThat(fitted.standardError("loyal")).isNaN();
        assertThat(String.join(" ", fitted.diagnostics())).contains("loyal");
    }

    @Test
    void whatHasNoMeaningIsRefused() {
        AcceleratedLifetime model = AcceleratedLifetime.of(LifetimeDistribution.WEIBULL, TimeScale.DAYS, 1, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.survival(1, 2))
                .withMessage("values must be as many as the covariates [], were 1");
        assertThatIllegalArgumentException().isThrownBy(() -> model.survival(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> model.survivalFrom(1, Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> model.hazard(0));
        assertThatIllegalArgumentException().isThrownBy(() -> model.quantile(1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AcceleratedLifetime.of(LifetimeDistribution.WEIBULL, TimeScale.DAYS, 1, Double.NaN))
                .withMessage("scale must be positive and finite, was NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AcceleratedLifetime.of(LifetimeDistribution.WEIBULL, TimeScale.DAYS, Double.NaN, 1));
    }
}

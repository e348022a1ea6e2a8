package io.engagement.survival;

import static io.engagement.survival.SmallTables.assertNear;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.engagement.domain.TimeScale;
import io.engagement.fit.Ending;
import io.engagement.fit.FitException;
import io.engagement.fit.Fitted;
import io.engagement.saved.EditedText;
import org.junit.jupiter.api.Test;

class CoxModelTest {
    @Test
    void aFitIsReadFromItsText() {
        Lifetimes lifetimes = SmallTables.changing().withStrata(SmallTables.GROUPS);
        Fitted<CoxModel> fitted = CoxModel.fit(lifetimes, Ties.BRESLOW);
        Fitted<CoxModel> read = CoxModel.FAMILY.readFitted(fitted.toText());
        assertThat(read.toText()).isEqualTo(fitted.toText());
        CoxModel model = CoxModel.FAMILY.read(fitted.model().toText());
        assertThat(model.ties()).isEqualTo(Ties.BRESLOW);
        assertThat(model.timeScale()).isEqualTo(TimeScale.MONTHS);
        assertThat(model.covariates()).containsExactly("x", "z");
        assertThat(model.coefficients()).isEqualTo(fitted.estimates());
        assertThat(model.survivalIn(1, 6, 1, 1)).isEqualTo(fitted.model().survivalIn(1, 6, 1, 1));
        String broken =
                EditedText.of(fitted.model().toText()).replaceFirst("baseline.0.hazards \\S+ ", "baseline.0.hazards ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CoxModel.FAMILY.read(broken))
                .withMessageContaining("as many hazards as times");
    }

    @Test
    void aCovariateMayBeCalledAsAKeyOfTheText() {
        Lifetimes.Builder builder = Lifetimes.builder(TimeScale.MONTHS, "ties", "strata");
        for (int i = 1; i <= 20; i++) {
            builder.add(i, i % 3 > 0, i % 4, i * i % 7);
        }
        Fitted<CoxModel> fitted = CoxModel.fit(builder.build());
        assertThat(CoxModel.FAMILY.readFitted(fitted.toText()).toText()).isEqualTo(fitted.toText());
    }

    @Test
    void noTimeIsSurvivedHoweverGreatTheHazard() {
        CoxModel model = CoxModel.fit(SmallTables.tied()).model();
        assertThat(model.survivalFrom(4, 0, 1e5)).isEqualTo(1);
        assertThat(model.survivalFrom(4, 0, -1e5)).isEqualTo(1);
    }

    @Test
    void hazardsAreProportional() {
        CoxModel model = CoxModel.fit(SmallTables.tied()).model();
        double ratio = Math.exp(model.logHazardRatio(2) - model.logHazardRatio(1));
        assertNear(ratio, Math.exp(model.coefficients()[0]), 1e-14);
        assertNear(model.cumulativeHazard(8, 2) / model.cumulativeHazard(8, 1), ratio, 1e-12);
        assertThat(model.survival(2, 1)).isEqualTo(1);
    }

    @Test
    void aGroupThatNobodyLeavesIsSaidToMakeTheLikelihoodMonotone() {
        Lifetimes.Builder builder = Lifetimes.builder(TimeScale.DAYS, "loyal", "calls");
        for (int i = 1; i <= 20; i++) {
            builder.add(i, true, 0, i % 3).add(i, false, 1, i % 4);
        }
        Lifetimes lifetimes = builder.build();
        Fitted<CoxModel> fitted = CoxModel.fit(lifetimes);
        assertThat(fitted.ending()).isEqualTo(Ending.BOUNDARY);
        assertThat(fitted.standardError("loyal")).isNaN();
        assertThat(fitted.standardError("calls")).isPositive();
        assertThat(fitted.diagnostics().get(0))
                .contains("monotone likelihood", "coefficient of loyal goes to minus infinity");
        assertThat(CoxResiduals.of(fitted, lifetimes).robustStandardErrors()[0]).isNaN();
    }

    @Test
    void covariatesThatSayTheSameAreNotDetermined() {
        Lifetimes tied = SmallTables.tied();
        Fitted<CoxModel> fitted = CoxModel.fit(tied.withCovariate("twice", 2, 0, 4, 2, 6, 0, 4, 2, 0, 2)
                .withCovariate("same", 7, 7, 7, 7, 7, 7, 7, 7, 7, 7));
        assertThat(fitted.ending()).isEqualTo(Ending.BOUNDARY);
        assertThat(String.join(" ", fitted.diagnostics()))
                .contains("flat in", "twice", "same")
                .doesNotContain("monotone");
    }

    @Test
    void whatCannotBeFittedIsRefused() {
        Lifetimes none = Lifetimes.builder(TimeScale.DAYS, "x").add(3, false, 1).build();
        assertThatExceptionOfType(FitException.class)
                .isThrownBy(() -> CoxModel.fit(none))
                .withMessageContaining("cannot fit a Cox model: no lifetime of 1 has ended");
        Lifetimes bare = Lifetimes.builder(TimeScale.DAYS).add(3, true).build();
        assertThatIllegalArgumentException().isThrownBy(() -> CoxModel.fit(bare));
    }

    @Test
    void questionsThatHaveNoAnswerAreRefused() {
        Fitted<CoxModel> fitted = CoxModel.fit(SmallTables.changing().withStrata(SmallTables.GROUPS));
        CoxModel model = fitted.model();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.survival(1, 0, 0))
                .withMessage("the model has the strata [1, 2]: say in which");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.survivalIn(3, 1, 0, 0))
                .withMessage("the model has the strata [1, 2], not 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.logHazardRatio(1))
                .withMessage("values must be as many as the covariates [x, z], were 1");
        assertThatIllegalArgumentException().isThrownBy(() -> model.survivalIn(1, -1, 0, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CoxResiduals.of(fitted, SmallTables.tied()))
                .withMessage("lifetimes must have the covariates [x, z], had [x]");
        Lifetimes days =
                Lifetimes.builder(TimeScale.DAYS, "x", "z").add(1, true, 0, 0).build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Concordance.of(model, days))
                .withMessage("the model is in MONTHS, the lifetimes are in DAYS");
        assertThatIllegalArgumentException().isThrownBy(() -> Concordance.of(days, new double[2]));
        assertThatIllegalArgumentException().isThrownBy(() -> Concordance.of(days, new double[] {Double.NaN}));
    }

    @Test
    void withoutAPairThereIsNoConcordance() {
        Lifetimes one = Lifetimes.builder(TimeScale.DAYS).add(1, true).build();
        Concordance concordance = Concordance.of(one, new double[] {3});
        assertThat(concordance.index()).isNaN();
        assertThat(concordance.standardError()).isNaN();
    }
}

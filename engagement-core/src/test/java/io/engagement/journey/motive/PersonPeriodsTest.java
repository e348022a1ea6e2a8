package io.engagement.journey.motive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.engagement.domain.TimeScale;
import io.engagement.fit.FitException;
import io.engagement.survival.KaplanMeier;
import org.junit.jupiter.api.Test;

class PersonPeriodsTest {
    @Test
    void columnsThatReachIntoTheirOwnPeriodAreRefused() {
        PersonPeriods.Builder rows = PersonPeriods.builder("complaints").add("a", 3, 2, false, 1);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> rows.add("b", 3, 3, true, 1))
                .withMessage(
                        "columns of b in period 3 must be known from earlier periods, reach up to 3: what includes the"
                                + " period in which a unit leaves tells that it left, not why");
        assertThat(rows.build().size()).isEqualTo(1);
    }

    @Test
    void whoLeftIsNotAtRiskAndAPeriodIsThereOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PersonPeriods.builder("x")
                        .add("a", 2, false, 0)
                        .add("a", 1, true, 0)
                        .build())
                .withMessage("a left in period 1 and has a row in period 2: who left is not at risk; who came back is"
                        + " another unit");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PersonPeriods.builder("x")
                        .add("a", 2, false, 0)
                        .add("a", 2, false, 0)
                        .build())
                .withMessage("a has period 2 twice: a unit has a row a period");
    }

    @Test
    void aColumnThatIsNotKnownIsRefusedByNameAndUnit() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PersonPeriods.builder("x", "visits").add("a", 2, false, 0, Double.NaN))
                .withMessageStartingWith("visits of a in period 2 must be finite, was NaN");
        assertThatIllegalArgumentException().isThrownBy(() -> PersonPeriods.builder("x", "x"));
        assertThatIllegalArgumentException().isThrownBy(() -> PersonPeriods.builder(" x"));
    }

    @Test
    void rowsAreKeptByUnitAndPeriodInWhateverOrderTheyCame() {
        PersonPeriods rows = PersonPeriods.builder("x")
                .add("b", 2, true, 5)
                .add("a", 7, false, 4)
                .add("b", 1, false, 3)
                .build();

        assertThat(rows.size()).isEqualTo(3);
        assertThat(rows.units()).isEqualTo(2);
        assertThat(rows.events()).isEqualTo(1);
        assertThat(rows.unit(0) + rows.period(0)).isEqualTo("a7");
        assertThat(rows.unit(2) + rows.period(2) + rows.hasLeft(2)).isEqualTo("b2true");
        assertThat(rows.value(1, rows.index("x"))).isEqualTo(3);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rows.index("y"))
                .withMessageContaining("there is no column 'y'");
    }

    /** Of three who are seen from their third period on, one leaves in it: the first two periods had nobody at risk. */
    @Test
    void whoIsSeenLateEntersLate() {
        PersonPeriods rows = PersonPeriods.builder()
                .add("a", 3, true)
                .add("b", 3, false)
                .add("c", 3, false)
                .add("b", 4, true)
                .build();

        KaplanMeier curve = KaplanMeier.of(rows.lifetimes(TimeScale.MONTHS));

        assertThat(curve.survival(2)).isEqualTo(1);
        assertThat(curve.survival(3)).isEqualTo(2 / 3.0);
        assertThat(curve.survival(4)).isZero();
    }

    private static PersonPeriods leaving(int events) {
        PersonPeriods.Builder rows = PersonPeriods.builder("x", "y", "z");
        for (int i = 0; i < 200; i++) {
            rows.add("u" + i, 1, i < events, i % 3, i % 7, i % 5);
        }
        return rows.build();
    }

    @Test
    void withoutARidgeEachColumnTakesTenWhoLeave() {
        assertThatThrownBy(() -> DiscreteHazard.fit(leaving(29), 0))
                .isInstanceOf(FitException.class)
                .hasMessageContaining("29 of 200 periods at risk end with leaving, and 3 columns need 10 of either for"
                        + " each without a ridge");
        assertThat(DiscreteHazard.fit(leaving(30), 0).converged()).isTrue();
    }

    @Test
    void withARidgeTenWhoLeaveAreEnoughAndFewForEachColumnAreTold() {
        assertThatThrownBy(() -> DiscreteHazard.fit(leaving(9), 1))
                .isInstanceOf(FitException.class)
                .hasMessageContaining("9 of 200 periods at risk end with leaving, and it takes 10 of either");
        assertThat(DiscreteHazard.fit(leaving(14), 1).diagnostics())
                .contains("fewer than 5 leave, or stay, for each of 3 columns: errors are rough");
        assertThat(DiscreteHazard.fit(leaving(15), 1).diagnostics()).isEmpty();
    }

    @Test
    void aColumnThatNeverChangesIsRefusedByName() {
        PersonPeriods.Builder rows = PersonPeriods.builder("x", "always");
        for (int i = 0; i < 200; i++) {
            rows.add("u" + i, 1, i % 4 == 0, i % 3, 0.1);
        }

        assertThatThrownBy(() -> DiscreteHazard.fit(rows.build(), 1))
                .isInstanceOf(FitException.class)
                .hasMessageContaining("the same in all rows: [always]");
    }
}

package io.engagement.journey.motive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.engagement.domain.Actor;
import io.engagement.domain.Channel;
import io.engagement.domain.Direction;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.history.LogView;
import io.engagement.initiative.SilenceHabit;
import io.engagement.journey.Journey;
import io.engagement.journey.Stages;
import io.engagement.measure.MeasureTable;
import io.engagement.measure.PurchaseDefinition;
import io.engagement.outcome.OutcomeRules;
import io.engagement.score.InputColumns;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Silence beyond the own gaps, and leaving in words, are the same wherever they are asked. */
class OneHabitTest {
    private static final List<Interaction> CALM = MotiveBase.interactions(17, 300, 600).stream()
            .filter(each -> !each.purpose().equals(Purpose.CANCELLATION))
            .toList();
    private static final LogView VIEW = MotiveBase.view(CALM, 900);

    @Test
    void whoIsLapsedInTheJourneyHasLeftByTheExit() {
        Stages stages = Stages.ofActs(
                SilenceHabit.fit(VIEW, Stages.acts(ZoneOffset.UTC)).model());
        Exit exit = Exit.silent().learned(VIEW);
        RiskReadings readings = new RiskReadings(exit, Duration.ofDays(30), List.of());
        int lapsed = 0;
        int all = 0;
        for (int day : new int[] {400, 605, 640, 700}) {
            LogView view = VIEW.asOf(MotiveBase.at(day));
            Journey journey = Journey.of(view, stages);
            InputColumns rows = InputColumns.of(
                    MeasureTable.of(view, TimeScale.DAYS, readings.inputs()), readings.inputs(), TimeScale.DAYS);
            for (int row = 0; row < view.customers(); row++) {
                Instant from =
                        journey.silentFrom(view.customerId(row), "lapsed").orElseThrow();
                boolean isLapsed = !from.isAfter(view.asOf());
                assertThat(readings.hasLeft(rows.row(row)))
                        .as("%s on day %s, lapsed from %s", view.customerId(row), day, from)
                        .isEqualTo(isLapsed);
                lapsed += isLapsed ? 1 : 0;
                all++;
            }
        }
        assertThat(lapsed).isBetween(all / 10, 9 * all / 10);
    }

    @Test
    void whoLapsedWithinAPeriodIsWhoLeftInIt() {
        Exit exit = Exit.silent().learned(VIEW);
        RiskReadings readings = new RiskReadings(exit, Duration.ofDays(30), List.of());
        RiskRows rows = new RiskRows(VIEW, readings, Duration.ofDays(30));

        PersonPeriods periods = rows.of(List.of(0), rows.typical(0));

        assertThat(periods.events()).isBetween(100, 400);
    }

    @Test
    void aHabitThatIsGivenIsNotLearnedAnew() {
        SilenceHabit habit = SilenceHabit.of(3, 0.5, 0.5);
        Exit given = Exit.silent().withHabit(habit);

        assertThat(given.learned(VIEW)).isEqualTo(given);
        assertThat(Exit.silent().learned(VIEW)).isNotEqualTo(Exit.silent());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Exit.cancelled().withHabit(habit))
                .withMessageContaining("begin with silent()");
    }

    @Test
    void unsubscribesAndCancellationsAreLeavingAndNoticesOfThemAreNot() {
        List<Interaction> said = new ArrayList<>();
        for (Purpose purpose : List.of(Purpose.CANCELLATION, Purpose.of("opt-out"))) {
            said.add(Interaction.of("a", MotiveBase.at(3), Channel.EMAIL, Initiator.CUSTOMER, purpose));
            said.add(Interaction.of("b", MotiveBase.at(3), Channel.EMAIL, Initiator.UNKNOWN, purpose));
        }
        List<Interaction> told = List.of(
                Interaction.of("c", MotiveBase.at(3), Channel.EMAIL, Initiator.COMPANY, Purpose.CANCELLATION)
                        .withDirection(Direction.OUTBOUND),
                Interaction.of("d", MotiveBase.at(3), Channel.EMAIL, Initiator.CUSTOMER, Purpose.of("OPT_OUT"))
                        .withActor(Actor.MACHINE));

        assertThat(said).allSatisfy(each -> assertThat(leaves(each)).containsOnly(true));
        assertThat(told).allSatisfy(each -> assertThat(leaves(each)).containsOnly(false));
    }

    /** By stages, exits and departures. */
    private static List<Boolean> leaves(Interaction each) {
        List<Interaction> base = new ArrayList<>(List.of(
                Interaction.of(
                        each.customerId(), MotiveBase.at(0), Channel.STORE, Initiator.CUSTOMER, Purpose.PURCHASE),
                each));
        LogView view = MotiveBase.view(base, 5);
        Stages stages =
                Stages.standard(new PurchaseDefinition(OutcomeRules.standard().acts(), ZoneOffset.UTC));
        return List.of(
                Journey.of(view, stages).customers("lapsed") == 1,
                Exit.cancelled().told().orElseThrow().matches(each),
                OutcomeRules.standard().leaving().matches(each),
                OutcomeRules.standard().harm().matches(each));
    }
}

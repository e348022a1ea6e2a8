package io.engagement.journey.motive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.engagement.Threads;
import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.domain.Registry;
import io.engagement.domain.TimeScale;
import io.engagement.fit.FitException;
import io.engagement.fit.Fitted;
import io.engagement.fit.ModelText;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.initiative.SilenceHabit;
import io.engagement.internal.math.LogOdds;
import io.engagement.journey.motive.MotiveBase.Planted;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.measure.Measure.Unit;
import io.engagement.measure.MeasureTable;
import io.engagement.setup.FittedModels;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MotiveModelTest {
    private static final Duration MONTH = Duration.ofDays(30);
    private static final List<Interaction> BASE = MotiveBase.interactions(7, 500, 600, Planted.OVERUSE);
    private static final LogView VIEW = MotiveBase.view(BASE, 600);
    private static final Fitted<MotiveModel> FITTED = MotiveModel.fit(VIEW, Exit.cancelled());

    private static Interaction act(String id, double day, Purpose purpose) {
        return Interaction.of(id, MotiveBase.at(day), Channel.WEB, Initiator.CUSTOMER, purpose);
    }

    private static RiskRows rows(LogView view, Exit exit, Motive... motives) {
        return new RiskRows(view, new RiskReadings(exit, MONTH, List.of(motives)), MONTH);
    }

    private static PersonPeriods periods(LogView view, Exit exit) {
        RiskRows rows = rows(view, exit);
        return rows.of(List.of(0), rows.typical(0));
    }

    @Test
    void aModelAndItsFitAreReadToTheSameBits() {
        assertThat(FittedModels.read(FITTED.toText(), Registry.empty()).toText())
                .isEqualTo(FITTED.toText());
        MotiveModel read = MotiveModel.FAMILY.read(FITTED.model().toText());
        assertThat(read.toText()).isEqualTo(FITTED.model().toText());
        assertThat(read.findings()).hasSameSizeAs(FITTED.model().findings());
        assertThat(read.exit()).isEqualTo(Exit.cancelled()).hasSameHashCodeAs(Exit.cancelled());
        assertThat(read).hasToString(FITTED.model().toString());
    }

    @Test
    void neitherOrderOfArrivalNorThreadsChangeAFit() {
        List<Interaction> shuffled = new ArrayList<>(BASE);
        Collections.shuffle(shuffled, new Random(3));

        assertThat(Threads.with(1, () -> MotiveModel.fit(MotiveBase.view(shuffled, 600), Exit.cancelled())
                        .toText()))
                .isEqualTo(FITTED.toText());
    }

    @Test
    void aCustomerWhoIsErasedAndAddedAgainChangesNoBit() {
        InteractionLog.Builder log = InteractionLog.builder();
        BASE.forEach(log::add);
        InteractionLog.Builder again = log.build().without("c7").toBuilder();
        BASE.stream().filter(each -> each.customerId().equals("c7")).forEach(again::add);

        assertThat(MotiveModel.fit(again.build().asOf(VIEW.asOf()), Exit.cancelled())
                        .toText())
                .isEqualTo(FITTED.toText());
    }

    @Test
    void theFutureChangesNoFitOfThePast() {
        List<Interaction> past = BASE.stream()
                .filter(each -> !each.at().isAfter(MotiveBase.at(500)))
                .toList();

        assertThat(MotiveModel.fit(VIEW.asOf(MotiveBase.at(500)), Exit.cancelled())
                        .toText())
                .isEqualTo(MotiveModel.fit(MotiveBase.view(past, 500), Exit.cancelled())
                        .toText());
    }

    /** The trap of leakage: a column of the record is the same at all instants, those after the customer left included. */
    @Test
    void aMeasureThatIncludesTheEventsOwnPeriodIsRefused() {
        Measure closed = Measure.attribute("account_closed");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Motive.of("closed", closed))
                .withMessageContaining("motive closed must be known as of the start of each period")
                .withMessageContaining("it may tell that a customer left")
                .withMessageContaining("Motive.unchanging");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Motive.of("closed", "closed", Unit.FLAG, List.of(closed), in -> in[0]));
        assertThat(Motive.unchanging("born", closed).measures()).containsExactly(closed);
    }

    /** What is done in the period in which a customer leaves, or after it, is in no column of it. */
    @Test
    void motivesAreReadAsOfThePeriodsStart() {
        List<Interaction> calm = new ArrayList<>();
        List<Interaction> loud = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            calm.add(act("c" + i, 0, Purpose.SIGN_UP));
            calm.add(act("c" + i, 100, Purpose.CANCELLATION));
            loud.add(act("c" + i, 95, Purpose.QUESTION));
            loud.add(act("c" + i, 101, Purpose.QUESTION));
        }
        loud.addAll(calm);
        Motive questions = Motive.builtIn().get(0);

        RiskRows without = rows(MotiveBase.view(calm, 120), Exit.cancelled(), questions);
        RiskRows with = rows(MotiveBase.view(loud, 120), Exit.cancelled(), questions);

        assertThat(with.untypical(2, 0)).isEqualTo(without.untypical(2, 0)).isZero();
    }

    @Test
    void whoIsSeenFirstInTheMiddleOfTheLogIsAtRiskFromThen() {
        LogView view = MotiveBase.view(
                List.of(
                        act("early", 0, Purpose.SIGN_UP),
                        act("late", 70, Purpose.SIGN_UP),
                        act("late", 130, Purpose.CANCELLATION)),
                150);

        PersonPeriods rows = periods(view, Exit.cancelled());

        assertThat(rows.size()).isEqualTo(5 + 2);
        assertThat(rows.unit(5)).startsWith("late");
        assertThat(rows.period(5)).isEqualTo(4);
        assertThat(rows.hasLeft(6)).isTrue();
    }

    @Test
    void whoCameBackIsAtRiskAnewAndWhoDidNotIsNot() {
        List<Interaction> base = List.of(
                act("back", 0, Purpose.SIGN_UP),
                act("back", 40, Purpose.CANCELLATION),
                act("back", 70, Purpose.PURCHASE),
                act("back", 140, Purpose.CANCELLATION),
                act("gone", 0, Purpose.SIGN_UP),
                act("gone", 40, Purpose.CANCELLATION),
                act("gone", 70, Purpose.COMPLAINT));

        PersonPeriods rows = periods(MotiveBase.view(base, 150), Exit.cancelled());

        assertThat(rows.units()).isEqualTo(3);
        assertThat(rows.events()).isEqualTo(3);
        assertThat(rows.size()).isEqualTo(2 + 2 + 2);
    }

    @Test
    void nobodyIsAtRiskWhoseSilenceCannotBecomeLongEnough() {
        List<Interaction> base = List.of(act("a", 0, Purpose.PURCHASE), act("b", 80, Purpose.PURCHASE));
        LogView view = MotiveBase.view(base, 150);

        SilenceHabit habit = SilenceHabit.of(Math.log(20), 0.5, 0.5);

        PersonPeriods rows = periods(view, Exit.silent().withHabit(habit));

        // Without a gap it takes 104 days: "a" has been silent for these on day 104, "b" will be on day 184.
        assertThat(rows.size()).isEqualTo(1);
        assertThat(rows.period(0)).isEqualTo(4);
        assertThat(rows.hasLeft(0)).isTrue();
        assertThat(periods(view, Exit.noActWithin(MONTH)).events()).isEqualTo(2);
    }

    @Test
    void motivesOfWhichTheLogHoldsHardlyAnyAreLeftOutAndSaid() {
        List<Interaction> calm = BASE.stream()
                .filter(each -> !each.purpose().equals(Purpose.FEEDBACK)
                        && !each.purpose().equals(Purpose.REFERRAL))
                .toList();

        Fitted<MotiveModel> fitted = MotiveModel.fit(MotiveBase.view(calm, 600), Exit.cancelled());

        assertThat(fitted.model().motives()).extracting(Motive::name).doesNotContain("feedback_taken_up", "referrals");
        assertThat(fitted.diagnostics())
                .contains("left out, as the log holds hardly any or always the same: referrals, feedback_taken_up");
    }

    @Test
    void whereFewLeaveTheRarestMotivesGoFirstAndAreNamed() {
        List<Interaction> few = MotiveBase.interactions(8, 150, 400);

        LogView view = MotiveBase.view(few, 400);
        int events = rows(view, Exit.cancelled()).events();

        Fitted<MotiveModel> fitted = MotiveModel.fit(view, Exit.cancelled());

        assertThat(events).isBetween(20, 60);
        assertThat(fitted.converged()).isTrue();
        assertThat(fitted.model().hazard().columns()).contains("time_known").hasSize(events / 5);
        assertThat(fitted.diagnostics()).anySatisfy(remark -> assertThat(remark)
                .startsWith("left out, as only " + events
                        + " leave, or stay, and each column takes 5, so that the rarest" + " go first: ")
                .contains("early_returns", "referrals", "repeated_complaints")
                .doesNotContain("first_period"));
    }

    @Test
    void tooFewWhoLeaveForAnyMotiveAreRefusedWithWhatItTakes() {
        List<Interaction> few = MotiveBase.interactions(8, 25, 300);

        assertThatThrownBy(() -> MotiveModel.fit(MotiveBase.view(few, 300), Exit.cancelled()))
                .isInstanceOf(FitException.class)
                .hasMessageContaining("one motive beside the time known and silent needs 15 of either");
        assertThatThrownBy(() -> MotiveModel.fit(
                        MotiveBase.view(few, 300), Exit.cancelled(), Duration.ofDays(500), Motive.builtIn()))
                .isInstanceOf(FitException.class)
                .hasMessageContaining("the log does not cover a period of 500 days");
    }

    /** The trap: that no help came is not known before the month is over, that it came is. */
    @Test
    void whatMayStillComeIsNotKnownToBeMissing() {
        Motive help = builtIn("missing_onboarding_help");
        Motive returns = builtIn("early_returns");

        assertThat(help.value(10, Double.NaN)).isNaN();
        assertThat(help.value(30, Double.NaN)).isNaN();
        assertThat(help.value(31, Double.NaN)).isEqualTo(1);
        assertThat(help.value(10, 4)).isZero();
        assertThat(help.value(200, 190)).isZero();
        assertThat(help.value(200, 100)).isEqualTo(1);
        assertThat(returns.value(80, Double.NaN)).isNaN();
        assertThat(returns.value(91, Double.NaN)).isZero();
        assertThat(returns.value(80, 2)).isEqualTo(1);
        assertThat(returns.value(200, 100)).isZero();
    }

    private static Motive builtIn(String name) {
        return Motive.builtIn().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** A ridge that tells nothing by itself: as the risk takes it, each motive is nearer to nothing. */
    @Test
    void oddsIntervalAndZAreOfOneEstimateAndTheRisksStandsBeside() {
        assertThat(FITTED.model().findings()).allSatisfy(each -> {
            assertThat(each.z()).isEqualTo(each.logOdds() / each.standardError());
            boolean excludesOne = each.oddsRatioInterval().lower() > 1
                    || each.oddsRatioInterval().upper() < 1;
            assertThat(excludesOne).isEqualTo(Math.abs(each.z()) > 1.959963984540054);
        });
        MotiveFinding first = FITTED.model().findings().get(0);
        DiscreteHazard.Coefficient drawn =
                FITTED.model().hazard().coefficient(first.motive().name());
        assertThat(first.logOddsInRisk()).isEqualTo(drawn.perDeviation());
        assertThat(Math.abs(first.logOddsInRisk())).isLessThan(Math.abs(first.logOdds()));
    }

    @Test
    void motivesOfOnesOwnTakePartAndAreReadWithARegistry() {
        Motive visits = Motive.of("visits", Measure.countWithin(Filter.purpose(Purpose.USE), Duration.ofDays(60)));
        Motive ratio = Motive.of(
                "questions_a_purchase",
                "questions for each purchase",
                Unit.NUMBER,
                List.of(
                        Measure.count(Filter.purpose(Purpose.QUESTION)),
                        Measure.count(Filter.purpose(Purpose.PURCHASE))),
                in -> in[0] / (1 + in[1]));
        Fitted<MotiveModel> fitted = MotiveModel.fit(
                VIEW,
                Exit.cancelled(),
                MONTH,
                List.of(visits, ratio, Motive.builtIn().get(0)));

        Registry registry = Registry.empty().with(Motive.class, "questions_a_purchase", 1, ratio);
        MotiveModel read = MotiveModel.FAMILY.read(fitted.model().toText(), registry);

        assertThat(read.toText()).isEqualTo(fitted.model().toText());
        assertThat(read.drivers(VIEW)).hasToString(fitted.model().drivers(VIEW).toString());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MotiveModel.FAMILY.read(fitted.model().toText()))
                .withMessageContaining("questions_a_purchase");
    }

    @Test
    void twoMotivesOfOneNameAreRefused() {
        Motive own = Motive.of("time_known", Measure.count(Filter.all()));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> MotiveModel.fit(VIEW, Exit.cancelled(), MONTH, List.of(own)))
                .withMessageContaining("two are time_known");
    }

    @Test
    void theTypicalCustomersLogOddsAndDriversAddUpToTheRisk() {
        MotiveModel model = FITTED.model();
        for (int most : new int[] {1, 3, 12}) {
            Drivers drivers = model.drivers(MeasureTable.of(VIEW, TimeScale.WEEKS, model.inputs()), most);

            assertThat(drivers.customers()).isNotEmpty().allSatisfy(each -> {
                double sum = each.typicalLogOdds();
                double largest = Math.max(Math.abs(sum), Math.abs(each.others()));
                for (List<Drivers.Driver> some : List.of(each.rhythm(), each.leave(), each.stay())) {
                    for (Drivers.Driver driver : some) {
                        sum += driver.contribution();
                        largest = Math.max(largest, Math.abs(driver.contribution()));
                    }
                }
                assertThat(sum + each.others()).isCloseTo(each.logOdds(), within(4 * Math.ulp(largest)));
                assertThat(each.risk()).isEqualTo(LogOdds.logistic(each.logOdds()));
                assertThat(each.rhythm())
                        .extracting(driver -> driver.motive().name())
                        .contains("time_known");
                assertThat(each.leave())
                        .hasSizeLessThanOrEqualTo(most)
                        .isSortedAccordingTo((a, b) -> Double.compare(b.contribution(), a.contribution()));
                assertThat(each.stay())
                        .isSortedAccordingTo((a, b) -> Double.compare(a.contribution(), b.contribution()));
            });
        }
        Drivers drivers = model.drivers(VIEW);
        assertThat(drivers.customers()).isSortedAccordingTo((a, b) -> Double.compare(b.risk(), a.risk()));
        assertThat(drivers.toCsv()).startsWith("customer,risk,log_odds,side,motive,contribution,value,typical,why\n");
    }

    @Test
    void exitsAreToldInWordsAndCombined() {
        assertThat(Exit.cancelled().or(Exit.silent()))
                .hasToString("cancelled or opted out or silent beyond the own 99.0 % gap");
        assertThat(Exit.noActWithin(MONTH)).hasToString("no act within 30 days");
        assertThat(Exit.noActWithin(MONTH).withActs(Filter.purpose(Purpose.PURCHASE)))
                .isNotEqualTo(Exit.noActWithin(MONTH));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Exit.silent().or(Exit.noActWithin(MONTH)))
                .withMessageContaining("silent in one way only");
        assertThatIllegalArgumentException().isThrownBy(() -> Exit.silent(1));
        assertThatIllegalArgumentException().isThrownBy(() -> Exit.noActWithin(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> Exit.cancelled().withActs(Filter.all()));
        Exit both = Exit.cancelled().or(Exit.silent(0.9));
        assertThat(Exit.read(ModelText.of("any", 1).withPart("exit", both.text()), "exit", Registry.empty()))
                .isEqualTo(both);
    }

    @Test
    void aModelOfBothWaysOfLeavingFits() {
        Fitted<MotiveModel> fitted = MotiveModel.fit(VIEW, Exit.cancelled().or(Exit.silent(0.95)));

        assertThat(fitted.converged()).isTrue();
        assertThat(fitted.model().hazard().columns()).contains("time_known", "silence");
        assertThat(fitted.model().typicalRisk()).isBetween(0.001, 0.5);
    }
}

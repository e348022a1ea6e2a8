package io.engagement.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.history.LogView;
import io.engagement.internal.math.RandomStreams;
import io.engagement.outcome.PlantedBase.Contact;
import io.engagement.outcome.PlantedBase.Plan;
import io.engagement.outcome.effect.Effect;
import io.engagement.outcome.experiment.Assignments;
import io.engagement.testkit.run.FullRun;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What was planted by chance is found, and nothing else (acceptance 3 of issue 16, its randomised part). */
class LedgerRecoveryTest {
    private static final int CUSTOMERS = 1200;
    private static final int RUNS = FullRun.pick(200, 20);
    private static final long SEED = FullRun.seed(20261129);
    private static final int PILOT = 8000;

    /** Sizes of plans, so that the effect has five of the standard errors that a base of this size with that plan has. */
    private static final Map<OutcomeStatistic, Double> FIVE = new EnumMap<>(OutcomeStatistic.class);

    @BeforeAll
    static void howLargeFiveStandardErrorsAre() {
        FIVE.put(OutcomeStatistic.VALUE_SHORT, size(OutcomeStatistic.VALUE_SHORT, Plan::shortReward));
        FIVE.put(OutcomeStatistic.VALUE_LONG, size(OutcomeStatistic.VALUE_LONG, Plan::longReward));
        FIVE.put(OutcomeStatistic.HARM, size(OutcomeStatistic.HARM, Plan::harm));
        FIVE.put(OutcomeStatistic.DEPARTURE, size(OutcomeStatistic.DEPARTURE, Plan::departure));
    }

    private static double size(OutcomeStatistic statistic, DoubleFunction<Plan> plan) {
        double size = 0.3;
        for (int step = 0; step < 2; step++) {
            Effect pilot = PlantedBase.of(PILOT, SEED - 1 - step, plan.apply(size))
                    .ledger()
                    .accounts()
                    .get(0)
                    .finding(statistic)
                    .effect();
            size *= 5 * Math.sqrt((double) PILOT / CUSTOMERS) * pilot.standardError() / pilot.estimate();
        }
        return size;
    }

    private static double five(OutcomeStatistic statistic) {
        return FIVE.getOrDefault(statistic, Double.NaN);
    }

    private static Plan shortReward() {
        return Plan.shortReward(five(OutcomeStatistic.VALUE_SHORT));
    }

    private static Plan harm() {
        return Plan.harm(five(OutcomeStatistic.HARM));
    }

    private static Plan departure() {
        return Plan.departure(five(OutcomeStatistic.DEPARTURE));
    }

    /** The share that 200 runs must reach; 20 may lie two standard errors below. */
    private static double most(double share) {
        return FullRun.isOn() ? share : share - 2 * Math.sqrt(share * (1 - share) / RUNS);
    }

    private static double share(Plan plan, Set<Verdict> right) {
        int[] found = new int[1];
        IntStream.range(0, RUNS).forEach(run -> {
            Account account = PlantedBase.of(CUSTOMERS, SEED + run, plan)
                    .ledger()
                    .accounts()
                    .get(0);
            found[0] += PlantedBase.findings(account).equals(right) ? 1 : 0;
        });
        return (double) found[0] / RUNS;
    }

    @Test
    void aShortTermRewardIsFound() {
        assertThat(share(shortReward(), Set.of(Verdict.SHORT_TERM_REWARD))).isGreaterThanOrEqualTo(most(0.9));
    }

    @Test
    void aLongTermRewardIsFound() {
        Plan plan = Plan.longReward(five(OutcomeStatistic.VALUE_LONG));

        assertThat(share(plan, Set.of(Verdict.LONG_TERM_REWARD))).isGreaterThanOrEqualTo(most(0.9));
    }

    @Test
    void aLossAtOnceIsAShortTermPenalty() {
        Plan plan = Plan.shortLoss(five(OutcomeStatistic.VALUE_SHORT));

        assertThat(share(plan, Set.of(Verdict.SHORT_TERM_PENALTY))).isGreaterThanOrEqualTo(most(0.9));
    }

    @Test
    void harmIsAShortTermPenalty() {
        assertThat(share(harm(), Set.of(Verdict.SHORT_TERM_PENALTY))).isGreaterThanOrEqualTo(most(0.9));
    }

    @Test
    void aLossLaterIsALongTermPenalty() {
        Plan plan = Plan.longLoss(five(OutcomeStatistic.VALUE_LONG));

        assertThat(share(plan, Set.of(Verdict.LONG_TERM_PENALTY))).isGreaterThanOrEqualTo(most(0.9));
    }

    @Test
    void departureIsALongTermPenalty() {
        assertThat(share(departure(), Set.of(Verdict.LONG_TERM_PENALTY))).isGreaterThanOrEqualTo(most(0.9));
    }

    @Test
    void whatWasMovedForwardIsToldFromAReward() {
        Plan plan = Plan.movedForward(five(OutcomeStatistic.VALUE_LONG));

        assertThat(share(plan, Set.of(Verdict.MOVED_FORWARD))).isGreaterThanOrEqualTo(most(0.85));
    }

    @Test
    void aRewardWithHarmIsBoth() {
        Plan plan = shortReward().and(harm());

        assertThat(share(plan, Set.of(Verdict.SHORT_TERM_REWARD, Verdict.SHORT_TERM_PENALTY)))
                .isGreaterThanOrEqualTo(most(0.85));
    }

    @Test
    void aRewardThatMakesCustomersLeaveIsBoth() {
        Plan plan = shortReward().and(departure());

        assertThat(share(plan, Set.of(Verdict.SHORT_TERM_REWARD, Verdict.LONG_TERM_PENALTY)))
                .isGreaterThanOrEqualTo(most(0.85));
    }

    /** Trap: departure is not inactivity. */
    @Test
    void purchasesThatWereMovedForwardAreNoDeparture() {
        Plan plan = Plan.movedForward(five(OutcomeStatistic.VALUE_LONG));
        long departed = IntStream.range(0, RUNS)
                .filter(run -> PlantedBase.of(CUSTOMERS, SEED + run, plan)
                        .ledger()
                        .accounts()
                        .get(0)
                        .finding(OutcomeStatistic.DEPARTURE)
                        .isClear())
                .count();

        assertThat((double) departed / RUNS).isLessThanOrEqualTo(0.06);
    }

    /** Chance decided on each for itself, so what the other does is in both arms of each. */
    @Test
    void twoCampaignsThatOverlapAreToldApart() {
        int right = 0;
        for (int run = 0; run < RUNS; run++) {
            PlantedBase base = new PlantedBase(
                    CUSTOMERS,
                    SEED + run,
                    new Contact("reward", PlantedBase.HISTORY, shortReward()),
                    new Contact("harm", PlantedBase.HISTORY + 5, harm()));
            List<Account> accounts = base.ledger().accounts();
            assertThat(accounts.get(0).reasons()).contains(Reason.OVERLAP);
            right += PlantedBase.findings(accounts.get(0)).equals(Set.of(Verdict.SHORT_TERM_REWARD))
                            && PlantedBase.findings(accounts.get(1)).equals(Set.of(Verdict.SHORT_TERM_PENALTY))
                    ? 1
                    : 0;
        }
        assertThat((double) right / RUNS).isGreaterThanOrEqualTo(most(0.85));
    }

    /** Trap: many findings. Bases are drawn anew, and in each chance decides several times who was contacted. */
    @Test
    void withoutAnEffectNothingIsFoundAndIntervalsHoldZero() {
        int bases = FullRun.pick(400, 25);
        int draws = 8;
        int alarms = 0;
        Coverage coverage = new Coverage();
        for (int base = 0; base < bases; base++) {
            LogView view =
                    PlantedBase.of(CUSTOMERS, SEED + 5000 + base, Plan.NONE).view();
            for (int draw = 0; draw < draws; draw++) {
                Account account = drawn(view, RandomStreams.of(SEED + base, draw, 7));
                alarms += PlantedBase.findings(account).isEmpty() ? 0 : 1;
                coverage.add(account, statistic -> 0);
            }
        }
        assertThat((double) alarms / (bases * draws)).isLessThanOrEqualTo(0.06);
        coverage.assertNear(bases * draws);
    }

    private static Account drawn(LogView view, UniformRandomProvider random) {
        Assignments.Builder arms = Assignments.builder("held out");
        for (int customer = 0; customer < CUSTOMERS; customer++) {
            arms.assign(
                    PlantedBase.id(customer),
                    random.nextBoolean() ? "contacted" : "held out",
                    PlantedBase.day(PlantedBase.HISTORY));
        }
        Campaign none = Campaign.of("none", Wave.of(arms.build()));
        return OutcomeLedger.of(view, List.of(none), PlantedBase.WINDOWS, OutcomeRules.standard())
                .accounts()
                .get(0);
    }

    /** All four at once; the truth is the mean difference of twins over all bases. */
    @Test
    void intervalsHoldTheEffectWhereThereIsOne() {
        Plan plan = shortReward().and(harm()).and(departure()).and(Plan.longReward(five(OutcomeStatistic.VALUE_LONG)));
        int bases = FullRun.pick(1000, 60);
        int customers = 600;
        Map<OutcomeStatistic, Double> truth = new EnumMap<>(OutcomeStatistic.class);
        for (int base = 0; base < bases; base++) {
            Account twins = PlantedBase.twins(customers, SEED + 9000 + base, plan)
                    .ledger()
                    .accounts()
                    .get(0);
            for (OutcomeStatistic statistic : OutcomeStatistic.values()) {
                truth.merge(statistic, twins.finding(statistic).effect().estimate() / bases, Double::sum);
            }
        }
        Coverage coverage = new Coverage();
        for (int base = 0; base < bases; base++) {
            Account account = PlantedBase.of(customers, SEED + 9000 + base, plan)
                    .ledger()
                    .accounts()
                    .get(0);
            coverage.add(account, statistic -> truth.getOrDefault(statistic, Double.NaN));
        }
        assertThat(truth.values()).allSatisfy(effect -> assertThat(effect).isPositive());
        coverage.assertNear(bases);
    }

    /** How often 95 % intervals hold the truth. */
    private static final class Coverage {
        private final Map<OutcomeStatistic, Integer> covered = new EnumMap<>(OutcomeStatistic.class);

        void add(Account account, ToDoubleFunction<OutcomeStatistic> truth) {
            for (OutcomeStatistic statistic : OutcomeStatistic.values()) {
                boolean holds =
                        account.finding(statistic).effect().interval(0.95).contains(truth.applyAsDouble(statistic));
                covered.merge(statistic, holds ? 1 : 0, Integer::sum);
            }
        }

        /** 92 to 98 %; of few intervals two standard errors more. */
        void assertNear(int all) {
            double slack = FullRun.isOn() ? 0 : 2 * Math.sqrt(0.95 * 0.05 / all);
            assertThat(covered.values()).allSatisfy(count -> assertThat((double) count / all)
                    .isBetween(0.92 - slack, Math.min(1, 0.98 + slack)));
        }
    }
}

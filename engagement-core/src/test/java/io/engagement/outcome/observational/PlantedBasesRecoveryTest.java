package io.engagement.outcome.observational;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.outcome.effect.Effect;
import io.engagement.testkit.run.FullRun;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Acceptance 3 without a hold-out: 20 bases of each kind, 200 in a full run. Told for each estimator: how often it would claim an
 * effect in either window, at 5 % together.
 */
class PlantedBasesRecoveryTest {
    private static final int RUNS = FullRun.pick(200, 20);
    private static final double LEVEL = 0.05 / 2;
    /** Standard error of the difference in differences of a window. */
    private static final double ERROR = 0.22;

    private static final double FIVE = 5 * ERROR;

    private static final PlantedBase.Selection AT_RANDOM = (rate, month) -> -0.7;
    /** Good customers are contacted: their trends are parallel. */
    private static final PlantedBase.Selection ON_RATE = (rate, month) -> -1.2 + 0.5 * rate;
    /** So much so that half of the past's standard deviations lie between the groups. */
    private static final PlantedBase.Selection CLEARLY_ON_RATE = (rate, month) -> -1.7 + rate;
    /** Who bought much in the last four periods is contacted: it is chance for the larger part. */
    private static final PlantedBase.Selection ON_LAST_MONTH = (rate, month) -> -1.1 + 0.02 * month;

    private static final PlantedBase.Selection LARGELY_ON_LAST_MONTH = (rate, month) -> -1.7 + 0.05 * month;
    /** The doubly robust difference is too low there, and so the effect. */
    private static final PlantedBase.Selection BAD_CUSTOMERS = (rate, month) -> -0.2 - 0.5 * rate;

    private static final PlantedBase.Selection WHOLLY_ON_LAST_MONTH = (rate, month) -> month > 25 ? 20 : -20;

    /** What one base says by each way to reckon. */
    private record Run(
            boolean naive,
            boolean beforeAfter,
            boolean differences,
            boolean gatedDifferences,
            boolean doublyRobust,
            boolean overlapping,
            boolean claimed,
            ObservationalEvidence evidence) {}

    private static final Map<String, List<Run>> DONE = new ConcurrentHashMap<>();

    private static List<Run> runs(String name, PlantedBase.Selection selection, DoubleUnaryOperator effect) {
        return DONE.computeIfAbsent(name, kind -> {
            List<Run> runs = runs(selection, effect);
            tell(kind, runs);
            return runs;
        });
    }

    private static List<Run> runs(PlantedBase.Selection selection, DoubleUnaryOperator effect) {
        long seed = FullRun.seed(777);
        return IntStream.range(0, RUNS)
                .parallel()
                .mapToObj(i -> run(PlantedBase.of(seed + 7919L * i, selection).plus(effect)))
                .toList();
    }

    private static Run run(PlantedBase base) {
        ObservationalEvidence evidence = base.evidence();
        return new Run(
                isAny(base::naive),
                isAny(base::beforeAfter),
                evidence.effects().stream().anyMatch(each -> isClear(each.differences())),
                evidence.effects().stream().anyMatch(each -> isClear(each.differences()) && each.isCredible()),
                evidence.effects().stream().anyMatch(each -> isClear(each.doublyRobust())),
                evidence.effects().stream()
                        .anyMatch(each ->
                                isClear(each.doublyRobust()) && !each.doubts().contains(Doubt.POOR_OVERLAP)),
                evidence.isClaimed(0.05),
                evidence);
    }

    private static boolean isAny(Function<EventWindow, Effect> estimator) {
        return isClear(estimator.apply(PlantedBase.SHORT)) || isClear(estimator.apply(PlantedBase.LONG));
    }

    private static boolean isClear(Effect effect) {
        return effect.pValue() < LEVEL;
    }

    private static double share(List<Run> runs, Predicate<Run> which) {
        return (double) runs.stream().filter(which).count() / runs.size();
    }

    private static void tell(String name, List<Run> runs) {
        if (FullRun.isOn()) {
            System.out.printf(
                    "%s: naive %.3f, before-after %.3f, differences %.3f, gated %.3f, doubly robust %.3f, with overlap"
                            + " %.3f, claimed %.3f%n",
                    name,
                    share(runs, Run::naive),
                    share(runs, Run::beforeAfter),
                    share(runs, Run::differences),
                    share(runs, Run::gatedDifferences),
                    share(runs, Run::doublyRobust),
                    share(runs, Run::overlapping),
                    share(runs, Run::claimed));
        }
    }

    /** At most 12 of 200; of 20, 6 % happen to be two in one of four such tests. */
    private static void claimsNothing(String name, PlantedBase.Selection selection) {
        List<Run> runs = runs(name, selection, event -> 0);
        assertThat(share(runs, Run::claimed)).isLessThanOrEqualTo(FullRun.pick(6, 10) / 100.0);
    }

    @Test
    void selectionOnTheLastMonthIsNoEffect() {
        claimsNothing("selection on the last month, slight", ON_LAST_MONTH);
        claimsNothing("selection on the last month, strong", LARGELY_ON_LAST_MONTH);
        claimsNothing("selection on the last month, sharp", WHOLLY_ON_LAST_MONTH);
    }

    @Test
    void naiveAndBeforeAfterTakeSelectionForAnEffect() {
        List<Run> runs = runs("selection on the last month, strong", LARGELY_ON_LAST_MONTH, event -> 0);

        assertThat(share(runs, Run::naive)).isEqualTo(1);
        assertThat(share(runs, Run::beforeAfter)).isEqualTo(1);
        assertThat(share(runs, Run::differences)).as("without its gates").isEqualTo(1);
    }

    @Test
    void selectionOfGoodCustomersIsNoEffect() {
        claimsNothing("selection on the rate, slight", ON_RATE);
        claimsNothing("selection on the rate, strong", CLEARLY_ON_RATE);
    }

    @Test
    void noSelectionAndNoEffectIsNoEffect() {
        claimsNothing("at random", AT_RANDOM);
    }

    private static double claimed(String name, PlantedBase.Selection selection) {
        List<Run> runs = runs(name, selection, event -> event < 0 ? 0 : FIVE);
        return share(runs, Run::claimed);
    }

    @Test
    void effectsOfFiveStandardErrorsAreClaimedWhereTrendsAreParallelAndGroupsAlike() {
        assertThat(claimed("effect, at random", AT_RANDOM)).isGreaterThanOrEqualTo(0.6);
        assertThat(claimed("effect, good customers", ON_RATE)).isGreaterThanOrEqualTo(0.6);
        assertThat(claimed("effect, clearly good customers", CLEARLY_ON_RATE)).isGreaterThanOrEqualTo(0.6);
        assertThat(claimed("effect, bad customers", BAD_CUSTOMERS)).isGreaterThanOrEqualTo(0.6);
    }

    @Test
    void whateverIsClaimedIsClearInTheDifferencesWhosePlaceboIsQuiet() {
        List<ObservationalEffect> claimed =
                runs("effect, bad customers", BAD_CUSTOMERS, event -> event < 0 ? 0 : FIVE).stream()
                        .flatMap(run -> run.evidence().effects().stream())
                        .filter(each -> each.isClaimed(LEVEL))
                        .toList();

        assertThat(claimed)
                .anyMatch(each -> each.effect().equals(each.doublyRobust()))
                .allSatisfy(each -> {
                    assertThat(each.differences().pValue()).isLessThan(LEVEL);
                    assertThat(each.placebo().isConclusive()).isTrue();
                    assertThat(each.placebo().failed()).isFalse();
                });
    }

    @Test
    void intervalsOfClaimedEffectsHoldTheTruth() {
        List<Run> runs = runs("effect, good customers", ON_RATE, event -> event < 0 ? 0 : FIVE);
        double covered = runs.stream()
                .flatMap(run -> run.evidence().effects().stream())
                .filter(each -> each.effect().interval(0.95).contains(FIVE))
                .count();

        // Of 40: 92 % and three standard errors less.
        assertThat(covered / runs.size() / 2).isGreaterThanOrEqualTo(FullRun.pick(90, 80) / 100.0);
    }

    @Test
    void aDriftOfTwoPointEightStandardErrorsIsFoundByTheAveragedPlacebo() {
        // Per period so much that each placebo date, whose window's centre lies six periods after the base's, shows 2.8
        // standard errors.
        double slope = 2.8 * ERROR / 6;
        List<Run> runs = runs("drift", AT_RANDOM, event -> slope * (event + PlantedBase.DATE));

        assertThat(share(runs, run -> run.evidence().effect("short").placebo().failed()))
                .isGreaterThanOrEqualTo(0.8);
        assertThat(share(runs, Run::claimed)).isLessThanOrEqualTo(0.06);
    }
}

package io.engagement.outcome.observational;

import io.engagement.fit.ChiSquareTest;
import io.engagement.fit.Interval;
import io.engagement.outcome.effect.EValue;
import io.engagement.outcome.effect.Effect;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** One outcome of a study: its windows, their placebos, and the doubts. */
final class StudyOutcome {
    /** Periods before the contact that the Wald test looks at. */
    static final int TESTED = 8;
    /** Of the Wald test. */
    private static final double LEVEL = 0.05;

    static final int MOST_FOLDS = 4;

    private final ObservationalStudy study;
    private final Panel outcome;
    private final CohortMoments moments;
    private final StudyPlan plan;

    StudyOutcome(ObservationalStudy study, Panel outcome) {
        this.study = study;
        this.outcome = outcome;
        this.moments = study.moments(outcome);
        this.plan = study.plan();
    }

    /** A window's difference, and the same at earlier dates. */
    private record Measured(AveragedDifferences differences, List<AveragedDifferences> earlier, PlaceboTest placebo) {
        Effect effect() {
            return differences.overall();
        }
    }

    ObservationalEvidence evidence() {
        Map<String, Measured> measured = new LinkedHashMap<>();
        plan.windows().keySet().forEach(name -> measured.put(name, measured(name)));
        Optional<ChiSquareTest> pretest = GroupTimeEffects.before(
                        moments, study::takesPart, TESTED, plan.step(), study.controls(), plan.last())
                .eventPretest();
        Set<Doubt> common = commonDoubts(pretest);
        if (measured.values().stream().anyMatch(each -> each.placebo.failed())) {
            common.add(Doubt.PLACEBO_FAILED);
        }
        List<ObservationalEffect> effects = new ArrayList<>();
        measured.forEach((name, each) -> effects.add(effect(name, each, common)));
        return new ObservationalEvidence(
                effects, study.controls(), study.overlap(), pretest, covariances(List.copyOf(measured.values())));
    }

    private static double[][] covariances(List<Measured> all) {
        double[][] covariances = new double[all.size()][all.size()];
        for (int i = 0; i < covariances.length; i++) {
            for (int j = 0; j < covariances.length; j++) {
                AveragedDifferences one = all.get(i).differences;
                AveragedDifferences other = all.get(j).differences;
                covariances[i][j] = one.dates().isEmpty() || other.dates().isEmpty()
                        ? Double.NaN
                        : one.contrast().covariance(other.contrast());
            }
        }
        return covariances;
    }

    private Set<Doubt> commonDoubts(Optional<ChiSquareTest> pretest) {
        Set<Doubt> doubts = EnumSet.noneOf(Doubt.class);
        if (study.isSelfSelected()) {
            doubts.add(Doubt.SELF_SELECTED);
        }
        if (study.overlap().isEmpty()) {
            doubts.add(Doubt.TOO_FEW);
        }
        if (study.overlap().values().stream().anyMatch(overlap -> !overlap.isGood())) {
            doubts.add(Doubt.POOR_OVERLAP);
        }
        if (pretest.filter(test -> test.pValue() < LEVEL).isPresent()) {
            doubts.add(Doubt.NOT_PARALLEL);
        }
        if (study.unrelated().stream().anyMatch(this::moves)) {
            doubts.add(Doubt.UNRELATED_MOVED);
        }
        return doubts;
    }

    private boolean moves(Panel unrelated) {
        CohortMoments own = study.moments(unrelated);
        double level = LEVEL / plan.windows().size();
        return plan.windows().keySet().stream()
                .map(name -> differences(own, name, 0))
                .anyMatch(differences -> differences.overall().pValue() < level);
    }

    /** Moved back by some periods; 0 for the effect itself. */
    private AveragedDifferences differences(CohortMoments of, String name, int earlier) {
        return AveragedDifferences.of(
                of,
                group -> new AveragedDifferences.Scaled(
                        plan.design(name, group).withEarlier(earlier), plan.scale(name, group)),
                study.controls(),
                plan.last(),
                study::takesPart);
    }

    private Measured measured(String name) {
        AveragedDifferences differences = differences(moments, name, 0);
        List<AveragedDifferences> earlier = new ArrayList<>();
        List<PlaceboTest.Fold> folds = new ArrayList<>();
        for (int shift : shifts(plan.widest(name), differences)) {
            AveragedDifferences placebo = differences(moments, name, shift);
            earlier.add(placebo);
            folds.add(new PlaceboTest.Fold(shift, placebo.overall(), placebo.treated()));
        }
        Effect pooled = earlier.isEmpty()
                ? Effect.undefined()
                : Contrast.mean(earlier.stream()
                                .map(AveragedDifferences::contrast)
                                .toList())
                        .effect();
        return new Measured(differences, earlier, new PlaceboTest(folds, pooled));
    }

    /**
     * By how many periods placebo dates are earlier: the windows end before the contact, half of the contacted customers have the base
     * before them, two windows share no more than half of their periods, and none lies much longer ago than they reach.
     */
    private List<Integer> shifts(EventWindow window, AveragedDifferences differences) {
        int nearest = window.to() + 1;
        int furthest = Math.min(furthest(differences), nearest + MOST_FOLDS * window.length());
        int room = furthest - nearest;
        if (room < 0) {
            return List.of();
        }
        int folds = Math.min(MOST_FOLDS, 1 + room / ((window.length() + 1) / 2));
        List<Integer> shifts = new ArrayList<>();
        for (int i = 0; i < folds; i++) {
            shifts.add(nearest + (folds == 1 ? 0 : i * room / (folds - 1)));
        }
        return shifts;
    }

    private int furthest(AveragedDifferences differences) {
        int furthest = -1;
        for (int date : differences.dates()) {
            int room = date - moments.first() - plan.base();
            int have = differences.treatedFrom(date);
            furthest = 2 * have >= differences.treated() ? Math.max(furthest, room) : furthest;
        }
        return furthest;
    }

    private ObservationalEffect effect(String name, Measured measured, Set<Doubt> common) {
        EventWindow window = plan.windows().getOrDefault(name, new EventWindow(0, 0));
        AveragedDifferences averaged = measured.differences;
        Effect differences = averaged.overall();
        Effect robust = study.doublyRobust(outcome, name, averaged.dates());
        // Weights that rest on a few controls say nothing.
        Effect effect = common.contains(Doubt.POOR_OVERLAP) ? differences : cautious(differences, robust);
        return new ObservationalEffect(
                name,
                window,
                effect,
                differences,
                robust,
                averaged.logRatio(),
                measured.placebo,
                sensitivity(measured),
                averaged.treated(),
                study.contacted() - averaged.treated(),
                estimand(averaged),
                doubts(effect, differences, robust, measured.placebo, common));
    }

    /** The one with fewer standard errors. */
    private static Effect cautious(Effect differences, Effect robust) {
        return Math.abs(robust.z()) < Math.abs(differences.z()) ? robust : differences;
    }

    private static Set<Doubt> doubts(
            Effect effect, Effect differences, Effect robust, PlaceboTest placebo, Set<Doubt> common) {
        Set<Doubt> doubts = EnumSet.noneOf(Doubt.class);
        doubts.addAll(common);
        if (!effect.isDefined()) {
            doubts.add(Doubt.NOT_SEEN);
            return doubts;
        }
        if (!placebo.isConclusive()) {
            doubts.add(Doubt.PLACEBO_INCONCLUSIVE);
        } else if (isClear(effect) && !placebo.couldShow(Math.abs(effect.estimate()))) {
            doubts.add(Doubt.PLACEBO_WEAK);
        }
        if (differences.estimate() * robust.estimate() < 0 && (isClear(differences) || isClear(robust))) {
            doubts.add(Doubt.ESTIMATORS_DISAGREE);
        }
        return doubts;
    }

    private static boolean isClear(Effect effect) {
        return Math.abs(effect.z()) > PlaceboTest.CRITICAL;
    }

    private static ObservationalEffect.Sensitivity sensitivity(Measured measured) {
        Effect ratio = measured.differences.logRatio();
        Interval interval = ratio.interval(0.95);
        // Of means that are hardly anything a ratio can be anything, and its limits are no numbers.
        boolean isRatio = Math.exp(interval.lower()) > 0;
        return new ObservationalEffect.Sensitivity(
                isRatio ? EValue.of(Math.exp(ratio.estimate())) : Double.NaN,
                isRatio ? EValue.of(new Interval(Math.exp(interval.lower()), Math.exp(interval.upper()))) : Double.NaN,
                measured.effect().isDefined()
                        ? Breakdown.of(
                                measured.differences.contrast(),
                                measured.earlier.stream()
                                        .map(AveragedDifferences::contrast)
                                        .toList())
                        : Double.NaN);
    }

    private String estimand(AveragedDifferences averaged) {
        String groups = averaged.dates().stream().map(String::valueOf).collect(Collectors.joining(", "));
        int trimmed = study.trimmed(averaged.dates());
        return averaged.treated() + " of " + study.contacted() + " contacted customers"
                + (groups.isEmpty() ? "" : ", first contacted in period " + groups)
                + (trimmed > 0 ? ", without " + trimmed + " who have no like" : "");
    }
}

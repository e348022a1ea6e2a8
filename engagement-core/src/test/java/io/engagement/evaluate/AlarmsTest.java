package io.engagement.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.Guide;
import io.engagement.dialogue.EngagementScorer;
import io.engagement.history.LogView;
import io.engagement.initiative.AdditiveLogistic;
import io.engagement.initiative.RealActs;
import io.engagement.measure.EngagementDefinition;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.retention.LossRiskScorer;
import io.engagement.score.Scale;
import io.engagement.score.Scorer;
import io.engagement.score.ScoringPlan;
import io.engagement.testkit.run.FullRun;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * An alarm by the combined score against a rule on silence, at the rule's false alarms; with {@code -Dengagement.full=true} the
 * tables that stand in the guide are printed and compared with it.
 */
class AlarmsTest {
    /** How often the model is made anew: levels move within months. */
    private static final Duration REFIT = Duration.ofDays(30);

    /** A base, a rule, and what is a loss. */
    enum Case {
        ONLINE_RETAIL("retail", 373, 90, 90, 180),
        COLLEGE_MESSAGES("college", 193, 10, 30, 60);

        private final String data;
        private final int end;
        /** The rule: silent for so many days. */
        private final int rule;
        /** The horizon: nothing for so many days more. */
        private final int further;
        /** Lost: silent for so many days. */
        private final int silence;

        Case(String data, int end, int rule, int further, int silence) {
            this.data = data;
            this.end = end;
            this.rule = rule;
            this.further = further;
            this.silence = silence;
        }

        LogView asOf(int day) {
            RealActs acts = RealActs.of(data);
            return acts.log().asOf(acts.dayZero().plus(Duration.ofDays(day)));
        }

        EngagementDefinition definition() {
            return EngagementDefinition.withDefaults().withHorizon(Duration.ofDays(further));
        }

        Filter acts() {
            return definition().acts();
        }

        Scorer silent() {
            return Scorer.of("silence", Scale.COUNT, Measure.timeSinceLast(acts()), days -> days);
        }

        AdditiveLogistic fitted(LogView known) {
            return AdditiveLogistic.fit(known, definition()).model();
        }

        LeadTime alarms() {
            return LeadTime.of(acts(), Duration.ofDays(silence));
        }

        LeadTimeCurve curveOfRule() {
            return alarms().curve(asOf(end), known -> silent());
        }

        LeadTimeCurve curveOfScore() {
            return alarms().refitEvery(REFIT)
                    .curve(asOf(end), known -> LossRiskScorer.of(fitted(known), Duration.ofDays(silence)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void atTheRulesFalseAlarmsTheCombinedScoreFindsAllTheLostEarlier(Case data) throws IOException {
        LeadTimeCurve rule = data.curveOfRule();
        LeadTimeCurve score = data.curveOfScore();
        LeadTimeCurve.Point fixed = rule.atThreshold(data.rule);
        LeadTimeCurve.Point combined = score.atFalseAlarms(fixed.falseAlarms());
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "| %s: %,d lost, %,d came back in %,.0f customer-years | | | | | | |",
                data.name().toLowerCase(Locale.ROOT),
                score.lost(),
                score.returns(),
                score.customerYears()));
        for (double share : new double[] {0.1, 0.25, 0.5, 1, 1.5}) {
            double rate = share * fixed.falseAlarms();
            lines.add(line(rule.atFalseAlarms(rate), score.atFalseAlarms(rate)));
        }
        print(lines);
        assertThat(combined.falseAlarms()).isLessThanOrEqualTo(fixed.falseAlarms());
        assertThat(combined.found()).isGreaterThanOrEqualTo(fixed.found());
        assertThat(combined.medianLead()).isGreaterThan(fixed.medianLead());
    }

    private static String line(LeadTimeCurve.Point rule, LeadTimeCurve.Point score) {
        return String.format(
                Locale.ROOT,
                "| %.2f | %.1f days | %.0f %% | %.1f days | %.3f | %.0f %% | %.1f days |",
                rule.falseAlarms(),
                rule.threshold(),
                100 * rule.found(),
                rule.medianLead(),
                score.threshold(),
                100 * score.found(),
                score.medianLead());
    }

    private static void print(List<String> lines) throws IOException {
        lines.forEach(System.out::println);
        Guide.shows("evidence.md", lines);
    }

    /** At origins a week apart, each at the rule's own number of false alarms. */
    @ParameterizedTest
    @EnumSource
    void atTheRulesFalseAlarmsMoreAreFoundOfWhomNothingComes(Case data) throws IOException {
        int apart = FullRun.pick(7, 30);
        int byRule = 0;
        int byScore = 0;
        int lost = 0;
        for (int day = 2 * data.further; day + data.further <= data.end; day += apart) {
            LogView known = data.asOf(day);
            LogView later = data.asOf(day + data.further);
            boolean[] gone = gone(known, later);
            double[] silence = scores(data.silent(), known);
            double[] score = scores(EngagementScorer.of(data.fitted(known)), known);
            int falseAlarms = (int) IntStream.range(0, gone.length)
                    .filter(row -> !gone[row] && silence[row] >= data.rule)
                    .count();
            byRule += (int) IntStream.range(0, gone.length)
                    .filter(row -> gone[row] && silence[row] >= data.rule)
                    .count();
            byScore += found(score, gone, falseAlarms);
            lost += (int)
                    IntStream.range(0, gone.length).filter(row -> gone[row]).count();
        }
        print(List.of(String.format(
                Locale.ROOT,
                "| %s | nothing for %d days more | %,d | %,d | %,d |",
                data.name().toLowerCase(Locale.ROOT),
                data.further,
                lost,
                byRule,
                byScore)));
        assertThat(byScore).isGreaterThan(byRule);
    }

    private static double[] scores(Scorer scorer, LogView known) {
        return ScoringPlan.of(scorer).score(known).column(scorer.name());
    }

    private static boolean[] gone(LogView known, LogView later) {
        boolean[] gone = new boolean[known.customers()];
        for (int row = 0; row < gone.length; row++) {
            int then = later.row(known.customerId(row)).orElseThrow();
            gone[row] = later.end(then) - later.start(then) == known.end(row) - known.start(row);
        }
        return gone;
    }

    /** Of the lowest scores down to so many false alarms, how many are no false ones. */
    private static int found(double[] scores, boolean[] gone, int falseAlarms) {
        int[] order = IntStream.range(0, scores.length)
                .boxed()
                .sorted((one, other) -> Double.compare(scores[one], scores[other]))
                .mapToInt(Integer::intValue)
                .toArray();
        int found = 0;
        int wrong = 0;
        for (int row : order) {
            found += gone[row] ? 1 : 0;
            wrong += gone[row] ? 0 : 1;
            if (wrong > falseAlarms) {
                break;
            }
        }
        return found;
    }
}

package io.engagement.strategy.objective;

import io.engagement.domain.InteractionKind;
import io.engagement.domain.TimeScale;
import io.engagement.fit.Interval;
import io.engagement.history.LogView;
import io.engagement.internal.base.Beginning;
import io.engagement.internal.base.Sides;
import io.engagement.internal.calendar.Millis;
import io.engagement.score.Scorer;
import io.engagement.strategy.objective.BaseFigure.Reading;
import io.engagement.strategy.objective.BaseFigure.Side;
import io.engagement.strategy.objective.ObjectiveProgress.Violation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Works out where one objective stands. */
final class ProgressPass {
    private static final int PERIODS = 6;
    private static final Interval UNKNOWN = new Interval(Double.NaN, Double.NaN);

    private ProgressPass() {}

    static ObjectiveProgress of(Objective objective, LogView view, Duration period, List<Scorer> scorers) {
        List<Double> history = new ArrayList<>();
        // Of what was before the log nothing is known, and a count of 0 would be a lie.
        long begin = Beginning.of(view).orElse(Long.MAX_VALUE);
        for (int back = PERIODS - 1; back > 0; back--) {
            long at = Millis.of(view.asOf()) - back * Millis.of(period);
            history.add(
                    at < begin
                            ? Double.NaN
                            : objective
                                    .figure()
                                    .read(view.asOf(Instant.ofEpochMilli(at)), scorers)
                                    .value());
        }
        Reading now = objective.figure().read(view, scorers);
        history.add(now.value());
        List<Violation> violations = violations(objective, view, period, now);
        int[] known = IntStream.range(0, PERIODS)
                .filter(i -> !Double.isNaN(history.get(i)))
                .toArray();
        if (known.length < Trend.LEAST
                || Double.isNaN(now.value())
                || !objective.due().isAfter(view.asOf())) {
            return new ObjectiveProgress(
                    objective, view.asOf(), now.value(), history, Double.NaN, UNKNOWN, Double.NaN, violations);
        }
        return projected(objective, view, period, history, known, now, violations);
    }

    private static ObjectiveProgress projected(
            Objective objective,
            LogView view,
            Duration period,
            List<Double> history,
            int[] known,
            Reading now,
            List<Violation> violations) {
        double length = TimeScale.DAYS.of(period);
        double[] times = IntStream.of(known)
                .mapToDouble(i -> (i - (PERIODS - 1)) * length)
                .toArray();
        double[] values = IntStream.of(known).mapToDouble(history::get).toArray();
        double error = Double.isNaN(now.standardError()) ? 0 : now.standardError();
        Trend trend = Trend.of(times, values, error);
        double due = TimeScale.DAYS.between(view.asOf(), objective.due());
        double atLeast = trend.probabilityAtLeast(objective.target(), due);
        Interval interval = trend.interval(due);
        return new ObjectiveProgress(
                objective,
                view.asOf(),
                now.value(),
                history,
                bounded(objective, trend.at(due)),
                new Interval(bounded(objective, interval.lower()), bounded(objective, interval.upper())),
                objective.side() == Side.AT_LEAST ? atLeast : 1 - atLeast,
                violations);
    }

    /** No share leaves its range. */
    private static double bounded(Objective objective, double value) {
        return objective.figure().isShare() ? Math.min(1, Math.max(0, value)) : value;
    }

    private static List<Violation> violations(Objective objective, LogView view, Duration period, Reading now) {
        // Of a segment that is too small for a figure, no customer is told either.
        if (!objective.figure().isShare() || Double.isNaN(now.value())) {
            return List.of();
        }
        // A ceiling on a share is violated by those who are on the bound's side.
        boolean wanted = objective.side() == Side.AT_LEAST;
        long from = Millis.of(view.asOf()) - Millis.of(period);
        List<Violation> violations = new ArrayList<>();
        for (int row = 0; row < view.customers(); row++) {
            double number = now.ofRow(row);
            if (objective.figure().isIn(view, row)
                    && !Double.isNaN(number)
                    && objective.figure().isRight(number) != wanted) {
                violations.add(new Violation(view.customerId(row), number, department(view, row, from)));
            }
        }
        return violations;
    }

    /** The one with most contacts; of equal ones the first by name. */
    private static String department(LogView view, int row, long from) {
        Map<String, Integer> contacts = new TreeMap<>();
        for (int i = view.start(row); i < view.end(row); i++) {
            InteractionKind kind = view.kinds().get(view.kindIndex(i));
            if (Sides.CONTACTS.matches(kind) && view.epochMilli(i) > from) {
                kind.department().ifPresent(name -> contacts.merge(name, 1, Integer::sum));
            }
        }
        String most = "";
        int count = 0;
        for (Map.Entry<String, Integer> each : contacts.entrySet()) {
            if (each.getValue() > count) {
                most = each.getKey();
                count = each.getValue();
            }
        }
        return most;
    }
}

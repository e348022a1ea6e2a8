package io.engagement.strategy.rivals;

import io.engagement.domain.Channel;
import io.engagement.domain.Direction;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.history.CustomerHistory;
import io.engagement.history.LogView;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.score.Scale;
import io.engagement.score.Scorer;
import io.engagement.strategy.lifecycle.CalendarPeriods;
import io.engagement.strategy.lifecycle.Lifecycle;
import io.engagement.strategy.lifecycle.LifecyclePeriod;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * What other systems make of the same interactions, from their public descriptions. Each gives points for an activity of the customer:
 * for an opened mail 1, a visit 1, a question 3, a purchase 5. They do not know whether a machine acted, nor who began.
 */
final class Rivals {
    static final List<Double> POINTS = List.of(1.0, 1.0, 3.0, 5.0);

    /** An opened mail, a visit, a question, a purchase. */
    static final List<Filter> ACTIVITIES = List.of(
            inbound(Purpose.INFORMATION).and(Filter.channel(Channel.EMAIL)),
            inbound(Purpose.USE),
            inbound(Purpose.QUESTION),
            inbound(Purpose.PURCHASE));

    private static final int MONTH = 30;
    private static final double DAY = 86_400_000;

    private Rivals() {}

    private static Filter inbound(Purpose purpose) {
        return Filter.direction(Direction.INBOUND).and(Filter.purpose(purpose));
    }

    static Filter anyActivity() {
        return ACTIVITIES.stream().reduce(Filter::or).orElseThrow();
    }

    /** Apache Unomi, scoring plan: the values of all elements whose condition the profile meets, here "ever did so", are added. */
    static Scorer unomi() {
        return Scorer.of("unomi", Scale.COUNT, counts(), in -> weighted(in, count -> count > 0 ? 1 : 0));
    }

    /** Mautic, points: an action adds its points each time, for ever. */
    static Scorer mautic() {
        return Scorer.of("mautic", Scale.COUNT, counts(), in -> weighted(in, count -> count));
    }

    private static List<Measure> counts() {
        return ACTIVITIES.stream().map(Measure::count).toList();
    }

    /** HubSpot, lead scoring with decay: a quarter of an event's points is taken off with each month of its age. */
    static Scorer hubspot() {
        List<Filter> alike = List.of(ACTIVITIES.get(0).or(ACTIVITIES.get(1)), ACTIVITIES.get(2), ACTIVITIES.get(3));
        List<Measure> windows = new ArrayList<>();
        for (int months = 1; months <= 4; months++) {
            for (Filter each : alike) {
                windows.add(Measure.countWithin(each, Duration.ofDays((long) MONTH * months), Duration.ofDays(1)));
            }
        }
        return Scorer.of("hubspot", Scale.COUNT, windows, in -> {
            double sum = 0;
            for (int i = 0; i < in.length; i++) {
                sum += 0.25 * POINTS.get(1 + i % alike.size()) * in[i];
            }
            return sum;
        });
    }

    /** Adobe Marketo, person engagement score before it is normalised: 30 days, each activity at most 20 times a day. */
    static Scorer marketo() {
        return Scorer.of(
                "marketo",
                Scale.COUNT,
                ACTIVITIES.stream()
                        .map(each -> DailyCapped.measure(each, MONTH, 20))
                        .toList(),
                in -> weighted(in, count -> count));
    }

    private interface Count {
        double of(double count);
    }

    private static double weighted(double[] in, Count count) {
        double sum = 0;
        for (int i = 0; i < ACTIVITIES.size(); i++) {
            sum += POINTS.get(i) * count.of(in[i]);
        }
        return sum;
    }

    /**
     * Chromium, site engagement as first shipped: a point an activity, at most 5 a day and 100 in all; with each whole week since the
     * last one, 5 are taken off.
     */
    static double chromium(CustomerHistory history) {
        double score = 0;
        double addedToday = 0;
        double last = Double.NEGATIVE_INFINITY;
        Filter activity = anyActivity();
        for (Interaction each : history.interactions()) {
            if (activity.matches(each)) {
                double at = (double) each.at().toEpochMilli();
                addedToday = Math.floor(at / DAY) == Math.floor(last / DAY) ? addedToday : 0;
                double added = Math.min(1, 5 - addedToday);
                score = Math.min(100, decayed(score, at - last) + added);
                addedToday += added;
                last = at;
            }
        }
        return decayed(score, history.asOf().toEpochMilli() - last);
    }

    private static double decayed(double score, double silence) {
        return score == 0 ? 0 : Math.max(0, score - 5 * Math.floor(silence / (7 * DAY)));
    }

    /** PostHog, lifecycle of a person in the current month. */
    static String lifecycle(CustomerHistory history) {
        LogView one = history.view();
        List<LifecyclePeriod> months = Lifecycle.of(
                        one, anyActivity(), CalendarPeriods.of(TimeScale.MONTHS, ZoneOffset.UTC))
                .periods();
        if (months.isEmpty()) {
            return "never active";
        }
        LifecyclePeriod now = months.get(months.size() - 1);
        return now.newcomers() > 0
                ? "new"
                : now.returning() > 0
                        ? "returning"
                        : now.resurrected() > 0 ? "resurrecting" : now.dormant() > 0 ? "dormant" : "gone before";
    }

    /** PostHog, stickiness of a person: on how many of the last 30 days they were active. */
    static int stickiness(CustomerHistory history) {
        Filter activity = anyActivity();
        long today = Math.floorDiv(history.asOf().toEpochMilli(), (long) DAY);
        return (int) history.interactions().stream()
                .filter(activity::matches)
                .map(each -> Math.floorDiv(each.at().toEpochMilli(), (long) DAY))
                .filter(day -> day > today - MONTH)
                .distinct()
                .count();
    }
}

package io.engagement.dialogue.goals;

import io.engagement.dialogue.goals.CustomerGoals.StatedGoal;
import io.engagement.fit.Interval;
import io.engagement.internal.math.Quantiles;
import io.engagement.proportion.Share;
import io.engagement.table.Table;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * What is known of some goals. Immutable.
 *
 * @param name of the goals
 * @param stated how many customers state one
 * @param reached how many of these are reached
 * @param interval of the share that is reached, 95 % (Jeffreys); NaN if there is none
 * @param served how many had a contact that served them
 * @param contacts that served them
 * @param medianDays from stated to reached, of those reached of which it is known; NaN if there is none
 */
public record GoalSummary(
        String name, long stated, long reached, Interval interval, long served, long contacts, double medianDays) {
    private static final double LEVEL = 0.95;

    /**
     * Checks what is given.
     *
     * @param name of the goals
     * @param stated how many customers state one
     * @param reached how many of these are reached
     * @param interval of the share that is reached
     * @param served how many had a contact that served them
     * @param contacts that served them
     * @param medianDays from stated to reached
     */
    public GoalSummary {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(interval, "interval");
    }

    static GoalSummary of(String name, List<StatedGoal> goals) {
        long stated = goals.size();
        long reached = goals.stream().filter(StatedGoal::isReached).count();
        Interval interval = stated == 0
                ? new Interval(Double.NaN, Double.NaN)
                : new Share(reached + 0.5, stated - reached + 0.5).interval(LEVEL);
        double[] days = goals.stream()
                .flatMap(goal -> goal.took().stream())
                .mapToDouble(
                        took -> (double) took.toMillis() / Duration.ofDays(1).toMillis())
                .sorted()
                .toArray();
        return new GoalSummary(
                name,
                stated,
                reached,
                interval,
                goals.stream().filter(goal -> goal.served() > 0).count(),
                goals.stream().mapToLong(StatedGoal::served).sum(),
                Quantiles.median(days));
    }

    /**
     * The share that is reached.
     *
     * @return from 0 to 1; NaN if none is stated
     */
    public double share() {
        return (double) reached / stated;
    }

    String words() {
        return stated == 0
                ? "There is no goal to serve."
                : String.format(
                        Locale.ROOT,
                        "Of %,d goals %,d are reached, %.1f %% (%.1f to %.1f); %,d were served by %,d contacts.",
                        stated,
                        reached,
                        100 * share(),
                        100 * interval.lower(),
                        100 * interval.upper(),
                        served,
                        contacts);
    }

    static Table.Builder columns() {
        return Table.builder()
                .column("goal")
                .column("stated")
                .column("reached")
                .column("share", "%.3f")
                .column("lower", "%.3f")
                .column("upper", "%.3f")
                .column("served")
                .column("contacts")
                .column("median_days", "%.1f");
    }

    void addTo(Table.Builder table) {
        table.row(name, stated, reached, share(), interval.lower(), interval.upper(), served, contacts, medianDays);
    }
}

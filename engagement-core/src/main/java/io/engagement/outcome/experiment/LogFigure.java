package io.engagement.outcome.experiment;

import io.engagement.history.LogView;
import io.engagement.internal.base.Positions;
import io.engagement.internal.calendar.Millis;
import io.engagement.measure.Filter;
import java.time.Duration;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.IntPredicate;

/**
 * A figure of each customer from a log, in a window about the instant of assignment: from (inclusive) to (exclusive), negative
 * before it.
 *
 * @param name of the figure
 * @param kind what of the interactions counts
 * @param filter which interactions count
 * @param from where the window begins, after the assignment; negative before it
 * @param to where it ends, later than it begins
 */
public record LogFigure(String name, Kind kind, Filter filter, Duration from, Duration to) {
    /** What of the interactions in the window counts. */
    public enum Kind {
        /** The sum of their values; those without one count nothing. */
        VALUE,
        /** How many there are. */
        COUNT,
        /** 1 if there are any, else 0. */
        ANY
    }

    /**
     * Checks the window.
     *
     * @param name of the figure
     * @param kind what of the interactions counts
     * @param filter which interactions count
     * @param from where the window begins, after the assignment; negative before it
     * @param to where it ends, later than it begins
     * @throws IllegalArgumentException if the name is blank or the window does not end after it begins
     */
    public LogFigure {
        Assignments.present("name", name);
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(filter, "filter");
        Objects.requireNonNull(from, "from");
        if (from.compareTo(Objects.requireNonNull(to, "to")) >= 0) {
            throw new IllegalArgumentException(
                    "the window of '" + name + "' must end after it begins, was from " + from + " to " + to);
        }
    }

    /**
     * The same figure at another time.
     *
     * @param by how much later; negative for earlier
     * @return with a window as long
     */
    public LogFigure shifted(Duration by) {
        return new LogFigure(name, kind, filter, from.plus(by), to.plus(by));
    }

    /**
     * The figure of all who were assigned; 0 for those who did nothing.
     *
     * @param view a log
     * @param assignments from when the windows are counted
     * @return in the order of the assignments
     * @throws IllegalArgumentException if a customer's window is not over as of the view
     */
    public double[] values(LogView view, Assignments assignments) {
        IntPredicate counts = Positions.of(filter, view);
        double[] values = new double[assignments.size()];
        for (int i = 0; i < values.length; i++) {
            if (assignments.at(i).toEpochMilli() + Millis.of(to) > Millis.of(view.asOf())) {
                throw new IllegalArgumentException("the window of '" + name + "' of customer '"
                        + assignments.customer(i)
                        + "', assigned at " + assignments.at(i) + ", ends after the view, which is as of " + view.asOf()
                        + ": wait, or take a shorter window");
            }
            OptionalInt row = view.row(assignments.customer(i));
            // Of whom nothing is known, nothing came.
            values[i] = row.isEmpty()
                    ? 0
                    : of(view, row.getAsInt(), assignments.at(i).toEpochMilli(), counts);
        }
        return values;
    }

    private double of(LogView view, int row, long at, IntPredicate counts) {
        long begin = at + Millis.of(from);
        long end = at + Millis.of(to);
        double sum = 0;
        for (int i = view.start(row); i < view.end(row) && view.epochMilli(i) < end; i++) {
            if (view.epochMilli(i) >= begin && counts.test(i)) {
                double value = kind == Kind.VALUE ? view.value(i) : 1;
                sum += Double.isNaN(value) ? 0 : value;
            }
        }
        return kind == Kind.ANY ? Math.min(1, sum) : sum;
    }
}

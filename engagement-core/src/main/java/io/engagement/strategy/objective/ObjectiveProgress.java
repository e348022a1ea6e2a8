package io.engagement.strategy.objective;

import io.engagement.fit.Interval;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Where an objective stands.
 *
 * @param objective which one
 * @param asOf as of when
 * @param value the figure, NaN if it does not exist
 * @param history its values of the last periods, the earliest first, the present one last; NaN where it did not exist
 * @param projection what it will be when due at the present trend, NaN with fewer than three values or once it is due
 * @param interval in which it will be then with 95 %, NaN as the projection
 * @param probability that it will be met then, from 0.001 to 0.999, NaN as the projection
 * @param violations of a share of customers, those on the wrong side of its bound, by id; else empty
 */
public record ObjectiveProgress(
        Objective objective,
        Instant asOf,
        double value,
        List<Double> history,
        double projection,
        Interval interval,
        double probability,
        List<Violation> violations) {
    private static final int PERCENT = 100;

    /**
     * A customer on the wrong side.
     *
     * @param customerId who
     * @param value their number
     * @param department which had most contact with them within the last period, empty if none is recorded
     */
    public record Violation(String customerId, double value, String department) {
        /**
         * Refuses nulls.
         *
         * @param customerId who
         * @param value their number
         * @param department which had most contact with them within the last period, empty if none is recorded
         */
        public Violation {
            Objects.requireNonNull(customerId, "customerId");
            Objects.requireNonNull(department, "department");
        }
    }

    /**
     * Copies the lists.
     *
     * @param objective which one
     * @param asOf as of when
     * @param value the figure
     * @param history its values of the last periods
     * @param projection what it will be when due
     * @param interval in which it will be then
     * @param probability that it will be met then
     * @param violations customers on the wrong side
     */
    public ObjectiveProgress {
        history = List.copyOf(history);
        violations = List.copyOf(violations);
    }

    /**
     * How far it is to the target.
     *
     * @return 0 if it is met at present, else positive; NaN without a value
     */
    public double toGo() {
        double missing =
                objective.side() == BaseFigure.Side.AT_LEAST ? objective.target() - value : value - objective.target();
        return Double.isNaN(missing) ? missing : Math.max(0, missing);
    }

    /**
     * Whether the present value meets the target.
     *
     * @return false without a value
     */
    public boolean isMet() {
        return objective.side().holds(value, objective.target());
    }

    /**
     * How many customers on the wrong side each department had most contact with.
     *
     * @return by department, "" where none is recorded
     */
    public Map<String, Integer> violationsByDepartment() {
        Map<String, Integer> counts = new TreeMap<>();
        violations.forEach(each -> counts.merge(each.department(), 1, Integer::sum));
        return counts;
    }

    /**
     * What to think of it.
     *
     * @return one sentence
     */
    public String verdict() {
        if (Double.isNaN(value)) {
            return "There is no value: no customers, or fewer than ten of the segment or of all others.";
        }
        if (!objective.due().isAfter(asOf)) {
            return isMet() ? "It was due, and is met." : "It was due, and is missed.";
        }
        String now = isMet() ? "Met at present; " : "Not met yet; ";
        return Double.isNaN(probability)
                ? now + "fewer than three periods are known, so no trend is."
                : now + "at the present trend it will " + (isMet() ? "still " : "")
                        + "be met when due with a probability of " + percent(probability) + ".";
    }

    /** Nothing is said to be sure, and nothing to be impossible. */
    private static String percent(double share) {
        if (share < 0.01) {
            return "less than 1 %";
        }
        return share > 0.99 ? "more than 99 %" : Math.round(PERCENT * share) + " %";
    }
}

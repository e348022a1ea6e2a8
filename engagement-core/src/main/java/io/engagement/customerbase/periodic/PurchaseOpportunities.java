package io.engagement.customerbase.periodic;

import io.engagement.domain.Interaction;
import io.engagement.history.LogView;
import io.engagement.measure.Filter;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/**
 * Customers who can buy once in each period, or not: donors by year, visitors of a yearly fair, cruises by season. A row says
 * in how many of n opportunities since the first purchase customers bought, and in which one last; and how many there are.
 * Immutable.
 */
public final class PurchaseOpportunities {
    /** So many can be gone through within milliseconds; days of 179 years. */
    static final int MOST = 1 << 16;

    private final int[] frequency;
    private final int[] recency;
    private final int[] count;
    private final double[] weight;

    private PurchaseOpportunities(int[] frequency, int[] recency, int[] count, double[] weight) {
        this.frequency = frequency;
        this.recency = recency;
        this.count = count;
        this.weight = weight;
    }

    /**
     * A table of counts.
     *
     * @param frequency x: in how many opportunities customers of a row bought, not negative
     * @param recency t_x: the opportunity, from 1, in which they did so last; 0 if x = 0, and at least x
     * @param opportunities n: how many there were since the first purchase, at least t_x
     * @param customers how many customers the row represents, positive
     * @return the table
     * @throws IllegalArgumentException if the arrays differ in length or a number is out of its range
     */
    public static PurchaseOpportunities of(int[] frequency, int[] recency, int[] opportunities, double[] customers) {
        int rows = frequency.length;
        if (recency.length != rows || opportunities.length != rows || customers.length != rows) {
            throw new IllegalArgumentException("columns must be of one length, were " + rows + ", " + recency.length
                    + ", " + opportunities.length + " and " + customers.length);
        }
        for (int row = 0; row < rows; row++) {
            check("row " + row + ": ", frequency[row], recency[row], opportunities[row]);
            if (!(customers[row] > 0 && customers[row] < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "row " + row + ": customers must be positive and finite, were " + customers[row]);
            }
        }
        return new PurchaseOpportunities(frequency.clone(), recency.clone(), opportunities.clone(), customers.clone());
    }

    /**
     * Of a log. A customer's first purchase is not an opportunity; those of the periods after it are, up to the last period
     * that is over.
     *
     * @param view the log as of an instant; the period in which this lies is not over
     * @param purchases what counts as a purchase
     * @param period the number of the period in which an instant lies, not falling with time; see {@link #periods}
     * @return a row for each combination of x, t_x and n; customers without a purchase before the last period are left out
     */
    public static PurchaseOpportunities of(LogView view, Filter purchases, ToIntFunction<Instant> period) {
        int last = period.applyAsInt(view.asOf()) - 1;
        Map<Row, Double> rows = new TreeMap<>();
        for (int customer = 0; customer < view.customers(); customer++) {
            int first = -1;
            int before = -1;
            int bought = 0;
            for (int i = view.start(customer); i < view.end(customer); i++) {
                Interaction interaction = view.interaction(i);
                int number = purchases.matches(interaction) ? period.applyAsInt(interaction.at()) : before;
                if (number != before && number <= last) {
                    bought += first < 0 ? 0 : 1;
                    first = first < 0 ? number : first;
                    before = number;
                }
            }
            if (first >= 0) {
                rows.merge(new Row(bought, bought == 0 ? 0 : before - first, last - first), 1.0, Double::sum);
            }
        }
        return of(rows);
    }

    /**
     * Numbers of calendar periods, for {@link #of(LogView, Filter, ToIntFunction)}.
     *
     * @param unit {@link ChronoUnit#DAYS}, {@code WEEKS} (from Monday), {@code MONTHS}, {@code YEARS}
     * @param zone where days begin
     * @return the number since the year 1
     * @throws IllegalArgumentException if the unit is another one
     */
    public static ToIntFunction<Instant> periods(ChronoUnit unit, ZoneId zone) {
        if (unit != ChronoUnit.DAYS
                && unit != ChronoUnit.WEEKS
                && unit != ChronoUnit.MONTHS
                && unit != ChronoUnit.YEARS) {
            throw new IllegalArgumentException("unit must be DAYS, WEEKS, MONTHS or YEARS, was " + unit);
        }
        // A Monday, and the first of a month and a year.
        LocalDate origin = LocalDate.of(1, 1, 1);
        return instant -> (int) unit.between(origin, instant.atZone(zone).toLocalDate());
    }

    private static PurchaseOpportunities of(Map<Row, Double> rows) {
        int size = rows.size();
        int[] frequency = new int[size];
        int[] recency = new int[size];
        int[] count = new int[size];
        double[] weight = new double[size];
        int next = 0;
        for (Map.Entry<Row, Double> row : rows.entrySet()) {
            frequency[next] = row.getKey().x;
            recency[next] = row.getKey().last;
            count[next] = row.getKey().n;
            weight[next++] = row.getValue();
        }
        return new PurchaseOpportunities(frequency, recency, count, weight);
    }

    static void check(String where, int x, int recency, int n) {
        if (!(x >= 0 && x <= recency && recency <= n && (x == 0) == (recency == 0))) {
            throw new IllegalArgumentException(
                    where + "there must be 0 <= x <= t_x <= n, and t_x 0 where x is 0, were x " + x + ", t_x " + recency
                            + ", n " + n);
        }
        if (n > MOST) {
            throw new IllegalArgumentException(
                    where + "n must be at most " + MOST + ", was " + n + ": take a longer period");
        }
    }

    /** What is equal in a row. */
    private record Row(int x, int last, int n) implements Comparable<Row> {
        @Override
        public int compareTo(Row other) {
            return n != other.n
                    ? Integer.compare(n, other.n)
                    : x != other.x ? Integer.compare(x, other.x) : Integer.compare(last, other.last);
        }
    }

    /** The same with each row once, in order; the same bits whatever the order was. */
    PurchaseOpportunities distinct() {
        Map<Row, Double> rows = new TreeMap<>();
        for (int row = 0; row < size(); row++) {
            rows.merge(new Row(frequency[row], recency[row], count[row]), weight[row], Double::sum);
        }
        return of(rows);
    }

    /**
     * The number of rows.
     *
     * @return how many
     */
    public int size() {
        return frequency.length;
    }

    /**
     * x of a row.
     *
     * @param row from 0
     * @return in how many opportunities they bought
     */
    public int frequency(int row) {
        return frequency[row];
    }

    /**
     * t_x of a row.
     *
     * @param row from 0
     * @return in which opportunity they bought last, 0 for none
     */
    public int recency(int row) {
        return recency[row];
    }

    /**
     * n of a row.
     *
     * @param row from 0
     * @return how many opportunities there were
     */
    public int opportunities(int row) {
        return count[row];
    }

    /**
     * For how many customers a row stands.
     *
     * @param row from 0
     * @return positive
     */
    public double weight(int row) {
        return weight[row];
    }

    /**
     * The number of customers.
     *
     * @return the sum of weights
     */
    public double customers() {
        return Arrays.stream(weight).sum();
    }

    int mostOpportunities() {
        return Arrays.stream(count).max().orElse(0);
    }
}

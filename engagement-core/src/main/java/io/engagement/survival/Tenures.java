package io.engagement.survival;

import io.engagement.domain.InitiatorCounts;
import io.engagement.history.LogView;
import io.engagement.measure.ContractTerms;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * How many periods contracts lasted, in one or several cohorts: for each number of periods, how many customers left
 * then, and how many were last seen then and still there. Immutable.
 *
 * <p>Customers begin period 1 when they sign up; at its end they renew for period 2 or leave. A customer who leaves at
 * the end of period t has a tenure of t; one who has renewed n times is in period n + 1.
 *
 * <p>Tenures from a log carry their {@link ContractTerms}. Plain numbers have none: a model fitted to them scores once
 * {@link ContractModel#withTerms} has added them.
 */
public final class Tenures {
    /** By period; index 0 of the first is unused. */
    private final double[] left;

    private final double[] staying;

    private final Optional<ContractTerms> terms;

    private final Optional<Instant> asOf;
    private final Optional<InitiatorCounts> initiators;

    private Tenures(
            double[] left,
            double[] staying,
            Optional<ContractTerms> terms,
            Optional<Instant> asOf,
            Optional<InitiatorCounts> initiators) {
        this.left = left;
        this.staying = staying;
        this.terms = terms;
        this.asOf = asOf;
        this.initiators = initiators;
    }

    private static Tenures ofNumbers(double[] left, double[] staying) {
        return new Tenures(left, staying, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * A cohort, by how many customers were left after each period.
     *
     * @param survivors at the start, after one period, after two and so on; not negative, none more than the one before
     * @return the tenures
     * @throws IllegalArgumentException if there are fewer than two numbers or one is out of its range
     */
    public static Tenures ofSurvivors(double... survivors) {
        if (survivors.length < 2) {
            throw new IllegalArgumentException(
                    "there must be the customers at the start and after one period at least, " + "there were "
                            + survivors.length + " numbers");
        }
        double[] left = new double[survivors.length];
        double[] staying = new double[survivors.length];
        for (int period = 0; period < survivors.length; period++) {
            double most = period == 0 ? Double.MAX_VALUE : survivors[period - 1];
            if (!(survivors[period] >= 0 && survivors[period] <= most)) {
                throw new IllegalArgumentException("survivors after " + period
                        + " periods must be not negative and no more than before, were " + survivors[period]);
            }
            left[period] = period == 0 ? 0 : survivors[period - 1] - survivors[period];
        }
        staying[survivors.length - 1] = survivors[survivors.length - 1];
        return ofNumbers(left, staying);
    }

    /**
     * Customers one by one.
     *
     * @param periods for each how many periods the contract lasted, or, if the customer is still there, how many are
     *     over; at least 1 for customers who left, at least 0 for those still there, at most 1,000,000
     * @param hasLeft for each whether the customer left
     * @return the tenures
     * @throws IllegalArgumentException if the arrays are not of one length or a number is out of its range
     */
    public static Tenures of(int[] periods, boolean[] hasLeft) {
        if (periods.length != hasLeft.length) {
            throw new IllegalArgumentException(
                    "periods and hasLeft must be as many, were " + periods.length + " and " + hasLeft.length);
        }
        int longest = Arrays.stream(periods).max().orElse(0);
        for (int i = 0; i < periods.length; i++) {
            check("customer " + i + ": ", periods[i], hasLeft[i]);
        }
        double[] left = new double[longest + 1];
        double[] staying = new double[longest + 1];
        for (int i = 0; i < periods.length; i++) {
            (hasLeft[i] ? left : staying)[periods[i]]++;
        }
        return ofNumbers(left, staying);
    }

    static void check(String whose, int periods, boolean hasLeft) {
        int least = hasLeft ? 1 : 0;
        if (periods < least || periods > LONGEST) {
            throw new IllegalArgumentException(
                    whose + "periods must be from " + least + " to " + LONGEST + ", was " + periods);
        }
    }

    /**
     * Of a log: all contracts that began, each for itself, those of customers who came back too.
     *
     * @param view the log as of an instant
     * @param terms what begins and cancels a contract, and how long a period is; models carry them to their scorers
     * @return the tenures
     */
    public static Tenures of(LogView view, ContractTerms terms) {
        Counts counts = new Counts();
        terms.forEachContract(view, (row, periods, hasEnded) -> counts.add(periods, hasEnded));
        return counts.tenures(Optional.of(terms)).seenIn(view);
    }

    /** Grows with the longest tenure. */
    static final class Counts {
        private double[] left = new double[1];
        private double[] staying = new double[1];

        void add(int periods, boolean hasEnded) {
            if (periods >= left.length) {
                left = Arrays.copyOf(left, periods + 1);
                staying = Arrays.copyOf(staying, periods + 1);
            }
            (hasEnded ? left : staying)[periods]++;
        }

        Tenures tenures(Optional<ContractTerms> terms) {
            return new Tenures(left.clone(), staying.clone(), terms, Optional.empty(), Optional.empty());
        }
    }

    private static final int LONGEST = 1_000_000;

    /**
     * These tenures and those of another cohort, which may have been seen for longer or shorter.
     *
     * @param other more tenures
     * @return both together; without {@link #terms()} if one of them has none
     * @throws IllegalArgumentException if both have terms, and these differ
     */
    public Tenures plus(Tenures other) {
        if (terms.isPresent() && other.terms.isPresent()) {
            terms.get().requireSame("these tenures", other.terms.get(), "those added to them");
        }
        int length = Math.max(left.length, other.left.length);
        double[] bothLeft = Arrays.copyOf(left, length);
        double[] bothStaying = Arrays.copyOf(staying, length);
        for (int period = 0; period < other.left.length; period++) {
            bothLeft[period] += other.left[period];
            bothStaying[period] += other.staying[period];
        }
        return new Tenures(
                bothLeft,
                bothStaying,
                other.terms.isPresent() ? terms : Optional.empty(),
                asOf.equals(other.asOf) ? asOf : Optional.empty(),
                initiators.flatMap(own -> other.initiators.map(own::plus)));
    }

    /**
     * The longest tenure of all.
     *
     * @return in periods
     */
    public int longest() {
        return left.length - 1;
    }

    /**
     * How many left at the end of a period.
     *
     * @param period from 1 to {@link #longest()}
     * @return not negative; not whole where shares were handed in
     */
    public double left(int period) {
        return left[period];
    }

    /**
     * How many had a number of periods behind them and were there when last seen.
     *
     * @param periods from 0 to {@link #longest()}
     * @return not negative
     */
    public double staying(int periods) {
        return staying[periods];
    }

    /**
     * What was taken for a contract, and for a period.
     *
     * @return the terms; empty for plain numbers
     */
    public Optional<ContractTerms> terms() {
        return terms;
    }

    /** These tenures as those of all contracts of a log. */
    Tenures seenIn(LogView view) {
        return new Tenures(left, staying, terms, Optional.of(view.asOf()), Optional.of(view.initiators()));
    }

    /** When a log was looked at. */
    Optional<Instant> asOf() {
        return asOf;
    }

    /** Of how many interactions of a log the initiator was known. */
    Optional<InitiatorCounts> initiators() {
        return initiators;
    }

    /** The lower median of the periods behind those who stay; 0 without any. */
    int typicalRenewals() {
        double half = Arrays.stream(staying).sum() / 2;
        double below = 0;
        for (int periods = 0; periods < staying.length; periods++) {
            below += staying[periods];
            if (below >= half && below > 0) {
                return periods;
            }
        }
        return 0;
    }

    /**
     * How many customers there are.
     *
     * @return the sum of all who left and all who stay
     */
    public double customers() {
        return Arrays.stream(left).sum() + Arrays.stream(staying).sum();
    }

    /**
     * How many of them left.
     *
     * @return the sum over all periods
     */
    public double left() {
        return Arrays.stream(left).sum();
    }
}

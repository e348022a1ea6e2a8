package io.engagement.contract;

import io.engagement.domain.Purpose;
import io.engagement.history.LogView;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How many periods contracts lasted, of one cohort or several: for each number of periods, how many customers left then, and
 * how many had come so far and were still there when last seen. Immutable.
 *
 * <p>Customers begin period 1 when they sign up; at its end they renew for period 2 or leave. Who leaves at the end of period
 * t has a tenure of t; who has renewed n times is in period n + 1.
 */
public final class Tenures {
    /** By period; index 0 of the first is unused. */
    private final double[] left;

    private final double[] staying;

    private Tenures(double[] left, double[] staying) {
        this.left = left;
        this.staying = staying;
    }

    /**
     * A cohort of whom it is known how many were left after each period.
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
        return new Tenures(left, staying);
    }

    /**
     * Customers one by one.
     *
     * @param periods for each how many periods the contract lasted, or, if the customer is still there, how many are over; at
     *     least 1 for who left, at least 0 for who is there, at most 1,000,000
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
            if (periods[i] < (hasLeft[i] ? 1 : 0) || periods[i] > LONGEST) {
                throw new IllegalArgumentException("customer " + i + ": periods must be from " + (hasLeft[i] ? 1 : 0)
                        + " to " + LONGEST + ", was " + periods[i]);
            }
        }
        double[] left = new double[longest + 1];
        double[] staying = new double[longest + 1];
        for (int i = 0; i < periods.length; i++) {
            (hasLeft[i] ? left : staying)[periods[i]]++;
        }
        return new Tenures(left, staying);
    }

    /**
     * Of a log: from a customer's first {@link Purpose#SIGN_UP} to the first {@link Purpose#CANCELLATION} after it, which takes
     * effect at the end of its period. A period that is not over yet tells nothing: who cancelled in it is still a customer with
     * the periods before, as those are who may cancel in it until it ends. Of one instant, a cancellation is after the sign-up.
     *
     * @param view the log as of an instant
     * @param unit how long a period is, counted from the day of signing up: {@link ChronoUnit#DAYS}, {@code WEEKS}, {@code
     *     MONTHS} or {@code YEARS}
     * @param zone where days begin
     * @return the tenures of all who signed up
     * @throws IllegalArgumentException if the unit is another one
     */
    public static Tenures of(LogView view, ChronoUnit unit, ZoneId zone) {
        if (unit != ChronoUnit.DAYS
                && unit != ChronoUnit.WEEKS
                && unit != ChronoUnit.MONTHS
                && unit != ChronoUnit.YEARS) {
            throw new IllegalArgumentException("unit must be DAYS, WEEKS, MONTHS or YEARS, was " + unit);
        }
        int[] periods = new int[view.customers()];
        boolean[] hasLeft = new boolean[periods.length];
        int size = 0;
        LocalDate today = LocalDate.ofInstant(view.asOf(), zone);
        for (int customer = 0; customer < periods.length; customer++) {
            OptionalLong signUp = first(view, customer, Purpose.SIGN_UP, Long.MIN_VALUE);
            Optional<LocalDate> start = day(signUp, zone);
            // At one instant there is no order: a cancellation that stands before the sign-up is one of it.
            Optional<LocalDate> end =
                    day(first(view, customer, Purpose.CANCELLATION, signUp.orElse(Long.MAX_VALUE)), zone);
            if (start.isPresent()) {
                LocalDate first = start.get();
                int over = over(unit, first, today);
                int lasted = end.map(last -> lasted(unit, first, last)).orElse(Integer.MAX_VALUE);
                hasLeft[size] = lasted <= over;
                periods[size++] = Math.min(lasted, over);
            }
        }
        return of(Arrays.copyOf(periods, size), Arrays.copyOf(hasLeft, size));
    }

    /** When a customer first did something at an instant or after it. */
    private static OptionalLong first(LogView view, int customer, Purpose purpose, long from) {
        for (int i = view.start(customer); i < view.end(customer); i++) {
            if (view.epochMilli(i) >= from
                    && view.kinds().get(view.kindIndex(i)).purpose().equals(purpose)) {
                return OptionalLong.of(view.epochMilli(i));
            }
        }
        return OptionalLong.empty();
    }

    private static Optional<LocalDate> day(OptionalLong millis, ZoneId zone) {
        return millis.isEmpty()
                ? Optional.empty()
                : Optional.of(LocalDate.ofInstant(Instant.ofEpochMilli(millis.getAsLong()), zone));
    }

    /** How many periods have ended by a day; one that began on the 31st ends on a shorter month's last day. */
    private static int over(ChronoUnit unit, LocalDate first, LocalDate day) {
        int whole = (int) unit.between(first, day);
        return first.plus(whole + 1, unit).isAfter(day) ? whole : whole + 1;
    }

    /** The period in which a contract ends. */
    private static int lasted(ChronoUnit unit, LocalDate first, LocalDate last) {
        int over = over(unit, first, last);
        return Math.max(1, first.plus(over, unit).isBefore(last) ? over + 1 : over);
    }

    private static final int LONGEST = 1_000_000;

    /**
     * These tenures and those of another cohort, which may have been seen for longer or shorter.
     *
     * @param other more tenures
     * @return both together
     */
    public Tenures plus(Tenures other) {
        int length = Math.max(left.length, other.left.length);
        double[] bothLeft = Arrays.copyOf(left, length);
        double[] bothStaying = Arrays.copyOf(staying, length);
        for (int period = 0; period < other.left.length; period++) {
            bothLeft[period] += other.left[period];
            bothStaying[period] += other.staying[period];
        }
        return new Tenures(bothLeft, bothStaying);
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

package io.engagement.history;

import io.engagement.internal.index.Chunks;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.DoublePredicate;

/**
 * A frozen column of numbers, some of which may be missing: 4 bytes each where all are whole hundredths, as prices and
 * ratings are; else 8; none where all are missing. What comes out has the bits of what went in.
 */
final class Amounts {
    private static final int MISSING = Integer.MIN_VALUE;
    private static final double PER_UNIT = 100.0;

    private final int[] hundredths;
    private final double[] exact;

    private Amounts(int[] hundredths, double[] exact) {
        this.hundredths = hundredths;
        this.exact = exact;
    }

    /** Takes the array over; NaN is a missing number. */
    static Amounts of(double[] column) {
        int[] hundredths = new int[column.length];
        AtomicBoolean some = new AtomicBoolean();
        AtomicBoolean others = new AtomicBoolean();
        Chunks.LONG.forEach(column.length, (from, to) -> {
            if (!others.get()) {
                others.compareAndSet(false, !areHundredths(column, from, to, hundredths));
                some.compareAndSet(false, hasAny(hundredths, from, to));
            }
        });
        if (others.get()) {
            return new Amounts(new int[0], column);
        }
        return new Amounts(some.get() ? hundredths : new int[0], new double[0]);
    }

    private static boolean areHundredths(double[] column, int from, int to, int[] hundredths) {
        for (int i = from; i < to; i++) {
            hundredths[i] = hundredths(column[i]);
            if (Double.doubleToLongBits(number(hundredths[i])) != Double.doubleToLongBits(column[i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasAny(int[] hundredths, int from, int to) {
        for (int i = from; i < to; i++) {
            if (hundredths[i] != MISSING) {
                return true;
            }
        }
        return false;
    }

    private static int hundredths(double number) {
        double scaled = Math.rint(number * PER_UNIT);
        return Math.abs(scaled) <= Integer.MAX_VALUE ? (int) scaled : MISSING;
    }

    private static double number(int hundredths) {
        return hundredths == MISSING ? Double.NaN : hundredths / PER_UNIT;
    }

    void write(LogFileOutput out) throws IOException {
        out.write(hundredths);
        out.write(exact);
    }

    /** So many, or none. */
    static Amounts read(LogFileInput in, String what, int size, DoublePredicate allowed) throws IOException {
        Amounts amounts = new Amounts(in.readInts(what), in.readDoubles(what));
        int one = amounts.hundredths.length;
        int other = amounts.exact.length;
        in.check((one == 0 || one == size) && (other == 0 || other == size), "number of " + what, one, "all or none");
        AtomicBoolean wrong = new AtomicBoolean();
        Chunks.LONG.forEach(Math.max(one, other), (from, to) -> {
            for (int i = from; i < to; i++) {
                double number = amounts.get(i);
                if (!Double.isNaN(number) && !allowed.test(number)) {
                    wrong.set(true);
                }
            }
        });
        in.check(!wrong.get(), what, "in its range");
        return amounts;
    }

    /** The number, NaN if it is missing. */
    double get(int position) {
        if (position < hundredths.length) {
            return number(hundredths[position]);
        }
        return position < exact.length ? exact[position] : Double.NaN;
    }

    long bytes() {
        return (long) Integer.BYTES * hundredths.length + (long) Double.BYTES * exact.length;
    }
}

package io.engagement.history;

import java.io.IOException;
import java.util.Arrays;

/**
 * A frozen column of durations, some of which may be missing: 4 bytes each where all are below 24 days, else 6, which
 * reach as far as an interaction's duration may; none where all are missing.
 */
final class Lengths {
    private static final long MISSING = -1;
    /** As an interaction has it at most. */
    private static final double LONGEST = (1L << 47) - 1;

    private final int[] low;
    private final char[] high;

    private Lengths(int[] low, char[] high) {
        this.low = low;
        this.high = high;
    }

    /** Milliseconds, NaN for a missing one. */
    static Lengths of(double[] column) {
        if (Arrays.stream(column).allMatch(Double::isNaN)) {
            return new Lengths(new int[0], new char[0]);
        }
        int[] low = new int[column.length];
        boolean brief = Arrays.stream(column).allMatch(length -> !(length > Integer.MAX_VALUE));
        char[] high = new char[brief ? 0 : column.length];
        for (int i = 0; i < column.length; i++) {
            long millis = Double.isNaN(column[i]) ? MISSING : (long) column[i];
            low[i] = (int) millis;
            if (!brief) {
                high[i] = (char) (millis >> Integer.SIZE);
            }
        }
        return new Lengths(low, high);
    }

    void write(LogFileOutput out) throws IOException {
        out.write(low);
        out.write(high);
    }

    /** So many, or none. */
    static Lengths read(LogFileInput in, int size) throws IOException {
        Lengths lengths = new Lengths(in.readInts("durations"), in.readChars("durations"));
        int known = lengths.low.length;
        in.check(known == 0 || known == size, "number of durations", known, "that of the interactions, or 0");
        in.check(lengths.high.length == 0 || lengths.high.length == known, "number of durations", known, "the same");
        for (int i = 0; i < known; i++) {
            double length = lengths.get(i);
            in.check(Double.isNaN(length) || (length >= 0 && length <= LONGEST), "duration", (long) length, "in range");
        }
        return lengths;
    }

    /** Milliseconds, NaN if it is missing. */
    double get(int position) {
        if (position >= low.length) {
            return Double.NaN;
        }
        if (high.length == 0) {
            return low[position] == MISSING ? Double.NaN : low[position];
        }
        long millis = (long) (short) high[position] << Integer.SIZE | Integer.toUnsignedLong(low[position]);
        return millis == MISSING ? Double.NaN : millis;
    }

    long bytes() {
        return (long) Integer.BYTES * low.length + (long) Character.BYTES * high.length;
    }
}

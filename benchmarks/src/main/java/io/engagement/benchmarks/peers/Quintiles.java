package io.engagement.benchmarks.peers;

/** Quintiles as SQL's {@code NTILE(5)} has them: fifths of the rows in an order, the first ones longer by a row. */
final class Quintiles {
    private static final int FIFTHS = 5;

    private Quintiles() {}

    /** The quintile, 1 to 5, of the row that has so many before it. */
    static int of(int before, int rows) {
        int shorter = rows / FIFTHS;
        int longer = rows % FIFTHS;
        int inLonger = longer * (shorter + 1);
        return 1 + (before < inLonger ? before / (shorter + 1) : longer + (before - inLonger) / shorter);
    }
}

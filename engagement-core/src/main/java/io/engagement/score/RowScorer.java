package io.engagement.score;

/** A scorer bound to a table: one kernel, three doors. */
public interface RowScorer {
    /** NaN where the score does not exist. */
    double score(int row);

    /** out[i] = score(i) for from <= i < to, same bits; each scorer has its own loop (a shared one goes megamorphic). */
    void score(int from, int to, double[] out);

    /** explain(row).value() equals score(row) to the bit. */
    Explanation explain(int row);
}

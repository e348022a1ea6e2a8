package io.engagement.score;

/** A scorer bound to a table: one kernel, three doors. Immutable, thread-safe. */
public interface RowScorer {
    /**
     * The score of one row.
     *
     * @param row from 0 to the table's size, exclusive
     * @return the score; NaN where it does not exist
     * @throws IndexOutOfBoundsException if there is no such row
     */
    double score(int row);

    /**
     * The scores of a range of rows: {@code out[i]} becomes {@code score(i)} for {@code from <= i < to}, the same bits.
     * Every scorer has its own loop over its own kernel: a shared loop becomes megamorphic and slow.
     *
     * @param from the first row
     * @param to the row after the last
     * @param out takes the scores, at least {@code to} long; other elements stay as they are
     * @throws IndexOutOfBoundsException if the range is not within the table or not within {@code out}
     */
    void score(int from, int to, double[] out);

    /**
     * The score of one row, and why. Its value equals {@link #score(int)} to the bit. Rows of the same readings are explained alike:
     * a {@link ScoreTable} may ask for one of them only.
     *
     * @param row from 0 to the table's size, exclusive
     * @return the explanation
     * @throws IndexOutOfBoundsException if there is no such row
     */
    Explanation explain(int row);
}

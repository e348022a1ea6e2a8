package io.engagement.score;

import java.util.List;

/** Scores of customers in columns. */
public final class ScoreTable {
    private ScoreTable() {}

    public int size() {
        throw new UnsupportedOperationException();
    }

    /** in the plan's order. */
    public List<String> names() {
        throw new UnsupportedOperationException();
    }

    public Scale scale(String name) {
        throw new UnsupportedOperationException();
    }

    public String customerId(int row) {
        throw new UnsupportedOperationException();
    }

    /** throws naming the column and those that are there. */
    public double get(int row, String name) {
        throw new UnsupportedOperationException();
    }

    /** a copy. */
    public double[] column(String name) {
        throw new UnsupportedOperationException();
    }

    public Explanation explain(int row, String name) {
        throw new UnsupportedOperationException();
    }
}

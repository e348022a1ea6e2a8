package io.engagement.measure;

/** One measure of all customers. */
public final class MeasureColumn {
    private MeasureColumn() {}

    public int size() {
        throw new UnsupportedOperationException();
    }

    public double get(int row) {
        throw new UnsupportedOperationException();
    }

    /** of the values that are not NaN; NaN if there is none. */
    public double median() {
        throw new UnsupportedOperationException();
    }
}

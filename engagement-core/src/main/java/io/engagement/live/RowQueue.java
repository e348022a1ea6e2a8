package io.engagement.live;

/** Rows in the order in which they came; one may be there twice. */
final class RowQueue {
    private int[] rows = new int[16];
    private int first;
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    int first() {
        return rows[first];
    }

    int removeFirst() {
        int row = rows[first];
        first = (first + 1) & (rows.length - 1);
        size--;
        return row;
    }

    void add(int row) {
        if (size == rows.length) {
            int[] longer = new int[2 * size];
            System.arraycopy(rows, first, longer, 0, size - first);
            System.arraycopy(rows, 0, longer, size - first, first);
            rows = longer;
            first = 0;
        }
        rows[(first + size++) & (rows.length - 1)] = row;
    }
}

package io.engagement.live;

/** Rows in the order in which they came; one may be there twice. */
final class RowQueue {
    private static final int LEAST = 16;

    private int[] rows = new int[LEAST];
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

    /** Asks for the memory that one more takes, and gives back what a peak has left. */
    void reserve() {
        if (size == rows.length) {
            resize(2 * size);
        } else if (rows.length > LEAST && size < rows.length / 8) {
            resize(rows.length / 2);
        }
    }

    void add(int row) {
        if (size == rows.length) {
            resize(2 * size);
        }
        rows[(first + size++) & (rows.length - 1)] = row;
    }

    private void resize(int length) {
        Memory.ask();
        int[] others = new int[length];
        for (int i = 0; i < size; i++) {
            others[i] = rows[(first + i) & (rows.length - 1)];
        }
        rows = others;
        first = 0;
    }
}

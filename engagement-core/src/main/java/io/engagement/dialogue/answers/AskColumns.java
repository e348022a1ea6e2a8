package io.engagement.dialogue.answers;

import java.util.Arrays;

/** The asks of some customers, customer by customer in the order of their rows, each customer's in order of time. */
final class AskColumns {
    /** Of an ask without an answer. */
    static final long NEVER = Long.MAX_VALUE;

    private int size;
    private int[] row = new int[64];
    private int[] kind = new int[64];
    private long[] first = new long[64];
    private long[] last = new long[64];
    private int[] contacts = new int[64];
    private double[] cost = new double[64];
    private long[] answered = new long[64];
    private int[] answerKind = new int[64];
    private byte[] how = new byte[64];

    int size() {
        return size;
    }

    /** Adds an open ask and tells its number. */
    int add(int customer, int kindIndex, long at, double price) {
        if (size == row.length) {
            grow(Math.multiplyExact(size, 2));
        }
        row[size] = customer;
        kind[size] = kindIndex;
        first[size] = at;
        last[size] = at;
        contacts[size] = 1;
        cost[size] = price;
        answered[size] = NEVER;
        answerKind[size] = -1;
        how[size] = How.NOT.code();
        return size++;
    }

    private void grow(int length) {
        row = Arrays.copyOf(row, length);
        kind = Arrays.copyOf(kind, length);
        first = Arrays.copyOf(first, length);
        last = Arrays.copyOf(last, length);
        contacts = Arrays.copyOf(contacts, length);
        cost = Arrays.copyOf(cost, length);
        answered = Arrays.copyOf(answered, length);
        answerKind = Arrays.copyOf(answerKind, length);
        how = Arrays.copyOf(how, length);
    }

    AskColumns trimmed() {
        grow(size);
        return this;
    }

    void extend(int ask, long at, double price) {
        last[ask] = at;
        contacts[ask]++;
        if (!Double.isNaN(price)) {
            cost[ask] = Double.isNaN(cost[ask]) ? price : cost[ask] + price;
        }
    }

    void answer(int ask, long at, int kindIndex, How by) {
        answered[ask] = at;
        answerKind[ask] = kindIndex;
        how[ask] = by.code();
    }

    int row(int ask) {
        return row[ask];
    }

    /** The kind of its first contact. */
    int kind(int ask) {
        return kind[ask];
    }

    long first(int ask) {
        return first[ask];
    }

    long last(int ask) {
        return last[ask];
    }

    int contacts(int ask) {
        return contacts[ask];
    }

    /** What its contacts cost, as far as it is known; NaN if it is of none. */
    double cost(int ask) {
        return cost[ask];
    }

    /** When it was answered, late or not; {@link #NEVER} if it was not. */
    long answered(int ask) {
        return answered[ask];
    }

    /** The kind of the act that answered it, -1 if none did. */
    int answerKind(int ask) {
        return answerKind[ask];
    }

    How how(int ask) {
        return How.of(how[ask]);
    }

    /** Whether it has no answer, not even a late one. */
    boolean isWaiting(int ask) {
        return how[ask] == How.NOT.code();
    }

    /** Whether it was answered within its window. */
    boolean isAnswered(int ask) {
        return !isWaiting(ask) && how[ask] != How.LATE.code();
    }
}

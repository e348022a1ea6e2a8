package io.engagement.measure;

/**
 * A contract, or none, and what comes of it. Immutable.
 *
 * @param start when it began, in milliseconds since 1970; {@link #NEVER} for none, {@link #EARLIER} for one of an earlier part
 *     of the history
 * @param end when it was cancelled; {@link #OPEN} while it runs, and for none
 */
record Contract(double start, double end) {
    static final double NEVER = Double.NEGATIVE_INFINITY;
    static final double EARLIER = -Double.MAX_VALUE;
    static final double OPEN = Double.POSITIVE_INFINITY;

    /** What happens at an instant: one of these, or both together. */
    static final int SIGN_UP = 1;

    static final int CANCELLATION = 2;

    /** None before, and none now. */
    static final Contract NONE = new Contract(NEVER, OPEN);
    /** The one that ran before, still running. */
    static final Contract SAME = new Contract(EARLIER, OPEN);

    static Contract at(double[] slots, int from) {
        return new Contract(slots[from], slots[from + 1]);
    }

    void write(double[] slots, int to) {
        slots[to] = start;
        slots[to + 1] = end;
    }

    boolean isNone() {
        return start == NEVER;
    }

    boolean isRunning() {
        return !isNone() && end == OPEN;
    }

    /**
     * Whether one and the same part of a history, between two instants, can lead to both of two: from none that ran before,
     * and from one that ran.
     */
    static boolean arePossible(double[] slots, int ifNone, int ifRunning, double after, double before) {
        Contract none = at(slots, ifNone);
        Contract running = at(slots, ifRunning);
        return (none.equals(NONE) || none.isBetween(none.start, after, before))
                && (running.equals(SAME)
                        || running.isBetween(running.start == EARLIER ? running.end : running.start, after, before))
                && none.isBeside(running);
    }

    /** Whether all of it lies between two instants, its first one told. */
    private boolean isBetween(double first, double after, double before) {
        return after < first
                && Slots.isWhole(first)
                && first < before
                && (end == OPEN || (start <= end && end < before && Slots.isWhole(end)));
    }

    /** Where none ran before, whether what came leads to this, if it leads to the other one where one ran. */
    private boolean isBeside(Contract running) {
        if (isNone()) {
            // There were cancellations at the most.
            return running.start == EARLIER;
        }
        if (isRunning()) {
            return running.isRunning() && running.start <= start;
        }
        // Both ended at once; or this is a change, which another one runs on behind, or ran on.
        return start < end
                ? running.start <= start && running.end == end
                : running.start == start && running.end >= end;
    }

    /** After an instant at which so much happened. */
    Contract after(double at, double happened) {
        boolean signUp = ((int) happened & SIGN_UP) != 0;
        boolean cancelled = ((int) happened & CANCELLATION) != 0;
        if (signUp && cancelled) {
            return new Contract(at, isRunning() ? OPEN : at);
        }
        if (isRunning()) {
            return cancelled ? new Contract(start, at) : this;
        }
        return signUp ? new Contract(at, OPEN) : this;
    }

    /** After a part of the history that would lead to one of two, depending on whether a contract ran before it. */
    Contract then(Contract ifNone, Contract ifRunning) {
        if (!isRunning()) {
            return ifNone.isNone() ? this : ifNone;
        }
        return ifRunning.start == EARLIER ? new Contract(start, ifRunning.end) : ifRunning;
    }
}

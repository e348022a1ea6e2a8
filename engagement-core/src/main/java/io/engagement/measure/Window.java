package io.engagement.measure;

import java.io.Serializable;
import java.time.Duration;
import java.util.Arrays;

/**
 * A stretch of time up to now in steps: step k goes from k - 1 to k times its length since 1970, the end included. Slots: the
 * latest step that is not empty, then a ring of so many steps as the window has, up to that one. What the ring holds depends on
 * what came alone, not on the order: earlier steps are out of every window that ends in the latest one or later.
 */
record Window(long length, long step) implements Serializable {
    private static final double NEVER = Double.NEGATIVE_INFINITY;
    private static final int STEPS = 30;
    private static final int MOST_STEPS = 1000;

    /** In thirty steps. */
    static Window of(Duration length) {
        return of(length, length.dividedBy(STEPS));
    }

    static Window of(Duration length, Duration step) {
        if (step.toMillis() < 1
                || !step.equals(Duration.ofMillis(step.toMillis()))
                || !length.equals(step.multipliedBy(length.dividedBy(step)))
                || length.dividedBy(step) < 1
                || length.dividedBy(step) > MOST_STEPS) {
            throw new IllegalArgumentException("a window must be 1 to " + MOST_STEPS
                    + " times its step, which is of whole milliseconds, was " + length + " in steps of " + step);
        }
        return new Window(length.toMillis(), step.toMillis());
    }

    private int steps() {
        return (int) (length / step);
    }

    int slots(int width) {
        return 1 + steps() * width;
    }

    private double number(double at) {
        return (double) -Math.floorDiv(-(long) at, step);
    }

    private int place(double number, int width) {
        return 1 + Math.floorMod((long) number, steps()) * width;
    }

    void reset(double[] state, int offset, int width) {
        Arrays.fill(state, offset, offset + slots(width), 0);
        state[offset] = NEVER;
    }

    /** Where the slots of a time's step are, or -1 if it is out of the window. */
    int enter(double at, double[] state, int offset, int width) {
        return enterStep(number(at), state, offset, width);
    }

    private int enterStep(double number, double[] state, int offset, int width) {
        double latest = state[offset];
        if (number > latest) {
            clear(Math.max(latest, number - steps()) + 1, number, state, offset, width);
            state[offset] = number;
        }
        return number > state[offset] - steps() ? offset + place(number, width) : -1;
    }

    /** Empties the steps from one on to another, at most all: they go round. */
    private void clear(double first, double last, double[] state, int offset, int width) {
        int from = offset + place(first, width);
        int to = offset + place(last, width) + width;
        if (from < to) {
            Arrays.fill(state, from, to, 0);
        } else {
            Arrays.fill(state, from, offset + slots(width), 0);
            Arrays.fill(state, offset + 1, to, 0);
        }
    }

    /** Takes the slots of one step. */
    @FunctionalInterface
    interface Step {
        void at(int from);
    }

    /** The slots of one step, and of another part's. */
    @FunctionalInterface
    interface Steps {
        void at(int from, int otherFrom);
    }

    void merge(double[] state, int offset, double[] other, int otherOffset, int width, Steps merge) {
        double latest = other[otherOffset];
        if (latest == NEVER) {
            return;
        }
        enterStep(latest, state, offset, width);
        for (double number = latest - steps() + 1; number <= latest; number++) {
            int from = enterStep(number, state, offset, width);
            if (from >= 0) {
                merge.at(from, otherOffset + place(number, width));
            }
        }
    }

    /** The steps of the window that ends now. */
    void forEach(double now, double[] state, int offset, int width, Step each) {
        double last = number(now);
        for (double number = Math.max(last, state[offset]) - steps() + 1; number <= state[offset]; number++) {
            if (number <= last) {
                each.at(offset + place(number, width));
            }
        }
    }

    boolean isPossible(double[] state, int offset, double latest) {
        return state[offset] == NEVER
                || (Slots.isWhole(state[offset]) && state[offset] <= number(Math.min(latest, Slots.LATEST)));
    }

    boolean isEmpty(double[] state, int offset) {
        return state[offset] == NEVER;
    }

    /** In days if it is of whole days, else in hours or as it is. */
    String words() {
        Duration all = Duration.ofMillis(length);
        if (all.equals(Duration.ofDays(all.toDays()))) {
            return all.toDays() == 1 ? "day" : all.toDays() + " days";
        }
        return all.equals(Duration.ofHours(all.toHours())) ? all.toHours() + " hours" : all.toString();
    }

    @Override
    public String toString() {
        return Duration.ofMillis(length) + " by " + Duration.ofMillis(step);
    }
}

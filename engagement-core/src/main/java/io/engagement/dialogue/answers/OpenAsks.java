package io.engagement.dialogue.answers;

import java.util.Arrays;

/** Queues of asks, by their numbers, in the order of time; what was answered is removed when it comes to the end. */
final class OpenAsks {
    private static final int NONE = -1;

    private final boolean oldestFirst;
    private int[] end = new int[16];
    private int[] start = new int[16];
    /** The next one to be looked at behind an ask. */
    private int[] behind = new int[16];

    OpenAsks(boolean oldestFirst) {
        this.oldestFirst = oldestFirst;
    }

    /** Empty queues. */
    void begin(int queues) {
        if (end.length < queues) {
            end = new int[2 * queues];
            start = new int[2 * queues];
        }
        Arrays.fill(end, 0, queues, NONE);
        Arrays.fill(start, 0, queues, NONE);
    }

    /** Adds an ask that is later than those before it. */
    void add(int queue, int ask) {
        if (ask >= behind.length) {
            behind = Arrays.copyOf(behind, Math.max(2 * behind.length, ask + 1));
        }
        behind[ask] = oldestFirst ? NONE : start[queue];
        if (!oldestFirst || start[queue] == NONE) {
            start[queue] = ask;
        } else {
            behind[end[queue]] = ask;
        }
        end[queue] = ask;
    }

    /** The oldest or newest ask of a queue, -1 if there is none. */
    int next(int queue) {
        return start[queue];
    }

    /** Removes the {@link #next} ask. */
    void remove(int queue, int ask) {
        start[queue] = behind[ask];
    }
}

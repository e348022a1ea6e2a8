package io.engagement.live;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Of customers some of whose interactions came out of order, those that an earlier one may still precede: a {@link Backlog}
 * each, known by its place.
 */
final class Backlogs {
    /** No place. */
    static final int NONE = -1;

    private static final int LEAST = 16;

    private @Nullable Backlog[] backlogs = new Backlog[LEAST];
    /** Places that are free, as far as {@link #free} goes. */
    private int[] places = new int[LEAST];

    private int free;
    private int used;

    Backlog get(int place) {
        Backlog backlog = backlogs[place];
        if (backlog == null) {
            throw new IllegalStateException("nothing waits in place " + place);
        }
        return backlog;
    }

    /** Asks for the memory that one more takes. */
    void reserve() {
        if (free == 0 && used == backlogs.length) {
            Memory.ask();
            int[] more = Arrays.copyOf(places, 2 * used);
            backlogs = Arrays.copyOf(backlogs, 2 * used);
            places = more;
        }
    }

    /** Takes one, and tells its place. */
    int add(Backlog backlog) {
        reserve();
        int place = free > 0 ? places[--free] : used++;
        backlogs[place] = backlog;
        return place;
    }

    /** Lets one go. */
    void remove(int place) {
        backlogs[place] = null;
        places[free++] = place;
        if (free == used && used > LEAST) {
            // After a peak it is small again.
            backlogs = new Backlog[LEAST];
            places = new int[LEAST];
            free = 0;
            used = 0;
        }
    }
}

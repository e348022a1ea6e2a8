package io.engagement.dialogue.answers;

import io.engagement.history.LogView;
import io.engagement.internal.math.Search;
import java.util.Arrays;

/** When one customer acted on the channels of each answering, whatever it answered. For one thread. */
final class CustomerActs {
    private final LogView view;
    private final KindRoles roles;
    private final boolean[][] isAct;
    private final long[][] times;
    private final int[] count;
    private final boolean atOnce;

    CustomerActs(LogView view, KindRoles roles, boolean atOnce) {
        this.view = view;
        this.roles = roles;
        this.atOnce = atOnce;
        int sets = roles.answerings().size();
        isAct = new boolean[sets][view.kinds().size()];
        times = new long[sets][16];
        count = new int[sets];
        for (int set = 0; set < sets; set++) {
            for (int kind = 0; kind < isAct[set].length; kind++) {
                isAct[set][kind] = roles.isActOn(kind, roles.answerings().get(set));
            }
        }
    }

    /** The acts of a customer. */
    void begin(int row) {
        Arrays.fill(count, 0);
        for (int i = view.start(row); i < view.end(row); i++) {
            int kind = view.kindIndex(i);
            if (roles.answers(kind)) {
                add(kind, view.epochMilli(i));
            }
        }
    }

    private void add(int kind, long at) {
        for (int set = 0; set < isAct.length; set++) {
            if (isAct[set][kind]) {
                if (count[set] == times[set].length) {
                    times[set] = Arrays.copyOf(times[set], 2 * count[set]);
                }
                times[set][count[set]++] = at;
            }
        }
    }

    int count(int set) {
        return count[set];
    }

    long time(int set, int index) {
        return times[set][index];
    }

    /** How many acts are before an ask: of its own instant those that cannot answer it. */
    int before(int set, long ask) {
        long[] acts = times[set];
        return Search.first(0, count[set], i -> acts[i] > ask || (acts[i] == ask && atOnce));
    }

    /** Whether the customer acted behind an ask, by the close of it. */
    boolean actsWithin(int set, long ask, long close) {
        int next = before(set, ask);
        return next < count[set] && times[set][next] <= close;
    }

    /** Whether the customer acted in as long a time just before the ask. */
    boolean actedWithin(int set, long ask, long length) {
        int before = before(set, ask);
        // Behind the ask lies (ask, ask + length], or [ask, ask + length] on a coarse clock: both move as a whole.
        return before > 0 && times[set][before - 1] > ask - length - (atOnce ? 2 : 0);
    }
}

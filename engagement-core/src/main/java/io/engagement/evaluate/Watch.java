package io.engagement.evaluate;

import java.util.Arrays;

/**
 * One customer under watch: what is over by an instant is settled, and of all scores so far only the lowest of every end of the
 * time is kept, by which alone it is known since when an alarm has stood.
 */
final class Watch {
    private final long[] acts;
    /** The last act that was seen; -1 before the first. */
    private int last = -1;
    /** Whether the silence after it is known to be a loss. */
    private boolean lost;
    /** The highest score since the last act. */
    private double highest = Double.NEGATIVE_INFINITY;
    /** Strictly rising: since the step beside it no score was lower. */
    private double[] lows = new double[4];

    private int[] since = new int[4];
    private int size;

    /** A customer's acts in order. */
    Watch(long... acts) {
        this.acts = acts;
    }

    /** What is over by an instant, acts of that instant included. */
    void advance(long now, Spells spells) {
        while (last + 1 < acts.length && acts[last + 1] <= now) {
            if (last >= 0) {
                close(acts[last], acts[last + 1], spells);
            }
            last++;
            lost = false;
            highest = Double.NEGATIVE_INFINITY;
        }
        if (last >= 0 && acts[last] + spells.silence() <= now) {
            lose(acts[last], spells);
        }
    }

    private void close(long from, long until, Spells spells) {
        if (until <= from + spells.silence()) {
            spells.addReturn(from, until, highest);
        } else {
            lose(from, spells);
        }
    }

    private void lose(long from, Spells spells) {
        if (!lost) {
            lost = true;
            spells.addLost(from, lows, since, size);
        }
    }

    /** Whether the customer's last silence is not seen long enough. */
    boolean isCensored() {
        return !lost;
    }

    /** How many scores are kept. */
    int kept() {
        return size;
    }

    /** A score that does not exist is no alarm, and ends one. */
    void look(int step, double score) {
        if (Double.isNaN(score)) {
            size = 0;
            return;
        }
        highest = Math.max(highest, score);
        int from = step;
        while (size > 0 && lows[size - 1] >= score) {
            from = since[--size];
        }
        if (size == lows.length) {
            lows = Arrays.copyOf(lows, 2 * size);
            since = Arrays.copyOf(since, 2 * size);
        }
        lows[size] = score;
        since[size++] = from;
    }
}

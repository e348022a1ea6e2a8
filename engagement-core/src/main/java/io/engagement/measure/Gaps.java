package io.engagement.measure;

import io.engagement.domain.Interaction;
import io.engagement.domain.InteractionKind;
import io.engagement.history.LogView;

/**
 * Mean and spread of the times between one interaction and the next. Slots: how many interactions, first, last
 * (milliseconds since 1970), mean gap, sum of squared deviations from it. Updated and merged as in Chan, Golub and LeVeque
 * (1979), Updating formulae and a pairwise algorithm for computing sample variances.
 */
record Gaps(Filter filter) implements Statistic {
    static final int COUNT = 0;
    static final int FIRST = 1;
    static final int LAST = 2;
    static final int MEAN = 3;
    static final int SQUARES = 4;

    @Override
    public int slots() {
        return 5;
    }

    @Override
    public boolean ordered() {
        return true;
    }

    @Override
    public void reset(double[] state, int offset) {
        state[offset + COUNT] = 0;
        state[offset + FIRST] = Double.NEGATIVE_INFINITY;
        state[offset + LAST] = Double.NEGATIVE_INFINITY;
        state[offset + MEAN] = 0;
        state[offset + SQUARES] = 0;
    }

    @Override
    public void merge(double[] state, int offset, double[] other, int otherOffset) {
        if (other[otherOffset + COUNT] == 0) {
            return;
        }
        add(other[otherOffset + FIRST], state, offset);
        double more = other[otherOffset + COUNT] - 1;
        double gaps = state[offset + COUNT] - 1;
        double all = gaps + more;
        if (more > 0) {
            double difference = other[otherOffset + MEAN] - state[offset + MEAN];
            state[offset + MEAN] += difference * more / all;
            state[offset + SQUARES] += other[otherOffset + SQUARES] + difference * difference * gaps * more / all;
        }
        state[offset + COUNT] += more;
        state[offset + LAST] = other[otherOffset + LAST];
    }

    @Override
    public double weight(InteractionKind kind) {
        return Statistic.passes(filter, kind);
    }

    @Override
    public void enter(double at, double weight, Interaction interaction, double[] state, int offset) {
        add(at, state, offset);
    }

    @Override
    public Reader reader(LogView view) {
        double[] weights = weights(view);
        return (from, to, state, offset) -> {
            for (int i = from; i < to; i++) {
                if (weights[view.kindIndex(i)] != 0) {
                    add((double) view.epochMilli(i), state, offset);
                }
            }
        };
    }

    private static void add(double at, double[] state, int offset) {
        double last = state[offset + LAST];
        if (at < last) {
            throw Statistic.outOfOrder(at, last);
        }
        double before = state[offset + COUNT]++;
        state[offset + LAST] = at;
        if (before == 0) {
            state[offset + FIRST] = at;
            return;
        }
        double difference = at - last - state[offset + MEAN];
        state[offset + MEAN] += difference / before;
        state[offset + SQUARES] += difference * (at - last - state[offset + MEAN]);
    }
}

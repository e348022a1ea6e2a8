package io.engagement.measure;

import io.engagement.domain.Initiator;
import io.engagement.domain.InteractionKind;
import io.engagement.internal.statistic.Near;
import io.engagement.measure.spi.OrderedStatistic;
import io.engagement.measure.spi.Quantity;
import io.engagement.measure.spi.Reading;
import io.engagement.measure.spi.Statistic;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * How many conversations each initiator began lately. Slots: latest time (milliseconds since 1970), those of {@link
 * ConversationWalk}, those of {@link Window}, of each step how many by initiator.
 */
record RecentConversations(ConversationRule rule, ConversationWalk walk, Window window)
        implements OrderedStatistic, Near {
    private static final int LATEST = 0;
    private static final int WALK = 1;
    private static final int INITIATORS = Initiator.values().length;
    private static final double NEVER = Double.NEGATIVE_INFINITY;

    static Measure measure(ConversationRule rule, Initiator initiator, Window window) {
        RecentConversations recent = new RecentConversations(rule, rule.walk(), window);
        return Measure.of(
                recent,
                recent.begunBy(initiator),
                initiator.name().toLowerCase(Locale.ROOT),
                Conversations.label(initiator) + " in the last " + window.words(),
                Measure.Unit.COUNT);
    }

    private Reading begunBy(Initiator initiator) {
        int place = ConversationWalk.number(initiator);
        return (s, o, now, unit) -> {
            double[] sum = {0};
            window.forEach(now, s, o + steps(), INITIATORS, from -> sum[0] += s[from + place]);
            return sum[0];
        };
    }

    private int steps() {
        return WALK + walk.slots();
    }

    @Override
    public String name() {
        return "recent_conversations[" + rule + ", " + window + "]";
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public int slots() {
        return steps() + window.slots(INITIATORS);
    }

    @Override
    public void reset(double[] state, int offset) {
        state[offset + LATEST] = NEVER;
        walk.reset(state, offset + WALK);
        window.reset(state, offset + steps(), INITIATORS);
    }

    @Override
    public double weight(InteractionKind kind, ToDoubleFunction<Quantity> quantities) {
        return rule.isOfPerson(kind) ? walk.code(kind) : 0;
    }

    @Override
    public double latest(double[] state, int offset) {
        return state[offset + LATEST];
    }

    @Override
    public void enter(double at, double weight, ToDoubleFunction<Quantity> quantities, double[] state, int offset) {
        Statistic.requireInOrder(at, latest(state, offset));
        state[offset + LATEST] = at;
        walk.enter(at, weight, quantities, state, offset + WALK, counts(state, offset));
    }

    @Override
    public int near() {
        return WALK + ConversationWalk.near();
    }

    private ConversationWalk.Openings counts(double[] state, int offset) {
        return (at, initiator, more) -> {
            int from = window.enter(at, state, offset + steps(), INITIATORS);
            if (from >= 0) {
                state[from + ConversationWalk.number(initiator)] += more;
            }
        };
    }

    @Override
    public void merge(double[] state, int offset, double[] other, int otherOffset) {
        if (other[otherOffset + LATEST] == NEVER) {
            return;
        }
        double first = walk.earliest(other, otherOffset + WALK);
        Statistic.requireInOrder(first, latest(state, offset));
        state[offset + LATEST] = other[otherOffset + LATEST];
        window.merge(state, offset + steps(), other, otherOffset + steps(), INITIATORS, (from, otherFrom) -> {
            for (int i = 0; i < INITIATORS; i++) {
                state[from + i] += other[otherFrom + i];
            }
        });
        walk.merge(state, offset + WALK, other, otherOffset + WALK, counts(state, offset));
    }

    @Override
    public boolean isPossible(double[] state, int offset, double latest) {
        boolean counts = true;
        for (int i = steps() + 1; i < slots(); i++) {
            counts &= Slots.isCount(state[offset + i]);
        }
        return counts
                && (state[offset + LATEST] == NEVER || Slots.isTime(state[offset + LATEST], latest))
                && window.isPossible(state, offset + steps(), latest)
                && walk.isPossible(state, offset + WALK, state[offset + LATEST]);
    }
}

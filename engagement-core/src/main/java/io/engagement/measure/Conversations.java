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
 * How many conversations each initiator began. Slots: latest time (milliseconds since 1970), how many by initiator, those of
 * {@link ConversationWalk}.
 */
record Conversations(ConversationRule rule, ConversationWalk walk) implements OrderedStatistic, Near {
    private static final int LATEST = 0;
    private static final int COUNTS = 1;
    private static final int INITIATORS = Initiator.values().length;
    private static final int WALK = COUNTS + INITIATORS;
    private static final double NEVER = Double.NEGATIVE_INFINITY;

    static Measure measure(ConversationRule rule, Initiator initiator) {
        return Measure.of(
                new Conversations(rule, rule.walk()),
                begunBy(initiator),
                initiator.name().toLowerCase(Locale.ROOT),
                label(initiator),
                Measure.Unit.COUNT);
    }

    static String label(Initiator initiator) {
        return switch (initiator) {
            case CUSTOMER -> "conversations that the customer began";
            case COMPANY -> "conversations that the company began";
            case UNKNOWN -> "conversations of which it is not known who began them";
        };
    }

    private static Reading begunBy(Initiator initiator) {
        int place = COUNTS + ConversationWalk.number(initiator);
        return (s, o, now, unit) -> s[o + place];
    }

    @Override
    public String name() {
        return "conversations[" + rule + "]";
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public int slots() {
        return WALK + walk.slots();
    }

    @Override
    public void reset(double[] state, int offset) {
        state[offset + LATEST] = NEVER;
        for (int i = 0; i < INITIATORS; i++) {
            state[offset + COUNTS + i] = 0;
        }
        walk.reset(state, offset + WALK);
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

    private static ConversationWalk.Openings counts(double[] state, int offset) {
        return (at, initiator, more) -> state[offset + COUNTS + ConversationWalk.number(initiator)] += more;
    }

    @Override
    public void merge(double[] state, int offset, double[] other, int otherOffset) {
        if (other[otherOffset + LATEST] == NEVER) {
            return;
        }
        double first = walk.earliest(other, otherOffset + WALK);
        Statistic.requireInOrder(first, latest(state, offset));
        state[offset + LATEST] = other[otherOffset + LATEST];
        for (int i = 0; i < INITIATORS; i++) {
            state[offset + COUNTS + i] += other[otherOffset + COUNTS + i];
        }
        walk.merge(state, offset + WALK, other, otherOffset + WALK, counts(state, offset));
    }

    @Override
    public boolean isPossible(double[] state, int offset, double latest) {
        boolean counts = true;
        for (int i = 0; i < INITIATORS; i++) {
            counts &= Slots.isCount(state[offset + COUNTS + i]);
        }
        boolean time = state[offset + LATEST] == NEVER
                ? least(state, offset) == 0
                : Slots.isTime(state[offset + LATEST], latest) && least(state, offset) > 0;
        return counts && time && walk.isPossible(state, offset + WALK, state[offset + LATEST]);
    }

    @Override
    public double least(double[] state, int offset) {
        double sum = 0;
        for (int i = 0; i < INITIATORS; i++) {
            sum += state[offset + COUNTS + i];
        }
        return sum;
    }
}

package io.engagement.dialogue.answers;

import java.util.Locale;

/**
 * How many asks there are and how they ended.
 *
 * @param closed asks whose windows have passed
 * @param answered closed asks that were answered within their windows
 * @param replied those of {@code answered} whose answers say themselves that they reply
 * @param inferred those of {@code answered} whose answers were matched by the policy alone
 * @param late closed asks with a reply after the window
 * @param open asks whose windows have not passed
 * @param answeredOpen open asks that are answered already
 * @param cost of closed asks, as far as it is known
 * @param unansweredCost of closed asks without an answer
 * @param withoutCost closed asks of which no cost is known
 * @param answeredWithCost closed asks that were answered and of which a cost is known
 */
public record AnswerCounts(
        long closed,
        long answered,
        long replied,
        long inferred,
        long late,
        long open,
        long answeredOpen,
        double cost,
        double unansweredCost,
        long withoutCost,
        long answeredWithCost) {
    static final AnswerCounts NONE = new AnswerCounts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /**
     * The share of closed asks that were answered.
     *
     * @return from 0 to 1; NaN if none is closed
     */
    public double rate() {
        return closed == 0 ? Double.NaN : (double) answered / closed;
    }

    /**
     * These asks and others.
     *
     * @param others which are not among these
     * @return all of them
     */
    public AnswerCounts plus(AnswerCounts others) {
        return new AnswerCounts(
                closed + others.closed,
                answered + others.answered,
                replied + others.replied,
                inferred + others.inferred,
                late + others.late,
                open + others.open,
                answeredOpen + others.answeredOpen,
                cost + others.cost,
                unansweredCost + others.unansweredCost,
                withoutCost + others.withoutCost,
                answeredWithCost + others.answeredWithCost);
    }

    /**
     * For a reader.
     *
     * @return one line; the same in every locale
     */
    @Override
    public String toString() {
        String rate = closed == 0 ? "" : String.format(Locale.ROOT, " (%.1f %%)", 100 * rate());
        return String.format(
                Locale.ROOT,
                "Of %,d closed asks %,d were answered%s, %,d of these inferred; %,d late, %,d open",
                closed,
                answered,
                rate,
                inferred,
                late,
                open);
    }

    /** Counts ask by ask. */
    static final class Sums {
        private long closed;
        private long answered;
        private long replied;
        private long inferred;
        private long late;
        private long open;
        private long answeredOpen;
        private double cost;
        private double unansweredCost;
        private long withoutCost;
        private long answeredWithCost;

        void add(AskColumns asks, int ask, boolean isClosed) {
            boolean isAnswered = asks.isAnswered(ask);
            if (!isClosed) {
                open++;
                answeredOpen += isAnswered ? 1 : 0;
                return;
            }
            closed++;
            How how = asks.how(ask);
            answered += isAnswered ? 1 : 0;
            replied += how == How.REPLY ? 1 : 0;
            inferred += how == How.INFERRED ? 1 : 0;
            late += how == How.LATE ? 1 : 0;
            addCost(asks.cost(ask), isAnswered);
        }

        private void addCost(double price, boolean isAnswered) {
            if (Double.isNaN(price)) {
                withoutCost++;
                return;
            }
            cost += price;
            answeredWithCost += isAnswered ? 1 : 0;
            unansweredCost += isAnswered ? 0 : price;
        }

        AnswerCounts counts() {
            return new AnswerCounts(
                    closed,
                    answered,
                    replied,
                    inferred,
                    late,
                    open,
                    answeredOpen,
                    cost,
                    unansweredCost,
                    withoutCost,
                    answeredWithCost);
        }
    }
}

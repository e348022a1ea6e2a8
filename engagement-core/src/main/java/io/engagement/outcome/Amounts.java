package io.engagement.outcome;

import io.engagement.history.LogView;

/**
 * What an interaction is worth by the rules, in the log's currency; nothing where it has no amount. Thread-safe.
 *
 * @param view whose interactions
 * @param marks which of them are spend, and which costs count
 * @param margin the share of spend that is profit
 */
record Amounts(LogView view, Marks marks, double margin) {
    double spend(int position, int own) {
        return known(own, Marks.SPEND, view.value(position));
    }

    double cost(int position, int own) {
        return known(own, Marks.COST, view.cost(position));
    }

    private static double known(int own, int mark, double amount) {
        return (own & mark) == 0 || Double.isNaN(amount) ? 0 : amount;
    }

    /** Margin times spend less cost. */
    double value(int position) {
        return value(position, marks.of(position));
    }

    double value(int position, int own) {
        return margin * spend(position, own) - cost(position, own);
    }

    /** The sum of a customer's values from one time on and before another. */
    double between(int row, long from, long to) {
        double sum = 0;
        for (int i = view.start(row); i < view.end(row); i++) {
            if (view.epochMilli(i) >= from && view.epochMilli(i) < to) {
                sum += value(i);
            }
        }
        return sum;
    }

    /** Whether a customer spends anything from one time on and before another. */
    boolean buys(int row, long from, long to) {
        for (int i = view.start(row); i < view.end(row); i++) {
            if (view.epochMilli(i) >= from && view.epochMilli(i) < to && spend(i, marks.of(i)) > 0) {
                return true;
            }
        }
        return false;
    }
}

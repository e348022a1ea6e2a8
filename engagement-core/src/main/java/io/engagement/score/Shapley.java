package io.engagement.score;

/**
 * Exact Shapley values of a game of few players.
 *
 * <p>Shapley, L. S. (1953), "A value for n-person games", Contributions to the Theory of Games II, 307-317: a player's
 * value is the mean, over all orders in which the players may come, of what the worth grows by when this one comes.
 */
final class Shapley {
    /** 2^12 evaluations, about a millisecond of a costly kernel; more inputs cannot be told in sentences either. */
    static final int MOST_PLAYERS = 12;

    private Shapley() {}

    /**
     * Each player's share of {@code worth[all] - worth[none]}.
     *
     * @param worth of each set of players, indexed by bit mask; as long as a power of two
     */
    static double[] values(double[] worth) {
        int players = Integer.numberOfTrailingZeros(worth.length);
        double[] weights = weights(players);
        double[] values = new double[players];
        for (int player = 0; player < players; player++) {
            values[player] = value(worth, player, weights);
        }
        return values;
    }

    private static double value(double[] worth, int player, double[] weights) {
        int bit = 1 << player;
        double sum = 0;
        for (int others = 0; others < worth.length; others++) {
            if ((others & bit) == 0) {
                sum += weights[Integer.bitCount(others)] * (worth[others | bit] - worth[others]);
            }
        }
        return sum;
    }

    /** s! (n - s - 1)! / n! by the number s of players who are already there. */
    private static double[] weights(int players) {
        double[] weights = new double[players];
        double choices = 1;
        for (int present = 0; present < players; present++) {
            weights[present] = 1 / (players * choices);
            choices = choices * (players - 1 - present) / (present + 1);
        }
        return weights;
    }
}

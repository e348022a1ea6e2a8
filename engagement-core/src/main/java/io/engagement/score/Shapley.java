package io.engagement.score;

import java.util.function.ToDoubleFunction;

/**
 * Exact shares of the players of a small game, who may come in several steps of a fixed order.
 *
 * <p>Shapley, L. S. (1953), "A value for n-person games", Contributions to the Theory of Games II, 307-317: a player's share is
 * the mean, over all orders in which the players may come, of what the worth grows by when this one comes. The steps of a player
 * are what Owen, G. (1977), "Values of games with a priori unions", Essays in Mathematical Economics and Game Theory, 76-88, gives
 * to the members of a union who come together, here in one order only.
 */
final class Shapley {
    /** 2^12 evaluations, about a millisecond of a costly kernel; more inputs cannot be told in sentences either. */
    static final int MOST_PLAYERS = 12;

    private final int[] steps;
    private final ToDoubleFunction<int[]> worth;
    private final double[] ends;
    private final double[] weights;

    private Shapley(int[] steps, double none, double all, ToDoubleFunction<int[]> worth) {
        this.steps = steps;
        this.worth = worth;
        this.weights = weights(steps.length);
        this.ends = new double[1 << steps.length];
        for (int set = 1; set < ends.length - 1; set++) {
            ends[set] = worth.applyAsDouble(came(set));
        }
        ends[ends.length - 1] = all;
        ends[0] = none;
    }

    /**
     * Each step's share of {@code all - none}, by player and step.
     *
     * @param steps of each player, 1 or more
     * @param none the worth before anybody came
     * @param all the worth after everybody came
     * @param worth by the number of steps that each player has made; never asked for none and all, must not keep the array
     */
    static double[][] values(int[] steps, double none, double all, ToDoubleFunction<int[]> worth) {
        Shapley game = new Shapley(steps, none, all, worth);
        double[][] values = new double[steps.length][];
        for (int player = 0; player < steps.length; player++) {
            values[player] = game.shares(player);
        }
        return values;
    }

    private int[] came(int set) {
        int[] came = new int[steps.length];
        for (int player = 0; player < came.length; player++) {
            came[player] = (set >> player & 1) * steps[player];
        }
        return came;
    }

    private double[] shares(int player) {
        int bit = 1 << player;
        double[] shares = new double[steps[player]];
        for (int others = 0; others < ends.length; others++) {
            if ((others & bit) == 0) {
                add(player, others, weights[Integer.bitCount(others)], shares);
            }
        }
        return shares;
    }

    private void add(int player, int others, double weight, double[] shares) {
        double before = ends[others];
        for (int step = 0; step < shares.length; step++) {
            double after = step == shares.length - 1 ? ends[others | 1 << player] : between(player, others, step + 1);
            shares[step] += weight * (after - before);
            before = after;
        }
    }

    private double between(int player, int others, int made) {
        int[] came = came(others);
        came[player] = made;
        return worth.applyAsDouble(came);
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

package io.engagement.journey;

import io.engagement.internal.math.LinearEquations;
import io.engagement.table.Table;
import io.engagement.table.Tabular;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The position of places on ways of which some lead to a goal: the removal effect of Anderl et al. (2016), "Mapping the customer journey",
 * doi:10.1016/j.ijresmar.2016.03.001. Ways are a Markov chain of the first order with the goal and the end without it as absorbing states;
 * the effect of a place is the part of the chance to reach the goal that is lost if who comes to the place comes no further. Solved
 * exactly as linear equations, nothing is simulated.
 *
 * <p>An effect tells where a place stands, not what it causes: who is sent a contact, and who comes to a stage, is not chosen at
 * random. Immutable.
 */
public final class PathPositions implements Tabular {
    private static final int MOST = 200;

    private final List<String> places;
    private final long ways;
    private final long reached;
    private final long[] visits;
    private final double conversion;
    private final double[] effects;

    private PathPositions(Builder of) {
        places = List.copyOf(of.places.keySet());
        ways = of.ways;
        reached = of.reached;
        visits = new long[places.size()];
        for (long[] row : of.counts) {
            for (int i = 0; i < row.length - 2; i++) {
                visits[i] += row[i + 2];
            }
        }
        conversion = ways == 0 ? Double.NaN : chance(of.counts, -1);
        effects = new double[places.size()];
        Arrays.setAll(effects, i -> conversion > 0 ? 1 - chance(of.counts, i + 1) / conversion : Double.NaN);
    }

    /**
     * The chance to come from the start to the goal.
     *
     * @param counts by state, the start first, to the goal, to the end, and to each place
     * @param removed the state that leads no further; negative for none
     */
    private static double chance(List<long[]> counts, int removed) {
        int n = counts.size();
        double[][] a = new double[n][n];
        double[] b = new double[n];
        for (int state = 0; state < n; state++) {
            long[] row = counts.get(state);
            double all = Arrays.stream(row).sum();
            a[state][state] = 1;
            if (all > 0 && state != removed) {
                b[state] = row[0] / all;
                for (int to = 2; to < row.length; to++) {
                    a[state][to - 1] -= row[to] / all;
                }
            }
        }
        return LinearEquations.solve(a, b)[0];
    }

    /** Takes ways. Not thread-safe. */
    public static final class Builder {
        private final Map<String, Integer> places = new LinkedHashMap<>();
        /** By state: the start, then each place; to the goal, to the end, to each place so far. */
        private final List<long[]> counts = new ArrayList<>(List.of(new long[2]));

        private long ways;
        private long reached;

        private Builder() {}

        /**
         * Adds a way. One without a place tells nothing of places, and is left out.
         *
         * @param touched the places in the order of the way
         * @param isReached whether it led to the goal
         * @return this
         * @throws IllegalArgumentException if there are more than 200 different places
         */
        public Builder add(List<String> touched, boolean isReached) {
            if (touched.isEmpty()) {
                return this;
            }
            ways++;
            reached += isReached ? 1 : 0;
            int state = 0;
            for (String place : touched) {
                int next = place(place);
                count(state, next + 1);
                state = next;
            }
            count(state, isReached ? 0 : 1);
            return this;
        }

        private int place(String name) {
            Integer known = places.get(name);
            if (known != null) {
                return known;
            }
            if (places.size() == MOST) {
                throw new IllegalArgumentException("places must be at most " + MOST + ", '" + name + "' is one more");
            }
            places.put(name, places.size() + 1);
            counts.add(new long[2]);
            return places.size();
        }

        private void count(int state, int to) {
            long[] row = counts.get(state);
            if (to >= row.length) {
                row = Arrays.copyOf(row, to + 1);
                counts.set(state, row);
            }
            row[to]++;
        }

        /**
         * The positions.
         *
         * @return of all ways so far
         */
        public PathPositions build() {
            return new PathPositions(this);
        }
    }

    /**
     * Positions to be filled with ways.
     *
     * @return without a way
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The places.
     *
     * @return in the order in which ways first came to them
     */
    public List<String> places() {
        return places;
    }

    /**
     * How many ways there are.
     *
     * @return those with a place
     */
    public long ways() {
        return ways;
    }

    /**
     * How many of them led to the goal.
     *
     * @return from 0 to {@link #ways}
     */
    public long reached() {
        return reached;
    }

    /**
     * The chance to reach the goal, by the chain: the share of ways that do.
     *
     * @return from 0 to 1; NaN if there is no way
     */
    public double conversion() {
        return conversion;
    }

    /**
     * The part of the chance that is lost without a place.
     *
     * @param place its name
     * @return from 0 to 1; NaN if no way led to the goal
     * @throws IllegalArgumentException if no way came to such a place
     */
    public double effect(String place) {
        return effects[index(place)];
    }

    /**
     * The effect of a place as a part of the sum of all effects.
     *
     * @param place its name
     * @return from 0 to 1; NaN if no way led to the goal
     * @throws IllegalArgumentException if no way came to such a place
     */
    public double share(String place) {
        return effects[index(place)] / Arrays.stream(effects).sum();
    }

    private int index(String place) {
        int index = places.indexOf(place);
        if (index < 0) {
            throw new IllegalArgumentException("no way came to '" + place + "', ways came to " + places);
        }
        return index;
    }

    /** A row for each place. */
    @Override
    public Table table() {
        Table.Builder table = Table.builder()
                .column("place")
                .column("visits")
                .column("removal_effect", "%.3f")
                .column("share_of_effects", "%.3f");
        for (int i = 0; i < places.size(); i++) {
            table.row(places.get(i), visits[i], effects[i], share(places.get(i)));
        }
        return table.build();
    }

    /** A line for each place. */
    @Override
    public String toString() {
        return table().toString();
    }
}

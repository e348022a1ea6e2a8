package io.engagement.dialogue.exchange;

import io.engagement.internal.math.Checks;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * How far contacts go both ways between those who are in contact. Immutable.
 *
 * @param nodes who is in contact with anybody
 * @param edges from whom to whom at least one contact went, each direction counted
 * @param mutual how many of these go both ways
 * @param weight of all contacts
 * @param returned of each pair the smaller of the two weights, counted for both directions
 */
public record Reciprocity(long nodes, long edges, long mutual, double weight, double returned) {
    /**
     * Begins to collect contacts.
     *
     * @return a builder without contacts
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The share of edges that go both ways.
     *
     * @return from 0 to 1; NaN if there is no edge
     */
    public double edgewise() {
        return (double) mutual / edges;
    }

    /**
     * The share of edges that there are, of all that there could be.
     *
     * @return from 0 to 1; NaN with fewer than two nodes
     */
    public double density() {
        return edges / ((double) nodes * (nodes - 1));
    }

    /**
     * How far edges go both ways beyond chance: Garlaschelli and Loffredo (2004), "Patterns of Link Reciprocity in Directed
     * Networks", doi:10.1103/PhysRevLett.93.268701, (r - density) / (1 - density).
     *
     * @return rho, 0 by chance and 1 if all do; NaN if all edges are there
     */
    public double rho() {
        return (edgewise() - density()) / (1 - density());
    }

    /**
     * The share of weight that is returned: Squartini, Picciolo, Ruzzenenti and Garlaschelli (2013), "Reciprocity of weighted
     * networks", doi:10.1038/srep02729. Who writes more than the other lowers it, whichever side it is.
     *
     * @return sum of min(w_ij, w_ji) over the sum of w_ij, from 0 to 1; NaN without weight
     */
    public double weighted() {
        return returned / weight;
    }

    /** Collects contacts. Not thread-safe. */
    public static final class Builder {
        private final Map<String, Map<String, Double>> weights = new HashMap<>();

        private Builder() {}

        /**
         * Adds contacts.
         *
         * @param from who contacted
         * @param to whom; oneself does not count
         * @param weight how much, such as 1 for each contact; positive
         * @return this
         * @throws IllegalArgumentException if the weight is not positive and finite
         */
        public Builder add(String from, String to, double weight) {
            Checks.positive("weight", weight);
            if (!Objects.requireNonNull(from, "from").equals(Objects.requireNonNull(to, "to"))) {
                weights.computeIfAbsent(from, each -> new HashMap<>()).merge(to, weight, Double::sum);
            }
            return this;
        }

        /**
         * What was collected.
         *
         * @return the reciprocity; the builder can go on
         */
        public Reciprocity build() {
            Set<String> nodes = new HashSet<>();
            long edges = 0;
            long mutual = 0;
            double weight = 0;
            double returned = 0;
            // In order, so that sums of parts do not depend on hashes.
            for (Map.Entry<String, Map<String, Double>> from : new TreeMap<>(weights).entrySet()) {
                for (Map.Entry<String, Double> to : new TreeMap<>(from.getValue()).entrySet()) {
                    nodes.add(from.getKey());
                    nodes.add(to.getKey());
                    double back = weights.getOrDefault(to.getKey(), Map.of()).getOrDefault(from.getKey(), 0.0);
                    edges++;
                    mutual += back > 0 ? 1 : 0;
                    weight += to.getValue();
                    returned += Math.min(to.getValue(), back);
                }
            }
            return new Reciprocity(nodes.size(), edges, mutual, weight, returned);
        }
    }
}

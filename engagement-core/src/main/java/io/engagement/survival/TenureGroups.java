package io.engagement.survival;

import io.engagement.history.LogView;
import io.engagement.measure.ContractTerms;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Tenures of customers with covariates: the price that they pay, the channel that they came by, their cohort. Customers
 * with the same values form a group. Values do not change with time; best centre them on 0 with a spread of about 1.
 * Immutable.
 *
 * <p>A category, such as the cohort, is a covariate of 0 and 1 for each of its values but one, the reference.
 */
public final class TenureGroups {
    private record Group(List<Double> values, Tenures tenures) {}

    private final List<String> covariates;
    private final List<Group> groups;
    private final Tenures all;

    private TenureGroups(List<String> covariates, List<Group> groups, Tenures all) {
        this.covariates = covariates;
        this.groups = groups;
        this.all = all;
    }

    /**
     * Tenures one after the other.
     *
     * @param covariates their names, each one word
     * @return an empty builder
     * @throws IllegalArgumentException if there is none, or a name is no word or there twice
     */
    public static Builder builder(String... covariates) {
        return new Builder(List.of(covariates));
    }

    /**
     * Cohorts: the reference has the model's own shapes, every other one a covariate {@code cohort=NAME}.
     *
     * @param reference the cohort that others are compared with
     * @param cohorts by name, each one word
     * @return the tenures
     * @throws IllegalArgumentException if the reference is none of the cohorts, or there is no other
     */
    public static TenureGroups ofCohorts(String reference, Map<String, Tenures> cohorts) {
        TreeSet<String> others = new TreeSet<>(cohorts.keySet());
        if (!others.remove(reference)) {
            throw new IllegalArgumentException("no cohort is the reference " + reference + "; there are " + others);
        }
        List<String> names = List.copyOf(others);
        Builder builder =
                new Builder(names.stream().map(name -> "cohort=" + name).toList());
        cohorts.forEach((name, tenures) -> builder.add(
                tenures,
                names.stream().mapToDouble(other -> other.equals(name) ? 1 : 0).toArray()));
        return builder.build();
    }

    /**
     * From a log: all contracts that began, with the covariates of their customers.
     *
     * @param view the log as of an instant
     * @param terms what begins and cancels a contract, and how long a period is
     * @param covariates their names, each one word
     * @param ofCustomer the values of the customer with an id, in the order of the names; asked for those with a contract
     * @return the tenures
     * @throws IllegalArgumentException if there is no contract, a customer's values are not as many as the names or not finite, or
     *     a name is no word or there twice
     */
    public static TenureGroups of(
            LogView view, ContractTerms terms, List<String> covariates, Function<String, double[]> ofCustomer) {
        Builder builder = new Builder(covariates);
        builder.terms = Optional.of(terms);
        terms.forEachContract(view, (row, periods, hasEnded) -> {
            String id = view.customerId(row);
            try {
                builder.count(periods, hasEnded, ofCustomer.apply(id));
            } catch (IllegalArgumentException wrong) {
                throw new IllegalArgumentException("customer " + id + ": " + wrong.getMessage(), wrong);
            }
        });
        TenureGroups built = builder.build();
        return new TenureGroups(built.covariates, built.groups, built.all.seenIn(view));
    }

    /**
     * Names of the covariates.
     *
     * @return in the order in which models take their values
     */
    public List<String> covariates() {
        return covariates;
    }

    /**
     * Number of groups with different values.
     *
     * @return at least 1
     */
    public int size() {
        return groups.size();
    }

    /**
     * The values of a group.
     *
     * @param group from 0
     * @return a new array, in the order of the covariates
     */
    public double[] values(int group) {
        return groups.get(group).values.stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
    }

    /**
     * The tenures of a group.
     *
     * @param group from 0
     * @return the tenures
     */
    public Tenures tenures(int group) {
        return groups.get(group).tenures;
    }

    /**
     * The tenures of all groups together.
     *
     * @return the tenures, with the terms that all groups have
     */
    public Tenures all() {
        return all;
    }

    /** The root mean square of a covariate's distance from its mean, by customers. */
    double spread(int covariate) {
        double sum = 0;
        for (Group group : groups) {
            sum += group.tenures.customers() * group.values.get(covariate);
        }
        double mean = sum / all.customers();
        double squares = 0;
        for (Group group : groups) {
            double distance = group.values.get(covariate) - mean;
            squares += group.tenures.customers() * distance * distance;
        }
        // A constant's mean is rounded.
        double spread = Math.sqrt(squares / all.customers());
        return spread > 1e-13 * Math.abs(mean) ? spread : 0;
    }

    /** The lower median of a covariate, by customers. */
    double median(int covariate) {
        double half = all.customers() / 2;
        double below = 0;
        List<Group> ascending = groups.stream()
                .sorted((one, other) -> Double.compare(one.values.get(covariate), other.values.get(covariate)))
                .toList();
        for (Group group : ascending) {
            below += group.tenures.customers();
            if (below >= half) {
                return group.values.get(covariate);
            }
        }
        return 0;
    }

    /** Collects tenures; not thread-safe. */
    public static final class Builder {
        private final List<String> covariates;
        private final Map<List<Double>, Tenures.Counts> counts = new LinkedHashMap<>();
        private final Map<List<Double>, Tenures> tenures = new LinkedHashMap<>();
        private Optional<ContractTerms> terms = Optional.empty();

        private Builder(List<String> covariates) {
            this.covariates = List.copyOf(covariates);
            if (covariates.isEmpty()) {
                throw new IllegalArgumentException("there must be a covariate, was none");
            }
            for (String name : covariates) {
                if (name.isEmpty() || name.chars().anyMatch(Character::isWhitespace)) {
                    throw new IllegalArgumentException("name of a covariate must be one word, was '" + name + "'");
                }
                if (covariates.indexOf(name) != covariates.lastIndexOf(name)) {
                    throw new IllegalArgumentException("covariate " + name + " is there twice");
                }
            }
        }

        /**
         * Adds customers with the same covariates.
         *
         * @param more their tenures
         * @param values of the covariates, in the order of their names
         * @return this builder
         * @throws IllegalArgumentException if the values are not as many as the names or not finite, or the tenures have other
         *     terms than others
         */
        public Builder add(Tenures more, double... values) {
            tenures.merge(key(values), more, Tenures::plus);
            return this;
        }

        /**
         * Adds a customer.
         *
         * @param periods how many the contract lasted, or, if the customer is still there, how many are over
         * @param hasLeft whether the customer left
         * @param values of the covariates, in the order of their names
         * @return this builder
         * @throws IllegalArgumentException if a number is out of the range of {@link Tenures#of(int[], boolean[])}, or the values
         *     are not as many as the names or not finite
         */
        public Builder add(int periods, boolean hasLeft, double... values) {
            Tenures.check("", periods, hasLeft);
            count(periods, hasLeft, values);
            return this;
        }

        private void count(int periods, boolean hasLeft, double... values) {
            counts.computeIfAbsent(key(values), none -> new Tenures.Counts()).add(periods, hasLeft);
        }

        private List<Double> key(double... values) {
            if (values.length != covariates.size()) {
                throw new IllegalArgumentException(
                        "there must be a value for each of " + covariates + ", there were " + values.length);
            }
            for (int i = 0; i < values.length; i++) {
                if (!Double.isFinite(values[i])) {
                    throw new IllegalArgumentException(covariates.get(i) + " must be finite, was " + values[i]);
                }
            }
            // 0 and -0 are one value.
            return Arrays.stream(values).map(value -> value + 0.0).boxed().toList();
        }

        /**
         * The tenures.
         *
         * @return those added so far
         * @throws IllegalArgumentException if there are none
         */
        public TenureGroups build() {
            Map<List<Double>, Tenures> each = new LinkedHashMap<>(tenures);
            counts.forEach((key, counted) -> each.merge(key, counted.tenures(terms), Tenures::plus));
            List<Group> groups = new ArrayList<>();
            each.forEach((key, own) -> groups.add(new Group(key, own)));
            Tenures all = groups.stream()
                    .map(Group::tenures)
                    .reduce(Tenures::plus)
                    .orElseThrow(() -> new IllegalArgumentException("there must be tenures, were none"));
            return new TenureGroups(covariates, List.copyOf(groups), all);
        }
    }
}

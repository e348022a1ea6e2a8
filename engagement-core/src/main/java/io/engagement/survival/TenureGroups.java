package io.engagement.survival;

import io.engagement.history.LogView;
import io.engagement.internal.math.Spread;
import io.engagement.internal.text.LeftOut;
import io.engagement.measure.ContractTerms;
import io.engagement.measure.Covariates;
import io.engagement.measure.Levels;
import io.engagement.measure.MeasureColumn;
import io.engagement.measure.MeasureTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Tenures of customers with covariates: the price that they pay, the channel that they came by, their cohort. Customers
 * with the same values form a group. Values do not change with time; best centre them on 0 with a spread of about 1.
 * Immutable.
 *
 * <p>A category, such as the cohort, is a column of 0 and 1 for each of its levels but the baseline.
 */
public final class TenureGroups {
    private record Group(List<Double> values, Tenures tenures) {}

    private final Covariates covariates;
    private final List<Group> groups;
    private final Tenures all;
    private final List<String> leftOut;

    private TenureGroups(Covariates covariates, List<Group> groups, Tenures all, List<String> leftOut) {
        this.covariates = covariates;
        this.groups = groups;
        this.all = all;
        this.leftOut = leftOut;
    }

    /**
     * Tenures one after the other.
     *
     * @param covariates what is known of their customers
     * @return an empty builder
     * @throws IllegalArgumentException if there is no covariate
     */
    public static Builder builder(Covariates covariates) {
        return new Builder(covariates);
    }

    /**
     * Cohorts: the reference has the model's own shapes, every other one a covariate, whose name begins with
     * "cohort=". A customer's cohort is the attribute of that name on the customer's record.
     *
     * @param reference the cohort that others are compared with
     * @param cohorts by name
     * @return the tenures
     * @throws IllegalArgumentException if the reference is none of the cohorts, or there is no other
     */
    public static TenureGroups ofCohorts(String reference, Map<String, Tenures> cohorts) {
        List<String> levels = List.copyOf(new TreeSet<>(cohorts.keySet()));
        if (!levels.contains(Objects.requireNonNull(reference, "reference"))) {
            throw new IllegalArgumentException("no cohort is the reference " + reference + "; there are " + levels);
        }
        Levels cohort = Levels.of("cohort", levels).withBaseline(reference);
        Builder builder = new Builder(Covariates.of(cohort));
        cohorts.forEach((name, tenures) -> builder.add(
                tenures,
                cohort.columns().stream()
                        .mapToDouble(column -> column.equals("cohort=" + name) ? 1 : 0)
                        .toArray()));
        return builder.build();
    }

    /**
     * From a log: all contracts that began, with the covariates of their customers. Contracts of customers of whom a
     * covariate is not known are left out, and the fit says how many.
     *
     * @param view the log as of an instant, and the customers
     * @param terms what begins and cancels a contract, and how long a period is
     * @param covariates what is read of the customers; times in periods
     * @return the tenures
     * @throws IllegalArgumentException if there is no covariate, or no contract of a customer of whom all are known
     */
    public static TenureGroups of(LogView view, ContractTerms terms, Covariates covariates) {
        Builder builder = new Builder(covariates);
        builder.terms = Optional.of(Objects.requireNonNull(terms, "terms"));
        MeasureTable table = MeasureTable.of(view, terms.period(), covariates.measures());
        List<MeasureColumn> columns =
                covariates.measures().stream().map(table::column).toList();
        int[] contracts = new int[covariates.facts().size() + 1];
        terms.forEachContract(view, (row, periods, hasEnded) -> {
            contracts[contracts.length - 1]++;
            double[] values =
                    columns.stream().mapToDouble(column -> column.get(row)).toArray();
            for (int fact = 0; fact < contracts.length - 1; fact++) {
                contracts[fact] += Double.isFinite(values[covariates.column(fact)]) ? 0 : 1;
            }
            if (Arrays.stream(values).allMatch(Double::isFinite)) {
                builder.count(periods, hasEnded, values);
            }
        });
        TenureGroups built = builder.build();
        return new TenureGroups(covariates, built.groups, built.all.seenIn(view), leftOut(covariates, contracts));
    }

    private static List<String> leftOut(Covariates covariates, int... contracts) {
        return IntStream.range(0, contracts.length - 1)
                .mapToObj(fact -> LeftOut.sentence(
                        contracts[fact],
                        contracts[contracts.length - 1],
                        "contracts",
                        "their customer's",
                        covariates.facts().get(fact).name()))
                .flatMap(Optional::stream)
                .toList();
    }

    /**
     * What is known of the customers.
     *
     * @return in the order in which models take their values
     */
    public Covariates covariates() {
        return covariates;
    }

    /**
     * Whose contracts were left out, as a covariate is not known.
     *
     * @return sentences; empty if none was
     */
    public List<String> leftOut() {
        return leftOut;
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

    /** Of a covariate, by customers. */
    Spread spread(int covariate) {
        return Spread.of(size(), group -> groups.get(group).tenures.customers(), group -> groups.get(group)
                .values
                .get(covariate));
    }

    /** The covariates of a typical customer. */
    double[] typical() {
        List<IntToDoubleFunction> values = IntStream.range(0, covariates.size())
                .<IntToDoubleFunction>mapToObj(
                        column -> group -> groups.get(group).values.get(column))
                .toList();
        return covariates.typical(size(), group -> groups.get(group).tenures.customers(), values);
    }

    /** Collects tenures; not thread-safe. */
    public static final class Builder {
        private final Covariates covariates;
        private final Map<List<Double>, Tenures.Counts> counts = new LinkedHashMap<>();
        private final Map<List<Double>, Tenures> tenures = new LinkedHashMap<>();
        private Optional<ContractTerms> terms = Optional.empty();

        private Builder(Covariates covariates) {
            this.covariates = covariates;
            if (covariates.isEmpty()) {
                throw new IllegalArgumentException("there must be a covariate, was none");
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
                    throw new IllegalArgumentException(covariates.names().get(i) + " must be finite, was " + values[i]);
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
            return new TenureGroups(covariates, List.copyOf(groups), all, List.of());
        }
    }
}

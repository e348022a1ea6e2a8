package io.engagement.outcome.targeting;

import io.engagement.internal.index.KeyedHash;
import io.engagement.measure.MeasureTable;
import io.engagement.outcome.experiment.ArmShares;
import io.engagement.outcome.experiment.Assignments;
import io.engagement.outcome.experiment.SampleRatio;
import io.engagement.table.Table;
import io.engagement.table.Tabular;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Rows of an experiment in which chance decided who was contacted, and how: what was known of each customer before, the arm, what
 * came of it and what it cost. Rows stand in the order of customers' ids, whatever the order in which they came. Immutable.
 */
public final class Trial implements Tabular {
    /** Half of the key of {@link #part}: another one than that of any assignment. */
    private static final long SPLIT = 0x7472_6961_6c20_7061L;

    private final TrialRows rows;
    private final TrialArms arms;
    private final List<String> covariates;
    private final double worth;

    private Trial(TrialRows rows, TrialArms arms, List<String> covariates, double worth) {
        this.rows = rows;
        this.arms = arms;
        this.covariates = covariates;
        this.worth = worth;
    }

    /** Rows one after another, in any order. */
    public static final class Builder {
        private final TrialRows.Growing rows;

        private Builder(String holdOut, List<String> covariates) {
            this.rows = new TrialRows.Growing(holdOut, covariates);
        }

        /**
         * Adds a row.
         *
         * @param customer the id, not blank; a customer may have several rows, such as one a wave
         * @param arm how the customer was contacted, not blank; the hold-out's name is that of the builder
         * @param outcome what came of it, finite: 0 or 1 for something that happened or did not, or an amount
         * @param cost what the contact cost, reward included, in money; finite, not negative, 0 in the hold-out
         * @param known the covariates, in the builder's order, as they were before the contact; NaN where not known
         * @return this
         * @throws IllegalArgumentException if a number is out of its range, a name blank, or covariates are too few or too many
         */
        public Builder add(String customer, String arm, double outcome, double cost, double... known) {
            rows.add(customer, arm, outcome, cost, known);
            return this;
        }

        /**
         * The trial.
         *
         * @return with all rows so far
         * @throws IllegalArgumentException if no row is in the hold-out, or none outside it
         */
        public Trial build() {
            TrialRows sorted = rows.sorted();
            return new Trial(sorted, TrialArms.of(rows.arms(), sorted), rows.names(), 1);
        }
    }

    /**
     * A trial to be filled.
     *
     * @param holdOut the arm that was not contacted, not blank
     * @param covariates names of what is known of each customer before the contact
     * @return without rows
     * @throws IllegalArgumentException if a name is blank or there twice
     */
    public static Builder builder(String holdOut, String... covariates) {
        return new Builder(holdOut, List.of(covariates));
    }

    /**
     * A trial from who was assigned when, what was measured before, and what came after.
     *
     * @param assignments who is in which arm
     * @param before measures of customers as of an instant not later than any assignment; they are the covariates, NaN of customers who
     *     are not in the table. Times in days fit {@link UpliftModel#scorer}
     * @param outcomes of every customer assigned, in the window after the contact
     * @param costs of one contact of each arm but the hold-out
     * @return the trial
     * @throws IllegalArgumentException if the measures are of an instant after an assignment, an outcome or a cost is missing, or a
     *     number is out of its range
     */
    public static Trial of(
            Assignments assignments, MeasureTable before, Map<String, Double> outcomes, Map<String, Double> costs) {
        return TrialJoin.of(assignments, before, outcomes, costs);
    }

    /**
     * This trial with what one unit of the outcome is worth.
     *
     * @param money finite, such as a margin of 0.3 where outcomes are spend, or the worth of a visit; 1 unless told
     * @return the changed copy
     * @throws IllegalArgumentException if it is not finite
     */
    public Trial withWorth(double money) {
        if (!Double.isFinite(money)) {
            throw new IllegalArgumentException("money must be finite, was " + money);
        }
        return new Trial(rows, arms, covariates, money);
    }

    /**
     * This trial with the shares by which chance was to assign the arms, which its parts then have too. Without them the shares are
     * those of the rows at hand.
     *
     * @param shares of all arms
     * @return the changed copy
     * @throws IllegalArgumentException if the arms are others
     */
    public Trial withShares(ArmShares shares) {
        return new Trial(rows, arms.with(shares), covariates, worth);
    }

    /**
     * Some of the rows.
     *
     * @param wanted which, by number
     * @return a trial of these, with the same arms
     * @throws IllegalArgumentException if an arm has none
     */
    public Trial where(IntPredicate wanted) {
        TrialRows some = rows.picked(IntStream.range(0, size()).filter(wanted).toArray());
        arms.requireAll(size(), some.counts(arms().size()));
        return new Trial(some, arms, covariates, worth);
    }

    /**
     * A part of the customers, drawn by a hash of their ids: always the same ones, all rows of each, and none of another part.
     *
     * @param index from 0
     * @param count how many parts there are, at least 1
     * @param seed another one draws other parts
     * @return about one row in {@code count}
     * @throws IllegalArgumentException if an arm has no row in it
     */
    public Trial part(int index, int count, long seed) {
        Objects.checkIndex(index, count);
        KeyedHash hash = new KeyedHash(seed, SPLIT);
        return where(row -> Long.remainderUnsigned(hash.of(customer(row)), count) == index);
    }

    /**
     * How many rows there are.
     *
     * @return at least 2
     */
    public int size() {
        return rows.size();
    }

    /**
     * The arms.
     *
     * @return the hold-out first, then the others by name
     */
    public List<String> arms() {
        return arms.names();
    }

    /**
     * What is known of each customer.
     *
     * @return names, in the order of the columns
     */
    public List<String> covariates() {
        return covariates;
    }

    /**
     * What one unit of the outcome is worth.
     *
     * @return in money
     */
    public double worth() {
        return worth;
    }

    /**
     * The shares by which chance assigned the arms.
     *
     * @return as planned, else of the rows
     */
    public ArmShares shares() {
        return arms.shares(size(), counts());
    }

    /**
     * Whether the arms have as many rows as planned.
     *
     * @return empty if no shares were planned
     */
    public Optional<SampleRatio> sampleRatio() {
        return arms.planned().map(shares -> SampleRatio.of(arms.byName(counts()), shares));
    }

    private int[] counts() {
        return rows.counts(arms().size());
    }

    /**
     * A row's customer.
     *
     * @param row from 0
     * @return the id; ids ascend
     */
    public String customer(int row) {
        return rows.customers[row];
    }

    /**
     * A row's arm.
     *
     * @param row from 0
     * @return its place in {@link #arms()}; 0 is the hold-out
     */
    public int arm(int row) {
        return rows.arm[row];
    }

    /**
     * What came of it.
     *
     * @param row from 0
     * @return finite
     */
    public double outcome(int row) {
        return rows.outcome[row];
    }

    /**
     * What the contact cost.
     *
     * @param row from 0
     * @return in money, not negative
     */
    public double cost(int row) {
        return rows.cost[row];
    }

    /**
     * What the row brought the company.
     *
     * @param row from 0
     * @return worth &times; outcome &minus; cost
     */
    public double value(int row) {
        return worth * outcome(row) - cost(row);
    }

    /**
     * What was known of a row's customer.
     *
     * @param row from 0
     * @param column its place in {@link #covariates()}
     * @return finite, NaN where not known
     */
    public double covariate(int row, int column) {
        return rows.columns[column][row];
    }

    TrialRows rows() {
        return rows;
    }

    /** The shares in the order of arms. */
    double[] propensities() {
        ArmShares shares = shares();
        return arms().stream().mapToDouble(shares::share).toArray();
    }

    /**
     * The arms.
     *
     * @return a row an arm: {@code arm, rows, share, outcome, cost, value}, the last three as means, not told of fewer than ten rows
     */
    @Override
    public Table table() {
        return TrialTable.of(this);
    }

    /** The arms. */
    @Override
    public String toString() {
        return table().toString();
    }
}

package io.engagement.outcome.experiment;

import io.engagement.history.LogView;
import io.engagement.internal.math.Checks;
import io.engagement.internal.text.Names;
import io.engagement.outcome.effect.TwoArms;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Who was assigned to which arm, what came of it, and what was known before: from a log, or from any table of customers.
 * Everybody who was assigned counts in their arm, whether or not the contact reached them. Immutable.
 */
public final class ExperimentData {
    private final Assignments assignments;
    private final Map<String, double[]> outcomes;
    private final Map<String, double[]> covariates;

    private ExperimentData(Assignments assignments, Map<String, double[]> outcomes, Map<String, double[]> covariates) {
        this.assignments = assignments;
        this.outcomes = outcomes;
        this.covariates = covariates;
    }

    /**
     * Arms without outcomes.
     *
     * @param assignments of one experiment, or of one of its waves
     * @return the data
     */
    public static ExperimentData of(Assignments assignments) {
        return new ExperimentData(Objects.requireNonNull(assignments, "assignments"), Map.of(), Map.of());
    }

    /**
     * With an outcome from a table.
     *
     * @param name of the outcome, not among the others
     * @param ofCustomer by id, from -1e100 to 1e100, 0 or at least 1e-100 in size: 0 for whom nothing came
     * @return the changed copy
     * @throws IllegalArgumentException if the name is taken or an outcome out of its range
     */
    public ExperimentData withOutcome(String name, ToDoubleFunction<String> ofCustomer) {
        return withOutcome(name, column(ofCustomer));
    }

    /**
     * With an outcome from a log.
     *
     * @param view which has seen all windows to their end
     * @param figure beginning at the assignment or later
     * @return the changed copy
     * @throws IllegalArgumentException if the name is taken, the window begins before the assignment or is not over
     */
    public ExperimentData withOutcome(LogView view, LogFigure figure) {
        if (figure.from().isNegative()) {
            throw new IllegalArgumentException(
                    "outcome '" + figure.name() + "' begins " + figure.from().negated()
                            + " before the assignment: what was before is no outcome; take it for a covariate");
        }
        return withOutcome(figure.name(), figure.values(view, assignments));
    }

    /** By row of the assignments. */
    ExperimentData withOutcome(String name, double... values) {
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new IllegalArgumentException("outcome '" + name + "' of customer '" + assignments.customer(i)
                        + "' must be finite, was " + values[i] + ": who had none had 0");
            }
            Checks.amount("outcome '" + name + "' of customer '" + assignments.customer(i) + "'", values[i]);
        }
        return new ExperimentData(assignments, entered(outcomes, name, values), covariates);
    }

    /**
     * With a number that was known before. What was seen after the assignment is refused: it may be the effect, and adjusting for it
     * takes away what is to be measured.
     *
     * @param name of the covariate, not among the others
     * @param knownAt as of when the number holds, not after any assignment
     * @param ofCustomer by id; NaN where unknown
     * @return the changed copy
     * @throws IllegalArgumentException if the name is taken, a number is infinite, or it was known only after an assignment
     */
    public ExperimentData withCovariate(String name, Instant knownAt, ToDoubleFunction<String> ofCustomer) {
        for (int i = 0; i < assignments.size(); i++) {
            if (knownAt.isAfter(assignments.at(i))) {
                throw new IllegalArgumentException("covariate '" + name + "' is as of " + knownAt + ", after customer '"
                        + assignments.customer(i) + "' was assigned at " + assignments.at(i)
                        + ": adjusting for what the contact may have changed takes its effect away");
            }
        }
        return withCovariate(name, column(ofCustomer));
    }

    /**
     * With a figure from before the assignment.
     *
     * @param view a log
     * @param figure ending at the assignment or earlier
     * @return the changed copy
     * @throws IllegalArgumentException if the name is taken or the window goes on after the assignment
     */
    public ExperimentData withCovariate(LogView view, LogFigure figure) {
        if (figure.to().compareTo(Duration.ZERO) > 0) {
            throw new IllegalArgumentException("covariate '" + figure.name() + "' goes on for " + figure.to()
                    + " after the assignment: adjusting for what the contact may have changed takes its effect away");
        }
        return withCovariate(figure.name(), figure.values(view, assignments));
    }

    private ExperimentData withCovariate(String name, double... values) {
        for (int i = 0; i < values.length; i++) {
            if (Double.isInfinite(values[i])) {
                throw new IllegalArgumentException("covariate '" + name + "' of customer '" + assignments.customer(i)
                        + "' must be finite, or NaN where unknown");
            }
            if (!Double.isNaN(values[i])) {
                Checks.squarable("covariate '" + name + "' of customer '" + assignments.customer(i) + "'", values[i]);
            }
        }
        return new ExperimentData(assignments, outcomes, entered(covariates, name, values));
    }

    private double[] column(ToDoubleFunction<String> ofCustomer) {
        return IntStream.range(0, assignments.size())
                .mapToDouble(i -> ofCustomer.applyAsDouble(assignments.customer(i)))
                .toArray();
    }

    private Map<String, double[]> entered(Map<String, double[]> columns, String name, double... values) {
        if (outcomes.containsKey(Assignments.present("name", name)) || covariates.containsKey(name)) {
            throw new IllegalArgumentException("there is an outcome or covariate '" + name + "' already");
        }
        Map<String, double[]> more = new LinkedHashMap<>(columns);
        more.put(name, values);
        return more;
    }

    /**
     * Who is in which arm.
     *
     * @return the assignments
     */
    public Assignments assignments() {
        return assignments;
    }

    /**
     * The outcomes.
     *
     * @return their names in the order in which they came
     */
    public Set<String> outcomes() {
        return Collections.unmodifiableSet(outcomes.keySet());
    }

    /**
     * The covariates.
     *
     * @return their names in the order in which they came
     */
    public Set<String> covariates() {
        return Collections.unmodifiableSet(covariates.keySet());
    }

    /**
     * An arm beside the hold-out.
     *
     * @param arm its name
     * @param outcome its name
     * @return the customers of both, with all covariates
     * @throws IllegalArgumentException if there is no such arm or outcome, or the arm is the hold-out
     */
    public TwoArms arms(String arm, String outcome) {
        int number = assignments.arms().indexOf(arm);
        if (number < 1) {
            throw Names.unknown(
                    "arm beside the hold-out",
                    arm,
                    assignments.arms().subList(1, assignments.arms().size()));
        }
        int[] rows = IntStream.range(0, assignments.size())
                .filter(row -> assignments.arm(row) == 0 || assignments.arm(row) == number)
                .toArray();
        boolean[] treated = new boolean[rows.length];
        IntStream.range(0, rows.length).forEach(i -> treated[i] = assignments.arm(rows[i]) == number);
        TwoArms arms = TwoArms.of(of(rows, outcome(outcome)), treated);
        for (Map.Entry<String, double[]> covariate : covariates.entrySet()) {
            arms = arms.withCovariate(covariate.getKey(), of(rows, covariate.getValue()));
        }
        return arms;
    }

    /** Of those who were not contacted. */
    double[] heldOut(String outcome) {
        double[] all = outcome(outcome);
        return of(
                IntStream.range(0, all.length)
                        .filter(row -> assignments.arm(row) == 0)
                        .toArray(),
                all);
    }

    private double[] outcome(String name) {
        double[] values = outcomes.get(name);
        if (values == null) {
            throw Names.unknown("outcome", name, outcomes.keySet());
        }
        return values;
    }

    private static double[] of(int[] rows, double... column) {
        return Arrays.stream(rows).mapToDouble(row -> column[row]).toArray();
    }
}

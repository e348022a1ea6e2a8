package io.engagement.outcome.targeting;

import io.engagement.measure.Measure;
import io.engagement.measure.MeasureColumn;
import io.engagement.measure.MeasureTable;
import io.engagement.outcome.experiment.Assignments;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Assignments, measures and outcomes put together by customer. */
final class TrialJoin {
    private TrialJoin() {}

    static Trial of(
            Assignments assignments, MeasureTable before, Map<String, Double> outcomes, Map<String, Double> costs) {
        List<Measure> measures = before.measures();
        Trial.Builder trial = Trial.builder(
                assignments.holdOut(), measures.stream().map(Measure::name).toArray(String[]::new));
        List<MeasureColumn> columns = measures.stream().map(before::column).toList();
        Map<String, Integer> rows = new HashMap<>();
        for (int row = 0; row < before.size(); row++) {
            rows.put(before.customerId(row), row);
        }
        for (int i = 0; i < assignments.size(); i++) {
            requireBefore(assignments, i, before);
            String customer = assignments.customer(i);
            String arm = assignments.arms().get(assignments.arm(i));
            double cost = assignments.arm(i) == 0 ? 0 : number(costs, arm, "costs", "arm");
            Integer row = rows.get(customer);
            double[] known = new double[columns.size()];
            Arrays.setAll(known, j -> row == null ? Double.NaN : columns.get(j).get(row));
            trial.add(customer, arm, number(outcomes, customer, "outcomes", "customer"), cost, known);
        }
        return trial.build();
    }

    private static void requireBefore(Assignments assignments, int row, MeasureTable before) {
        if (before.asOf().isAfter(assignments.at(row))) {
            throw new IllegalArgumentException("before must be measured at or before each assignment, is as of "
                    + before.asOf()
                    + ", and customer '" + assignments.customer(row) + "' was assigned at " + assignments.at(row)
                    + ": what is measured after a contact may be its effect; take an earlier view");
        }
    }

    private static double number(Map<String, Double> numbers, String name, String which, String of) {
        Double number = numbers.get(name);
        if (number == null) {
            throw new IllegalArgumentException(
                    which + " must have every " + of + ", lacks '" + name + "': give 0 where there was none");
        }
        return number;
    }
}

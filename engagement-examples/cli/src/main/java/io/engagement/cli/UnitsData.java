package io.engagement.cli;

import io.engagement.outcome.experiment.Assignments;
import io.engagement.outcome.experiment.ExperimentData;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/** An experiment whose outcomes stand in a file with one row a customer. */
final class UnitsData {
    private final UnitsFile file;
    private final List<String> ids;
    private final List<String> arms;
    private final String heldOut;

    UnitsData(UnitsFile file, List<String> ids, List<String> arms, String heldOut) {
        this.file = file;
        this.ids = ids;
        this.arms = arms;
        this.heldOut = heldOut;
    }

    ExperimentData with(List<String> outcomes, List<String> before) {
        Assignments.Builder all = Assignments.builder(heldOut);
        Map<String, Integer> rows = new HashMap<>();
        for (int i = 0; i < ids.size(); i++) {
            all.assign(ids.get(i), arms.get(i), Instant.EPOCH);
            rows.put(ids.get(i), i);
        }
        ExperimentData data = ExperimentData.of(all.build());
        for (String outcome : outcomes) {
            data = withOutcome(data, outcome, of(rows, file.numbers(outcome)));
        }
        for (String column : before) {
            for (Map.Entry<String, double[]> each : file.covariates(column).entrySet()) {
                data = withCovariate(data, each.getKey(), of(rows, each.getValue()));
            }
        }
        return data;
    }

    private static ToDoubleFunction<String> of(Map<String, Integer> rows, double... values) {
        return id -> values[Objects.requireNonNull(rows.get(id))];
    }

    private static ExperimentData withOutcome(ExperimentData data, String name, ToDoubleFunction<String> values) {
        try {
            return data.withOutcome(name, values);
        } catch (IllegalArgumentException e) {
            throw new UsageError("--outcome: " + e.getMessage());
        }
    }

    private static ExperimentData withCovariate(ExperimentData data, String name, ToDoubleFunction<String> values) {
        try {
            return data.withCovariate(name, Instant.EPOCH, values);
        } catch (IllegalArgumentException e) {
            throw new UsageError("--before: " + e.getMessage());
        }
    }
}

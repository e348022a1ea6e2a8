package io.engagement.cli;

import io.engagement.connect.DataRefused;
import io.engagement.connect.Excerpt;
import io.engagement.connect.RowPlace;
import io.engagement.connect.TableFile;
import io.engagement.connect.TableRow;
import io.engagement.outcome.targeting.Trial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** A file with a row for each customer of an experiment. A row that cannot be read refuses the file: arms must stay as they were drawn. */
final class TrialFile {
    private final TableFile file;
    private final Columns columns;
    private final List<Customer> customers = new ArrayList<>();
    private final Set<String> arms = new TreeSet<>();

    /** A row. */
    private record Customer(
            RowPlace place, String id, String arm, double outcome, double cost, List<String> covariates) {}

    /**
     * Which column holds what.
     *
     * @param id of the customer; empty: each row is a customer of its own
     * @param cost of the contact; empty: as {@code costs} says
     * @param costs by arm
     * @param arms that take part; empty: all
     */
    record Columns(
            Optional<String> id,
            String arm,
            String holdOut,
            String outcome,
            Optional<String> cost,
            Map<String, Double> costs,
            Set<String> arms,
            List<String> covariates) {}

    private TrialFile(TableFile file, Columns columns) {
        this.file = file;
        this.columns = columns;
    }

    /** Reads a trial. */
    static Trial read(TableFile file, Columns columns) {
        TrialFile trial = new TrialFile(file, columns);
        List<String> needed = new ArrayList<>(List.of(columns.arm, columns.outcome));
        columns.id.ifPresent(needed::add);
        columns.cost.ifPresent(needed::add);
        needed.addAll(columns.covariates);
        file.needing(needed).needingRows("one for each customer").read(trial::add);
        trial.requireArms("--hold-out", Set.of(columns.holdOut));
        trial.requireArms("--arms", columns.arms);
        trial.requireArms("--costs", columns.costs.keySet());
        try {
            return trial.build();
        } catch (IllegalArgumentException e) {
            throw new DataRefused(file.label() + ": " + e.getMessage());
        }
    }

    private void add(TableRow line) {
        String arm = line.text(columns.arm);
        arms.add(arm);
        if (columns.arms.isEmpty() || columns.arms.contains(arm)) {
            customers.add(new Customer(
                    line.place(),
                    columns.id.map(line::text).orElseGet(() -> "row " + customers.size()),
                    arm,
                    line.number(columns.outcome),
                    columns.cost.map(line::number).orElseGet(() -> columns.costs.getOrDefault(arm, 0.0)),
                    columns.covariates.stream().map(line::text).toList()));
        }
    }

    /** A name that no row has is misspelt. */
    private void requireArms(String option, Set<String> named) {
        for (String each : named) {
            if (!arms.contains(each)) {
                throw new UsageError(option + " '" + Excerpt.of(each) + "': no row of " + file.label() + " has that "
                        + columns.arm + "; arms are [" + Excerpt.ofNames(List.copyOf(arms)) + "]");
            }
        }
    }

    private Trial build() {
        List<TrialColumn> known = new ArrayList<>();
        for (int i = 0; i < columns.covariates.size(); i++) {
            int column = i;
            List<String> texts =
                    customers.stream().map(each -> each.covariates.get(column)).toList();
            known.add(TrialColumn.of(columns.covariates.get(i), texts));
        }
        Trial.Builder trial = Trial.builder(
                columns.holdOut,
                known.stream().flatMap(column -> column.names().stream()).toArray(String[]::new));
        for (Customer each : customers) {
            double[] values = IntStream.range(0, known.size())
                    .mapToObj(column -> known.get(column).values(each.covariates.get(column)))
                    .flatMapToDouble(Arrays::stream)
                    .toArray();
            try {
                trial.add(each.id, each.arm, each.outcome, each.cost, values);
            } catch (IllegalArgumentException e) {
                throw each.place.refused(Excerpt.ofMessage(String.valueOf(e.getMessage())));
            }
        }
        return trial.build();
    }
}

package io.engagement.dialogue;

import io.engagement.fit.Interval;
import io.engagement.history.CustomerHistory;
import io.engagement.initiative.AdditiveLogistic;
import io.engagement.internal.math.LogOdds;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureColumn;
import io.engagement.measure.MeasureTable;
import io.engagement.score.Explanation;
import io.engagement.score.RowScorer;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The score of an {@link AdditiveLogistic}. */
final class AdditiveDoors implements EngagementDoors {
    private final AdditiveLogistic model;
    private final List<Measure> inputs;
    private final AdditiveReasons reasons;

    AdditiveDoors(AdditiveLogistic model) {
        this.model = model;
        inputs = model.inputs();
        reasons = new AdditiveReasons(model);
    }

    @Override
    public List<Measure> inputs() {
        return inputs;
    }

    static double score(double logOdds) {
        return 100 * LogOdds.logistic(logOdds);
    }

    @Override
    public RowScorer prepare(EngagementScorer scorer, MeasureTable table) {
        return new Rows(table);
    }

    @Override
    public Optional<Interval> interval(CustomerHistory history, double confidence) {
        double[] workspace = alone(history);
        Interval within = model.interval(confidence, Arrays.copyOf(workspace, inputs.size()));
        return Optional.of(new Interval(100 * within.lower(), 100 * within.upper()));
    }

    @Override
    public Silence silence(CustomerHistory history) {
        return new AdditiveSilence(model, alone(history));
    }

    private double[] alone(CustomerHistory history) {
        double[] workspace = model.workspace();
        new Rows(MeasureTable.of(history, model.timeScale(), inputs)).read(0, workspace);
        return workspace;
    }

    /** The doors to the kernel. */
    private final class Rows implements RowScorer {
        private final MeasureColumn[] columns;
        /** From the table's unit of time to the model's; 1 for what is no time. */
        private final double[] units;

        Rows(MeasureTable table) {
            columns = inputs.stream().map(table::column).toArray(MeasureColumn[]::new);
            double unit = table.timeScale().millis() / model.timeScale().millis();
            units = inputs.stream()
                    .mapToDouble(input -> input.unit() == Measure.Unit.TIME ? unit : 1)
                    .toArray();
        }

        void read(int row, double[] workspace) {
            for (int i = 0; i < columns.length; i++) {
                workspace[i] = units[i] * columns[i].get(row);
            }
        }

        @Override
        public double score(int row) {
            double[] workspace = model.workspace();
            read(row, workspace);
            return AdditiveDoors.score(model.logOdds(workspace));
        }

        @Override
        public void score(int from, int to, double[] out) {
            Objects.checkFromToIndex(from, to, Math.min(out.length, columns[0].size()));
            double[] workspace = model.workspace();
            for (int row = from; row < to; row++) {
                read(row, workspace);
                out[row] = AdditiveDoors.score(model.logOdds(workspace));
            }
        }

        @Override
        public Explanation explain(int row) {
            double[] workspace = model.workspace();
            read(row, workspace);
            return reasons.explain(workspace, AdditiveDoors.score(model.logOdds(workspace)));
        }
    }
}

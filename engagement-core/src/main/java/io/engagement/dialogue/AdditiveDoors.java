package io.engagement.dialogue;

import io.engagement.fit.Interval;
import io.engagement.history.CustomerHistory;
import io.engagement.initiative.ActReasons;
import io.engagement.initiative.ActRows;
import io.engagement.initiative.AdditiveLogistic;
import io.engagement.initiative.CustomerActs;
import io.engagement.internal.math.LogOdds;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureTable;
import io.engagement.score.Explanation;
import io.engagement.score.RowScorer;
import io.engagement.score.Scale;
import java.util.List;
import java.util.Optional;

/** The score of an {@link AdditiveLogistic}. */
final class AdditiveDoors implements EngagementDoors {
    private final AdditiveLogistic model;
    private final ActReasons reasons;

    AdditiveDoors(AdditiveLogistic model) {
        this.model = model;
        reasons = ActReasons.of(model, "engagement", Scale.INDEX, "engagement score", AdditiveDoors::score);
    }

    @Override
    public List<Measure> inputs() {
        return model.inputs();
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
        Interval within = alone(history).interval(confidence);
        return Optional.of(new Interval(100 * within.lower(), 100 * within.upper()));
    }

    @Override
    public Silence silence(CustomerHistory history) {
        return new AdditiveSilence(model, alone(history));
    }

    private CustomerActs alone(CustomerHistory history) {
        return model.rows(MeasureTable.of(history, model.timeScale(), model.inputs()))
                .customer(0);
    }

    /** The doors to the kernel. */
    private final class Rows implements RowScorer {
        private final ActRows rows;

        Rows(MeasureTable table) {
            rows = model.rows(table);
        }

        @Override
        public double score(int row) {
            return AdditiveDoors.score(rows.logOdds(row));
        }

        @Override
        public void score(int from, int to, double[] out) {
            rows.logOdds(from, to, out);
            for (int row = from; row < to; row++) {
                out[row] = AdditiveDoors.score(out[row]);
            }
        }

        @Override
        public Explanation explain(int row) {
            return reasons.explain(rows.customer(row));
        }
    }
}

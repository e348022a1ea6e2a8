package io.engagement.retention;

import io.engagement.domain.TimeScale;
import io.engagement.initiative.ActReasons;
import io.engagement.initiative.ActRows;
import io.engagement.initiative.AdditiveLogistic;
import io.engagement.internal.math.LogOdds;
import io.engagement.measure.Definition;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureTable;
import io.engagement.measure.PurchaseDefinition;
import io.engagement.measure.RetentionDefinition;
import io.engagement.score.Explanation;
import io.engagement.score.RowScorer;
import io.engagement.score.Scale;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The risk by an additive model: that of no act. */
record RiskByActs(String name, AdditiveLogistic model, RetentionDefinition retention, ActReasons reasons)
        implements RiskDoors {
    static RiskByActs of(AdditiveLogistic model) {
        if (model.definition() instanceof RetentionDefinition retention) {
            return new RiskByActs(RetentionRiskScorer.NAME, model, retention, reasons(RetentionRiskScorer.NAME, model));
        }
        throw new IllegalArgumentException("model must be of retention, was of "
                + model.definition().describe() + ": an EngagementScorer takes it");
    }

    private static ActReasons reasons(String name, AdditiveLogistic model) {
        return ActReasons.of(model, name, Scale.PROBABILITY, RetentionRiskScorer.SUBJECT, RiskByActs::risk);
    }

    static double risk(double logOddsOfAct) {
        return LogOdds.logistic(-logOddsOfAct);
    }

    @Override
    public RiskByActs withName(String other) {
        return new RiskByActs(other, model, retention, reasons(other, model).withAct(reasons.act()));
    }

    @Override
    public RiskByActs withAct(String act) {
        return new RiskByActs(name, model, retention, reasons.withAct(act));
    }

    @Override
    public Duration horizon() {
        return retention.horizon();
    }

    @Override
    public List<Measure> inputs() {
        return model.inputs();
    }

    /** Any. */
    @Override
    public Optional<TimeScale> timeScale() {
        return Optional.empty();
    }

    @Override
    public PurchaseDefinition definition() {
        return retention.purchases();
    }

    @Override
    public List<Definition> definitions() {
        return List.of(retention);
    }

    @Override
    public RowScorer prepare(MeasureTable table) {
        return new Rows(this, model.rows(table));
    }

    private record Rows(RiskByActs doors, ActRows rows) implements RowScorer {
        @Override
        public double score(int row) {
            return rows.hasActed(row) ? risk(rows.logOdds(row)) : Double.NaN;
        }

        @Override
        public void score(int from, int to, double[] out) {
            rows.logOdds(from, to, out);
            for (int row = from; row < to; row++) {
                out[row] = rows.hasActed(row) ? risk(out[row]) : Double.NaN;
            }
        }

        @Override
        public Explanation explain(int row) {
            return rows.hasActed(row)
                    ? doors.reasons.explain(rows.customer(row))
                    : Explanation.undefined(
                            doors.name, "no " + doors.reasons.act() + " yet: the first one gives a risk");
        }
    }
}

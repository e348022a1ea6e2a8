package io.engagement.journey.motive;

import io.engagement.internal.math.LogOdds;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureTable;
import io.engagement.score.Contribution;
import io.engagement.score.Explanation;
import io.engagement.score.InputColumns;
import io.engagement.score.RowScorer;
import io.engagement.score.Scale;
import io.engagement.score.Scorer;
import java.util.List;
import java.util.Objects;

/** The doors to a {@link MotiveModel}'s risk, and why it is so. */
record LeavingRisk(MotiveModel model) implements Scorer {
    private static final String NAME = "leaving_risk";
    /** Of log-odds: what is nearer to the typical customer is as good as they. */
    private static final double NEAR = 1e-6;
    /** Each turn leaves less than half over. */
    private static final int TURNS = 4;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Scale scale() {
        return Scale.PROBABILITY;
    }

    @Override
    public List<Measure> inputs() {
        return model.inputs();
    }

    @Override
    public RowScorer prepare(MeasureTable table) {
        return new Rows(model, model.rows(table), table.size());
    }

    private record Rows(MotiveModel model, InputColumns inputs, int size) implements RowScorer {
        private double[] workspace() {
            return new double[model.readings().columns().size()];
        }

        @Override
        public double score(int row) {
            return LogOdds.logistic(model.logOdds(inputs.row(row), workspace()));
        }

        @Override
        public void score(int from, int to, double[] out) {
            Objects.checkFromToIndex(from, to, Math.min(out.length, size));
            double[] in = new double[inputs.size()];
            double[] own = workspace();
            for (int row = from; row < to; row++) {
                inputs.read(row, in);
                out[row] = LogOdds.logistic(model.logOdds(in, own));
            }
        }

        @Override
        public Explanation explain(int row) {
            double[] in = inputs.row(row);
            double[] own = workspace();
            double logOdds = model.logOdds(in, own);
            return Double.isNaN(logOdds)
                    ? Explanation.undefined(NAME, model.readings().whyNone(in))
                    : explained(logOdds, own);
        }

        private Explanation explained(double logOdds, double... own) {
            double risk = LogOdds.logistic(logOdds);
            double typical = LogOdds.logistic(model.typicalLogOdds());
            double way = logOdds - model.typicalLogOdds();
            double slope = Math.abs(way) > NEAR ? (risk - typical) / way : typical * (1 - typical);
            double[] amounts = new double[own.length];
            for (int j = 0; j < own.length; j++) {
                amounts[j] = slope * model.addend(j, own[j]);
            }
            settle(amounts, typical, risk);
            return Explanation.of(NAME, Scale.PROBABILITY, risk, typical, contributions(amounts, own))
                    .comparedWithTypical();
        }

        /** What rounding leaves over goes to the largest. */
        private static void settle(double[] amounts, double typical, double risk) {
            int largest = 0;
            for (int j = 1; j < amounts.length; j++) {
                largest = Math.abs(amounts[j]) > Math.abs(amounts[largest]) ? j : largest;
            }
            for (int turn = 0; turn < TURNS && amounts[largest] != 0; turn++) {
                double sum = typical;
                for (double amount : amounts) {
                    sum += amount;
                }
                amounts[largest] += risk - sum;
            }
        }

        private List<Contribution> contributions(double[] amounts, double... own) {
            List<Motive> columns = model.readings().columns();
            Contribution[] all = new Contribution[amounts.length];
            for (int j = 0; j < all.length; j++) {
                double typical = model.typical(j);
                all[j] = Contribution.of(
                        columns.get(j).name(),
                        own[j],
                        typical,
                        amounts[j],
                        columns.get(j).fact(own[j], typical));
            }
            return List.of(all);
        }
    }
}

package io.engagement.score;

import io.engagement.domain.TimeScale;
import io.engagement.measure.Definition;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/** A scorer whose score goes through a function. */
final class MappedScorer implements Scorer {
    private final String name;
    private final Scale scale;
    private final Scorer component;
    private final DoubleUnaryOperator map;

    MappedScorer(String name, Scale scale, Scorer component, DoubleUnaryOperator map) {
        ScorerHead.checkName(name);
        this.name = name;
        this.scale = Objects.requireNonNull(scale, "scale");
        this.component = Objects.requireNonNull(component, "component");
        this.map = Objects.requireNonNull(map, "map");
    }

    Scorer component() {
        return component;
    }

    DoubleUnaryOperator map() {
        return map;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Scale scale() {
        return scale;
    }

    @Override
    public List<Measure> inputs() {
        return component.inputs();
    }

    @Override
    public Optional<TimeScale> timeScale() {
        return component.timeScale();
    }

    @Override
    public List<Definition> definitions() {
        return component.definitions();
    }

    @Override
    public RowScorer prepare(MeasureTable table) {
        return new Rows(component.prepare(table));
    }

    private final class Rows implements RowScorer {
        private final RowScorer rows;
        private final double lowest = scale.lowest();
        private final double highest = scale.highest();

        Rows(RowScorer rows) {
            this.rows = rows;
        }

        private double kernel(int row, double given) {
            double score = Double.isNaN(given) ? Double.NaN : map.applyAsDouble(given);
            return score >= lowest && score <= highest ? score : ScorerHead.refuse(name, scale, row, score);
        }

        @Override
        public double score(int row) {
            return kernel(row, rows.score(row));
        }

        @Override
        public void score(int from, int to, double[] out) {
            rows.score(from, to, out);
            for (int row = from; row < to; row++) {
                out[row] = kernel(row, out[row]);
            }
        }

        @Override
        public Explanation explain(int row) {
            Explanation given = rows.explain(row);
            double score = score(row);
            if (Double.isNaN(given.value())) {
                return Explanation.undefined(name, given.reason());
            }
            if (Double.isNaN(score)) {
                return Explanation.undefined(
                        name, "no score: there is none for " + given.scorer() + " " + Wording.figure(given.value()));
            }
            double baseline = Double.isNaN(given.baseline()) ? Double.NaN : map.applyAsDouble(given.baseline());
            return Double.isFinite(baseline)
                    ? explained(given, score, baseline)
                    : Explanation.withoutTypical(name, score);
        }

        private Explanation explained(Explanation given, double score, double baseline) {
            double[] amounts = amounts(given, score, baseline);
            List<Contribution> contributions = new ArrayList<>();
            if (amounts.length == 0) {
                contributions.add(whole(given, score - baseline));
            }
            for (int index = 0; index < amounts.length; index++) {
                contributions.add(mapped(given.contributions().get(index), amounts[index]));
            }
            List<Contribution> sorted = Wording.sorted(contributions);
            return new Explanation(name, score, baseline, sorted, Wording.reason(sorted));
        }

        /** Shares of the component's contributions; none where they cannot be told apart. */
        private double[] amounts(Explanation given, double score, double baseline) {
            int players = given.contributions().size();
            if (players == 0 || players > Shapley.MOST_PLAYERS) {
                return new double[0];
            }
            double[] worth = new double[1 << players];
            for (int set = 1; set < worth.length - 1; set++) {
                worth[set] = map.applyAsDouble(given.baseline() + sum(given.contributions(), set));
                if (!Double.isFinite(worth[set])) {
                    return new double[0];
                }
            }
            worth[0] = baseline;
            // Exactly the score: the sum of all contributions may differ from it by a rounding, which a step would
            // show.
            worth[worth.length - 1] = score;
            return Shapley.values(worth);
        }

        private Contribution mapped(Contribution of, double amount) {
            String sentence = Wording.effect("score", scale, amount) + " (" + of.sentence() + ")";
            return Contribution.of(of.name(), of.value(), of.typical(), amount, sentence);
        }

        private Contribution whole(Explanation given, double amount) {
            String sentence = Wording.effect("score", scale, amount) + " (" + given.reason() + ")";
            return Contribution.of(given.scorer(), given.value(), given.baseline(), amount, sentence);
        }
    }

    private static double sum(List<Contribution> contributions, int set) {
        double sum = 0;
        for (int player = 0; player < contributions.size(); player++) {
            if ((set >> player & 1) == 1) {
                sum += contributions.get(player).amount();
            }
        }
        return sum;
    }
}

package io.engagement.score;

import io.engagement.domain.TimeScale;
import io.engagement.measure.Definition;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureTable;
import java.util.ArrayList;
import java.util.Arrays;
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
    private final Subject subject;

    MappedScorer(String name, Scale scale, Scorer component, DoubleUnaryOperator map) {
        ScorerHead.checkName(name);
        this.name = name;
        this.scale = Objects.requireNonNull(scale, "scale");
        this.component = Objects.requireNonNull(component, "component");
        this.map = Objects.requireNonNull(map, "map");
        this.subject = Subject.named(name, scale);
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
            List<List<Contribution>> players = players(given.made());
            double[][] amounts = amounts(players, given.baseline(), score, baseline);
            List<Contribution> contributions = new ArrayList<>();
            if (amounts.length == 0) {
                contributions.add(whole(given, score - baseline));
            }
            for (int player = 0; player < amounts.length; player++) {
                for (int step = 0; step < amounts[player].length; step++) {
                    contributions.add(players.get(player).get(step).of(subject).withAmount(amounts[player][step]));
                }
            }
            return Explanation.of(name, subject, score, baseline, contributions);
        }

        /** Shares of the component's contributions; none where they cannot be told apart. */
        private double[][] amounts(List<List<Contribution>> players, double given, double score, double baseline) {
            if (players.isEmpty() || players.size() > Shapley.MOST_PLAYERS) {
                return new double[0][];
            }
            int[] steps = players.stream().mapToInt(List::size).toArray();
            // Taken from the exact score: the sum of the contributions may be off by a rounding, which a step function
            // would show.
            double[][] amounts =
                    Shapley.values(steps, baseline, score, made -> map.applyAsDouble(given + sum(players, made)));
            return Arrays.stream(amounts).flatMapToDouble(Arrays::stream).allMatch(Double::isFinite)
                    ? amounts
                    : new double[0][];
        }

        private Contribution whole(Explanation given, double amount) {
            return Contribution.of(
                    subject, given.scorer(), given.value(), given.baseline(), amount, () -> WeightedScorer.fact(given));
        }
    }

    /** Contributions in groups: the steps of one input belong together. */
    private static List<List<Contribution>> players(List<Contribution> made) {
        List<List<Contribution>> players = new ArrayList<>();
        for (Contribution each : made) {
            if (!each.continued()) {
                players.add(new ArrayList<>());
            }
            players.get(players.size() - 1).add(each);
        }
        return players;
    }

    private static double sum(List<List<Contribution>> players, int[] made) {
        double sum = 0;
        for (int player = 0; player < made.length; player++) {
            for (int step = 0; step < made[player]; step++) {
                sum += players.get(player).get(step).amount();
            }
        }
        return sum;
    }
}

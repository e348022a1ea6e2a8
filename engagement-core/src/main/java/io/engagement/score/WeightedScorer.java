package io.engagement.score;

import io.engagement.domain.TimeScale;
import io.engagement.measure.Definition;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A weighted mean of scorers. */
final class WeightedScorer implements Scorer {
    private final String name;
    private final Scale scale;
    private final List<Scorer> components;
    private final double[] weights;
    private final Subject subject;
    /** As they were given, to be saved. */
    private final double[] given;

    private final List<Measure> inputs;
    private final Optional<TimeScale> timeScale;

    private WeightedScorer(String name, Scale scale, List<Scorer> components, double[] weights, double[] given) {
        this.name = name;
        this.scale = scale;
        this.components = components;
        this.weights = weights;
        this.subject = Subject.named(name, scale);
        this.given = given;
        Set<Measure> union = new LinkedHashSet<>();
        components.forEach(component -> union.addAll(component.inputs()));
        this.inputs = List.copyOf(union);
        this.timeScale = ScorerHead.commonTimeScale(components);
    }

    static WeightedScorer of(String name, Scale scale, Map<? extends Scorer, Double> weights) {
        ScorerHead.checkName(name);
        List<Component> components = new ArrayList<>();
        weights.forEach((scorer, weight) -> components.add(new Component(scorer, checked(name, scorer, weight))));
        double total = components.stream().mapToDouble(Component::weight).sum();
        if (!(total > 0 && total < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "weights of " + name + " must add up to a positive and finite number, were " + total);
        }
        components.removeIf(component -> component.weight() == 0);
        components.sort(Comparator.comparing(component -> component.scorer().name()));
        List<Scorer> scorers = components.stream().map(Component::scorer).toList();
        checkNames(name, scorers);
        double[] given = components.stream().mapToDouble(Component::weight).toArray();
        return new WeightedScorer(name, scale, scorers, shares(scale, components), given);
    }

    private record Component(Scorer scorer, double weight) {}

    private static double checked(String name, Scorer scorer, double weight) {
        if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "weight of " + scorer.name() + " in " + name + " must be finite and not negative, was " + weight);
        }
        return weight;
    }

    private static void checkNames(String name, List<Scorer> sorted) {
        for (int index = 1; index < sorted.size(); index++) {
            if (sorted.get(index).name().equals(sorted.get(index - 1).name())) {
                throw new IllegalArgumentException("components of " + name + " must have different names, two are "
                        + sorted.get(index).name());
            }
        }
    }

    /**
     * What one point of each component adds: its share of all weights, added up in the order of names, and the step from
     * a probability to an index.
     */
    private static double[] shares(Scale scale, List<Component> sorted) {
        double total = 0;
        for (Component component : sorted) {
            total += component.weight();
        }
        double[] shares = new double[sorted.size()];
        for (int index = 0; index < shares.length; index++) {
            Component component = sorted.get(index);
            shares[index] = component.weight() / total * points(scale, component.scorer());
        }
        return shares;
    }

    private static double points(Scale scale, Scorer component) {
        if (component.scale() == scale) {
            return 1;
        }
        if (scale == Scale.INDEX && component.scale() == Scale.PROBABILITY) {
            return 100;
        }
        throw new IllegalArgumentException(component.name() + " is a " + component.scale()
                + ", which has no mean on the " + scale + " scale: map it to that scale first");
    }

    List<Scorer> components() {
        return components;
    }

    double[] given() {
        return given;
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
        return inputs;
    }

    @Override
    public Optional<TimeScale> timeScale() {
        return timeScale;
    }

    @Override
    public List<Definition> definitions() {
        return components.stream()
                .flatMap(component -> component.definitions().stream())
                .distinct()
                .toList();
    }

    @Override
    public RowScorer prepare(MeasureTable table) {
        return new Rows(
                components.stream().map(component -> component.prepare(table)).toArray(RowScorer[]::new));
    }

    private final class Rows implements RowScorer {
        private final RowScorer[] rows;

        Rows(RowScorer[] rows) {
            this.rows = rows;
        }

        @Override
        public double score(int row) {
            double sum = weights[0] * rows[0].score(row);
            for (int index = 1; index < rows.length; index++) {
                sum += weights[index] * rows[index].score(row);
            }
            return clamped(sum);
        }

        /** The first component in bulk; the others row by row, because there is one array and no other is made. */
        @Override
        public void score(int from, int to, double[] out) {
            rows[0].score(from, to, out);
            for (int row = from; row < to; row++) {
                out[row] *= weights[0];
            }
            for (int index = 1; index < rows.length; index++) {
                RowScorer component = rows[index];
                double weight = weights[index];
                for (int row = from; row < to; row++) {
                    out[row] += weight * component.score(row);
                }
            }
            for (int row = from; row < to; row++) {
                out[row] = clamped(out[row]);
            }
        }

        /** Shares of 1 may add up to a last digit more than 1; NaN stays. */
        private double clamped(double sum) {
            return Math.min(Math.max(sum, scale.lowest()), scale.highest());
        }

        @Override
        public Explanation explain(int row) {
            double score = score(row);
            double baseline = 0;
            List<Contribution> contributions = new ArrayList<>();
            for (int index = 0; index < rows.length; index++) {
                Explanation why = rows[index].explain(row);
                if (Double.isNaN(why.value())) {
                    return Explanation.undefined(
                            name,
                            "no " + subject.word() + " without "
                                    + Subject.named(why.scorer(), scale).word() + ": " + Wording.small(why.reason()));
                }
                baseline += weights[index] * why.baseline();
                contributions.add(contribution(why, weights[index] * (why.value() - why.baseline())));
            }
            if (Double.isNaN(baseline)) {
                return Explanation.withoutTypical(name, score);
            }
            return Explanation.of(name, subject, score, baseline, contributions);
        }

        private Contribution contribution(Explanation why, double amount) {
            return Contribution.of(subject, why.scorer(), why.value(), why.baseline(), amount, () -> fact(why));
        }
    }

    /** A component's score with what argues for the direction in which it differs from the typical one. */
    static String fact(Explanation why) {
        Subject about = why.subject();
        String compared =
                about.word() + " " + about.words(why.value()) + " (typical " + about.words(why.baseline()) + ")";
        return compared
                + why.strongest((int) Math.signum(why.value() - why.baseline()))
                        .map(each -> ", " + each.fact())
                        .orElse("");
    }
}

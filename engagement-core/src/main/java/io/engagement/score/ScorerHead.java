package io.engagement.score;

import io.engagement.domain.TimeScale;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureColumn;
import io.engagement.measure.MeasureTable;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** What all lambda scorers declare, checked once; times are in days for their kernels. */
record ScorerHead(String name, Scale scale, List<Measure> inputs) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");

    ScorerHead {
        checkName(name);
        Objects.requireNonNull(scale, "scale");
        inputs.forEach(input -> Objects.requireNonNull(input, "inputs must not hold null"));
        inputs = List.copyOf(inputs);
        if (inputs.isEmpty() || inputs.size() > Shapley.MOST_PLAYERS) {
            throw new IllegalArgumentException(
                    name + " must read 1 to " + Shapley.MOST_PLAYERS + " measures, were " + inputs.size());
        }
        if (new HashSet<>(inputs).size() < inputs.size()) {
            throw new IllegalArgumentException(name + " must read each measure once, were " + inputs);
        }
    }

    static void checkName(String name) {
        if (!NAME.matcher(Objects.requireNonNull(name, "name")).matches()) {
            throw new IllegalArgumentException(
                    "a scorer's name must match " + NAME + ", so that it can name a column, was \"" + name + "\"");
        }
    }

    /** The unit that all scorers can work in; empty if they take any. */
    static Optional<TimeScale> commonTimeScale(List<Scorer> scorers) {
        Optional<Scorer> first = scorers.stream()
                .filter(scorer -> scorer.timeScale().isPresent())
                .findFirst();
        for (Scorer scorer : scorers) {
            if (scorer.timeScale().isPresent()
                    && !scorer.timeScale().equals(first.get().timeScale())) {
                throw new IllegalArgumentException(described(first.get()) + ", but " + described(scorer)
                        + ": scorers of one plan need one time unit");
            }
        }
        return first.flatMap(Scorer::timeScale);
    }

    private static String described(Scorer scorer) {
        return scorer.name() + " wants times in " + scorer.timeScale().orElseThrow();
    }

    MeasureColumn[] columns(MeasureTable table) {
        return inputs.stream().map(table::column).toArray(MeasureColumn[]::new);
    }

    /** What a column's value is multiplied by to become what the kernel reads. */
    double[] units(MeasureTable table) {
        double days = table.timeScale().millis() / TimeScale.DAYS.millis();
        return inputs.stream()
                .mapToDouble(input -> input.unit() == Measure.Unit.TIME ? days : 1)
                .toArray();
    }

    List<Factor> factors() {
        return inputs.stream().map(input -> Factor.of(input, TimeScale.DAYS)).toList();
    }

    /** The slow way of a score that is not on its scale: NaN passes, anything else is refused. */
    static double refuse(String name, Scale scale, int row, double score) {
        if (!Double.isNaN(score)) {
            throw new IllegalArgumentException(name + " must give a " + scale + " from " + scale.lowest() + " to "
                    + scale.highest() + " or NaN, gave " + score + " in row " + row);
        }
        return score;
    }
}

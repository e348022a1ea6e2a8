package io.engagement.initiative;

import io.engagement.measure.Measure;
import io.engagement.measure.MeasureColumn;
import io.engagement.measure.MeasureTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The regression's columns at origins: terms, standardised over all rows, and what of them lies above the quartiles of the newest
 * origin, where the past is long enough to tell; then two for each own term.
 */
final class TermDesign {
    private static final double[] QUARTILES = {0.25, 0.5, 0.75};
    /** Values that differ by less do not differ. */
    private static final double SAME = 1e-9;

    private final ActScale scale;
    private final TermChoices choices;
    private final List<Measure> readings;
    /** Terms, then own terms. */
    private final double[] means;

    private final double[] deviations;
    private final double[][] knots;
    private final int base;
    private final List<double[]> columns = new ArrayList<>();

    /**
     * Columns of origins.
     *
     * @param readings what the origins' tables hold: {@link ActReading}, then own terms
     */
    TermDesign(List<PastOrigins.Origin> origins, ActScale scale, TermChoices choices, List<Measure> readings) {
        this.scale = scale;
        this.choices = choices;
        this.readings = readings;
        List<double[]> terms = origins.stream().map(this::terms).toList();
        means = new double[terms()];
        deviations = new double[terms()];
        standardise(terms);
        knots = new double[ActTerm.SIZE][0];
        if (!choices.isMonotone() && ForwardLooks.possible(origins)) {
            for (int term : ActTerm.hinged()) {
                knots[term] = quartiles(terms.get(0), term);
            }
        }
        base = ActTerm.SIZE + Arrays.stream(knots).mapToInt(each -> each.length).sum();
        terms.forEach(each -> columns.add(columns(each)));
    }

    /** The same terms, standardised and bent alike, at another origin alone. */
    private TermDesign(TermDesign other, PastOrigins.Origin origin) {
        scale = other.scale;
        choices = other.choices;
        readings = other.readings;
        means = other.means;
        deviations = other.deviations;
        knots = other.knots;
        base = other.base;
        columns.add(columns(terms(origin)));
    }

    TermDesign at(PastOrigins.Origin origin) {
        return new TermDesign(this, origin);
    }

    private int terms() {
        return ActTerm.SIZE + own();
    }

    private int own() {
        return choices.terms().size();
    }

    /** Terms of an origin's rows, row by row; own ones may be NaN. */
    private double[] terms(PastOrigins.Origin origin) {
        MeasureTable table = origin.table();
        MeasureColumn[] in = readings.stream().map(table::column).toArray(MeasureColumn[]::new);
        int[] rows = origin.rows();
        double[] terms = new double[rows.length * terms()];
        double[] row = new double[ActReading.SIZE];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < row.length; j++) {
                row[j] = in[j].get(rows[i]);
            }
            int at = i * terms();
            scale.terms(row, terms, at);
            for (int j = 0; j < own(); j++) {
                double value = in[ActReading.SIZE + j].get(rows[i]);
                terms[at + ActTerm.SIZE + j] = OwnTerm.scaled(choices.terms().get(j), value);
            }
        }
        return terms;
    }

    /** Each origin weighs as in the regression; what is unknown takes no part. */
    private void standardise(List<double[]> terms) {
        for (int term = 0; term < terms(); term++) {
            double weight = 0;
            double sum = 0;
            for (int age = 0; age < terms.size(); age++) {
                double[] values = terms.get(age);
                for (int i = term; i < values.length; i += terms()) {
                    if (!Double.isNaN(values[i])) {
                        weight += PastOrigins.weight(age);
                        sum += PastOrigins.weight(age) * values[i];
                    }
                }
            }
            double mean = weight > 0 ? sum / weight : 0;
            double squares = 0;
            for (int age = 0; age < terms.size(); age++) {
                double[] values = terms.get(age);
                for (int i = term; i < values.length; i += terms()) {
                    if (!Double.isNaN(values[i])) {
                        squares += PastOrigins.weight(age) * (values[i] - mean) * (values[i] - mean);
                    }
                }
            }
            double deviation = weight > 0 ? Math.sqrt(squares / weight) : 0;
            means[term] = mean;
            deviations[term] = deviation > SAME ? deviation : 1;
        }
    }

    private double[] quartiles(double[] terms, int term) {
        double[] sorted = IntStream.range(0, terms.length / terms())
                .mapToDouble(row -> standard(terms[row * terms() + term], term))
                .sorted()
                .toArray();
        if (sorted.length == 0) {
            return new double[0];
        }
        return Arrays.stream(QUARTILES)
                .map(share -> sorted[(int) (share * (sorted.length - 1))])
                .toArray();
    }

    private double standard(double value, int term) {
        return (value - means[term]) / deviations[term];
    }

    private double[] columns(double... terms) {
        int rows = terms.length / terms();
        double[] out = new double[rows * width()];
        for (int row = 0; row < rows; row++) {
            int at = row * width();
            for (int term = 0; term < ActTerm.SIZE; term++) {
                at = TermWeights.columns(standard(terms[row * terms() + term], term), knots[term], out, at);
            }
            for (int term = ActTerm.SIZE; term < terms(); term++) {
                double value = terms[row * terms() + term];
                out[at++] = Double.isNaN(value) ? 0 : standard(value, term);
                out[at++] = Double.isNaN(value) ? 1 : 0;
            }
        }
        return out;
    }

    /** Columns of all terms. */
    int width() {
        return base + OwnTerm.COLUMNS * own();
    }

    /** The columns of an origin, row by row. */
    double[] columns(int origin) {
        return columns.get(origin);
    }

    /** Which columns a model with some of the own terms has, ascending; without those that may not be in a monotone one. */
    int[] chosen(boolean... ownTerms) {
        return IntStream.range(0, width())
                .filter(column -> column < base
                        ? !(choices.isMonotone() && ActTerm.at(column).move() == ActTerm.Move.EITHER)
                        : ownTerms[(column - base) / OwnTerm.COLUMNS])
                .toArray();
    }

    /** The level and the columns that a model with some of the own terms tells of, ascending. */
    int[] kept(boolean... ownTerms) {
        return IntStream.rangeClosed(0, width())
                .filter(place -> place <= base || ownTerms[(place - 1 - base) / OwnTerm.COLUMNS])
                .toArray();
    }

    /** Names of the columns. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        for (ActTerm term : ActTerm.values()) {
            names.add(term.key());
            for (int i = 1; i <= knots[term.place()].length; i++) {
                names.add(term.key() + "_above_" + i);
            }
        }
        for (Measure measure : choices.terms()) {
            names.add(measure.name());
            names.add(measure.name() + " unknown");
        }
        return names;
    }

    /** Which sign a column's coefficient must have: 0 for any. */
    int sign(int column) {
        if (!choices.isMonotone() || column >= base) {
            return 0;
        }
        return switch (ActTerm.at(column).move()) {
            case UP -> 1;
            case DOWN -> -1;
            case NONE, EITHER -> 0;
        };
    }

    /** Terms with their coefficients, by columns of all terms. */
    List<TermWeights> weights(double... coefficients) {
        List<TermWeights> weights = new ArrayList<>();
        int at = 0;
        for (int term = 0; term < ActTerm.SIZE; term++) {
            int next = at + 1 + knots[term].length;
            weights.add(new TermWeights(
                    means[term],
                    deviations[term],
                    coefficients[at],
                    knots[term],
                    Arrays.copyOfRange(coefficients, at + 1, next)));
            at = next;
        }
        return weights;
    }

    /** The own terms that are kept. */
    List<OwnTerm> ownWeights(double[] coefficients, boolean... kept) {
        List<OwnTerm> terms = new ArrayList<>();
        for (int i = 0; i < own(); i++) {
            if (kept[i]) {
                int at = base + OwnTerm.COLUMNS * i;
                int term = ActTerm.SIZE + i;
                terms.add(new OwnTerm(
                        choices.terms().get(i),
                        new TermWeights(means[term], deviations[term], coefficients[at], new double[0], new double[0]),
                        coefficients[at + 1]));
            }
        }
        return terms;
    }
}

package io.engagement.outcome.targeting;

import io.engagement.fit.ModelText;
import io.engagement.internal.math.Checks;
import io.engagement.internal.math.Spread;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Covariates as a model takes them: in standard deviations from the mean of the rows it was fitted on; what is not known is the mean,
 * with a column of its own that says so. Columns in which all are alike are left out.
 */
final class Design {
    private static final String COLUMN = "column.";
    private static final String VALUE = "value";
    private static final String UNKNOWN = "unknown";

    private final List<Column> columns = new ArrayList<>();

    /** @param missing whether it is 1 where the covariate is not known */
    private record Column(int covariate, boolean missing, Spread spread) {
        double of(double known) {
            if (missing) {
                return spread.standard(Double.isNaN(known) ? 1 : 0);
            }
            return Double.isNaN(known) ? 0 : spread.standard(known);
        }
    }

    private Design() {}

    Design(double[][] covariates) {
        for (int i = 0; i < covariates.length; i++) {
            double[] values = covariates[i];
            double[] known =
                    Arrays.stream(values).filter(each -> !Double.isNaN(each)).toArray();
            add(i, false, known);
            add(
                    i,
                    true,
                    Arrays.stream(values)
                            .map(each -> Double.isNaN(each) ? 1 : 0)
                            .toArray());
        }
    }

    private void add(int covariate, boolean missing, double... values) {
        Spread spread = Spread.of(values.length, row -> 1, row -> values[row]);
        if (spread.deviation() > 0) {
            columns.add(new Column(covariate, missing, spread));
        }
    }

    int size() {
        return columns.size();
    }

    ModelText with(ModelText text) {
        ModelText longer = text.with("columns", Integer.toString(columns.size()));
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            longer = longer.with(COLUMN + i + ".covariate", Integer.toString(column.covariate))
                    .with(COLUMN + i + ".of", column.missing ? UNKNOWN : VALUE)
                    .with(COLUMN + i + ".mean", column.spread.mean())
                    .with(COLUMN + i + ".deviation", column.spread.deviation());
        }
        return longer;
    }

    static Design read(ModelText text, int covariates) {
        Design design = new Design();
        for (int i = 0; i < text.count("columns"); i++) {
            String of = text.word(COLUMN + i + ".of");
            if (!of.equals(UNKNOWN) && !of.equals(VALUE)) {
                throw new IllegalArgumentException("value of " + COLUMN + i + ".of in a saved uplift model must be "
                        + VALUE + " or " + UNKNOWN + ", was '" + of + "'");
            }
            Spread spread = new Spread(
                    text.number(COLUMN + i + ".mean"),
                    Checks.positive(COLUMN + i + ".deviation", text.number(COLUMN + i + ".deviation")));
            int covariate = text.whole(COLUMN + i + ".covariate", 0, covariates - 1);
            design.columns.add(new Column(covariate, of.equals(UNKNOWN), spread));
        }
        return design;
    }

    /** By column, then row. */
    double[][] of(double[][] covariates) {
        return columns.stream()
                .map(column -> Arrays.stream(covariates[column.covariate])
                        .map(column::of)
                        .toArray())
                .toArray(double[][]::new);
    }

    /** Of one customer. */
    double[] of(double... known) {
        return columns.stream()
                .mapToDouble(column -> column.of(known[column.covariate]))
                .toArray();
    }

    /** Some rows of columns. */
    static double[][] picked(double[][] columns, int... rows) {
        return IntStream.range(0, columns.length)
                .mapToObj(i -> TrialRows.picked(columns[i], rows))
                .toArray(double[][]::new);
    }
}

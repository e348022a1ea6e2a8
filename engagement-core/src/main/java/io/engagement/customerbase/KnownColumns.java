package io.engagement.customerbase;

import io.engagement.internal.text.LeftOut;
import io.engagement.measure.Covariates;
import io.engagement.measure.MeasureColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/** What is known of customers besides their purchases: covariates by column and row, and whom they leave out. Immutable. */
final class KnownColumns {
    static final KnownColumns NOTHING = new KnownColumns(Covariates.none(), new double[0][], List.of());

    private final Covariates covariates;
    private final double[][] columns;
    private final List<String> leftOut;

    private KnownColumns(Covariates covariates, double[][] columns, List<String> leftOut) {
        this.covariates = covariates;
        this.columns = columns;
        this.leftOut = leftOut;
    }

    /** Of those rows of a table, among all that bought, of which all is known. */
    static KnownColumns of(Covariates covariates, List<MeasureColumn> columns, int[] bought, int[] rows) {
        List<String> leftOut = new ArrayList<>();
        for (int i = 0; i < covariates.facts().size(); i++) {
            MeasureColumn first = columns.get(covariates.column(i));
            long unknown = Arrays.stream(bought)
                    .filter(row -> !Double.isFinite(first.get(row)))
                    .count();
            LeftOut.sentence(
                            unknown,
                            bought.length,
                            "customers",
                            "their",
                            covariates.facts().get(i).name())
                    .ifPresent(leftOut::add);
        }
        return new KnownColumns(
                covariates,
                columns.stream()
                        .map(column ->
                                Arrays.stream(rows).mapToDouble(column::get).toArray())
                        .toArray(double[][]::new),
                List.copyOf(leftOut));
    }

    KnownColumns rows(int... rows) {
        return new KnownColumns(
                covariates,
                Arrays.stream(columns)
                        .map(column -> PurchaseColumns.picked(column, rows))
                        .toArray(double[][]::new),
                leftOut);
    }

    /** Some of the covariates. */
    KnownColumns about(Covariates wanted) {
        double[][] some = new double[wanted.size()][];
        for (int i = 0; i < some.length; i++) {
            int place = covariates.measures().indexOf(wanted.measures().get(i));
            if (place < 0) {
                throw new IllegalArgumentException("the purchases have no covariate "
                        + wanted.names().get(i) + ", they have " + covariates
                        + ": read them with it, by Purchases.of(view, scale, definition, covariates)");
            }
            some[i] = columns[place];
        }
        return new KnownColumns(wanted, some, leftOut);
    }

    Covariates covariates() {
        return covariates;
    }

    List<String> leftOut() {
        return leftOut;
    }

    List<double[]> columns() {
        return List.of(columns);
    }

    double value(int row, int column) {
        return columns[column][row];
    }

    double[] row(int row) {
        return Arrays.stream(columns).mapToDouble(column -> column[row]).toArray();
    }

    /** The typical customer's covariates. */
    List<Double> typical(int size, IntToDoubleFunction weight) {
        List<IntToDoubleFunction> byColumn = Arrays.stream(columns)
                .<IntToDoubleFunction>map(column -> row -> column[row])
                .toList();
        return Arrays.stream(covariates.typical(size, weight, byColumn)).boxed().toList();
    }
}

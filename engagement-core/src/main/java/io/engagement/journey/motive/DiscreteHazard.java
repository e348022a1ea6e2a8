package io.engagement.journey.motive;

import io.engagement.fit.Family;
import io.engagement.fit.FitException;
import io.engagement.fit.Fitted;
import io.engagement.fit.ModelText;
import io.engagement.fit.StatisticalModel;
import io.engagement.internal.math.Checks;
import io.engagement.internal.math.LogOdds;
import io.engagement.internal.text.Names;
import io.engagement.table.Table;
import io.engagement.table.Tabular;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The risk of leaving in a period, for who is still there when it begins: logistic regression on {@link PersonPeriods} (Cox 1972,
 * JRSS B 34(2), section 8; Allison 1982, Sociological Methodology 13, 61-98).
 *
 * <pre>  ln(h/(1-h)) = intercept + sum over columns coefficient x column</pre>
 *
 * <p>The likelihood has half a ridge times the sum of squared coefficients taken off, of columns divided by their population
 * standard deviation over rows; the intercept is free. Errors are those of (X'WX + ridge)<sup>-1</sup>: with a ridge they are of
 * the coefficients as they are drawn towards 0. Immutable, thread-safe.
 */
public final class DiscreteHazard implements StatisticalModel, Tabular {
    static final String KIND = "discrete-hazard";
    static final String LEVEL = "level";
    static final int VERSION = 1;
    /** Of log-odds. */
    static final double MOST = 1e6;

    /** How its texts are read. */
    public static final Family<DiscreteHazard> FAMILY =
            Family.of(KIND, VERSION, (text, registry) -> HazardText.read(text));

    private final List<String> names;
    private final Standardised standard;
    /** Log-odds where all columns are at their means. */
    private final double level;
    /** By standard deviation. */
    private final double[] slopes;

    private final double ridge;
    /** Of level and slopes, lower triangle. */
    private final double[] covariance;

    DiscreteHazard(
            List<String> names,
            Standardised standard,
            double level,
            double[] slopes,
            double ridge,
            double... covariance) {
        this.names = List.copyOf(names);
        this.standard = standard;
        this.level = Checks.within(LEVEL, level, -MOST, MOST);
        this.slopes = slopes;
        this.ridge = Checks.notNegative("ridge", ridge);
        this.covariance = covariance;
    }

    /**
     * Estimates the risk, with the ridge of seven from 0.1 to 300 that forecasts best: fitted to the periods before each of up to four
     * origins and judged, by log loss, on those after it. Without two periods with twenty who left before an origin and after it
     * the ridge is 1, and the diagnostics say so.
     *
     * @param rows periods truly at risk, numbered by the calendar
     * @return the fit; its parameters are by standard deviation, {@link #table()} has them by unit
     * @throws FitException if fewer than ten leave, or stay, or a column never changes; fewer than five for each column are told by the
     *     diagnostics
     */
    public static Fitted<DiscreteHazard> fit(PersonPeriods rows) {
        HazardFit fit = new HazardFit(rows);
        return fit.withBestRidge(List.of(), fit.provenance(), model -> model);
    }

    /**
     * Estimates the risk with a ridge of one's own.
     *
     * @param rows periods truly at risk
     * @param ridge not negative; 0 for maximum likelihood
     * @return the fit; its parameters are by standard deviation, {@link #table()} has them by unit
     * @throws FitException if fewer than ten leave, or stay, without a ridge for each column, or a column never changes
     * @throws IllegalArgumentException if the ridge is negative or not finite
     */
    public static Fitted<DiscreteHazard> fit(PersonPeriods rows, double ridge) {
        HazardFit fit = new HazardFit(rows);
        return fit.withRidge(Checks.notNegative("ridge", ridge), List.of(), fit.provenance(), model -> model);
    }

    /**
     * A column's effect on the log-odds of leaving.
     *
     * @param column its name; {@code intercept} for the first
     * @param estimate of one unit of the column; of the intercept, where all columns are 0
     * @param standardError of that; NaN if the rows do not determine it
     * @param perDeviation of one standard deviation; of the intercept, where all columns are at their means
     * @param perDeviationError of that
     */
    public record Coefficient(
            String column, double estimate, double standardError, double perDeviation, double perDeviationError) {
        /**
         * Checks that nothing is missing.
         *
         * @param column its name
         * @param estimate of one unit of the column
         * @param standardError of that
         * @param perDeviation of one standard deviation
         * @param perDeviationError of that
         */
        public Coefficient {
            Objects.requireNonNull(column, "column");
        }

        /**
         * Of one standard deviation.
         *
         * @return estimate over its error; positive where more of it goes with leaving
         */
        public double z() {
            return perDeviation / perDeviationError;
        }
    }

    /**
     * The intercept and the columns' effects.
     *
     * @return the intercept first
     */
    public List<Coefficient> coefficients() {
        HazardErrors errors = errors();
        List<Coefficient> all = new ArrayList<>();
        all.add(new Coefficient("intercept", intercept(), errors.ofIntercept(standard), level, errors.of(0)));
        for (int j = 0; j < slopes.length; j++) {
            double error = errors.of(1 + j);
            all.add(new Coefficient(names.get(j), perUnit(j), error / standard.deviations()[j], slopes[j], error));
        }
        return List.copyOf(all);
    }

    /**
     * A column's effect.
     *
     * @param column its name
     * @return the effect
     * @throws IllegalArgumentException if there is no such column
     */
    public Coefficient coefficient(String column) {
        return coefficients().stream()
                .filter(each -> each.column().equals(column))
                .findFirst()
                .orElseThrow(() -> Names.unknown("column", column, names));
    }

    private double intercept() {
        double sum = level;
        for (int j = 0; j < slopes.length; j++) {
            sum -= perUnit(j) * standard.means()[j];
        }
        return sum;
    }

    /** By column the estimate without the ridge. */
    List<HazardErrors.Free> free() {
        return errors().free(ridge, slopes);
    }

    private HazardErrors errors() {
        return new HazardErrors(covariance);
    }

    /** Of one unit of a column. */
    double perUnit(int column) {
        return slopes[column] / standard.deviations()[column];
    }

    /** Of one standard deviation. */
    double slope(int column) {
        return slopes[column];
    }

    double deviation(int column) {
        return standard.deviations()[column];
    }

    /**
     * The columns.
     *
     * @return names, in their order
     */
    public List<String> columns() {
        return names;
    }

    /**
     * How much coefficients are drawn towards 0.
     *
     * @return not negative
     */
    public double ridge() {
        return ridge;
    }

    /**
     * The log-odds of leaving in a period.
     *
     * @param values of the columns when it begins
     * @return log-odds; NaN if a value is
     * @throws IllegalArgumentException if there are not as many values as columns
     */
    public double logOdds(double... values) {
        if (values.length != slopes.length) {
            throw new IllegalArgumentException(
                    "values must be of the " + names.size() + " columns, were " + values.length);
        }
        double sum = level;
        for (int j = 0; j < slopes.length; j++) {
            sum += slopes[j] * ((values[j] - standard.means()[j]) / standard.deviations()[j]);
        }
        return sum;
    }

    /**
     * The risk of leaving in a period.
     *
     * @param values of the columns when it begins
     * @return a probability; NaN if a value is
     * @throws IllegalArgumentException if there are not as many values as columns
     */
    public double hazard(double... values) {
        return LogOdds.logistic(logOdds(values));
    }

    @Override
    public ModelText modelText() {
        return HazardText.of(this);
    }

    Standardised standard() {
        return standard;
    }

    double level() {
        return level;
    }

    double[] slopes() {
        return slopes;
    }

    /** Of level and slopes, lower triangle. */
    double[] covariance() {
        return covariance;
    }

    /** The intercept and the columns' effects: by unit, with error, odds ratio; by standard deviation, with error. */
    @Override
    public Table table() {
        Table.Builder table = Table.builder()
                .column("column")
                .column("estimate", "%.5f")
                .column("standard_error", "%.5f")
                .column("odds_ratio", "%.4f")
                .column("per_deviation", "%.4f")
                .column("per_deviation_error", "%.4f")
                .column("z", "%.2f");
        for (Coefficient each : coefficients()) {
            table.row(
                    each.column(),
                    each.estimate(),
                    each.standardError(),
                    Math.exp(each.estimate()),
                    each.perDeviation(),
                    each.perDeviationError(),
                    each.z());
        }
        return table.build();
    }

    /** The table. */
    @Override
    public String toString() {
        return table().toString();
    }
}

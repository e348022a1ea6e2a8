package io.engagement.evaluate;

import io.engagement.internal.index.FirstResult;
import io.engagement.internal.math.Quantiles;
import io.engagement.internal.metric.EqualCountBins;
import io.engagement.internal.metric.Estimate;
import io.engagement.internal.metric.JudgedRows;
import io.engagement.internal.metric.ProbabilityScores;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Whether probabilities were right: of those to whom 0.3 was said, did it happen to three of ten? Immutable, thread-safe.
 */
public final class CalibrationAssessment {
    private static final int BINS = 10;
    private static final long SEED = 1;

    private final JudgedRows rows;
    private final JudgedRows pooled;
    private final Supplier<EqualCountBins> bins;
    private final Supplier<double[]> samplingErrors;

    CalibrationAssessment(JudgedRows rows, JudgedRows pooled) {
        this.rows = rows;
        this.pooled = pooled;
        this.bins = new FirstResult<>(() -> new EqualCountBins(pooled, BINS));
        this.samplingErrors = new FirstResult<>(() -> bins.get().errorsBySampling(SEED));
    }

    /**
     * The share to which it happened less the mean probability: calibration in the large.
     *
     * @return 0.02 if two of a hundred more did it than was said
     */
    public Figure inTheLarge() {
        return Figure.of("in_the_large", rows, ProbabilityScores::inTheLarge);
    }

    /**
     * The slope of what happened on the log-odds that were said (Cox 1958).
     *
     * @return 1 is right; below 1 probabilities are too extreme. Undefined where it happened to all or to nobody, or if a
     *     probability was exactly 0 or 1
     */
    public Figure slope() {
        return recalibration("slope", each -> parts(ProbabilityScores.recalibration(each), 1));
    }

    /**
     * By how much the log-odds that were said are too low, all by the same.
     *
     * @return 0 is right; undefined as the {@linkplain #slope() slope}
     */
    public Figure intercept() {
        return recalibration("intercept", each -> parts(ProbabilityScores.intercept(each), 0));
    }

    private static Estimate parts(Estimate[] estimates, int index) {
        return estimates.length > index ? estimates[index] : new Estimate(Double.NaN);
    }

    private Figure recalibration(String name, Function<JudgedRows, Estimate> kernel) {
        int certain = ProbabilityScores.certain(rows);
        if (certain > 0) {
            return Figure.undefined(
                    name, Words.of("%,d were given exactly 0 or 1, of which there are no log-odds", certain));
        }
        Figure figure = Figure.of(name, rows, kernel);
        return Double.isNaN(figure.value())
                ? Figure.undefined(
                        name,
                        ProbabilityForecasts.oneClass(rows).orElse("no logistic curve has a maximum of likelihood"))
                : figure;
    }

    /**
     * Spiegelhalter's (1986) test of calibration.
     *
     * @return z, nearly standard normal if the probabilities are right; undefined if all were 0, 1/2 or 1
     */
    public Figure spiegelhalter() {
        return Figure.of("spiegelhalter_z", ProbabilityScores.spiegelhalter(rows));
    }

    /**
     * How probable so large a z of either sign would be, if the probabilities were right.
     *
     * @return two-sided, by the normal distribution; NaN where the test is undefined
     */
    public double spiegelhalterPValue() {
        double z = spiegelhalter().value();
        return Double.isNaN(z) ? z : 2 * NormalDistribution.of(0, 1).survivalProbability(Math.abs(z));
    }

    /**
     * The mean distance between what was said and what happened in ten bins of equally many rows, weighted by rows.
     *
     * @return from 0 to 1, without standard error: compare with {@link #errorBySampling(double)}
     */
    public Figure error() {
        return Figure.of("calibration_error", bins.get().error());
    }

    /**
     * The calibration error that probabilities would show which are exactly right, as each happens or not: by 250 draws with a
     * fixed seed. Rows of one customer at several origins are drawn together: what was seen less what was said changes its sign
     * in all of them or in none.
     *
     * @param quantile 0.5 for the usual one, 0.95 for one that is rarely exceeded
     * @return that quantile of the drawn errors
     * @throws IllegalArgumentException if the quantile is not from 0 to 1
     */
    public double errorBySampling(double quantile) {
        if (!(quantile >= 0 && quantile <= 1)) {
            throw new IllegalArgumentException("quantile must be from 0 to 1, was " + quantile);
        }
        return Quantiles.of(samplingErrors.get(), quantile);
    }

    /**
     * The Brier score by isotonic recalibration: Dimitriadis, Gneiting and Jordan (2021), PNAS 118(8).
     *
     * @return the parts, over all origins together
     */
    public Corp corp() {
        double[] parts = ProbabilityScores.corp(pooled);
        return new Corp(parts[0], parts[1], parts[2]);
    }

    /**
     * The Brier score by ten bins of equally many rows: Murphy (1973), with the terms within bins of Stephenson, Coelho and
     * Jolliffe (2008).
     *
     * @return the parts, over all origins together
     */
    public Murphy murphy() {
        double[] parts = bins.get().murphy();
        return new Murphy(parts[0], parts[1], parts[2], parts[3], parts[4]);
    }

    /**
     * Parts of a Brier score: miscalibration - discrimination + uncertainty.
     *
     * @param miscalibration what the best map of the scores to probabilities would save
     * @param discrimination what such scores are better than the base rate
     * @param uncertainty the score of the base rate
     */
    public record Corp(double miscalibration, double discrimination, double uncertainty) {
        /**
         * The whole.
         *
         * @return the Brier score, but for rounding
         */
        public double brier() {
            return miscalibration - discrimination + uncertainty;
        }
    }

    /**
     * Parts of a Brier score by bins: reliability - resolution + uncertainty + withinVariance - withinCovariance.
     *
     * @param reliability the squared distance of the bins' means
     * @param resolution the variance of the bins' rates
     * @param uncertainty the score of the base rate
     * @param withinVariance the variance of probabilities within bins
     * @param withinCovariance twice their covariance with what happened within bins
     */
    public record Murphy(
            double reliability, double resolution, double uncertainty, double withinVariance, double withinCovariance) {
        /**
         * The whole.
         *
         * @return the Brier score, but for rounding
         */
        public double brier() {
            return reliability - resolution + uncertainty + withinVariance - withinCovariance;
        }
    }

    /**
     * What was said and what happened, from the lowest scores to the highest.
     *
     * @return ten bins of equally many rows, fewer of fewer rows
     */
    public List<Bin> reliability() {
        List<Bin> all = new ArrayList<>();
        for (int bin = 0; bin < bins.get().count(); bin++) {
            all.add(new Bin(
                    bins.get().size(bin), bins.get().said(bin), bins.get().happened(bin)));
        }
        return List.copyOf(all);
    }

    /**
     * Rows of similar scores.
     *
     * @param size how many
     * @param said the mean of what was said
     * @param happened the share to which it happened
     */
    public record Bin(int size, double said, double happened) {}

    /** In the order in which they are printed. */
    List<Figure> figures() {
        Corp corp = corp();
        Murphy murphy = murphy();
        return List.of(
                Figure.of("brier_miscalibration", corp.miscalibration()),
                Figure.of("brier_discrimination", corp.discrimination()),
                Figure.of("brier_uncertainty", corp.uncertainty()),
                Figure.of("murphy_reliability", murphy.reliability()),
                Figure.of("murphy_resolution", murphy.resolution()),
                Figure.of("murphy_within_variance", murphy.withinVariance()),
                Figure.of("murphy_within_covariance", murphy.withinCovariance()),
                inTheLarge(),
                intercept(),
                slope(),
                error(),
                Figure.of("calibration_error_by_sampling", errorBySampling(0.5)),
                Figure.of("calibration_error_by_sampling_95", errorBySampling(0.95)),
                spiegelhalter());
    }
}

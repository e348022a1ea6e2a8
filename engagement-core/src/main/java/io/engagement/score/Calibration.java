package io.engagement.score;

import io.engagement.fit.Family;
import io.engagement.fit.ModelText;
import io.engagement.fit.StatisticalModel;
import java.util.function.DoubleUnaryOperator;

/**
 * A monotone map from a score to the probability of an outcome, fitted on scores and what then happened. Immutable.
 *
 * <p>Fit it on other customers than the scorer itself, or on a later period.
 */
public final class Calibration implements DoubleUnaryOperator, StatisticalModel {
    private static final String KIND = "calibration";
    private static final int VERSION = 1;

    /** How its texts are read. */
    public static final Family<Calibration> FAMILY = Family.of(KIND, VERSION, (text, own) -> ofText(text));

    private final CalibrationMap map;
    private final int size;

    private Calibration(CalibrationMap map, int size) {
        this.map = map;
        this.size = size;
    }

    /**
     * Isotonic regression: the non-decreasing least-squares fit to the outcomes, by pooling adjacent violators; linear
     * between the pooled blocks, constant beyond the lowest and the highest score.
     *
     * <p>Fits any monotone shape, but needs hundreds of outcomes of both kinds. Where only one outcome was seen, the
     * probability is exactly 0 or 1.
     *
     * <p>Sources: Ayer, Brunk, Ewing, Reid and Silverman (1955), "An empirical distribution function for sampling with
     * incomplete information", Annals of Mathematical Statistics 26, 641-647; for calibration Zadrozny and Elkan (2002),
     * "Transforming classifier scores into accurate multiclass probability estimates", KDD.
     *
     * @param scores one or more, none NaN or infinite
     * @param outcomes what happened, one for each score
     * @return the calibration
     * @throws IllegalArgumentException if there are no scores, one is not finite, or the lengths differ
     */
    public static Calibration isotonic(double[] scores, boolean[] outcomes) {
        check(scores, outcomes);
        return new Calibration(IsotonicMap.fit(scores, outcomes), scores.length);
    }

    /**
     * Platt scaling: a logistic curve of the score, by maximum likelihood with Platt's smoothed outcomes.
     *
     * <p>Two parameters: tens of outcomes are enough, and it never gives 0 or 1. Right where the log-odds are linear in
     * the score. Falls if high scores mean fewer outcomes.
     *
     * <p>Sources: Platt (1999), "Probabilistic outputs for support vector machines and comparisons to regularized
     * likelihood methods"; Newton's method as Lin, Lin and Weng (2007), "A note on Platt's probabilistic outputs for
     * support vector machines", Machine Learning 68, 267-276.
     *
     * @param scores one or more, none NaN or infinite
     * @param outcomes what happened, one for each score
     * @return the calibration
     * @throws IllegalArgumentException if there are no scores, one is not finite, or the lengths differ
     */
    public static Calibration platt(double[] scores, boolean[] outcomes) {
        check(scores, outcomes);
        return new Calibration(LogisticMap.fit(scores, outcomes), scores.length);
    }

    private static void check(double[] scores, boolean[] outcomes) {
        if (scores.length == 0 || scores.length != outcomes.length) {
            throw new IllegalArgumentException("a calibration needs one or more scores and as many outcomes, were "
                    + scores.length + " and " + outcomes.length);
        }
        for (int index = 0; index < scores.length; index++) {
            if (!Double.isFinite(scores[index])) {
                throw new IllegalArgumentException("scores must be finite, was " + scores[index] + " at " + index);
            }
        }
    }

    /**
     * The probability of the outcome at a score.
     *
     * @param score any number
     * @return from 0 to 1; NaN for NaN
     */
    @Override
    public double applyAsDouble(double score) {
        return map.applyAsDouble(score);
    }

    private static Calibration ofText(ModelText text) {
        CalibrationMap map =
                switch (text.word("map")) {
                    case IsotonicMap.NAME -> IsotonicMap.read(text);
                    case LogisticMap.NAME -> LogisticMap.read(text);
                    default ->
                        throw new IllegalArgumentException("map of a saved calibration must be " + IsotonicMap.NAME
                                + " or " + LogisticMap.NAME + ", was '" + text.word("map") + "'");
                };
        return new Calibration(map, text.whole("size", 1, Integer.MAX_VALUE));
    }

    @Override
    public ModelText modelText() {
        return map.write(ModelText.of(KIND, VERSION).with("size", Integer.toString(size)));
    }

    /**
     * How many scores it was fitted to.
     *
     * @return one or more
     */
    public int size() {
        return size;
    }
}

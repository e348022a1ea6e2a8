package io.engagement.outcome.observational;

import io.engagement.outcome.effect.Effect;
import java.util.List;

/**
 * A window's differences in differences at dates wholly before the contact.
 *
 * @param folds one for each date, the nearest first
 * @param pooled their mean, with the standard error that the same customers in all of them lead to; undefined without a fold
 */
public record PlaceboTest(List<Fold> folds, Effect pooled) {
    /**
     * The difference in differences of a window at one date before the contact, where there is nothing to be found.
     *
     * @param earlier by how many periods the date is earlier
     * @param effect as the window's is told, 0 but for sampling error if the groups moved alike
     * @param treated how many contacted customers have the base periods before that date
     */
    public record Fold(int earlier, Effect effect, int treated) {}

    /** Of the normal distribution, 5 % on both sides. */
    static final double CRITICAL = 1.959963984540054;
    /** Standard errors that an effect must have to be found in four of five cases. */
    static final double DETECTABLE = 2.8015852181129683;

    /**
     * Copies the list.
     *
     * @param folds one for each date, the nearest first
     * @param pooled their mean, with the standard error that the same customers in all of them lead to; undefined without a fold
     */
    public PlaceboTest {
        folds = List.copyOf(folds);
    }

    /**
     * Whether there are enough dates to tell anything.
     *
     * @return true from two on
     */
    public boolean isConclusive() {
        return folds.size() >= 2 && pooled.isDefined();
    }

    /**
     * Whether it found an effect where there is none.
     *
     * @return if the pooled one is beyond 1.96 standard errors
     */
    public boolean failed() {
        return Math.abs(pooled.z()) > CRITICAL;
    }

    /**
     * The smallest difference that would have been found in four of five cases.
     *
     * @return 2.80 standard errors; NaN without a fold
     */
    public double detectable() {
        return DETECTABLE * pooled.standardError();
    }

    /** Whether a difference of a size would have been found; none where nothing ever happened before. */
    boolean couldShow(double size) {
        return pooled.standardError() > 0 && detectable() <= size;
    }
}

package io.engagement.initiative;

import io.engagement.measure.Measure;

/**
 * A measure of the user's own as a term: shares as they are, all else as ln(1 + x), mirrored below 0.
 *
 * @param measure what is read
 * @param weights of the term where it is known
 * @param unknown log-odds where it is not
 */
record OwnTerm(Measure measure, TermWeights weights, double unknown) {
    /** Columns of the regression: the standardised value, and whether there is none. */
    static final int COLUMNS = 2;

    /** On the scale of the term; NaN stays NaN. */
    static double scaled(Measure measure, double value) {
        return measure.unit() == Measure.Unit.SHARE ? value : Math.copySign(Math.log1p(Math.abs(value)), value);
    }

    /** The regression's columns of a value. */
    int columns(double value, double[] out, int at) {
        double standard = (scaled(measure, value) - weights.mean()) / weights.deviation();
        out[at] = Double.isNaN(value) ? 0 : standard;
        out[at + 1] = Double.isNaN(value) ? 1 : 0;
        return at + COLUMNS;
    }

    double at(double value) {
        return Double.isNaN(value) ? unknown : weights.at(scaled(measure, value));
    }
}

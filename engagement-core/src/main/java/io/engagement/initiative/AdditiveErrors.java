package io.engagement.initiative;

import java.util.List;
import org.apache.commons.statistics.distribution.NormalDistribution;

/** Standard errors of log-odds. */
final class AdditiveErrors {
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    private AdditiveErrors() {}

    /** Of the level as forecast, and of what was estimated. */
    static double of(AdditiveParts parts, double[] workspace) {
        double own = 1 - parts.share();
        double squares = parts.levelError() * parts.levelError();
        return Math.sqrt(squares + own * own * form(parts.covariance(), columns(parts, workspace)));
    }

    private static double[] columns(AdditiveParts parts, double[] workspace) {
        double[] terms = new double[ActTerm.SIZE];
        parts.scale().terms(workspace, terms, 0);
        double[] columns = new double[1 + AdditiveParts.columns(parts.terms(), parts.own())];
        columns[0] = 1;
        int at = 1;
        for (int i = 0; i < terms.length; i++) {
            TermWeights term = parts.terms().get(i);
            at = TermWeights.columns((terms[i] - term.mean()) / term.deviation(), term.knots(), columns, at);
        }
        List<OwnTerm> own = parts.own();
        for (int i = 0; i < own.size(); i++) {
            at = own.get(i).columns(workspace[ActReading.SIZE + i], columns, at);
        }
        return columns;
    }

    /** x'Vx of a lower triangle; not negative, whatever its rounding. */
    private static double form(double[] triangle, double... x) {
        double sum = 0;
        int cell = 0;
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < i; j++) {
                sum += 2 * x[i] * x[j] * triangle[cell++];
            }
            sum += x[i] * x[i] * triangle[cell++];
        }
        return Math.max(sum, 0);
    }

    static double quantile(double confidence) {
        if (!(confidence > 0 && confidence < 1)) {
            throw new IllegalArgumentException("confidence must be above 0 and below 1, was " + confidence);
        }
        return NORMAL.inverseCumulativeProbability(0.5 + 0.5 * confidence);
    }
}

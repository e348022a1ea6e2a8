package io.engagement.testkit;

import io.engagement.fit.LogLikelihood;
import java.util.List;

/**
 * What a distributed program does: each part's log-likelihood somewhere, their sums in one place.
 *
 * @param parts at least one, all of one family
 */
public record SumOfParts(List<LogLikelihood> parts) implements LogLikelihood {
    @Override
    public int dimension() {
        return parts.get(0).dimension();
    }

    @Override
    public double valueAndGradient(double[] coordinates, double[] gradient) {
        double value = 0;
        double[] sums = new double[gradient.length];
        for (LogLikelihood part : parts) {
            value += part.valueAndGradient(coordinates, gradient);
            for (int i = 0; i < sums.length; i++) {
                sums[i] += gradient[i];
            }
        }
        System.arraycopy(sums, 0, gradient, 0, sums.length);
        return value;
    }
}

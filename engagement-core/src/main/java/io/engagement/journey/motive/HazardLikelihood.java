package io.engagement.journey.motive;

import io.engagement.fit.CurvedLogLikelihood;
import io.engagement.internal.math.LogisticSums;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A logistic regression with a free level and half a ridge times the sum of squared coefficients taken off. Its coordinates are the
 * level, then the coefficients.
 */
final class HazardLikelihood implements CurvedLogLikelihood {
    private final boolean[] happened;
    private final int width;
    private final double[] columns;
    private final double ridge;

    HazardLikelihood(boolean[] happened, int width, double[] columns, double ridge) {
        this.happened = happened;
        this.width = width;
        this.columns = columns;
        this.ridge = ridge;
    }

    @Override
    public int dimension() {
        return 1 + width;
    }

    @Override
    public double valueAndGradient(double[] point, double[] gradient) {
        return valueGradientAndHessian(point, gradient, new double[point.length][point.length]);
    }

    @Override
    public double valueGradientAndHessian(double[] point, double[] gradient, double[][] hessian) {
        Arrays.fill(gradient, 0);
        double[] mixed = new double[width];
        double[] curves = new double[width * (width + 1) / 2];
        double value = 0;
        double curve = 0;
        double[] coefficients = Arrays.copyOfRange(point, 1, point.length);
        for (LogisticSums part : parts(point[0], coefficients)) {
            value += part.value();
            gradient[0] += part.slope();
            curve += part.curve();
            part.addSlopes(gradient, 1);
            part.addMixed(mixed);
            part.addCurves(curves);
        }
        hessian[0][0] = -curve;
        int cell = 0;
        for (int i = 0; i < width; i++) {
            hessian[0][1 + i] = hessian[1 + i][0] = -mixed[i];
            for (int j = 0; j <= i; j++) {
                hessian[1 + i][1 + j] = hessian[1 + j][1 + i] = -curves[cell++];
            }
            hessian[1 + i][1 + i] -= ridge;
            gradient[1 + i] -= ridge * coefficients[i];
            value -= 0.5 * ridge * coefficients[i] * coefficients[i];
        }
        return value;
    }

    /** In their order, whatever the number of threads. */
    private Iterable<LogisticSums> parts(double level, double... coefficients) {
        int chunks = (happened.length + LogisticSums.CHUNK - 1) / LogisticSums.CHUNK;
        return IntStream.range(0, chunks)
                .parallel()
                .mapToObj(chunk -> new LogisticSums(width)
                        .add(
                                happened,
                                columns,
                                1,
                                chunk * LogisticSums.CHUNK,
                                Math.min(happened.length, (chunk + 1) * LogisticSums.CHUNK),
                                level,
                                coefficients))
                .toList();
    }
}

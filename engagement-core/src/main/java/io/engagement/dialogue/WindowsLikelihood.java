package io.engagement.dialogue;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The Bernoulli log-likelihood of "at least one in the window" over all windows, and its gradient.
 *
 * <p>With effort the decayed sum of weight^delta, A = alpha + exposure, R = r + effort^beta and u = ln(A/(A+w)), a window without an act contributes L = R u, one
 * with an act ln(1 - e^L). Effort and exposure, and their derivatives by the decay rate lambda, go from one instant to
 * the next in constant time, so that an evaluation costs one exponential an effort and about three transcendental
 * functions a window.
 */
final class WindowsLikelihood {
    /** Coordinates: the logarithms of r, alpha, half-life and beta, and delta itself, which may be 0. */
    static final int PARAMETERS = 5;

    private static final double LN2 = Math.log(2);

    private final EvaluationWindows windows;
    private final int[] chunks;

    WindowsLikelihood(EvaluationWindows windows) {
        this.windows = windows;
        this.chunks = windows.chunks();
    }

    EvaluationWindows windows() {
        return windows;
    }

    /**
     * The log-likelihood.
     *
     * @param point coordinates: ln r, ln alpha, ln half-life, ln beta, delta
     * @param gradient receives the derivatives by them
     */
    double value(double[] point, double[] gradient) {
        double[][] parts = IntStream.range(0, chunks.length - 1)
                .parallel()
                .mapToObj(chunk -> new Pass(point).over(chunks[chunk], chunks[chunk + 1]))
                .toArray(double[][]::new);
        Arrays.fill(gradient, 0);
        double sum = 0;
        // In the order of customers, so that the bits do not depend on threads.
        for (double[] part : parts) {
            sum += part[PARAMETERS];
            for (int i = 0; i < PARAMETERS; i++) {
                gradient[i] += part[i];
            }
        }
        return sum;
    }

    /** One worker's pass with its own sums. */
    private final class Pass {
        private final double r;
        private final double alpha;
        private final double beta;
        private final double delta;
        private final double lambda;
        private final double window = windows.window();
        /** By how much everything fades within a window. */
        private final double fade;
        /** Exposure gained within a window, and its derivative by lambda. */
        private final double gain;

        private final double gainSlope;
        private double value;
        private double byR;
        private double byAlpha;
        private double byLambda;
        private double byBeta;
        private double byDelta;

        Pass(double[] point) {
            r = Math.exp(point[0]);
            alpha = Math.exp(point[1]);
            lambda = LN2 / Math.exp(point[2]);
            beta = Math.exp(point[3]);
            delta = point[4];
            fade = Math.exp(-lambda * window);
            gain = exposure(window);
            gainSlope = exposureSlope(window, gain);
        }

        private double exposure(double age) {
            return -Math.expm1(-lambda * age) / lambda;
        }

        private double exposureSlope(double age, double exposure) {
            return (age * Math.exp(-lambda * age) - exposure) / lambda;
        }

        double[] over(int from, int to) {
            for (int customer = from; customer < to; customer++) {
                follow(customer);
            }
            // d ln x = x d x; lambda falls as the half-life grows.
            return new double[] {r * byR, alpha * byAlpha, -lambda * byLambda, beta * byBeta, byDelta, value};
        }

        private void follow(int customer) {
            double age = windows.firstAge(customer);
            double exposure = exposure(age);
            double exposureSlope = exposureSlope(age, exposure);
            double effort = 0;
            double effortSlope = 0;
            double effortByDelta = 0;
            int past = windows.firstInstant(customer + 1);
            for (int instant = windows.firstInstant(customer); instant < past; instant++) {
                for (int e = windows.firstEffort(instant); e < windows.firstEffort(instant + 1); e++) {
                    double faded = Math.exp(delta * windows.logWeight(e) - lambda * windows.lag(e));
                    effort += faded;
                    effortSlope -= windows.lag(e) * faded;
                    effortByDelta += windows.logWeight(e) * faded;
                }
                judge(effort, effortSlope, effortByDelta, exposure, exposureSlope, windows.acted(instant));
                effortSlope = (effortSlope - window * effort) * fade;
                effort *= fade;
                effortByDelta *= fade;
                exposureSlope = (exposureSlope - window * exposure) * fade + gainSlope;
                exposure = exposure * fade + gain;
            }
        }

        private void judge(
                double effort,
                double effortSlope,
                double effortByDelta,
                double exposure,
                double exposureSlope,
                boolean acted) {
            double a = alpha + exposure;
            double u = -log1p(window / a);
            double logEffort = effort > 0 ? Math.log(effort) : 0;
            double evidence = effort > 0 ? Math.exp(beta * logEffort) : 0;
            double shape = r + evidence;
            double logNone = shape * u;
            double factor = 1;
            if (acted) {
                double some = -expm1(logNone);
                factor = (some - 1) / some;
                value += Math.log(some);
            } else {
                value += logNone;
            }
            double byExposure = shape * window / (a * (a + window));
            byR += factor * u;
            byAlpha += factor * byExposure;
            byLambda += factor * byExposure * exposureSlope;
            if (effort > 0) {
                double byLogEffort = factor * u * beta * evidence;
                byLambda += byLogEffort * (effortSlope / effort);
                byDelta += byLogEffort * (effortByDelta / effort);
                byBeta += factor * u * evidence * logEffort;
            }
        }

        /** Like {@link Math#log1p}, which calls out of the JVM, where a logarithm does as well. */
        private static double log1p(double x) {
            return x > 0.1 ? Math.log(1 + x) : Math.log1p(x);
        }

        /** Like {@link Math#expm1}, which calls out of the JVM, where an exponential does as well. */
        private static double expm1(double x) {
            return x < -0.1 ? Math.exp(x) - 1 : Math.expm1(x);
        }
    }
}

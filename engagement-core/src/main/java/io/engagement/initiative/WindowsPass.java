package io.engagement.initiative;

/**
 * One worker's pass over customers at one point of the parameters, with its own sums. See {@link WindowsLikelihood} for the
 * formulas.
 */
final class WindowsPass {
    private static final double LN2 = Math.log(2);
    /** Effort whose power is below e^-300 adds nothing to an r of at least 1e-6. */
    private static final double NOTHING = -300;

    private final EvaluationWindows windows;
    private final WindowsSums sums = new WindowsSums();
    private final double window;
    private final double r;
    private final double alpha;
    private final double lambda;
    private final double beta;
    /** By how much everything fades within a window, and the power of effort with it. */
    private final double fade;

    private final double powerFade;
    /** Exposure gained within a window. */
    private final double gain;
    /** Logarithms of the distinct weights, and the weights to the power of delta. */
    private final double[] logWeights;

    private final double[] powers;

    // What the customer at hand has done: ln of effort, its power, and of its acts, weighed as they count, the mean
    // age, the
    // mean log weight, their variances and their covariance.
    private boolean active;
    private double logEffort;
    private double evidence;
    private double meanAge;
    private double meanLog;
    private double ageVariance;
    private double logVariance;
    private double covariance;
    /** Exposure, and its derivatives by the logarithm of the half-life. */
    private double exposure;

    private double exposureSlope;
    private double exposureCurve;

    WindowsPass(EvaluationWindows windows, double[] point) {
        this.windows = windows;
        window = windows.window();
        r = Math.exp(point[0]);
        alpha = Math.exp(point[1]);
        lambda = LN2 / Math.exp(point[2]);
        beta = Math.exp(point[3]);
        fade = Math.exp(-lambda * window);
        powerFade = Math.exp(-beta * lambda * window);
        gain = -expm1(-lambda * window) / lambda;
        logWeights = windows.logWeights();
        powers = new double[logWeights.length];
        for (int i = 0; i < powers.length; i++) {
            powers[i] = Math.exp(point[4] * logWeights[i]);
        }
    }

    WindowsSums over(int from, int to) {
        for (int customer = from; customer < to; customer++) {
            follow(customer);
        }
        return sums;
    }

    private void follow(int customer) {
        double age = windows.firstAge(customer);
        double left = Math.exp(-lambda * age);
        exposure = -expm1(-lambda * age) / lambda;
        active = false;
        int past = windows.firstInstant(customer + 1);
        for (int instant = windows.firstInstant(customer); instant < past; instant++) {
            if (windows.firstEffort(instant) < windows.firstEffort(instant + 1)) {
                take(windows.firstEffort(instant), windows.firstEffort(instant + 1));
            }
            exposureSlope = exposure - age * left;
            exposureCurve = exposureSlope - lambda * age * age * left;
            judge(windows.acted(instant));
            if (active) {
                logEffort -= lambda * window;
                evidence *= powerFade;
                meanAge += window;
                active = beta * logEffort > NOTHING;
            }
            exposure = exposure * fade + gain;
            left *= fade;
            age += window;
        }
    }

    /** Adds new efforts to what is left of the old. */
    private void take(int from, int to) {
        double old = active ? Math.exp(logEffort) : 0;
        double sum = old;
        double ages = old * meanAge;
        double logs = old * meanLog;
        double ageSquares = old * (ageVariance + meanAge * meanAge);
        double logSquares = old * (logVariance + meanLog * meanLog);
        double products = old * (covariance + meanAge * meanLog);
        for (int effort = from; effort < to; effort++) {
            double lag = windows.lag(effort);
            int weight = windows.weight(effort);
            double faded = powers[weight] * Math.exp(-lambda * lag);
            double log = logWeights[weight];
            sum += faded;
            ages += lag * faded;
            ageSquares += lag * lag * faded;
            logs += log * faded;
            logSquares += log * log * faded;
            products += lag * log * faded;
        }
        active = sum > 0;
        if (active) {
            logEffort = Math.log(sum);
            evidence = Math.exp(beta * logEffort);
            meanAge = ages / sum;
            meanLog = logs / sum;
            ageVariance = Math.max(0, ageSquares / sum - meanAge * meanAge);
            logVariance = Math.max(0, logSquares / sum - meanLog * meanLog);
            covariance = products / sum - meanAge * meanLog;
        }
    }

    private void judge(boolean acted) {
        double a = alpha + exposure;
        double perA = 1 / a;
        double perEnd = 1 / (a + window);
        double u = -log1p(window * perA);
        // Derivatives of u by A.
        double slope = window * perA * perEnd;
        double curve = -slope * (perA + perEnd);
        double shape = active ? r + evidence : r;
        double logNone = shape * u;
        double factor = 1;
        if (acted) {
            double some = -expm1(logNone);
            factor = (some - 1) / some;
            sums.value += Math.log(some);
            addDerivatives(u, slope, curve, shape, factor, factor / some);
        } else {
            sums.value += logNone;
            addDerivatives(u, slope, curve, shape, 1, 0);
        }
    }

    /** With the first and second derivatives of the window's log-likelihood by L. */
    private void addDerivatives(double u, double slope, double curve, double shape, double first, double second) {
        double bySlope = shape * slope;
        double byCurve = shape * curve;
        double l0 = r * u;
        double l1 = bySlope * alpha;
        double l2 = bySlope * exposureSlope;
        double l3 = 0;
        double l4 = 0;
        double l22 = bySlope * exposureCurve + byCurve * exposureSlope * exposureSlope;
        double l12 = byCurve * alpha * exposureSlope;
        if (active) {
            // Derivatives of the logarithm of effort's power; by ln beta the first is the second, too.
            double g2 = beta * lambda * meanAge;
            double g3 = beta * logEffort;
            double g4 = beta * meanLog;
            double g22 = beta * lambda * (lambda * ageVariance - meanAge);
            double g24 = beta * lambda * covariance;
            double g44 = beta * logVariance;
            double all = evidence * u;
            double cross = evidence * slope;
            l2 += all * g2;
            l3 = all * g3;
            l4 = all * g4;
            l12 += cross * alpha * g2;
            l22 += all * (g2 * g2 + g22) + 2 * cross * g2 * exposureSlope;
            sums.addSlopesByEffort(first, l3, l4);
            sums.addCurvatureByEffort(
                    first,
                    cross * alpha * g3,
                    cross * alpha * g4,
                    all * g2 * (g3 + 1) + cross * g3 * exposureSlope,
                    all * (g2 * g4 + g24) + cross * g4 * exposureSlope,
                    all * g3 * (g3 + 1),
                    all * g4 * (g3 + 1),
                    all * (g4 * g4 + g44));
        }
        sums.addSlopes(first, l0, l1, l2);
        sums.addCurvature(
                first, l0, r * slope * alpha, r * slope * exposureSlope, l1 + byCurve * alpha * alpha, l12, l22);
        if (second != 0) {
            sums.addProducts(second, l0, l1, l2, l3, l4);
        }
    }

    /** {@link Math#log1p} of a number that is not negative, which calls out of the JVM where this need not. */
    private static double log1p(double x) {
        if (x > 0.1) {
            return Math.log(1 + x);
        }
        // 2 artanh(s), s at most 1/21: the next term is below 1e-17 of the sum.
        double s = x / (2 + x);
        double q = s * s;
        return 2 * s * (1 + q * (1 / 3.0 + q * (1 / 5.0 + q * (1 / 7.0 + q * (1 / 9.0 + q * (1 / 11.0))))));
    }

    /** {@link Math#expm1} of a number that is not positive, which calls out of the JVM where this need not. */
    private static double expm1(double x) {
        if (x < -0.1) {
            return Math.exp(x) - 1;
        }
        // Taylor: the next term is below 1e-17 of the sum.
        return x
                * (1
                        + x
                                / 2
                                * (1
                                        + x
                                                / 3
                                                * (1
                                                        + x
                                                                / 4
                                                                * (1
                                                                        + x
                                                                                / 5
                                                                                * (1
                                                                                        + x
                                                                                                / 6
                                                                                                * (1
                                                                                                        + x
                                                                                                                / 7
                                                                                                                * (1
                                                                                                                        + x
                                                                                                                                / 8
                                                                                                                                * (1
                                                                                                                                        + x
                                                                                                                                                / 9
                                                                                                                                                * (1
                                                                                                                                                        + x
                                                                                                                                                                / 10)))))))));
    }
}

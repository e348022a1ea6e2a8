package io.engagement.fit;

import io.engagement.internal.index.Ongoing;
import io.engagement.internal.math.Checks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Climbs to the maximum of a log-likelihood: Newton's method within a trust region (Nocedal and Wright 2006, "Numerical
 * Optimization", chapter 4), the Hessian from a {@link CurvedLogLikelihood} or else from differences of the analytic
 * gradient, inside the parameters' bounds.
 *
 * <p>It climbs from the best of several starts; if that does not end at an ordinary maximum, from the others too, and the
 * highest end counts. An immutable value, thread-safe.
 */
public final class MaximumLikelihood {
    private static final Logger LOG = LoggerFactory.getLogger(MaximumLikelihood.class);

    /** Climbs that are compared stop where a step would gain less than this, or after this many steps. */
    private static final double ROUGH = 1e-2;

    private static final int ROUGH_ITERATIONS = 200;

    /** A climb this far below another is given up; a nearer one may still end as high. */
    private static final double FAR = 1;

    private static final double OTHER = 0.1;

    /** Log-likelihoods that differ by less are equal. */
    private static final double SAME = 1e-6;

    private final double tolerance;
    private final int iterations;

    private MaximumLikelihood(double tolerance, int iterations) {
        this.tolerance = tolerance;
        this.iterations = iterations;
    }

    /**
     * Tolerance 1e-9, at most 200 iterations from each start.
     *
     * @return the configuration
     */
    public static MaximumLikelihood withDefaults() {
        return new MaximumLikelihood(1e-9, 200);
    }

    /**
     * This configuration with another tolerance.
     *
     * @param improvement the search ends when the next step is expected to raise the log-likelihood by less; positive
     * @return the changed copy
     * @throws IllegalArgumentException if the tolerance is not positive and finite
     */
    public MaximumLikelihood withTolerance(double improvement) {
        return new MaximumLikelihood(Checks.positive("tolerance", improvement), iterations);
    }

    /**
     * This configuration with another limit of iterations.
     *
     * @param atMost from each start, at least 1
     * @return the changed copy
     * @throws IllegalArgumentException if the limit is below 1
     */
    public MaximumLikelihood withIterations(int atMost) {
        if (atMost < 1) {
            throw new IllegalArgumentException("iterations must be at least 1, was " + atMost);
        }
        return new MaximumLikelihood(tolerance, atMost);
    }

    /**
     * The highest point of the log-likelihood within the bounds.
     *
     * @param model name of the model, for messages
     * @param parameters the model's parameters
     * @param likelihood the log-likelihood of as many coordinates
     * @param starts values of the parameters to start from, at least one; those out of bounds are moved to them
     * @return where the search ended; never NaN
     * @throws FitException if the log-likelihood is not finite at any start
     * @throws java.util.concurrent.CancellationException if the thread is interrupted, see {@link Running}
     * @throws IllegalArgumentException if the numbers of parameters, coordinates and start values are not the same
     */
    public Maximum maximize(String model, List<Parameter> parameters, LogLikelihood likelihood, double[]... starts) {
        Counted counted = new Counted(model, likelihood);
        List<Ascent> ascents = ascents(model, parameters, counted, List.of(starts));
        return told(model, highest(counted, ascents));
    }

    /**
     * The highest of the ends of climbs from all starts, for a log-likelihood with more than one maximum. Each climb
     * continues until little is left to gain or it is too far below another to become the highest. Then the highest is
     * continued to its end, and so are those about as high beyond a valley; those on the same ridge would end at the
     * same point. Of equal ends an ordinary maximum is preferred.
     *
     * @param model name of the model, for messages
     * @param parameters the model's parameters
     * @param likelihood the log-likelihood of as many coordinates
     * @param starts values of the parameters to start from, at least one; those out of bounds are moved to them
     * @return where the search ended; never NaN
     * @throws FitException if the log-likelihood is not finite at any start
     * @throws java.util.concurrent.CancellationException if the thread is interrupted, see {@link Running}
     * @throws IllegalArgumentException if the numbers of parameters, coordinates and start values are not the same
     */
    public Maximum maximizeFromAll(
            String model, List<Parameter> parameters, LogLikelihood likelihood, List<double[]> starts) {
        Counted counted = new Counted(model, likelihood);
        List<Ascent> ascents = ascents(model, parameters, counted, starts);
        return told(model, ascents.size() == 1 ? highest(counted, ascents) : highestOfAll(counted, ascents));
    }

    /** From each start where the log-likelihood is finite, the highest first. */
    private List<Ascent> ascents(String model, List<Parameter> parameters, Counted counted, List<double[]> starts) {
        check(parameters, counted.likelihood, starts);
        List<Ascent> ascents = new ArrayList<>();
        for (double[] start : starts) {
            Ascent ascent = new Ascent(parameters, counted, start);
            if (ascent.isFinite()) {
                ascents.add(ascent);
            }
        }
        if (ascents.isEmpty()) {
            throw notFinite(model, parameters, starts.get(0));
        }
        sort(ascents);
        return ascents;
    }

    private static void sort(List<Ascent> ascents) {
        ascents.sort(Comparator.comparingDouble(Ascent::value).reversed());
    }

    private static Maximum told(String model, Maximum found) {
        LOG.debug(
                "{}: {} after {} steps and {} evaluations, log-likelihood {}",
                model,
                found.ending(),
                found.iterations(),
                found.evaluations(),
                found.logLikelihood());
        return found;
    }

    private static void check(List<Parameter> parameters, LogLikelihood likelihood, List<double[]> starts) {
        int dimension = likelihood.dimension();
        boolean fits = parameters.size() == dimension && !starts.isEmpty();
        for (double[] start : starts) {
            fits &= start.length == dimension;
        }
        if (!fits) {
            throw new IllegalArgumentException("parameters, coordinates and the values of each start must be as many, "
                    + "and there must be a start: the likelihood has " + dimension + " coordinates");
        }
    }

    private Maximum highest(Counted counted, List<Ascent> ascents) {
        int steps = 0;
        Ascent best = ascents.get(0);
        for (Ascent ascent : ascents) {
            ascent.climb(iterations, tolerance, Double.NEGATIVE_INFINITY);
            steps += ascent.iterations();
            if (ascent.value() > best.value()) {
                best = ascent;
            }
            if (best.maximum(steps, counted.calls).ending() == Ending.MAXIMUM) {
                break;
            }
        }
        return best.maximum(steps, counted.calls);
    }

    private Maximum highestOfAll(Counted counted, List<Ascent> ascents) {
        double highest = Double.NEGATIVE_INFINITY;
        for (Ascent ascent : ascents) {
            ascent.climb(Math.min(iterations, ROUGH_ITERATIONS), Math.max(tolerance, ROUGH), highest - FAR);
            highest = Math.max(highest, ascent.value());
        }
        sort(ascents);
        Ascent best = ascents.get(0);
        best.climb(iterations, tolerance, Double.NEGATIVE_INFINITY);
        for (Ascent ascent : ascents.subList(1, ascents.size())) {
            if (!ascent.isAbandoned()
                    && ascent.value() > best.value() - OTHER
                    && isBeyondValley(counted, ascent, best)) {
                ascent.climb(iterations, tolerance, Double.NEGATIVE_INFINITY);
                best = better(counted, ascent, best);
            }
        }
        int steps = ascents.stream().mapToInt(Ascent::iterations).sum();
        return best.maximum(steps, counted.calls);
    }

    /** Whether it is lower halfway; otherwise both are on one ridge. */
    private static boolean isBeyondValley(Counted counted, Ascent lower, Ascent higher) {
        double[] between = new double[lower.point().length];
        Arrays.setAll(between, i -> 0.5 * (lower.point()[i] + higher.point()[i]));
        return counted.valueAndGradient(between, new double[between.length]) < lower.value();
    }

    private static Ascent better(Counted counted, Ascent next, Ascent best) {
        boolean higher = next.value() > best.value() + SAME;
        boolean firmer = next.value() > best.value() - SAME
                && next.maximum(0, counted.calls).ending() == Ending.MAXIMUM
                && best.maximum(0, counted.calls).ending() != Ending.MAXIMUM;
        return higher || firmer ? next : best;
    }

    private static FitException notFinite(String model, List<Parameter> parameters, double[] start) {
        StringBuilder point = new StringBuilder();
        for (int i = 0; i < start.length; i++) {
            point.append(i == 0 ? "" : ", ")
                    .append(parameters.get(i).name())
                    .append(' ')
                    .append(start[i]);
        }
        return FitException.of(
                model,
                "the log-likelihood is not finite where the search starts (" + point
                        + ", times and money in units of the search)",
                List.of(
                        "Is there a value in the data that is extreme beyond sense?",
                        "Is the time unit right: are ages between, say, 1 and 10,000 units?",
                        "Do all rows belong to this model's kind of data?"));
    }

    /** The likelihood, with a count of evaluations, which is told. */
    static final class Counted {
        private final String model;
        private final LogLikelihood likelihood;
        private int calls;

        Counted(String model, LogLikelihood likelihood) {
            this.model = model;
            this.likelihood = likelihood;
        }

        private void call() {
            calls++;
            Ongoing.pass();
            Ongoing.tell(model, calls, -1);
        }

        double valueAndGradient(double[] coordinates, double[] gradient) {
            call();
            return likelihood.valueAndGradient(coordinates, gradient);
        }

        boolean isCurved() {
            return likelihood instanceof CurvedLogLikelihood;
        }

        /** With minus the second derivatives, if the likelihood is curved. */
        double valueAndCurvature(double[] coordinates, double[] gradient, double[][] information) {
            if (!(likelihood instanceof CurvedLogLikelihood curved)) {
                return valueAndGradient(coordinates, gradient);
            }
            call();
            double value = curved.valueGradientAndHessian(coordinates, gradient, information);
            for (double[] row : information) {
                for (int i = 0; i < row.length; i++) {
                    row[i] = -row[i];
                }
            }
            return value;
        }
    }
}

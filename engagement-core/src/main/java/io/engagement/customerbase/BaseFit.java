package io.engagement.customerbase;

import io.engagement.fit.Ending;
import io.engagement.fit.FitException;
import io.engagement.fit.LogLikelihood;
import io.engagement.fit.Maximum;
import io.engagement.fit.MaximumLikelihood;
import io.engagement.fit.Parameter;
import io.engagement.fit.Provenance;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * What the fits of all models of a customer base share: distinct rows, a unit of time of their own, and the climb from the
 * best of several guesses.
 */
final class BaseFit {
    /** More distinct rows than this are climbed to from the maximum of a sample of as many. */
    private static final int SAMPLE = 10_000;

    /** The first search looks at so many rows only, to choose where to start. */
    private static final int SCOUTED = 500;

    /** Up to so many distinct rows a likelihood often has more than one maximum, and climbs from all guesses cost little. */
    private static final int FEW = 600;

    /** Iterations on a ridge. */
    private static final int PATIENT = 5_000;

    /** A difference of log-likelihoods that is none. */
    private static final double SAME = 1e-6;

    /** What to say of a base that tells nothing. */
    static final String NO_REPEATS =
            "no customer bought a second time: nothing tells how often customers buy or when they leave; "
                    + "the expectation of further purchases is practically 0";

    private final String name;
    private final Purchases distinct;
    private final double customers;
    private final double repeats;
    private final double unit;

    /** Of distinct rows. */
    BaseFit(String name, Purchases distinct) {
        this.name = name;
        this.distinct = distinct;
        double sum = 0;
        double ages = 0;
        double weights = 0;
        for (int row = 0; row < distinct.size(); row++) {
            weights += distinct.weight(row);
            sum += distinct.weight(row) * distinct.frequency(row);
            ages += distinct.weight(row) * distinct.age(row);
        }
        if (!(ages > 0)) {
            throw FitException.of(
                    name,
                    distinct.size() == 0 ? "there is no customer" : "all ages are 0",
                    List.of(
                            "Does the filter match the purchases?",
                            "Is the as-of instant after the first purchases?",
                            "Are customers without a purchase left out?"));
        }
        customers = weights;
        repeats = sum;
        unit = ages / weights;
    }

    Purchases distinct() {
        return distinct;
    }

    /** Repeat purchases of all customers. */
    double repeats() {
        return repeats;
    }

    /** The fit's unit of time, so that its bounds mean the same in any unit: the mean age. */
    double unit() {
        return unit;
    }

    /** Repeat purchases per customer and mean age; above 0 even where there is none. */
    double rate() {
        return Math.max(repeats, 0.5) / customers;
    }

    Provenance provenance() {
        return Provenance.of(name, customers, distinct.size())
                .withPeriod(distinct.start(), distinct.asOf())
                .withTimeScale(distinct.timeScale().name());
    }

    /**
     * The maximum; of a large base, climbed to from the maximum of a sample.
     *
     * @param likelihood of distinct rows, in the fit's unit
     * @param guesses parameters in the fit's unit
     */
    Maximum climb(
            List<Parameter> parameters,
            Function<Purchases, ? extends LogLikelihood> likelihood,
            List<double[]> guesses) {
        if (distinct.size() <= FEW) {
            return highest(parameters, likelihood, guesses);
        }
        double[][] ranked = ranked(parameters, likelihood, guesses);
        if (distinct.size() <= SAMPLE) {
            return maximize(parameters, likelihood, ranked);
        }
        LogLikelihood sample = likelihood.apply(distinct.everyRow(distinct.size() / SAMPLE));
        Maximum found = MaximumLikelihood.withDefaults().withTolerance(1e-3).maximize(name, parameters, sample, ranked);
        double[] start = new double[parameters.size()];
        Arrays.setAll(start, found::estimate);
        return maximize(parameters, likelihood, start, ranked[0]);
    }

    /** About the maximum, to start another search from. */
    double[] about(
            List<Parameter> parameters,
            Function<Purchases, ? extends LogLikelihood> likelihood,
            List<double[]> guesses) {
        double[] best = ranked(parameters, likelihood, guesses)[0];
        Maximum found = search().withTolerance(1e-2).maximize(name, parameters, likelihood.apply(distinct), best);
        double[] estimates = new double[parameters.size()];
        Arrays.setAll(estimates, found::estimate);
        return estimates;
    }

    /** The highest of the ends of all climbs; of equal ones that which is a maximum. */
    private Maximum highest(
            List<Parameter> parameters,
            Function<Purchases, ? extends LogLikelihood> likelihood,
            List<double[]> guesses) {
        Maximum best = maximize(parameters, likelihood, guesses.get(0));
        for (double[] guess : guesses.subList(1, guesses.size())) {
            Maximum next = maximize(parameters, likelihood, guess);
            boolean higher = next.logLikelihood() > best.logLikelihood() + SAME;
            boolean firmer = next.ending() == Ending.MAXIMUM && best.ending() != Ending.MAXIMUM;
            if (higher || (firmer && next.logLikelihood() > best.logLikelihood() - SAME)) {
                best = next;
            }
        }
        return best.ending() == Ending.UNFINISHED ? further(parameters, likelihood, best) : best;
    }

    /** On along a ridge that is longer than others. */
    private Maximum further(
            List<Parameter> parameters, Function<Purchases, ? extends LogLikelihood> likelihood, Maximum from) {
        double[] start = new double[parameters.size()];
        Arrays.setAll(start, from::estimate);
        return search().withIterations(PATIENT).maximize(name, parameters, likelihood.apply(distinct), start);
    }

    /** The maximum from these starts. */
    Maximum maximize(
            List<Parameter> parameters, Function<Purchases, ? extends LogLikelihood> likelihood, double[]... starts) {
        return search().maximize(name, parameters, likelihood.apply(distinct), starts);
    }

    /** Where nobody bought again the likelihood rises without end, if ever less: there is nothing to be exact about. */
    private MaximumLikelihood search() {
        MaximumLikelihood search = MaximumLikelihood.withDefaults();
        return repeats == 0 ? search.withTolerance(1e-4) : search;
    }

    /** The best guess by a look at some rows, then those that differ most from it. */
    private double[][] ranked(
            List<Parameter> parameters,
            Function<Purchases, ? extends LogLikelihood> likelihood,
            List<double[]> guesses) {
        LogLikelihood scouted = likelihood.apply(distinct.everyRow(Math.max(1, distinct.size() / SCOUTED)));
        double[][] ranked = guesses.toArray(new double[0][]);
        double[] gradient = new double[parameters.size()];
        double[] coordinates = new double[gradient.length];
        double best = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < ranked.length; i++) {
            double[] guess = ranked[i];
            Arrays.setAll(coordinates, j -> parameters.get(j).coordinate(guess[j]));
            double value = scouted.valueAndGradient(coordinates, gradient);
            if (value > best) {
                best = value;
                ranked[i] = ranked[0];
                ranked[0] = guess;
            }
        }
        return new double[][] {ranked[0], ranked[ranked.length / 2], ranked[ranked.length - 1]};
    }
}

package io.engagement.customerbase.covariate;

import io.engagement.customerbase.BaseFit;
import io.engagement.customerbase.FamilyMember;
import io.engagement.customerbase.Population;
import io.engagement.customerbase.Purchases;
import io.engagement.fit.Ending;
import io.engagement.fit.FitException;
import io.engagement.fit.Fitted;
import io.engagement.fit.Maximum;
import io.engagement.fit.MaximumLikelihood;
import io.engagement.fit.Parameter;
import io.engagement.fit.Provenance;
import io.engagement.internal.math.Spread;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The search for the maximum, with covariates in units of their spread. Where it ends at a bound as customers are all far from
 * covariates of 0, such as years of birth, it starts again at the maximum by covariates less their means.
 */
final class CovariateSearch<M extends FamilyMember<M>> {
    /** What a search from the means has to gain to count. */
    private static final double HIGHER = 1e-3;

    private final CovariateFamily<M> family;
    private final Purchases data;
    private final BaseFit rough;
    private final List<Spread> spreads;

    CovariateSearch(CovariateFamily<M> family, Purchases data) {
        Independence.check(family.name(), data);
        this.family = family;
        this.data = data;
        this.rough = new BaseFit(family.name(), data.distinct());
        Purchases rows = rough.distinct();
        // What a penalty holds has a curvature of its own.
        double penalty = Math.sqrt(2 * family.terms().lambda() / rows.size());
        this.spreads = IntStream.range(0, family.covariates().size())
                .mapToObj(k -> Spread.of(rows.size(), row -> 1, row -> rows.covariate(row, k))
                        .and(penalty))
                .toList();
    }

    Fitted<CovariateModel<M>> fitted() {
        checkSpreads();
        List<Spread> about = spreads.stream().map(Spread::aboutZero).toList();
        CovariateFit likelihood = CovariateFit.of(family, rough.distinct(), rough.unit(), about);
        Maximum maximum = highest(likelihood);
        double[] units = likelihood.units(family.parameters(), rough.unit());
        double[] found = new double[units.length];
        double[] coordinates = new double[units.length];
        Arrays.setAll(found, i -> maximum.estimate(i) * units[i]);
        Arrays.setAll(coordinates, maximum::estimate);
        double logLikelihood =
                family.whole(maximum.logLikelihood() + likelihood.penalty(coordinates), rough.distinct(), rough.unit());
        Provenance provenance = data.observed(
                Provenance.of(family.name(), data.customers(), rough.distinct().size()));
        return Fitted.of(
                family.make(found, Population.of(rough.distinct())),
                maximum,
                units,
                logLikelihood,
                rough.remarks(List::of),
                provenance);
    }

    private void checkSpreads() {
        for (int k = 0; k < spreads.size(); k++) {
            if (spreads.get(k).isExtreme()) {
                throw FitException.of(
                        family.name(),
                        "the covariate " + family.covariates().names().get(k) + " spreads by "
                                + spreads.get(k).deviation(),
                        List.of("Can it be taken in another unit?"));
            }
        }
    }

    private Maximum highest(CovariateFit likelihood) {
        List<double[]> starts = family.starts(rough);
        Maximum usual = climb(family.parameters(), likelihood, starts);
        if (usual.ending() == Ending.MAXIMUM) {
            return usual;
        }
        Maximum centred =
                climb(family.parameters(), CovariateFit.of(family, rough.distinct(), rough.unit(), spreads), starts);
        return centred.logLikelihood() > usual.logLikelihood() + HIGHER ? from(centred, likelihood) : usual;
    }

    private Maximum climb(List<Parameter> parameters, CovariateFit likelihood, List<double[]> starts) {
        return MaximumLikelihood.withDefaults().maximizeFromAll(family.name(), parameters, likelihood, starts);
    }

    /** The same maximum of a customer whose covariates are 0. */
    private Maximum from(Maximum centred, CovariateFit likelihood) {
        double[] zero = spreads.stream().mapToDouble(each -> each.standard(0)).toArray();
        double[][] map = CovariateFit.map(family.base(), family.coordinates(), zero);
        List<Parameter> parameters = family.parameters();
        double[] factors = new double[parameters.size()];
        double[] start = new double[factors.length];
        for (int i = 0; i < factors.length; i++) {
            factors[i] = i < map.length ? Math.exp(shift(map[i], i, centred)) : 1;
            start[i] = centred.estimate(i) * factors[i];
        }
        check(start, likelihood);
        List<Parameter> moved = IntStream.range(0, factors.length)
                .mapToObj(i -> moved(parameters.get(i), factors[i]))
                .toList();
        return climb(moved, likelihood, List.of(start));
    }

    private static Parameter moved(Parameter own, double factor) {
        return factor == 1 ? own : own.within(inRange(own.lower() * factor), inRange(own.upper() * factor));
    }

    /** By how much the logarithm of an own parameter differs between means and 0. */
    private double shift(double[] row, int own, Maximum centred) {
        double shift = 0;
        for (int j = 0; j < row.length; j++) {
            shift += j == own ? 0 : row[j] * centred.estimate(j);
        }
        return shift;
    }

    private static double inRange(double bound) {
        return Math.min(Math.max(bound, Double.MIN_NORMAL), Double.MAX_VALUE);
    }

    private void check(double[] start, CovariateFit likelihood) {
        double[] units = likelihood.units(family.parameters(), rough.unit());
        double[] values = new double[start.length];
        Arrays.setAll(values, i -> start[i] * units[i]);
        try {
            family.make(values, Population.of(rough.distinct()));
        } catch (IllegalArgumentException outOfRange) {
            int far = Spread.farthest(spreads);
            String name = family.covariates().names().get(far);
            throw FitException.of(
                    family.name(),
                    spreads.get(far).farFromZero(name),
                    List.of(spreads.get(far).nearerZero(name)));
        }
    }
}

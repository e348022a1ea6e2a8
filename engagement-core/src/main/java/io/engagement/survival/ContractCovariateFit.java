package io.engagement.survival;

import io.engagement.fit.Ending;
import io.engagement.fit.FitException;
import io.engagement.fit.Fitted;
import io.engagement.fit.LogLikelihood;
import io.engagement.fit.Maximum;
import io.engagement.fit.MaximumLikelihood;
import io.engagement.fit.Parameter;
import io.engagement.internal.math.Spread;
import io.engagement.measure.Covariates;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Fits models of contracts with covariates: the sum of the groups' likelihoods, each with the logarithms of both shapes moved by
 * its covariates. Coordinates are those of the model, then the coefficients of leaving and of staying for covariates in units of
 * their spread.
 */
final class ContractCovariateFit implements LogLikelihood {
    /** A shape beyond is none. */
    private static final double LARGEST_LOG = Math.log(1e9);
    /** A coefficient that moves a shape by more than e^30 for the spread of its covariate is none. */
    private static final double LARGEST = 30;
    /** What a search from the means has to gain to count. */
    private static final double HIGHER = 1e-3;

    private final List<ContractFit> groups = new ArrayList<>();
    /** Covariates by group, in units of their spread. */
    private final double[][] values;

    private final int own;
    private final int covariates;

    private ContractCovariateFit(TenureGroups data, int own, List<Spread> spreads) {
        this.own = own;
        this.covariates = spreads.size();
        this.values = new double[data.size()][];
        for (int g = 0; g < values.length; g++) {
            groups.add(ContractFit.of(data.tenures(g), own));
            double[] scaled = data.values(g);
            Arrays.setAll(scaled, k -> spreads.get(k).standard(scaled[k]));
            values[g] = scaled;
        }
    }

    /**
     * The fit of a model with its own parameters first.
     *
     * @param make the model of a customer without covariates, of the estimates of its parameters
     */
    static <M extends ContractModel> Fitted<ContractCovariateModel<M>> fit(
            String name,
            List<Parameter> parameters,
            TenureGroups data,
            Function<double[], M> make,
            ContractCovariateModel.Mover<M> mover) {
        int own = parameters.size();
        int p = data.covariates().size();
        List<Spread> spreads = spreads(name, data);
        Maximum maximum = highest(name, all(parameters, data.covariates().names()), data, spreads);
        double[] scales = new double[own + 2 * p];
        Arrays.setAll(scales, i -> i < own ? 1 : 1 / spreads.get((i - own) % p).deviation());
        double[] found = IntStream.range(0, scales.length)
                .mapToDouble(i -> maximum.estimate(i) * scales[i])
                .toArray();
        ContractCovariateModel<M> model = new ContractCovariateModel<>(
                make.apply(Arrays.copyOf(found, own)),
                mover,
                data.covariates(),
                Arrays.copyOfRange(found, own, own + p),
                Arrays.copyOfRange(found, own + p, own + 2 * p),
                data.typical());
        return Fitted.of(
                model,
                maximum,
                scales,
                maximum.logLikelihood(),
                Stream.concat(data.leftOut().stream(), ContractFit.remarks(data.all(), maximum).stream())
                        .toList(),
                ContractFit.provenance(name + " with covariates", data.all()));
    }

    private static List<Parameter> all(List<Parameter> own, List<String> covariates) {
        List<Parameter> all = new ArrayList<>(own);
        for (String shape : List.of("leaving.", "staying.")) {
            covariates.forEach(each -> all.add(Parameter.real(shape + each).within(-LARGEST, LARGEST)));
        }
        return all;
    }

    private static List<Spread> spreads(String name, TenureGroups data) {
        List<Spread> spreads = new ArrayList<>();
        for (int k = 0; k < data.covariates().size(); k++) {
            Spread spread = data.spread(k);
            if (!(spread.deviation() > 0)) {
                throw FitException.of(
                        name,
                        "the covariate " + data.covariates().names().get(k) + " is the same for all customers",
                        List.of("Can it be left out?", "Does a category have a level that no customer is of?"));
            }
            if (spread.isExtreme()) {
                throw FitException.of(
                        name,
                        "the covariate " + data.covariates().names().get(k) + " spreads by " + spread.deviation(),
                        List.of("Can it be taken in another unit?"));
            }
            spreads.add(spread);
        }
        return spreads;
    }

    /**
     * The maximum by the parameters of a customer of 0; where the search ends at a bound it may be as all customers are far from
     * that, which a search by covariates less their means tells.
     */
    private static Maximum highest(String name, List<Parameter> parameters, TenureGroups data, List<Spread> spreads) {
        int own = parameters.size() - 2 * spreads.size();
        double[][] starts = ContractFit.starts(name, own, data.all()).stream()
                .map(start -> Arrays.copyOf(start, parameters.size()))
                .toArray(double[][]::new);
        ContractCovariateFit likelihood = new ContractCovariateFit(
                data, own, spreads.stream().map(Spread::aboutZero).toList());
        Maximum usual = MaximumLikelihood.withDefaults().maximize(name, parameters, likelihood, starts);
        if (usual.ending() == Ending.MAXIMUM) {
            return usual;
        }
        Maximum centred = MaximumLikelihood.withDefaults()
                .maximize(name, parameters, new ContractCovariateFit(data, own, spreads), starts);
        if (!(centred.logLikelihood() > usual.logLikelihood() + HIGHER)) {
            return usual;
        }
        return MaximumLikelihood.withDefaults()
                .maximize(name, parameters, likelihood, ofZero(name, centred, data.covariates(), spreads));
    }

    /** The values at which a customer of 0 stands. */
    private static double[] ofZero(String name, Maximum centred, Covariates covariates, List<Spread> spreads) {
        int p = spreads.size();
        double[] start = IntStream.range(0, centred.parameters().size())
                .mapToDouble(centred::estimate)
                .toArray();
        for (int shape = 0; shape < 2; shape++) {
            double shift = 0;
            for (int k = 0; k < p; k++) {
                shift += start[start.length - (2 - shape) * p + k]
                        * spreads.get(k).standard(0);
            }
            start[shape] *= Math.exp(shift);
            Parameter own = centred.parameters().get(shape);
            if (!(start[shape] > own.lower() && start[shape] < own.upper())) {
                int far = Spread.farthest(spreads);
                String covariate = covariates.names().get(far);
                throw FitException.of(
                        name,
                        spreads.get(far).farFromZero(covariate),
                        List.of(spreads.get(far).nearerZero(covariate)));
            }
        }
        return start;
    }

    @Override
    public int dimension() {
        return own + 2 * covariates;
    }

    /** A group's value and its slopes along the logarithms of its own parameters. */
    private static final class Part {
        private final double value;
        private final double[] slopes;

        Part(double value, double[] slopes) {
            this.value = value;
            this.slopes = slopes;
        }
    }

    @Override
    public double valueAndGradient(double[] coordinates, double[] gradient) {
        List<Part> parts = IntStream.range(0, values.length)
                .parallel()
                .mapToObj(g -> part(g, coordinates))
                .toList();
        Arrays.fill(gradient, 0);
        double value = 0;
        for (int g = 0; g < values.length; g++) {
            Part part = parts.get(g);
            value += part.value;
            for (int i = 0; i < own; i++) {
                gradient[i] += part.slopes[i];
            }
            for (int k = 0; k < covariates; k++) {
                gradient[own + k] += part.slopes[0] * values[g][k];
                gradient[own + covariates + k] += part.slopes[1] * values[g][k];
            }
        }
        return value;
    }

    private Part part(int group, double[] coordinates) {
        double[] logs = Arrays.copyOf(coordinates, own);
        for (int k = 0; k < covariates; k++) {
            logs[0] += coordinates[own + k] * values[group][k];
            logs[1] += coordinates[own + covariates + k] * values[group][k];
        }
        double[] slopes = new double[own];
        if (Math.abs(logs[0]) > LARGEST_LOG || Math.abs(logs[1]) > LARGEST_LOG) {
            return new Part(Double.NEGATIVE_INFINITY, slopes);
        }
        return new Part(groups.get(group).valueAndGradient(logs, slopes), slopes);
    }
}

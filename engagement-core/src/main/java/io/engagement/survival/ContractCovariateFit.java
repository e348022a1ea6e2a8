package io.engagement.survival;

import io.engagement.fit.FitException;
import io.engagement.fit.Fitted;
import io.engagement.fit.LogLikelihood;
import io.engagement.fit.Maximum;
import io.engagement.fit.MaximumLikelihood;
import io.engagement.fit.Parameter;
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

    private final List<ContractFit> groups = new ArrayList<>();
    /** Covariates by group, in units of their spread. */
    private final double[][] values;

    private final int own;
    private final int covariates;

    private ContractCovariateFit(TenureGroups data, int own, double[] units) {
        this.own = own;
        this.covariates = units.length;
        this.values = new double[data.size()][];
        for (int g = 0; g < values.length; g++) {
            groups.add(ContractFit.of(data.tenures(g), own));
            double[] scaled = data.values(g);
            Arrays.setAll(scaled, k -> scaled[k] * units[k]);
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
        double[] units = units(name, data);
        ContractCovariateFit likelihood = new ContractCovariateFit(data, own, units);
        double[][] starts = ContractFit.starts(name, own, data.all()).stream()
                .map(start -> Arrays.copyOf(start, own + 2 * p))
                .toArray(double[][]::new);
        Maximum maximum = MaximumLikelihood.withDefaults()
                .maximize(name, all(parameters, data.covariates().names()), likelihood, starts);
        double[] scales = new double[own + 2 * p];
        Arrays.setAll(scales, i -> i < own ? 1 : units[(i - own) % p]);
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

    private static double[] units(String name, TenureGroups data) {
        double[] units = new double[data.covariates().size()];
        for (int k = 0; k < units.length; k++) {
            if (!(data.spread(k) > 0)) {
                throw FitException.of(
                        name,
                        "the covariate " + data.covariates().names().get(k) + " is the same for all customers",
                        List.of("Can it be left out?", "Does a category have a level that no customer is of?"));
            }
            units[k] = 1 / data.spread(k);
        }
        return units;
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

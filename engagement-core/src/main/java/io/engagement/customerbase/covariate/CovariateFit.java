package io.engagement.customerbase.covariate;

import io.engagement.customerbase.FamilyMember;
import io.engagement.customerbase.PurchaseFamily;
import io.engagement.customerbase.Purchases;
import io.engagement.fit.CurvedLogLikelihood;
import io.engagement.fit.Fitted;
import io.engagement.fit.Parameter;
import io.engagement.internal.math.Spread;
import io.engagement.measure.Covariates;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Fits a model with covariates: customers of equal covariates are a base of the model without, whose parameters' logarithms are a
 * linear function of the coordinates; value and derivatives are those of all these bases.
 */
final class CovariateFit implements CurvedLogLikelihood {
    private final PurchaseFamily<?> family;
    private final List<Group> groups;
    private final double lambda;
    /** By coordinate what a unit of it is of the parameter's coordinate. */
    private final double[] scales;

    /** Customers of equal covariates. */
    private static final class Group {
        private final CurvedLogLikelihood likelihood;
        private final double[][] map;

        Group(CurvedLogLikelihood likelihood, double[][] map) {
            this.likelihood = likelihood;
            this.map = map;
        }
    }

    private CovariateFit(PurchaseFamily<?> family, List<Group> groups, double lambda, double[] scales) {
        this.family = family;
        this.groups = groups;
        this.lambda = lambda;
        this.scales = scales;
    }

    /** The log-likelihood of rows with covariates, less the penalty. */
    static CovariateFit of(CovariateFamily<?> family, Purchases distinct, double unit) {
        return of(
                family, distinct, unit, Collections.nCopies(family.covariates().size(), Spread.STANDARD));
    }

    /** The same, with the covariates in other units and from other origins. */
    static CovariateFit of(CovariateFamily<?> family, Purchases distinct, double unit, List<Spread> spreads) {
        CovariateCoordinates columns = family.coordinates();
        return new CovariateFit(
                family.base(),
                groups(family.base(), distinct, columns, unit, spreads),
                family.terms().lambda(),
                columns.scales(spreads));
    }

    static <M extends FamilyMember<M>> Fitted<CovariateModel<M>> fit(CovariateFamily<M> family, Purchases data) {
        return new CovariateSearch<>(family, data).fitted();
    }

    private static List<Group> groups(
            PurchaseFamily<?> family, Purchases data, CovariateCoordinates columns, double unit, List<Spread> spreads) {
        Map<List<Double>, List<Integer>> rows = new LinkedHashMap<>();
        for (int row = 0; row < data.size(); row++) {
            List<Double> key = Arrays.stream(data.covariates(row)).boxed().toList();
            rows.computeIfAbsent(key, none -> new ArrayList<>()).add(row);
        }
        List<Group> groups = new ArrayList<>();
        rows.forEach((values, members) -> {
            Purchases own = data.rows(
                            members.stream().mapToInt(Integer::intValue).toArray())
                    .about(Covariates.none())
                    .distinct();
            groups.add(new Group(curved(family, own, unit), map(family, columns, standard(values, spreads))));
        });
        return groups;
    }

    private static double[] standard(List<Double> values, List<Spread> spreads) {
        return IntStream.range(0, values.size())
                .mapToDouble(k -> spreads.get(k).standard(values.get(k)))
                .toArray();
    }

    private static CurvedLogLikelihood curved(PurchaseFamily<?> family, Purchases rows, double unit) {
        if (family.likelihood(rows, unit) instanceof CurvedLogLikelihood curved) {
            return curved;
        }
        throw new IllegalArgumentException(
                family.name()
                        + " must have a likelihood with second derivatives to be fitted with covariates: see CurvedLogLikelihood");
    }

    /** The logarithms of the model's parameters as a linear function of the coordinates. */
    static double[][] map(PurchaseFamily<?> family, CovariateCoordinates columns, double... values) {
        double[][] map = new double[family.parameters().size()][columns.size()];
        for (int i = 0; i < map.length; i++) {
            map[i][i] = 1;
            for (int k = 0; k < values.length; k++) {
                if (columns.ofPurchases(k) != CovariateCoordinates.NONE) {
                    map[i][columns.ofPurchases(k)] += family.movedByPurchases().get(i) * values[k];
                }
                if (columns.ofLeaving(k) != CovariateCoordinates.NONE) {
                    map[i][columns.ofLeaving(k)] += family.movedByLeaving().get(i) * values[k];
                }
            }
        }
        return map;
    }

    /** The factors from what was found to values in the user's units. */
    double[] units(List<Parameter> parameters, double unit) {
        return IntStream.range(0, scales.length)
                .mapToDouble(i -> parameters.get(i).scaled(1, unit) * scales[i])
                .toArray();
    }

    /** What is taken from the log-likelihood. */
    double penalty(double[] coordinates) {
        double squares = 0;
        for (int i = family.parameters().size(); i < scales.length; i++) {
            squares += coordinates[i] * scales[i] * coordinates[i] * scales[i];
        }
        return lambda == 0 ? 0 : lambda * squares;
    }

    @Override
    public int dimension() {
        return scales.length;
    }

    /** A group's value and derivatives, by the logarithms of its own parameters. */
    private static final class Part {
        private final double value;
        private final double[] gradient;
        private final double[][] hessian;

        Part(double value, double[] gradient, double[][] hessian) {
            this.value = value;
            this.gradient = gradient;
            this.hessian = hessian;
        }
    }

    @Override
    public double valueAndGradient(double[] coordinates, double[] gradient) {
        return sum(coordinates, gradient, new double[0][]);
    }

    @Override
    public double valueGradientAndHessian(double[] coordinates, double[] gradient, double[][] hessian) {
        return sum(coordinates, gradient, hessian);
    }

    private double sum(double[] coordinates, double[] gradient, double[][] hessian) {
        boolean curved = hessian.length > 0;
        List<Part> parts = groups.stream()
                .parallel()
                .map(group -> part(group, coordinates, curved))
                .toList();
        Arrays.fill(gradient, 0);
        for (double[] row : hessian) {
            Arrays.fill(row, 0);
        }
        double value = -penalty(coordinates);
        for (int i = family.parameters().size(); lambda > 0 && i < scales.length; i++) {
            gradient[i] -= 2 * lambda * scales[i] * scales[i] * coordinates[i];
            if (curved) {
                hessian[i][i] -= 2 * lambda * scales[i] * scales[i];
            }
        }
        for (int g = 0; g < parts.size(); g++) {
            Part part = parts.get(g);
            double[][] map = groups.get(g).map;
            value += part.value;
            for (int i = 0; i < map.length; i++) {
                for (int j = 0; j < scales.length; j++) {
                    gradient[j] += part.gradient[i] * map[i][j];
                }
                if (curved) {
                    addOuter(hessian, map[i], combined(part.hessian[i], map));
                }
            }
        }
        for (int i = 0; i < hessian.length; i++) {
            for (int j = 0; j < i; j++) {
                hessian[j][i] = hessian[i][j];
            }
        }
        return value;
    }

    /** A row of a group's second derivatives, brought to the coordinates on one side. */
    private static double[] combined(double[] row, double[][] map) {
        double[] combined = new double[map[0].length];
        for (int k = 0; k < map.length; k++) {
            for (int j = 0; j < combined.length; j++) {
                combined[j] += row[k] * map[k][j];
            }
        }
        return combined;
    }

    /** The lower triangle of a product. */
    private static void addOuter(double[][] hessian, double[] one, double[] other) {
        for (int i = 0; i < one.length; i++) {
            double factor = one[i];
            double[] row = hessian[i];
            for (int j = 0; factor != 0 && j <= i; j++) {
                row[j] += factor * other[j];
            }
        }
    }

    private static Part part(Group group, double[] coordinates, boolean curved) {
        double[][] map = group.map;
        double[] logs = new double[map.length];
        for (int i = 0; i < logs.length; i++) {
            for (int j = 0; j < coordinates.length; j++) {
                logs[i] += map[i][j] * coordinates[j];
            }
        }
        double[] gradient = new double[logs.length];
        double[][] hessian = new double[curved ? logs.length : 0][logs.length];
        double value = curved
                ? group.likelihood.valueGradientAndHessian(logs, gradient, hessian)
                : group.likelihood.valueAndGradient(logs, gradient);
        return new Part(value, gradient, hessian);
    }
}

package io.engagement.customerbase.covariate;

import io.engagement.customerbase.BaseFit;
import io.engagement.customerbase.FamilyMember;
import io.engagement.customerbase.Population;
import io.engagement.customerbase.PurchaseFamily;
import io.engagement.customerbase.Purchases;
import io.engagement.fit.CurvedLogLikelihood;
import io.engagement.fit.Fitted;
import io.engagement.fit.Maximum;
import io.engagement.fit.MaximumLikelihood;
import io.engagement.fit.Provenance;
import io.engagement.measure.Covariates;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Fits a model with covariates: customers of equal covariates are a base of the model without, whose parameters' logarithms are a
 * linear function of the coordinates; value and derivatives are those of all these bases.
 */
final class CovariateFit implements CurvedLogLikelihood {
    private final PurchaseFamily<?> family;
    private final List<Group> groups;
    private final double lambda;
    private final int dimension;

    /** Customers of equal covariates. */
    private static final class Group {
        private final CurvedLogLikelihood likelihood;
        private final double[][] map;

        Group(CurvedLogLikelihood likelihood, double[][] map) {
            this.likelihood = likelihood;
            this.map = map;
        }
    }

    private CovariateFit(PurchaseFamily<?> family, List<Group> groups, double lambda, int dimension) {
        this.family = family;
        this.groups = groups;
        this.lambda = lambda;
        this.dimension = dimension;
    }

    /** The log-likelihood of rows with covariates, less the penalty. */
    static CovariateFit of(CovariateFamily<?> family, Purchases distinct, double unit) {
        CovariateCoordinates columns = family.coordinates();
        return new CovariateFit(
                family.base(),
                groups(family.base(), distinct, columns, unit),
                family.terms().lambda(),
                columns.size());
    }

    static <M extends FamilyMember<M>> Fitted<CovariateModel<M>> fit(CovariateFamily<M> family, Purchases data) {
        Independence.check(family.name(), data);
        BaseFit rough = new BaseFit(family.name(), data.distinct());
        CovariateFit likelihood = of(family, rough.distinct(), rough.unit());
        Maximum maximum = MaximumLikelihood.withDefaults()
                .maximizeFromAll(family.name(), family.parameters(), likelihood, family.starts(rough));
        double[] units = family.parameters().stream()
                .mapToDouble(each -> each.scaled(1, rough.unit()))
                .toArray();
        double[] found = new double[units.length];
        Arrays.setAll(found, i -> maximum.estimate(i) * units[i]);
        double logLikelihood =
                family.whole(maximum.logLikelihood() + likelihood.penalty(found), rough.distinct(), rough.unit());
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

    private static List<Group> groups(
            PurchaseFamily<?> family, Purchases data, CovariateCoordinates columns, double unit) {
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
            groups.add(new Group(curved(family, own, unit), map(family, columns, values)));
        });
        return groups;
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
    private static double[][] map(PurchaseFamily<?> family, CovariateCoordinates columns, List<Double> values) {
        double[][] map = new double[family.parameters().size()][columns.size()];
        for (int i = 0; i < map.length; i++) {
            map[i][i] = 1;
            for (int k = 0; k < values.size(); k++) {
                if (columns.ofPurchases(k) != CovariateCoordinates.NONE) {
                    map[i][columns.ofPurchases(k)] += family.movedByPurchases().get(i) * values.get(k);
                }
                if (columns.ofLeaving(k) != CovariateCoordinates.NONE) {
                    map[i][columns.ofLeaving(k)] += family.movedByLeaving().get(i) * values.get(k);
                }
            }
        }
        return map;
    }

    /** What is taken from the log-likelihood. */
    private double penalty(double[] coordinates) {
        double squares = 0;
        for (int i = family.parameters().size(); i < dimension; i++) {
            squares += coordinates[i] * coordinates[i];
        }
        return lambda * squares;
    }

    @Override
    public int dimension() {
        return dimension;
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
        for (int i = family.parameters().size(); i < dimension; i++) {
            gradient[i] -= 2 * lambda * coordinates[i];
            if (curved) {
                hessian[i][i] -= 2 * lambda;
            }
        }
        for (int g = 0; g < parts.size(); g++) {
            Part part = parts.get(g);
            double[][] map = groups.get(g).map;
            value += part.value;
            for (int i = 0; i < map.length; i++) {
                for (int j = 0; j < dimension; j++) {
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

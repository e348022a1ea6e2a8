package io.engagement.initiative;

import io.engagement.fit.Maximum;
import io.engagement.fit.MaximumLikelihood;
import io.engagement.fit.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** One regression: origins from some age on, some of the columns, one ridge. */
final class PooledFit {
    /** Levels and coefficients farther out are no log-odds any more. */
    private static final double FARTHEST = 100;

    private final List<PastOrigins.Origin> origins;
    private final TermDesign design;
    private final int newest;
    private final int[] columns;
    private final PooledLogistic likelihood;

    PooledFit(List<PastOrigins.Origin> origins, TermDesign design, int newest, double ridge, int... columns) {
        this.origins = origins;
        this.design = design;
        this.newest = newest;
        this.columns = columns;
        List<PooledLogistic.Group> groups = new ArrayList<>();
        for (int age = newest; age < origins.size(); age++) {
            groups.add(new PooledLogistic.Group(
                    PastOrigins.weight(age - newest), origins.get(age).happened(), picked(age)));
        }
        double[] ridges = new double[columns.length];
        Arrays.fill(ridges, ridge);
        likelihood = new PooledLogistic(groups, ridges);
    }

    private double[] picked(int age) {
        double[] all = design.columns(age);
        if (columns.length == design.width()) {
            return all;
        }
        int rows = all.length / design.width();
        double[] some = new double[rows * columns.length];
        for (int row = 0; row < rows; row++) {
            for (int j = 0; j < columns.length; j++) {
                some[row * columns.length + j] = all[row * design.width() + columns[j]];
            }
        }
        return some;
    }

    int levels() {
        return origins.size() - newest;
    }

    PooledLogistic likelihood() {
        return likelihood;
    }

    Maximum maximum(double tolerance) {
        return MaximumLikelihood.withDefaults()
                .withTolerance(tolerance)
                .maximize(AdditiveLogistic.KIND, parameters(), likelihood, likelihood.start());
    }

    /** With the covariance of estimates from customers, who stand at many origins. */
    Maximum clustered(Maximum maximum) {
        double[] point = IntStream.range(0, likelihood.dimension())
                .mapToDouble(maximum::estimate)
                .toArray();
        ClusteredProducts products = likelihood.products(
                point,
                origins.subList(newest, origins.size()).stream()
                        .map(PastOrigins.Origin::rows)
                        .toList());
        return products.customers() < 2 ? maximum : maximum.clustered(products.sums(), products.customers());
    }

    private List<Parameter> parameters() {
        List<Parameter> parameters = new ArrayList<>();
        for (int level = 0; level < levels(); level++) {
            parameters.add(Parameter.real("level." + level).within(-FARTHEST, FARTHEST));
        }
        List<String> names = design.names();
        for (int column : columns) {
            int sign = design.sign(column);
            parameters.add(Parameter.real(names.get(column)).within(sign > 0 ? 0 : -FARTHEST, sign < 0 ? 0 : FARTHEST));
        }
        return parameters;
    }

    /** Coefficients of all the design's columns, 0 for those that take no part. */
    double[] coefficients(Maximum maximum) {
        double[] all = new double[design.width()];
        for (int j = 0; j < columns.length; j++) {
            all[columns[j]] = maximum.estimate(levels() + j);
        }
        return all;
    }

    /** Log-odds of an origin's rows without a level. */
    static double[] logOdds(TermDesign design, int age, double... coefficients) {
        double[] in = design.columns(age);
        int width = coefficients.length;
        return IntStream.range(0, in.length / width)
                .mapToDouble(row -> {
                    double sum = 0;
                    for (int j = 0; j < width; j++) {
                        sum += coefficients[j] * in[row * width + j];
                    }
                    return sum;
                })
                .toArray();
    }

    /** Covariance of a weighted sum of the levels and the coefficients of all columns: the lower triangle, row by row. */
    double[] covariance(Maximum maximum, double... shares) {
        int size = 1 + design.width();
        int[] places = new int[size];
        Arrays.fill(places, -1);
        for (int j = 0; j < columns.length; j++) {
            places[1 + columns[j]] = levels() + j;
        }
        double[] triangle = new double[size * (size + 1) / 2];
        int cell = 0;
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                triangle[cell++] =
                        j == 0 ? withLevel(maximum, places, i, shares) : known(maximum, places[i], places[j]);
            }
        }
        return triangle;
    }

    private static double withLevel(Maximum maximum, int[] places, int i, double... shares) {
        double sum = 0;
        for (int level = 0; level < shares.length; level++) {
            if (i > 0) {
                sum += shares[level] * known(maximum, level, places[i]);
            } else {
                for (int other = 0; other < shares.length; other++) {
                    sum += shares[level] * shares[other] * known(maximum, level, other);
                }
            }
        }
        return sum;
    }

    /** 0 for what takes no part or stands at its bound. */
    private static double known(Maximum maximum, int i, int j) {
        return i >= 0 && j >= 0 && maximum.isDetermined(i) && maximum.isDetermined(j)
                ? maximum.coordinateCovariance(i, j)
                : 0;
    }
}

package io.engagement.customerbase;

import io.engagement.measure.Covariates;
import io.engagement.measure.MeasureColumn;
import io.engagement.score.CovariateSteps;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** By each customer's own model, which is that of all who have the same covariates. */
final class CovariateRows implements PurchaseRows {
    private final CustomerBaseModel model;
    private final OwnKernels kernels;
    private final MeasureColumn frequency;
    private final MeasureColumn recency;
    private final MeasureColumn age;
    private final MeasureColumn[] covariates;

    CovariateRows(
            CustomerBaseModel model,
            OwnKernels kernels,
            MeasureColumn frequency,
            MeasureColumn recency,
            MeasureColumn age,
            List<MeasureColumn> covariates) {
        this.model = model;
        this.kernels = kernels;
        this.frequency = frequency;
        this.recency = recency;
        this.age = age;
        this.covariates = covariates.toArray(MeasureColumn[]::new);
    }

    @Override
    public double of(int row) {
        return of(row, kernels.forOne());
    }

    @Override
    public void of(int from, int to, double[] out) {
        OwnKernels.Recent recent = kernels.forMany();
        for (int row = from; row < to; row++) {
            out[row] = of(row, recent);
        }
    }

    private double of(int row, OwnKernels.Recent recent) {
        double x = frequency.get(row);
        double[] values = recent.values();
        for (int i = 0; i < values.length; i++) {
            values[i] = covariates[i].get(row);
        }
        PurchaseKernel kernel = Double.isNaN(x) ? null : recent.ofValues();
        return kernel == null ? Double.NaN : kernel.of(x, recency.get(row), age.get(row));
    }

    private double[] values(int row) {
        return Arrays.stream(covariates).mapToDouble(column -> column.get(row)).toArray();
    }

    @Override
    public Optional<String> whyNone(int row, String act, String wanted) {
        Optional<String> noAct = KernelRows.whyNone(frequency.get(row), act, wanted);
        return noAct.isPresent() ? noAct : whyNone(values(row));
    }

    private Optional<String> whyNone(double[] values) {
        Optional<String> unknown = CovariateSteps.whyUnknown(model.covariates(), values);
        if (unknown.isPresent()) {
            return unknown;
        }
        try {
            model.given(values);
            return Optional.empty();
        } catch (IllegalArgumentException outOfRange) {
            return Optional.of("no score: " + outOfRange.getMessage());
        }
    }

    /** The quantity at each step of both paths: three of the rhythm, and one for each fact that is known of the customer. */
    @Override
    public Reasons reasons(int row, Rhythm rhythm) {
        double x = frequency.get(row);
        Covariates known = model.covariates();
        double[] typical = model.population().typicalCovariates().stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
        double[] own = values(row);
        double[][] points = rhythm.points(x, recency.get(row), age.get(row));
        double[][] grid = new double[known.facts().size() + 1][];
        double[][] mixtures = CovariateSteps.mixtures(known, typical, own);
        for (int step = 0; step < grid.length; step++) {
            boolean isSame = step > 0 && Arrays.equals(mixtures[step], mixtures[step - 1]);
            grid[step] = isSame ? grid[step - 1] : at(points, mixtures[step]);
        }
        double habit = points[1] == points[0] ? 0 : 1;
        double silence = Arrays.equals(points[2], points[1]) ? habit : 2;
        return new Reasons(
                List.of(
                        rhythm.path(new double[] {0, habit, silence}, x, recency.get(row), age.get(row)),
                        CovariateSteps.path(known, typical, own, model.timeScale())),
                List.of(CovariateSteps.factor()),
                inputs -> grid[(int) inputs[1]][(int) inputs[0]]);
    }

    private double[] at(double[][] points, double[] values) {
        PurchaseKernel like = kernels.like(values);
        return Arrays.stream(points)
                .mapToDouble(point -> like == null ? Double.NaN : like.of(point[0], point[1], point[2]))
                .toArray();
    }
}

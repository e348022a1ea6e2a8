package io.engagement.customerbase;

import io.engagement.measure.Covariates;
import io.engagement.measure.MeasureColumn;
import io.engagement.score.CovariateSteps;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** By each customer's own model, which is that of all who have the same covariates. */
final class CovariateRows implements PurchaseRows {
    private final CustomerBaseModel model;
    private final PurchaseQuantity.OfOne quantity;
    private final MeasureColumn frequency;
    private final MeasureColumn recency;
    private final MeasureColumn age;
    private final MeasureColumn[] covariates;

    CovariateRows(
            CustomerBaseModel model,
            PurchaseQuantity.OfOne quantity,
            MeasureColumn frequency,
            MeasureColumn recency,
            MeasureColumn age,
            List<MeasureColumn> covariates) {
        this.model = model;
        this.quantity = quantity;
        this.frequency = frequency;
        this.recency = recency;
        this.age = age;
        this.covariates = covariates.toArray(MeasureColumn[]::new);
    }

    @Override
    public double of(int row) {
        return of(row, OwnModels.forOne(model));
    }

    @Override
    public void of(int from, int to, double[] out) {
        OwnModels own = OwnModels.forMany(model);
        for (int row = from; row < to; row++) {
            out[row] = of(row, own);
        }
    }

    private double of(int row, OwnModels models) {
        double x = frequency.get(row);
        double[] values = models.values();
        for (int i = 0; i < values.length; i++) {
            values[i] = covariates[i].get(row);
        }
        CustomerBaseModel own = Double.isNaN(x) ? null : models.ofValues();
        return own == null ? Double.NaN : quantity.of(own, x, recency.get(row), age.get(row));
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
                inputs -> grid[(int) inputs[1]][(int) inputs[0]]);
    }

    private double[] at(double[][] points, double[] values) {
        CustomerBaseModel like = OwnModels.within(model, values);
        return Arrays.stream(points)
                .mapToDouble(point -> like == null ? Double.NaN : quantity.of(like, point[0], point[1], point[2]))
                .toArray();
    }

    /** Models of customers, of whom many often have the same covariates. For one thread. */
    private static final class OwnModels {
        private static final int KEPT = 64;

        private final CustomerBaseModel model;
        private final double[] values;
        private final double[] @Nullable [] keys;
        private final @Nullable CustomerBaseModel[] kept;

        private OwnModels(CustomerBaseModel model, int size) {
            this.model = model;
            this.values = new double[model.covariates().size()];
            this.keys = new double[size][];
            this.kept = new CustomerBaseModel[size];
        }

        static OwnModels forOne(CustomerBaseModel model) {
            return new OwnModels(model, 0);
        }

        static OwnModels forMany(CustomerBaseModel model) {
            return new OwnModels(model, KEPT);
        }

        /** To be filled. */
        double[] values() {
            return values;
        }

        /** The model of customers with the values, or null if there is none. */
        @Nullable CustomerBaseModel ofValues() {
            for (double value : values) {
                if (!Double.isFinite(value)) {
                    return null;
                }
            }
            if (kept.length == 0) {
                return within(model, values);
            }
            int mixed = Arrays.hashCode(values) * 0x9E3779B9;
            int place = mixed >>> 26;
            double[] key = keys[place];
            if (key == null || !Arrays.equals(key, values)) {
                keys[place] = values.clone();
                kept[place] = within(model, values);
            }
            return kept[place];
        }

        /** Far covariates may move a model out of its range. */
        static @Nullable CustomerBaseModel within(CustomerBaseModel model, double[] values) {
            try {
                return model.given(values);
            } catch (IllegalArgumentException outOfRange) {
                return null;
            }
        }
    }
}

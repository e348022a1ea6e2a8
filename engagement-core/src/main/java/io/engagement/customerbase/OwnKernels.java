package io.engagement.customerbase;

import io.engagement.measure.Covariates;
import io.engagement.measure.Fact;
import io.engagement.measure.Levels;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Kernels of customers' own models, by their covariates. Where these are categories, many customers are alike: each level's kernel
 * is made once, tabulates, and serves all tables. Where one is a number, hardly two customers are alike, and each is computed
 * alone. Thread-safe.
 */
final class OwnKernels {
    /** More different customers than this are computed alone. */
    private static final int MOST = 256;

    private final CustomerBaseModel model;
    private final Function<CustomerBaseModel, PurchaseKernel> ofMany;
    private final PurchaseQuantity.OfOne ofOne;
    /** By levels; of length 0 where a covariate is a number. What is there does not depend on who asked first. */
    private final AtomicReferenceArray<@Nullable PurchaseKernel> byLevels;

    private OwnKernels(
            CustomerBaseModel model,
            Function<CustomerBaseModel, PurchaseKernel> ofMany,
            PurchaseQuantity.OfOne ofOne,
            int levels) {
        this.model = model;
        this.ofMany = ofMany;
        this.ofOne = ofOne;
        this.byLevels = new AtomicReferenceArray<>(levels);
    }

    static OwnKernels of(
            CustomerBaseModel model, Function<CustomerBaseModel, PurchaseKernel> ofMany, PurchaseQuantity.OfOne ofOne) {
        return new OwnKernels(model, ofMany, ofOne, levels(model.covariates()));
    }

    private static int levels(Covariates covariates) {
        long levels = 1;
        for (Fact fact : covariates.facts()) {
            levels =
                    fact instanceof Levels category ? levels * category.levels().size() : MOST + 1;
            if (levels > MOST) {
                return 0;
            }
        }
        return (int) levels;
    }

    /** The kernel of customers with some covariates; null if one is not known, or moves the model out of its range. */
    @Nullable
    PurchaseKernel like(double... values) {
        int place = place(values);
        if (place < 0) {
            return alone(values);
        }
        PurchaseKernel kernel = byLevels.get(place);
        if (kernel == null) {
            CustomerBaseModel own = own(values);
            kernel = own == null ? null : ofMany.apply(own);
            byLevels.set(place, kernel);
        }
        return kernel;
    }

    private @Nullable PurchaseKernel alone(double... values) {
        CustomerBaseModel own = own(values);
        return own == null ? null : (x, recency, age) -> ofOne.of(own, x, recency, age);
    }

    private @Nullable CustomerBaseModel own(double... values) {
        for (double value : values) {
            if (!Double.isFinite(value)) {
                return null;
            }
        }
        try {
            return model.given(values);
        } catch (IllegalArgumentException outOfRange) {
            return null;
        }
    }

    /** Among all combinations of levels; -1 where these are not what the columns hold. */
    private int place(double... values) {
        if (byLevels.length() == 0) {
            return -1;
        }
        Covariates covariates = model.covariates();
        int place = 0;
        for (int fact = 0; fact < covariates.facts().size(); fact++) {
            int from = covariates.column(fact);
            int to = covariates.column(fact + 1);
            int level = 0;
            for (int i = from; i < to; i++) {
                if (values[i] != 0 && (values[i] != 1 || level > 0)) {
                    return -1;
                }
                level = values[i] == 1 ? i - from + 1 : level;
            }
            place = place * (to - from + 1) + level;
        }
        return place;
    }

    Recent forOne() {
        return new Recent(0);
    }

    Recent forMany() {
        return new Recent(byLevels.length() > 0 ? 0 : Recent.KEPT);
    }

    /** The kernels of the customers who were asked for last. For one thread. */
    final class Recent {
        private static final int KEPT = 64;
        private static final int BITS = 6;

        private final double[] values = new double[model.covariates().size()];
        private final double[] @Nullable [] keys;
        private final @Nullable PurchaseKernel[] kept;

        private Recent(int size) {
            this.keys = new double[size][];
            this.kept = new PurchaseKernel[size];
        }

        /** To be filled. */
        double[] values() {
            return values;
        }

        @Nullable
        PurchaseKernel ofValues() {
            if (kept.length == 0) {
                return like(values);
            }
            int place = (Arrays.hashCode(values) * 0x9E3779B9) >>> (Integer.SIZE - BITS);
            double[] key = keys[place];
            if (key == null || !Arrays.equals(key, values)) {
                keys[place] = values.clone();
                kept[place] = like(values);
            }
            return kept[place];
        }
    }
}

package io.engagement.survival;

import io.engagement.internal.math.MemoizedFunction;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A number that a model of contracts gives a customer by the renewals so far and, where it reads covariates, by these: one for all
 * who have both in common, which is kept. Thread-safe.
 */
public final class RenewalFunction {
    private static final int KEPT = 256;

    private final ContractModel model;
    private final OfModel number;
    /** What is there does not depend on who asked first. */
    private final AtomicReferenceArray<@Nullable Like> kept = new AtomicReferenceArray<>(KEPT);

    /** A number by the model of customers like one, and the renewals. */
    @FunctionalInterface
    public interface OfModel {
        /**
         * The number.
         *
         * @param own model of customers who have the same covariates
         * @param renewals so far
         * @return the same bits for the same arguments, on any thread
         */
        double of(ContractModel own, int renewals);
    }

    /** Customers with the same covariates. */
    private final class Like {
        private final double[] covariates;
        private final ContractModel own;
        /** Made when they are met again. */
        private volatile @Nullable MemoizedFunction numbers;

        Like(double[] covariates, ContractModel own) {
            this.covariates = covariates;
            this.own = own;
        }

        boolean is(double... known) {
            return Arrays.equals(covariates, 0, covariates.length, known, 1, known.length);
        }

        double again(int renewals) {
            MemoizedFunction all = numbers;
            if (all == null) {
                all = new MemoizedFunction(renewed -> number.of(own, renewed));
                numbers = all;
            }
            return all.of(renewals);
        }
    }

    /**
     * A function that keeps nothing yet.
     *
     * @param model of contracts
     * @param number what is asked of it
     */
    public RenewalFunction(ContractModel model, OfModel number) {
        this.model = Objects.requireNonNull(model, "model");
        this.number = Objects.requireNonNull(number, "number");
    }

    /**
     * The number of a customer.
     *
     * @param known the renewals, of which a part counts as none, then the model's covariates; kept by nobody
     * @return NaN if anything is not known, or covariates move the model out of its range
     */
    public double of(double... known) {
        for (double each : known) {
            if (!Double.isFinite(each)) {
                return Double.NaN;
            }
        }
        int place = place(known);
        Like like = kept.get(place);
        if (like != null && like.is(known)) {
            return like.again((int) known[0]);
        }
        Like first = like(Arrays.copyOfRange(known, 1, known.length));
        if (first == null) {
            return Double.NaN;
        }
        kept.set(place, first);
        return known.length == 1 ? first.again((int) known[0]) : number.of(first.own, (int) known[0]);
    }

    private static int place(double... known) {
        int mixed = 1;
        for (int i = 1; i < known.length; i++) {
            mixed = 31 * mixed + Double.hashCode(known[i]);
        }
        return (mixed * 0x9E3779B9) >>> 24;
    }

    private @Nullable Like like(double... covariates) {
        try {
            return new Like(covariates, model.given(covariates));
        } catch (IllegalArgumentException outOfRange) {
            return null;
        }
    }
}

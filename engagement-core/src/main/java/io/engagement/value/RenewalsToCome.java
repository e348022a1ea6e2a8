package io.engagement.value;

import io.engagement.contract.ContractModel;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Discounted expected renewals by the number of renewals so far, which has thousands of terms and is one for all customers who
 * have renewed as often: kept. For many threads.
 */
final class RenewalsToCome {
    /** Beyond so many renewals each is computed anew. */
    private static final int KEPT = 4096;

    private final ContractModel model;
    private final int horizon;
    private final double rate;
    /** Bits, 0 where a number is not known yet: what is there does not depend on who asked first. */
    private final AtomicLongArray kept = new AtomicLongArray(KEPT);

    RenewalsToCome(ContractModel model, int horizon, double rate) {
        this.model = model;
        this.horizon = horizon;
        this.rate = rate;
        // Refuses what cannot be added up.
        of(0);
    }

    double of(int renewals) {
        if (renewals >= KEPT) {
            return model.discountedRenewals(renewals, horizon, rate);
        }
        long bits = kept.get(renewals);
        if (bits != 0) {
            return Double.longBitsToDouble(bits);
        }
        double expected = model.discountedRenewals(renewals, horizon, rate);
        kept.set(renewals, Double.doubleToRawLongBits(expected));
        return expected;
    }
}

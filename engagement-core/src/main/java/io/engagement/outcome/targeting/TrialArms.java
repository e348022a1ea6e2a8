package io.engagement.outcome.targeting;

import io.engagement.outcome.experiment.ArmShares;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The arms of a trial.
 *
 * @param names the hold-out first
 * @param planned shares; empty: as they are in the rows
 */
record TrialArms(List<String> names, Optional<ArmShares> planned) {
    static TrialArms of(List<String> names, TrialRows rows) {
        int heldOut = rows.of(0).length;
        if (names.size() < 2 || heldOut == 0) {
            throw new IllegalArgumentException("a trial needs rows in the hold-out '" + names.get(0)
                    + "' and in another arm; it has " + heldOut + " and " + (rows.size() - heldOut)
                    + ": without a hold-out nobody knows what would have happened anyway");
        }
        return new TrialArms(names, Optional.empty());
    }

    /** Customers by arm. */
    Map<String, Integer> byName(int... counts) {
        Map<String, Integer> byName = new LinkedHashMap<>();
        for (int arm = 0; arm < counts.length; arm++) {
            byName.put(names.get(arm), counts[arm]);
        }
        return byName;
    }

    ArmShares shares(int rows, int... counts) {
        return planned.orElseGet(() -> {
            Map<String, Double> shares = new LinkedHashMap<>();
            byName(counts).forEach((arm, count) -> shares.put(arm, (double) count / rows));
            return ArmShares.of(names.get(0), shares);
        });
    }

    TrialArms with(ArmShares shares) {
        if (!shares.arms().equals(names)) {
            throw new IllegalArgumentException("shares must be of " + names + ", were of " + shares.arms());
        }
        return new TrialArms(names, Optional.of(shares));
    }

    /** Refuses rows of which an arm has none. */
    void requireAll(int of, int... counts) {
        for (int arm = 0; arm < counts.length; arm++) {
            if (counts[arm] == 0) {
                throw new IllegalArgumentException("no row of arm '" + names.get(arm) + "' is left of " + of
                        + ": take more rows, or leave out the arm");
            }
        }
    }

    /** The place of an arm that was contacted. */
    static int contacted(List<String> names, String arm) {
        int place = names.indexOf(Objects.requireNonNull(arm, "arm"));
        if (place < 1) {
            throw new IllegalArgumentException(
                    "arm must be one of " + names.subList(1, names.size()) + ", was '" + arm + "'");
        }
        return place;
    }
}

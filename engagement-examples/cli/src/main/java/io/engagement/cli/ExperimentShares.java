package io.engagement.cli;

import io.engagement.outcome.experiment.ArmShares;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;

/** Planned shares of arms. */
final class ExperimentShares {
    /** What an arm that is not contacted is usually called. */
    private static final Set<String> USUAL =
            Set.of("control", "holdout", "hold-out", "hold out", "held out", "held-out", "none", "no contact");

    @Option(
            names = "--shares",
            split = ",",
            paramLabel = "ARM=SHARE",
            description = "The planned share of each arm, the hold-out too: control=0.1,mail=0.9.")
    private Map<String, Double> shares = new LinkedHashMap<>();

    /**
     * The shares.
     *
     * @throws UsageError if they are no plan, or no arm is the hold-out
     */
    Optional<ArmShares> shares(Optional<String> holdOut) {
        if (shares.isEmpty()) {
            return Optional.empty();
        }
        String heldOut = holdOut.orElseGet(this::usual);
        if (!shares.containsKey(heldOut)) {
            throw new UsageError(
                    "--hold-out '" + Excerpt.of(heldOut) + "' has no share; arms of --shares are " + arms());
        }
        try {
            return Optional.of(ArmShares.of(heldOut, shares));
        } catch (IllegalArgumentException e) {
            throw new UsageError("--shares: " + e.getMessage());
        }
    }

    private String usual() {
        List<String> usual = shares.keySet().stream()
                .filter(arm -> USUAL.contains(arm.toLowerCase(Locale.ROOT)))
                .toList();
        if (usual.size() != 1) {
            throw new UsageError("--hold-out ARM is missing: which arm is not contacted? Arms of --shares are " + arms()
                    + "; an arm called control is taken for it");
        }
        return usual.get(0);
    }

    private String arms() {
        return "[" + Excerpt.ofNames(List.copyOf(shares.keySet())) + "]";
    }
}

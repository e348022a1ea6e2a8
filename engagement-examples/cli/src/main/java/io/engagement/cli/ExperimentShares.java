package io.engagement.cli;

import io.engagement.connect.Excerpt;
import io.engagement.outcome.experiment.ArmShares;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Planned shares of arms. */
final class ExperimentShares {
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
        String heldOut = holdOut.map(
                        name -> HoldOuts.asWritten(name, shares.keySet()).orElse(name))
                .or(() -> HoldOuts.usual(shares.keySet()))
                .orElseThrow(() -> new UsageError(HoldOuts.missing("--shares", shares.keySet())));
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

    private String arms() {
        return "[" + Excerpt.ofNames(List.copyOf(shares.keySet())) + "]";
    }
}

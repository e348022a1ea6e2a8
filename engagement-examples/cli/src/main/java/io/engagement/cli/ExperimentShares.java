package io.engagement.cli;

import io.engagement.outcome.experiment.ArmShares;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Planned shares of arms. */
final class ExperimentShares {
    @Option(
            names = "--shares",
            split = ",",
            paramLabel = "ARM=SHARE",
            description = "The planned share of each arm, the hold-out first: none=0.1,mail=0.9.")
    private Map<String, Double> shares = new LinkedHashMap<>();

    /**
     * The shares, the first arm being the hold-out.
     *
     * @throws UsageError if they are no plan
     */
    Optional<ArmShares> shares() {
        if (shares.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(ArmShares.of(shares.keySet().iterator().next(), shares));
        } catch (IllegalArgumentException e) {
            throw new UsageError("--shares: " + e.getMessage());
        }
    }
}

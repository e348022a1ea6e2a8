package io.engagement.cli;

import java.util.Optional;
import picocli.CommandLine.Option;

/** What is written beside scores, for people who look at the first ones. */
final class RankOptions {
    @Option(
            names = "--ranks",
            description =
                    "Write each score's rank too, as SCORE_rank: 1 for the highest of all customers, of a risk for"
                            + " who is most at risk. Equal scores share the best rank.")
    private boolean ranks;

    @Option(
            names = "--bands",
            paramLabel = "N",
            description = "Write each score's band too, as SCORE_band: customers in so many bands of equal size, 1 for"
                    + " the highest scores, such as 10 for tenths. Equal scores are in one band.")
    private Optional<Integer> bands = Optional.empty();

    boolean ranks() {
        return ranks;
    }

    /**
     * How many bands.
     *
     * @throws UsageError if fewer than two
     */
    Optional<Integer> bands() {
        bands.filter(count -> count < 2).ifPresent(count -> {
            throw new UsageError("--bands must be at least 2, was " + count);
        });
        return bands;
    }
}

package io.engagement.cli;

import io.engagement.outcome.OutcomeWindows;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** When effects of contacts are looked for. */
final class WindowOptions {
    /** Their names. */
    static final String[] NAMES = {"--short", "--while-incentive", "--long", "--long-from"};

    @Option(
            names = "--short",
            paramLabel = "LENGTH",
            converter = Lengths.class,
            description = "The short window, from the contact on: 7d unless told.")
    private Optional<Duration> shortWindow = Optional.empty();

    @Option(names = "--while-incentive", description = "Let the short window be as long as each incentive runs.")
    private boolean whileIncentive;

    @Option(
            names = "--long",
            paramLabel = "LENGTH",
            converter = Lengths.class,
            description = "The long window, from the end of the short one or of the incentive: 28d unless told.")
    private Duration longWindow = Duration.ofDays(28);

    @Option(
            names = "--long-from",
            paramLabel = "LENGTH",
            converter = Lengths.class,
            description = "Begin the long window so long after the contact; refused if the incentive still runs then.")
    private Optional<Duration> longFrom = Optional.empty();

    /**
     * The windows.
     *
     * @throws UsageError if the short one is told twice
     */
    OutcomeWindows windows() {
        if (whileIncentive && shortWindow.isPresent()) {
            throw new UsageError("--while-incentive and --short both tell the short window: leave out one of them");
        }
        OutcomeWindows windows = whileIncentive
                ? OutcomeWindows.whileIncentiveRuns(longWindow)
                : OutcomeWindows.of(shortWindow.orElse(Duration.ofDays(7)), longWindow);
        return longFrom.map(windows::withLongFrom).orElse(windows);
    }
}

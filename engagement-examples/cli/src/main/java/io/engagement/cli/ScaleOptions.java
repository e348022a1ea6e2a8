package io.engagement.cli;

import io.engagement.domain.TimeScale;
import picocli.CommandLine.Option;

/** The unit of time of models that are fitted or read. */
final class ScaleOptions {
    @Option(
            names = "--time-scale",
            paramLabel = "UNIT",
            defaultValue = "WEEKS",
            description = "The unit of time of models: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private TimeScale scale = TimeScale.WEEKS;

    TimeScale scale() {
        return scale;
    }
}

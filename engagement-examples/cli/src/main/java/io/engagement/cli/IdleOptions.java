package io.engagement.cli;

import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** Options that would change nothing: refused, as who gives them thinks that they do. */
final class IdleOptions {
    private IdleOptions() {}

    /**
     * Refuses options that were given.
     *
     * @param why follows their names, such as "has no effect without --units"
     * @throws UsageError if one was given
     */
    static void refuse(CommandSpec spec, String why, String... names) {
        List<String> given = Arrays.stream(names)
                .filter(name -> spec.commandLine().getParseResult().hasMatchedOption(name))
                .toList();
        if (!given.isEmpty()) {
            throw new UsageError(given.get(0) + " " + why);
        }
    }
}

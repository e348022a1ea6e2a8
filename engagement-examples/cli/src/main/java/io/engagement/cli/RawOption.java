package io.engagement.cli;

import picocli.CommandLine.Option;

/** Whether texts are written to CSV as they were read. */
final class RawOption {
    @Option(
            names = "--raw",
            description =
                    "Write ids and other texts to CSV as they were read, to be joined back. Otherwise those that a"
                            + " spreadsheet would take for a formula (they begin with =, +, -, @ or a tab) get an apostrophe"
                            + " before them, and control characters become escapes such as \\u001b; how many is told.")
    private boolean given;

    boolean isGiven() {
        return given;
    }
}

package io.engagement.cli;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.ArgGroup;

/** A base that a command can do without, if it has its numbers from elsewhere. */
final class OptionalBaseOptions extends LogOptions {
    @ArgGroup(exclusive = false, multiplicity = "0..*", heading = "%nFiles of interactions%n")
    private List<InputFile> inputs = new ArrayList<>();

    OptionalBaseOptions(Clock clock) {
        super(clock);
    }

    @Override
    List<InputFile> inputs() {
        return inputs;
    }
}

package io.engagement.cli;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.ArgGroup;

/** A base that a command cannot do without. */
final class BaseOptions extends LogOptions {
    @ArgGroup(exclusive = false, multiplicity = "1..*", heading = "%nFiles of interactions%n")
    private List<InputFile> inputs = new ArrayList<>();

    BaseOptions(Clock clock) {
        super(clock);
    }

    @Override
    List<InputFile> inputs() {
        return inputs;
    }
}

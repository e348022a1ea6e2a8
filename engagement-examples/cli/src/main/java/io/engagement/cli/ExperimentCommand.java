package io.engagement.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What a contact does, by chance alone deciding who gets it. */
@Command(
        name = "experiment",
        mixinStandardHelpOptions = true,
        description =
                "Did a contact do anything? Chance decides who is contacted and who is held out: plan how many are"
                        + " needed, assign them, read what came of it, and test the test on your own hold-out.",
        footer = {"", "Exit codes: 0 fine, 1 the data was refused or something not written, 2 wrong usage."})
final class ExperimentCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}

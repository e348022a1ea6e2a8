package io.engagement.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The program {@code engagement}: without a command it tells its usage. */
@Command(
        name = "engagement",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        description =
                "How engaged each customer is by their own effort, how likely they are to leave, and what they are"
                        + " worth: from the interactions of a CRM.",
        footer = {
            "",
            "Start with 'engagement demo'. 'engagement score --help' tells how to score your own files.",
            "Exit codes: 0 fine, 1 the data was refused, 2 wrong usage."
        })
public final class Main implements Runnable {
    private static final int REFUSED = 1;
    private static final int USAGE = 2;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private Main() {}

    /**
     * Runs the program and ends the JVM with its exit code.
     *
     * @param arguments the words of the command line
     */
    public static void main(String[] arguments) {
        // Tables and JSON are UTF-8 wherever they go; the terminal's encoding might not have every customer's name.
        CommandLine line = commandLine(Clock.systemUTC())
                .setOut(new PrintWriter(
                        new OutputStreamWriter(new FileOutputStream(FileDescriptor.out), StandardCharsets.UTF_8)));
        int exitCode = line.execute(arguments);
        line.getOut().flush();
        System.exit(exitCode);
    }

    /** The program under a clock that tells it what is still to come. */
    static CommandLine commandLine(Clock clock) {
        CommandLine line = new CommandLine(new Main())
                .addSubcommand(new DemoCommand())
                .addSubcommand(new ScoreCommand(clock))
                .addSubcommand(new FitCommand(clock))
                .addSubcommand(new CompareCommand(clock))
                .addSubcommand(new SimulateCommand());
        OptionTypes.addTo(line);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setParameterExceptionHandler((fault, words) -> usageCode(fault));
        line.setExecutionExceptionHandler((fault, command, parsed) -> exitCode(fault, command.getErr()));
        return line;
    }

    /** What is wrong with the words; the whole usage would push it off the screen. */
    private static int usageCode(ParameterException fault) {
        CommandLine command = fault.getCommandLine();
        PrintWriter messages = command.getErr();
        messages.println("engagement: " + fault.getMessage());
        UnmatchedArgumentException.printSuggestions(fault, messages);
        messages.println("See '" + command.getCommandSpec().qualifiedName() + " --help'.");
        messages.flush();
        return USAGE;
    }

    /** What went wrong is told in one line; only a fault of the program itself shows its stack. */
    private static int exitCode(Exception fault, PrintWriter messages) throws Exception {
        if (fault instanceof UsageError) {
            messages.println("engagement: " + fault.getMessage());
            return USAGE;
        }
        if (fault instanceof DataRefused) {
            messages.println("engagement: " + fault.getMessage());
            return REFUSED;
        }
        if (fault instanceof IOException || fault instanceof UncheckedIOException) {
            messages.println("engagement: cannot read or write: " + fault.getMessage());
            return REFUSED;
        }
        throw fault;
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"engagement " + Objects.requireNonNullElse(version, "(not packaged)")};
        }
    }
}

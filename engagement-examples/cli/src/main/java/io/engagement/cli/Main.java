package io.engagement.cli;

import io.engagement.connect.DataRefused;
import io.engagement.connect.FileFault;
import io.engagement.connect.MappingRefused;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
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
            "Exit codes: 0 fine, 1 the data was refused or something could not be written, 2 wrong usage,",
            "141 (silent) the reader of a pipe went away, as with '| head -1'."
        })
public final class Main implements Runnable {
    private static final int REFUSED = 1;
    private static final int USAGE = 2;
    /** As of a program that SIGPIPE ended, so that a shell takes it for one. */
    private static final int UNREAD = 141;

    /** In the order of the usage. */
    private static final List<String> COMMANDS = List.of(
            "demo",
            "inspect",
            "presets",
            "score",
            "fit",
            "compare",
            "evaluate",
            "report",
            "dialogue",
            "outcomes",
            "journey",
            "motives",
            "consistency",
            "hazard",
            "contacts",
            "policy",
            "lifecycle",
            "objectives",
            "experiment",
            "panel",
            "targeting",
            "mutual",
            "simulate");

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
        System.exit(run(
                Clock.systemUTC(),
                new OutputStreamWriter(new FileOutputStream(FileDescriptor.out), StandardCharsets.UTF_8),
                new OutputStreamWriter(new FileOutputStream(FileDescriptor.err), terminal()),
                arguments));
    }

    /** Messages are in the terminal's encoding. */
    private static Charset terminal() {
        try {
            return Charset.forName(
                    System.getProperty("stderr.encoding", System.getProperty("native.encoding", "UTF-8")));
        } catch (IllegalArgumentException unknown) {
            return StandardCharsets.UTF_8;
        }
    }

    /**
     * Runs the program under a clock that tells it what is still to come.
     *
     * @return its exit code, which tells too if anything that it said was lost
     */
    static int run(Clock clock, Writer out, Writer err, String... arguments) {
        Messages messages = new Messages(err);
        PrintWriter checked = new PrintWriter(new CheckedOutput(out, "standard output"));
        String[] words = ofJourney(arguments);
        CommandLine line = commandLine(clock, words.length > 0 ? words[0] : "");
        int exitCode = run(line.setOut(checked).setErr(messages), messages, words);
        return messages.checkError() ? Math.max(exitCode, REFUSED) : exitCode;
    }

    private static int run(CommandLine line, PrintWriter messages, String... arguments) {
        try {
            int exitCode = line.execute(arguments);
            line.getOut().flush();
            return exitCode;
        } catch (OutputFailed e) {
            return exitCode(e, messages);
        } catch (OutOfMemoryError e) {
            messages.println("engagement: not enough memory for this base: give Java more, e.g. java -Xmx8g -jar ...");
            return REFUSED;
        }
    }

    /** What belongs to the journey may be named as a part of it: {@code journey motives} is {@code motives}. */
    private static String[] ofJourney(String... arguments) {
        boolean isPart = arguments.length > 1
                && arguments[0].equals("journey")
                && Set.of("motives", "consistency", "hazard").contains(arguments[1]);
        return isPart ? Arrays.copyOfRange(arguments, 1, arguments.length) : arguments;
    }

    /** The program with all its commands, under a clock that tells it what is still to come. */
    static CommandLine commandLine(Clock clock) {
        return commandLine(clock, "");
    }

    /** The program as it is needed for words that begin with this one. */
    static CommandLine commandLine(Clock clock, String first) {
        // It warns of quotes that are not closed, past the messages and with the words as they are.
        CommandLine.tracer().setLevel(CommandLine.TraceLevel.OFF);
        CommandLine line = new CommandLine(new Main());
        // Each costs a start some milliseconds; all are there for help, and for words that are no command.
        (COMMANDS.contains(first) ? List.of(first) : COMMANDS)
                .forEach(name -> line.addSubcommand(command(name, clock)));
        OptionTypes.addTo(line);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setParameterExceptionHandler((fault, words) -> usageCode(first(fault)));
        line.setExecutionStrategy(Main::execute);
        line.setExecutionExceptionHandler((fault, command, parsed) -> exitCode(fault, command.getErr()));
        return line;
    }

    /** Help and version are printed outside any command, whose faults alone reach the handler. */
    private static int execute(ParseResult parsed) {
        try {
            return new RunLast().execute(parsed);
        } catch (OutputFailed e) {
            return exitCode(e, parsed.commandSpec().commandLine().getErr());
        }
    }

    private static Object command(String name, Clock clock) {
        return switch (name) {
            case "demo" -> new DemoCommand();
            case "inspect" -> new InspectCommand();
            case "presets" -> new PresetsCommand();
            case "score" -> new ScoreCommand(clock);
            case "fit" -> new FitCommand(clock);
            case "compare" -> new CompareCommand(clock);
            case "evaluate" -> new EvaluateCommand(clock);
            case "report" -> new ReportCommand(clock);
            case "dialogue" -> new DialogueCommand(clock);
            case "outcomes" -> new OutcomesCommand(clock);
            case "journey" -> new JourneyCommand(clock);
            case "motives" -> new MotivesCommand(clock);
            case "consistency" -> new ConsistencyCommand(clock);
            case "hazard" -> new HazardCommand();
            case "contacts" -> new ContactsCommand(clock);
            case "policy" -> new PolicyCommand(clock);
            case "lifecycle" -> new LifecycleCommand(clock);
            case "objectives" -> new ObjectivesCommand(clock);
            case "experiment" ->
                new CommandLine(new ExperimentCommand())
                        .addSubcommand(new ExperimentPlanCommand(clock))
                        .addSubcommand(new ExperimentAssignCommand(clock))
                        .addSubcommand(new ExperimentReadCommand(clock))
                        .addSubcommand(new ExperimentSelfTestCommand(clock));
            case "panel" -> new PanelCommand();
            case "targeting" -> new TargetingCommand();
            case "mutual" -> new MutualCommand(clock);
            case "simulate" -> new SimulateCommand();
            default -> throw new IllegalArgumentException("there is no command " + name);
        };
    }

    /** What is missing may follow from words that are unknown, which picocli tells last. */
    private static ParameterException first(ParameterException fault) {
        List<String> unknown = fault.getCommandLine().getUnmatchedArguments();
        return unknown.isEmpty() || fault instanceof UnmatchedArgumentException
                ? fault
                : new UnmatchedArgumentException(fault.getCommandLine(), unknown);
    }

    /** What is wrong with the words; the whole usage would push it off the screen. */
    private static int usageCode(ParameterException fault) {
        CommandLine command = fault.getCommandLine();
        PrintWriter messages = command.getErr();
        messages.println("engagement: " + UsageWords.told(String.valueOf(fault.getMessage())));
        UnmatchedArgumentException.printSuggestions(fault, messages);
        messages.println("See '" + command.getCommandSpec().qualifiedName() + " --help'.");
        messages.flush();
        return USAGE;
    }

    /** What went wrong is told in one line; only a fault of the program itself shows its stack. */
    private static int exitCode(Exception fault, PrintWriter messages) {
        if (fault instanceof OutputFailed failed && failed.isUnread()) {
            return UNREAD;
        }
        if (fault instanceof UsageError || fault instanceof MappingRefused) {
            messages.println("engagement: " + fault.getMessage());
            return USAGE;
        }
        if (fault instanceof DataRefused || fault instanceof OutputFailed) {
            messages.println("engagement: " + fault.getMessage());
            return REFUSED;
        }
        if (fault instanceof IOException io) {
            return unread(FileFault.told(io), messages);
        }
        if (fault instanceof UncheckedIOException io) {
            return unread(FileFault.told(io), messages);
        }
        messages.println("engagement: a fault of the program, please report it: " + fault);
        for (Throwable each = fault; each != null; each = each.getCause()) {
            messages.println("  " + each);
            Arrays.stream(each.getStackTrace()).forEach(frame -> messages.println("    at " + frame));
        }
        return REFUSED;
    }

    private static int unread(String why, PrintWriter messages) {
        messages.println("engagement: cannot read or write: " + why);
        return REFUSED;
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

package io.engagement.cli;

import io.engagement.connect.DataRefused;
import io.engagement.connect.FileFault;
import io.engagement.connect.Layout;
import io.engagement.connect.TableColumn;
import io.engagement.connect.TableFile;
import io.engagement.connect.TimeFormat;
import io.engagement.outcome.experiment.ArmShares;
import io.engagement.outcome.experiment.Assignments;
import io.engagement.outcome.experiment.ExperimentKey;
import io.engagement.outcome.experiment.Randomization;
import io.engagement.outcome.experiment.SampleRatio;
import io.engagement.table.Table;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Draws arms. */
@Command(
        name = "assign",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        customSynopsis = "engagement experiment assign --experiment NAME --secret-file FILE --shares ARM=SHARE,..."
                + " --units FILE --out FILE [OPTIONS]",
        description =
                "Who is contacted and who is held out? By a keyed hash of the id: the same customer is always in the same"
                        + " arm of an experiment, whenever the command runs and whoever else there is. Who knows the secret knows"
                        + " all arms: keep the file apart from the data.",
        footer = {
            "",
            "Example:",
            "  engagement experiment assign --experiment spring --secret-file spring.key --new-secret \\",
            "    --shares control=0.1,mail=0.9 --units customers.csv --customer customer_id --out spring.csv",
            "",
            "Exit codes: 0 fine, 1 the data was refused or something not written, 2 wrong usage."
        })
final class ExperimentAssignCommand implements Callable<Integer> {
    private static final long LARGEST_SECRET = 10_000;
    private static final int LEAST_CHARACTERS = 16;

    private static final List<TableColumn> COLUMNS = List.of(
            TableColumn.text("customer_id"),
            TableColumn.text("arm"),
            TableColumn.time("at"),
            TableColumn.text("campaign"));

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--experiment",
            required = true,
            paramLabel = "NAME",
            description = "The experiment: each has arms of its own, even with the same secret.")
    private String experiment = "";

    @Option(
            names = "--secret-file",
            required = true,
            paramLabel = "FILE",
            description = "A file that holds the secret, at least 16 characters.")
    private Path secretFile = Path.of("");

    @Option(
            names = "--new-secret",
            description =
                    "Make the file, with a secret that nobody can guess, readable by you alone. It must not exist.")
    private boolean newSecret;

    @Mixin
    private ExperimentShares shares = new ExperimentShares();

    @Option(
            names = "--hold-out",
            paramLabel = "ARM",
            description =
                    "The arm of --shares that is not contacted. Default: the one called control, holdout or none.")
    private Optional<String> holdOut = Optional.empty();

    @Option(
            names = "--units",
            required = true,
            paramLabel = "FILE",
            description = "A file of customers, as --input of other commands takes it.")
    private Path units = Path.of("");

    @Option(
            names = "--customer",
            paramLabel = "COLUMN",
            defaultValue = "customer_id",
            description = "The customer's id in it. Default: ${DEFAULT-VALUE}.")
    private String customer = "customer_id";

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description =
                    "From when outcomes count: a date (the start of that day in --zone) or an instant. Default: now.")
    private Optional<String> at = Optional.empty();

    @Option(names = "--zone", paramLabel = "ZONE", description = "Whose days count. Default: UTC.")
    private ZoneId zone = ZoneOffset.UTC;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description =
                    "Where customer_id, arm, at and campaign go, as 'experiment read' and 'outcomes' read them; the campaign is"
                            + " the experiment.")
    private Path out = Path.of("");

    @Mixin
    private TableOptions tables = new TableOptions();

    @Mixin
    private RawOption raw = new RawOption();

    @Mixin
    private JsonOption pages = new JsonOption();

    private final Clock clock;

    /** With the clock that tells what is now. */
    ExperimentAssignCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() {
        ArmShares planned = shares.shares(holdOut)
                .orElseThrow(() -> new UsageError("--shares is missing: such as control=0.1,mail=0.9"));
        if (experiment.isBlank()) {
            throw new UsageError("--experiment must not be blank: it is the name by which arms are drawn");
        }
        if (at.isEmpty()) {
            IdleOptions.refuse(spec, "has no effect without --at", "--zone");
        }
        OutputFile.check(out, List.of(units, secretFile));
        if (newSecret) {
            OutputFile.check(secretFile, List.of(units));
        }
        OutputFile.checkStandardOutput(List.of(units, secretFile));
        CommandLine command = spec.commandLine();
        TableOutput output = tables.to(Optional.of(out), raw, zone);
        Instant when = at.map(this::instant).orElseGet(clock::instant);
        List<String> ids = UnitsFile.read(TableFile.of(units, Layout.usual()), List.of(customer))
                .ids(customer);
        Randomization arms = Randomization.of(key(), planned);
        Assignments assigned = arms.assign(ids, when);
        List<String> notes = output.write(
                COLUMNS, sink -> sink.addAll(assigned.size(), row -> row(assigned, row)), command.getOut());
        notes.forEach(command.getErr()::println);
        pages.print(page(assigned, planned), command);
        return 0;
    }

    private Instant instant(String text) {
        try {
            return Instant.ofEpochMilli(
                    TimeFormat.of("auto", clock.withZone(zone)).epochMilli(text.strip()));
        } catch (DateTimeException e) {
            throw new UsageError("--at '" + text + "' is not a date or time such as 2026-01-31");
        }
    }

    private ExperimentKey key() {
        try {
            if (newSecret) {
                write(ExperimentKey.newSecret());
            }
            if (!Files.isRegularFile(secretFile)) {
                throw new DataRefused("there is no file " + secretFile + " of --secret-file: --new-secret makes one");
            }
            if (Files.size(secretFile) > LARGEST_SECRET) {
                throw new DataRefused(secretFile + " of --secret-file is larger than a secret");
            }
            String secret = Files.readString(secretFile, StandardCharsets.UTF_8);
            if (secret.strip().length() < LEAST_CHARACTERS) {
                throw new DataRefused(secretFile + " of --secret-file must have at least " + LEAST_CHARACTERS
                        + " characters, had " + secret.strip().length()
                        + ": remove it, and --new-secret makes a good one");
            }
            return ExperimentKey.of(experiment, secret);
        } catch (IOException e) {
            // Its message may hold what the file holds.
            throw new DataRefused("cannot read or make " + secretFile + " of --secret-file: " + why(e));
        }
    }

    private static String why(IOException fault) {
        return fault instanceof FileSystemException ? FileFault.why(fault) : "it is no text in UTF-8";
    }

    private void write(String secret) {
        if (Files.exists(secretFile)) {
            throw new UsageError(
                    secretFile + " is there already and is not overwritten: leave out --new-secret to use it,"
                            + " or name another file");
        }
        OutputFile.makeSecret(secretFile, secret + "\n");
    }

    private List<?> row(Assignments assigned, int row) {
        return List.of(assigned.customer(row), assigned.arms().get(assigned.arm(row)), assigned.at(row), experiment);
    }

    private Page page(Assignments assigned, ArmShares planned) {
        Table.Builder table = Table.builder()
                .column("arm")
                .column("customers")
                .column("share", "%.4f")
                .column("planned", "%.4f");
        assigned.counts()
                .forEach((arm, count) -> table.row(arm, count, (double) count / assigned.size(), planned.share(arm)));
        Table arms = table.build();
        return new Page()
                .value("experiment", experiment)
                .table("arms", "Arms of experiment " + experiment + ", written to " + out, arms)
                .value(
                        "sample_ratio_p_value",
                        SampleRatio.of(assigned.counts(), planned).pValue());
    }
}

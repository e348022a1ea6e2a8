package io.engagement.cli;

import io.engagement.history.InteractionLog;
import io.engagement.simulate.Simulation;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The main job on a simulated base. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Simulates a base of customers over two years, scores them, prints a summary and writes the scores"
                        + " as CSV. Needs no data.")
final class DemoCommand implements Callable<Integer> {
    /** All of them are held in memory. */
    private static final int MOST_CUSTOMERS = 1_000_000;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ScoringOptions scoring = new ScoringOptions();

    @Option(
            names = "--customers",
            paramLabel = "N",
            defaultValue = "5000",
            description = "How many customers. Default: ${DEFAULT-VALUE}.")
    private int customers;

    @Option(names = "--seed", paramLabel = "S", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            defaultValue = "engagement-scores.csv",
            description = "Where the scores go. Default: ${DEFAULT-VALUE}.")
    private Path file = Path.of("engagement-scores.csv");

    @Mixin
    private TableOptions tables = new TableOptions();

    @Override
    public Integer call() {
        if (customers < 1 || customers > MOST_CUSTOMERS) {
            throw new UsageError("--customers must be from 1 to " + MOST_CUSTOMERS + ", was " + customers
                    + "; 'engagement simulate' writes larger bases");
        }
        OutputFile.check(file, scoring.models());
        TableOutput output = tables.to(Optional.of(file), new RawOption(), ZoneOffset.UTC);
        scoring.check(ZoneOffset.UTC);
        PrintWriter out = new Messages(spec.commandLine().getOut());
        Simulation simulation =
                Simulation.withDefaults().withCustomers(customers).withSeed(seed);
        InteractionLog log = simulation.log();
        out.println("Simulated " + log.size() + " interactions of " + log.customers() + " customers from "
                + simulation.start() + " to " + simulation.end() + ", seed " + seed + ".");
        out.flush();
        Scores scores = scoring.scoring(
                        log.asOf(simulation.end()),
                        ZoneOffset.UTC,
                        spec.commandLine().getErr())
                .scores();
        // First the file: who reads what is printed may go away.
        ScoreRows.write(scores, new RankOptions(), output, out).forEach(out::println);
        new ScoreSummary(scores, out).print();
        out.println();
        out.println("Wrote all scores and their reasons to " + file + ".");
        out.flush();
        return 0;
    }
}

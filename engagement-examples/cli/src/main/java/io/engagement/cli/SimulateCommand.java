package io.engagement.cli;

import io.engagement.simulate.SimulatedCustomer;
import io.engagement.simulate.Simulation;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes a simulated base as CSV. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Writes the interactions of a simulated base as CSV under the standard names, so that 'score'"
                + " reads it without a mapping. The same seed gives the same file.",
        footer = {"", "Example:", "  engagement simulate --customers 1000 --seed 7 --out base.csv"})
final class SimulateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

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
            description =
                    "Where to: its name tells --format, and .gz or .zst behind it compresses. Default: standard output.")
    private Optional<Path> out = Optional.empty();

    @Mixin
    private TableOptions tables = new TableOptions();

    @Override
    public Integer call() {
        if (customers < 1) {
            throw new UsageError("--customers must be at least 1, was " + customers);
        }
        out.ifPresent(file -> OutputFile.check(file, List.of()));
        TableOutput output = tables.toExact(out);
        Simulation simulation =
                Simulation.withDefaults().withCustomers(customers).withSeed(seed);
        CommandLine command = spec.commandLine();
        output.write(LogRows.COLUMNS, sink -> write(simulation, sink), command.getOut());
        out.ifPresent(file -> command.getErr().println("wrote " + file));
        return 0;
    }

    /** One customer at a time, however many there are. */
    private void write(Simulation simulation, TableSink sink) {
        try (Progress progress = Progress.ofCustomers("simulating", customers);
                Stream<SimulatedCustomer> all = simulation.stream()) {
            all.forEach(customer -> {
                customer.interactions().forEach(each -> sink.add(LogRows.of(each)));
                progress.step();
            });
        }
    }
}

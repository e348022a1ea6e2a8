package io.engagement.spark;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;

import io.engagement.connect.DataRefused;
import io.engagement.connect.Layout;
import io.engagement.connect.Mapping;
import io.engagement.connect.MappingRefused;
import io.engagement.domain.TimeScale;
import io.engagement.measure.StateLayout;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiFunction;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.Trigger;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The program for {@code spark-submit}: {@link BatchJob} over a table or a simulated base, then {@link StreamJob}. */
public final class Main {
    private static final String SIMULATED = "20000";

    private final SparkSession spark;
    private final Arguments arguments;
    private final PrintStream out;

    private Main(SparkSession spark, Arguments arguments, PrintStream out) {
        this.spark = spark;
        this.arguments = arguments;
        this.out = out;
    }

    /**
     * Runs the program.
     *
     * @param words the arguments; a wrong one shows them all
     * @throws Exception if a stream fails
     */
    public static void main(String[] words) throws Exception {
        try {
            Arguments arguments = Arguments.of(words);
            arguments.checkIdle();
            run(arguments);
        } catch (MappingRefused | DataRefused | IllegalArgumentException refused) {
            System.err.println("engagement: " + refused.getMessage());
            System.exit(refused instanceof DataRefused ? 1 : 2);
        }
    }

    private static void run(Arguments arguments) throws Exception {
        // A master that spark-submit has set counts; without one it is this machine.
        SparkSession spark = SparkSession.builder()
                .master(System.getProperty("spark.master", "local[*]"))
                .appName("engagement")
                .config("spark.ui.showConsoleProgress", false)
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.sql.streaming.stateStore.providerClass", StreamingStates.PROVIDER)
                .getOrCreate();
        run(spark, arguments, System.out);
        if (System.out.checkError()) {
            throw new IOException("cannot write to standard output all that there is to tell");
        }
    }

    /** Runs the job, stops the session, and tells what was done. */
    private static void run(SparkSession spark, Arguments arguments, PrintStream out) throws Exception {
        Steps steps = Steps.of(spark);
        try {
            run(spark, steps, arguments, out);
        } finally {
            spark.stop();
        }
        out.println();
        out.print(steps.report());
    }

    /** Runs the job. */
    static void run(SparkSession spark, Steps steps, Arguments arguments, PrintStream out) throws Exception {
        Main main = new Main(spark, arguments, out);
        if (arguments.get("from").isPresent()) {
            main.stream();
        } else {
            main.batch(steps);
        }
    }

    private void stream() throws Exception {
        String input = arguments.needed("input");
        Dataset<Row> files =
                spark.readStream().schema(spark.read().parquet(input).schema()).parquet(input);
        Duration window = Duration.ofDays(Long.parseLong(arguments.get("window").orElse("7")));
        boolean once = arguments.get("trigger").orElse("always").equals("once");
        Trigger trigger = once ? Trigger.AvailableNow() : Trigger.ProcessingTime(0);
        String directory = arguments.needed("out");
        MappedTable mapped = mapped(input, files, arguments.mapping());
        StreamingQuery refusals = mapped.refusals()
                .writeStream()
                .format("parquet")
                .option("checkpointLocation", directory + "/refused-checkpoint")
                .trigger(trigger)
                .start(directory + "/refused");
        StreamJob.of(spark, arguments.needed("from"), instant(arguments.needed("as-of")), window)
                .start(mapped.interactions(), directory, trigger, InstantSource.system())
                .awaitTermination();
        refusals.awaitTermination();
        out.println("scores are in " + directory + "/scores, what rows were refused for in " + directory + "/refused");
    }

    private void batch(Steps steps) {
        String directory = arguments.get("out").orElseGet(Main::temporaryDirectory);
        PurchaseModel purchases = purchases();
        // The simulation's end is the present of simulated tables only: of others it would leave out what is later.
        Instant asOf = arguments.get("input").isPresent()
                ? instant(arguments.needed("as-of"))
                : arguments
                        .get("as-of")
                        .map(Main::instant)
                        .orElse(SimulatedBase.simulation(0).end());
        Dataset<Row> interactions = steps.run("rows mapped", () -> interactions(steps, directory));
        BatchJob job =
                BatchJob.of(spark, steps, directory, asOf).withStates(states()).withPurchases(purchases);
        Dataset<Row> scores = arguments
                .get("customers")
                .map(path -> job.withCustomers(Customers.of(customers(path), Interactions.CUSTOMER, Set.of())))
                .orElse(job)
                .run(interactions);
        summary(scores);
        out.println("scores as of " + asOf + " are in " + directory + "/scores");
    }

    private Dataset<Row> interactions(Steps steps, String directory) {
        Mapping mapping = arguments.mapping();
        MappedTable mapped = arguments
                .get("input")
                .map(path -> mapped(path, table(path, mapping.layout()), mapping))
                .orElseGet(() -> mapped("simulated base", simulated(steps, directory), mapping));
        mapped.check(arguments.strictness(), report -> report.lines().forEach(out::println));
        return mapped.interactions();
    }

    private MappedTable mapped(String label, Dataset<Row> table, Mapping mapping) {
        return MappedTable.of(label, table, mapping, Clock.system(arguments.zone()));
    }

    private PurchaseModel purchases() {
        TimeScale period = arguments.get("period").map(TimeScale::valueOf).orElse(TimeScale.MONTHS);
        return new PurchaseModel(arguments.get("model").orElse("bg-nbd"), period);
    }

    private static String temporaryDirectory() {
        try {
            return Files.createTempDirectory("engagement-spark").toString();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Instant instant(String text) {
        return text.length() > 10
                ? Instant.parse(text)
                : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private Dataset<Row> table(String path, Layout layout) {
        return isCsv(path) ? csv(path, layout) : spark.read().parquet(path);
    }

    /** Rows that are not as their header fail the job. */
    private Dataset<Row> customers(String path) {
        return isCsv(path)
                ? spark.read().option("header", true).option("mode", "FAILFAST").csv(path)
                : spark.read().parquet(path);
    }

    private boolean isCsv(String path) {
        return arguments.get("format").orElse(path).endsWith("csv");
    }

    /** As texts; what Spark does not know to be a row of the header's is kept as it is, to be refused. */
    private Dataset<Row> csv(String path, Layout layout) {
        // Else Spark knows seven encodings, windows-1252 not among them.
        spark.conf().set("spark.sql.legacy.javaCharsets", "true");
        DataFrameReader reader = spark.read()
                .option("header", true)
                .option("sep", String.valueOf(layout.delimiter()))
                .option("encoding", layout.charset().name())
                .option("escape", "\"");
        StructType header = reader.csv(path).schema();
        return reader.schema(header.add(TableColumns.CORRUPT, DataTypes.StringType))
                .option("columnNameOfCorruptRecord", TableColumns.CORRUPT)
                .csv(path);
    }

    private Dataset<Row> simulated(Steps steps, String directory) {
        int customers = Integer.parseInt(arguments.get("simulate").orElse(SIMULATED));
        long heaviest = Long.parseLong(arguments.get("heaviest").orElse("0"));
        String path = directory + "/interactions";
        return steps.run("simulated base", () -> {
            SimulatedBase.table(spark, customers, heaviest)
                    .write()
                    .mode(SaveMode.Overwrite)
                    .parquet(path);
            return spark.read().parquet(path);
        });
    }

    private BiFunction<Dataset<Row>, StateLayout, Dataset<Row>> states() {
        String way = arguments.get("states").orElse("merged");
        return switch (way) {
            case "merged" -> CustomerStates::of;
            case "threads" -> CustomerStates::ofThreads;
            default -> {
                Duration slice = Duration.ofDays(Long.parseLong(way));
                yield (rows, layout) -> CustomerStates.ofSlices(rows, layout, slice);
            }
        };
    }

    private void summary(Dataset<Row> scores) {
        out.printf(Locale.ROOT, "%,d customers%n", scores.count());
        for (String name : scores.columns()) {
            if (!name.equals(Interactions.CUSTOMER)) {
                Row row = scores.agg(count(col(name)), avg(col(name))).head();
                out.printf(Locale.ROOT, "%-20s %,12d scores, mean %.4f%n", name, row.getLong(0), row.getDouble(1));
            }
        }
    }
}

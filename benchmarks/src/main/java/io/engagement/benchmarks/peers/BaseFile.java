package io.engagement.benchmarks.peers;

import io.engagement.domain.Interaction;
import io.engagement.domain.InteractionKind;
import io.engagement.simulate.Outreach;
import io.engagement.simulate.Simulation;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The file that all contenders read: a simulated year of a base, about twenty interactions a customer, in the order of
 * time as systems export them, with the seven columns that the library's scores need.
 */
final class BaseFile {
    /** The start of the day on which all look back. */
    static final LocalDate AS_OF = LocalDate.of(2025, 1, 1);

    private static final LocalDate START = LocalDate.of(2024, 1, 1);

    private BaseFile() {}

    /** One row, before it has its place. */
    private record Row(long epochMilli, String text) {}

    /**
     * Writes a file.
     *
     * @param arguments how many customers, which seed, where to
     */
    public static void main(String[] arguments) throws IOException {
        long rows = write(Integer.parseInt(arguments[0]), Long.parseLong(arguments[1]), Path.of(arguments[2]));
        System.out.println("wrote " + rows + " interactions of " + arguments[0] + " customers to " + arguments[2]);
    }

    static long write(int customers, long seed, Path file) throws IOException {
        List<Row> rows = simulation(customers, seed).stream()
                .parallel()
                .flatMap(drawn -> drawn.interactions().stream().map(BaseFile::row))
                .sorted(Comparator.comparingLong(Row::epochMilli).thenComparing(Row::text))
                .toList();
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            out.write("customer_id,at,purpose,initiator,channel,value,cost\n");
            for (Row row : rows) {
                out.write(row.text());
                out.write('\n');
            }
        }
        return rows.size();
    }

    private static Simulation simulation(int customers, long seed) {
        return Simulation.withDefaults()
                .withCustomers(customers)
                .withSeed(seed)
                .withPeriod(start(START), Duration.between(start(START), start(AS_OF)))
                .withOutreach(Outreach.defaults().subList(0, 1));
    }

    static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static Row row(Interaction interaction) {
        InteractionKind kind = interaction.kind().asGiven();
        String text = String.join(
                ",",
                interaction.customerId(),
                interaction.at().toString(),
                kind.purpose().name(),
                kind.initiator().name(),
                kind.channel().name(),
                number(interaction.value()),
                number(interaction.cost()));
        return new Row(interaction.at().toEpochMilli(), text);
    }

    private static String number(OptionalDouble number) {
        return number.isPresent() ? Double.toString(number.getAsDouble()) : "";
    }
}

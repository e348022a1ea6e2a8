package io.engagement.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.engagement.domain.Interaction;
import io.engagement.history.InteractionLog;
import io.engagement.history.LoadReport.Refusal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartedTableTest {
    private static final int PARTS = 3;
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneId.of("Europe/Berlin"));
    private static final Mapping MAPPING = Mapping.ofToml("""
            delimiter = ";"
            decimal = ","
            where = ["status!=draft"]
            currency = "EUR"

            [translate.purpose]
            order = "PURCHASE"
            nothing = "USE"

            [rates]
            CHF = 1.05
            """);

    @TempDir
    private Path folder = Path.of("");

    private Path file() throws IOException {
        StringBuilder text = new StringBuilder("customer;at;purpose;value;currency;status\n");
        for (int i = 0; i < 300; i++) {
            String customer = i % 23 == 0 ? "" : i % 7 == 0 ? " c" + i % 40 : "c" + i % 40;
            String at = i % 29 == 0 ? "31.02.2025" : "%02d.%02d.2025 02:30".formatted(1 + i % 31, i % 31 == 29 ? 3 : 1);
            String value = i % 11 == 0 ? "-1.000,50" : i % 31 == 0 ? "free" : i + ",5";
            String currency = i % 13 == 0 ? "CHF" : i % 37 == 0 ? "USD" : "EUR";
            String status = i % 5 == 0 ? "draft" : "paid";
            String purpose = i % 3 == 0 ? "order" : i % 17 == 0 ? "odd" : "PURCHASE";
            text.append(String.join(";", customer, at, purpose, value, currency, status))
                    .append(i % 41 == 0 ? ";more" : "")
                    .append('\n');
        }
        return Files.writeString(folder.resolve("orders.csv"), text);
    }

    /** As it arrives where it was sent to. */
    @SuppressWarnings("unchecked")
    private static <T> T sent(T value) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
                out.writeObject(value);
            }
            return (T) new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
        } catch (IOException | ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Told(List<Interaction> interactions, Report report) {}

    /** Who has interactions. */
    private static CustomersOfParts customersOf(List<Interaction> interactions) {
        TreeSet<String> ids =
                interactions.stream().map(Interaction::customerId).collect(Collectors.toCollection(TreeSet::new));
        return new CustomersOfParts() {
            @Override
            public Set<String> among(Set<String> some) {
                return some.stream().filter(ids::contains).collect(Collectors.toSet());
            }

            @Override
            public Optional<Alike> alike() {
                return ids.stream().collect(Collectors.groupingBy(CustomerIds::form)).values().stream()
                        .filter(each -> each.size() > 1)
                        .findFirst()
                        .map(each -> new Alike(1, each.get(0), each.get(1)));
            }
        };
    }

    @Test
    void agentsAndIdsThatAreAlikeAreToldOfAllParts() throws IOException {
        Path file = Files.writeString(folder.resolve("calls.csv"), """
                customer;at;purpose;agent;value;currency;status
                c1;30.01.2025;HELP;smith77;;;
                smith77;31.01.2025;HELP;jones77;;;
                C1;31.01.2025;HELP;jones77;;;
                """);
        Source source = Sources.of(file, MAPPING.layout());
        List<String> notes = inParts(source).report().notes();
        assertThat(notes)
                .anyMatch(note -> note.startsWith("orders.csv: 1 ids are customers' and also those of others in column"
                        + " agent, who acted for somebody else's rows (smith77): agents?"))
                .anyMatch(
                        note -> note.startsWith("1 customer ids have others that differ only in case, blanks, width or"
                                + " leading zeros (C1 and c1)"))
                .contains("no row of orders.csv has status=draft, which where names");
    }

    private static Told inParts(Source source) {
        List<Interaction> interactions = new ArrayList<>();
        List<Report> told = new ArrayList<>();
        source.read((header, rows) -> {
            PartedTable table =
                    sent(PartedTable.of("orders.csv", header, MAPPING, CLOCK).withDates(List.of("31.01.2025")));
            List<PartedTable.Part> parts = IntStream.range(0, PARTS)
                    .mapToObj(part -> table.part("orders.csv"))
                    .toList();
            rows.forEachRemaining(
                    row -> parts.get((int) (row.line() % PARTS)).read(row).ifPresent(interactions::add));
            List<PartReport> reports =
                    parts.stream().map(part -> sent(part.report())).toList();
            table.check(reports, customersOf(interactions), Strictness.allowing(1), told::add);
        });
        return new Told(interactions, told.get(0));
    }

    private static Told atOnce(Source source) {
        Reading reading = Reading.under(CLOCK);
        reading.add(source, MAPPING, rows -> {});
        List<Report> told = new ArrayList<>();
        InteractionLog log = reading.load(Strictness.allowing(1), told::add);
        List<Interaction> interactions = IntStream.range(0, 40)
                .mapToObj(i -> log.asOf(CLOCK.instant()).history("c" + i))
                .flatMap(history -> history.stream().flatMap(each -> each.interactions().stream()))
                .toList();
        return new Told(interactions, told.get(0));
    }

    private static Map<String, Long> counts(Report report) {
        return report.log().refusals().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, each -> each.getValue().count()));
    }

    @Test
    void partsTellWhatOneReadingTells() throws IOException {
        Source source = Sources.of(file(), MAPPING.layout());
        Told parts = inParts(source);
        Told once = atOnce(source);
        assertThat(parts.interactions())
                .containsExactlyInAnyOrderElementsOf(once.interactions())
                .hasSizeGreaterThan(150);
        assertThat(counts(parts.report())).isEqualTo(counts(once.report())).hasSizeGreaterThan(4);
        assertThat(parts.report().leftOut()).isEqualTo(once.report().leftOut());
        assertThat(parts.report().log().accepted())
                .isEqualTo(once.report().log().accepted());
        assertThat(parts.report().log().initiators())
                .isEqualTo(once.report().log().initiators());
        assertThat(once.report().notes()).containsAll(parts.report().notes());
        assertThat(parts.report().notes()).hasSize(6);
        Function<Report, List<String>> messages = report -> report.log().refusals().values().stream()
                .map(Refusal::firstRows)
                .flatMap(List::stream)
                .toList();
        Stream<String> kept = messages.apply(parts.report()).stream();
        assertThat(kept).allMatch(message -> message.matches("(?s)orders.csv line \\d+: .+"));
    }

    @Test
    void nothingAcceptedIsRefused() {
        PartedTable table = PartedTable.of("events", List.of("customer", "at", "purpose"), Mapping.empty(), CLOCK);
        assertThatExceptionOfType(DataRefused.class)
                .isThrownBy(() -> table.check(
                        List.of(table.part("part 1").report()),
                        customersOf(List.of()),
                        Strictness.usual(),
                        report -> {}))
                .withMessage("no interaction of events could be used: see the rows above");
        assertThatExceptionOfType(DataRefused.class)
                .isThrownBy(() -> table.check(List.of(), customersOf(List.of()), Strictness.usual(), report -> {}));
    }

    @Test
    void aFileOfRatesIsRefusedBeforeAnyPartIsRead() {
        Mapping rates = MAPPING.toBuilder().ratesFile(Path.of("rates.csv")).build();
        assertThatExceptionOfType(MappingRefused.class)
                .isThrownBy(
                        () -> PartedTable.of("orders", List.of("customer", "at", "purpose", "status"), rates, CLOCK))
                .withMessage("the mapping names the file of rates rates.csv, which cannot be read beside each part of"
                        + " orders: convert amounts before, or give rates that hold for all days under [rates], and"
                        + " leave rates-file out of the mapping");
    }
}

package io.engagement.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.engagement.domain.Channel;
import io.engagement.domain.Customer;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.InteractionKind;
import io.engagement.domain.Preferences;
import io.engagement.domain.Purpose;
import io.engagement.internal.index.KindIndex;
import io.engagement.testkit.run.FullRun;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartitionedLogTest {
    private static final InteractionKind PURCHASE =
            InteractionKind.of(Channel.WEB, Initiator.CUSTOMER, Purpose.PURCHASE);
    private static final InteractionKind OFFER = InteractionKind.of(Channel.EMAIL, Initiator.UNKNOWN, Purpose.OFFER);

    private final Path directory;

    PartitionedLogTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void partsTogetherAreTheOneLog() throws IOException {
        List<Interaction> interactions = interactions(4000);
        InteractionLog.Builder builder = InteractionLog.builder();
        interactions.forEach(builder::add);
        List<Customer> customers = customers();
        customers.forEach(builder::customer);
        InteractionLog whole = builder.build();
        for (int parts : new int[] {1, 3, 64}) {
            for (int threads : new int[] {1, 4}) {
                try (PartitionedLog log = PartitionedLog.inDirectory(directory, parts)) {
                    customers.subList(0, 2).forEach(log::customer);
                    interactions.forEach(log::add);
                    customers.forEach(log::customer);
                    assertThat(log.size()).isEqualTo(interactions.size());
                    List<InteractionLog> logs = log.map(threads, each -> each);
                    assertThat(logs).hasSize(parts);
                    assertThat(merged(logs)).isEqualTo(whole);
                    Set<String> seen = new HashSet<>();
                    for (InteractionLog each : logs) {
                        LogView view = each.asOf(Instant.parse("2100-01-01T00:00:00Z"));
                        for (int row = 0; row < view.customers(); row++) {
                            assertThat(seen.add(view.customerId(row)))
                                    .as("once")
                                    .isTrue();
                        }
                    }
                    assertThat(log.map(threads, InteractionLog::size))
                            .isEqualTo(logs.stream().map(InteractionLog::size).toList());
                }
                assertThat(directory).isEmptyDirectory();
            }
        }
    }

    /** Two who have interactions, and one who has none. */
    private static List<Customer> customers() {
        return List.of(
                Customer.of("c1").withAttribute("age", "42").withAttribute("größe", "\u4e2d"),
                Customer.of("nobody")
                        .withSince(Instant.EPOCH.plusNanos(1))
                        .withPreferences(Preferences.none()
                                .withPreferred(Channel.EMAIL)
                                .withContactLimit(3, Duration.ofDays(7))),
                Customer.of("c2").withAttribute("note", "x".repeat(100_000)));
    }

    @Test
    void aCustomerWhoIsRegisteredTwiceAndDiffersIsRefusedAsByALog() throws IOException {
        try (PartitionedLog log = PartitionedLog.inDirectory(directory, 1)) {
            log.customer(Customer.of("a").withAttribute("age", "1"));
            log.customer(Customer.of("a").withAttribute("age", "2"));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> log.map(1, each -> each))
                    .withMessageContaining("customer a is registered twice and differs in age");
        }
    }

    @Test
    void plainRowsAreTheSameAsInteractions() throws IOException {
        try (PartitionedLog log = PartitionedLog.inDirectory(directory, 2)) {
            log.add("a", 1000, PURCHASE, 5, Double.NaN);
            log.add("bé", 2000, OFFER, Double.NaN, 0.5);
            log.add("x".repeat(100_000), 3000, OFFER, Double.NaN, Double.NaN);
            log.add("\u20ac", 4000, PURCHASE, -3, 1);
            InteractionLog expected = InteractionLog.builder()
                    .add("a", 1000, PURCHASE, 5, Double.NaN)
                    .add("bé", 2000, OFFER, Double.NaN, 0.5)
                    .add("x".repeat(100_000), 3000, OFFER, Double.NaN, Double.NaN)
                    .add("\u20ac", 4000, PURCHASE, -3, 1)
                    .build();
            assertThat(merged(log.map(2, each -> each))).isEqualTo(expected);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> log.add("a", 1000, PURCHASE, 5, -1))
                    .withMessageContaining("cost");
            assertThat(log.size()).isEqualTo(4);
        }
    }

    @Test
    void aFileThatIsNotAsItWasWrittenIsRefused() throws IOException {
        try (PartitionedLog log = PartitionedLog.inDirectory(directory, 1)) {
            interactions(100).forEach(log::add);
            assertThat(log.map(1, InteractionLog::size)).hasSize(1);
            Path file = onlyFile();
            byte[] whole = Files.readAllBytes(file);
            Files.write(file, Arrays.copyOf(whole, whole.length - 1));
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> log.map(1, each -> each))
                    .withMessageContaining("not as it was written");
            byte[] changed = whole.clone();
            changed[50] ^= 1;
            Files.write(file, changed);
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> log.map(2, each -> each))
                    .withMessageContaining("checksum");
            Files.delete(file);
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> log.map(1, each -> each));
        }
    }

    /** With the checksum recomputed: no error of arrays or memory, an interaction or a refusal. */
    @Test
    void aForgedPartIsRefusedOrHoldsInteractions() throws IOException {
        long seed = FullRun.seed(20261128);
        int mutations = FullRun.pick(20_000, 2_000);
        Random random = new Random(seed);
        Path part = directory.resolve("part-0");
        KindIndex kinds = new KindIndex();
        PartitionFile written = new PartitionFile(part);
        interactions(12).forEach(each -> written.add(each, kinds.indexOf(each.kind())));
        customers().subList(0, 2).forEach(written::add);
        written.flush();
        byte[] whole = Files.readAllBytes(part);
        int refused = 0;
        for (int i = 0; i < mutations; i++) {
            byte[] forged = random.nextInt(5) == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
            for (int n = random.nextInt(3); n >= 0 && forged.length > 0; n--) {
                forged[random.nextInt(forged.length)] = (byte) (random.nextBoolean() ? random.nextInt() : -1);
            }
            LogAssembly assembly = new LogAssembly();
            try {
                written.read(forged, assembly, kinds.kinds());
            } catch (IllegalArgumentException twice) {
                assertThat(twice).as("seed %d, %d", seed, i).hasMessageContaining("registered twice");
                continue;
            } catch (UncheckedIOException expected) {
                assertThat(expected.getCause()).hasMessageContaining("part-0");
                refused++;
                continue;
            }
            try {
                assembly.build();
            } catch (IllegalArgumentException conflict) {
                assertThat(conflict).as("seed %d, %d", seed, i).hasMessageContaining("same id");
            }
        }
        assertThat(refused).isBetween(mutations / 4, mutations);
        if (FullRun.isOn()) {
            System.out.println("parts forged with seed " + seed + ": " + mutations + ", refused " + refused);
        }
    }

    /** The file of an earlier version is here for ever, to be told what to do about it. */
    @Test
    void aPartOfTheFormatBeforeThereWereNumbersIsRefusedWithARemedy() throws IOException {
        PartitionFile file = new PartitionFile(directory.resolve("part-1"));
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("part-1"))) {
            byte[] old = in.readAllBytes();
            assertThatExceptionOfType(UncheckedIOException.class)
                    .isThrownBy(() -> file.read(old, new LogAssembly(), List.of(PURCHASE)))
                    .withMessageContaining("format 1")
                    .withMessageContaining("new log");
        }
    }

    @Test
    void whatCouldNotBeWrittenIsNotForgotten() throws IOException {
        try (PartitionedLog log = PartitionedLog.inDirectory(directory, 1)) {
            Path own;
            try (Stream<Path> made = Files.list(directory)) {
                own = made.findFirst().orElseThrow();
            }
            Path part = Files.createDirectory(own.resolve("part-0"));
            assertThatExceptionOfType(UncheckedIOException.class)
                    .isThrownBy(() -> log.add("c", 1, PURCHASE, 1, 1))
                    .withMessageContaining("cannot be written");
            Files.delete(part);
            assertThatExceptionOfType(UncheckedIOException.class)
                    .isThrownBy(() -> log.add("c", 1, PURCHASE, 1, 1))
                    .withMessageContaining("could not be written before");
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> log.map(1, InteractionLog::size))
                    .withMessageContaining("could not be written before");
            assertThat(log.size()).isZero();
        }
    }

    @Test
    void whatATaskThrowsIsThrown() throws IOException {
        try (PartitionedLog log = PartitionedLog.inDirectory(directory, 4)) {
            interactions(10).forEach(log::add);
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> log.map(2, each -> {
                        throw new IllegalStateException("no");
                    }));
            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(() -> log.map(2, each -> {
                        throw new AssertionError("no");
                    }));
            Interaction one = Interaction.of("c", Instant.EPOCH, PURCHASE).withId("same");
            log.add(one);
            log.add(one.withValue(3));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> log.map(2, each -> each))
                    .withMessageContaining("same");
        }
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PartitionedLog.inDirectory(directory, 0))
                .withMessageContaining("was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PartitionedLog.inDirectory(directory, 5000))
                .withMessageContaining("4096");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> PartitionedLog.inDirectory(directory.resolve("missing"), 2));
        assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> {
            try (PartitionedLog log = PartitionedLog.inDirectory(directory, 1)) {
                try (Stream<Path> made = Files.list(directory)) {
                    Files.delete(made.findFirst().orElseThrow());
                }
                for (int i = 0; i < 10_000; i++) {
                    log.add("c", i, PURCHASE, 1, 1);
                }
            }
        });
        assertThatIllegalArgumentException().isThrownBy(() -> {
            try (PartitionedLog log = PartitionedLog.inDirectory(directory, 1)) {
                log.map(0, each -> each);
            }
        });
    }

    private Path onlyFile() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).findFirst().orElseThrow();
        }
    }

    private static InteractionLog merged(List<InteractionLog> logs) {
        return logs.stream().reduce(InteractionLog.builder().build(), InteractionLog::merge);
    }

    private static List<Interaction> interactions(int count) {
        Random random = new Random(20261124);
        List<Interaction> interactions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String customer = (random.nextBoolean() ? "c" : "\u20ac") + random.nextInt(300);
            Interaction bare = Interaction.of(
                    customer,
                    Instant.ofEpochSecond(1_700_000_000L + random.nextInt(10_000_000)),
                    random.nextBoolean() ? PURCHASE : OFFER);
            interactions.add(
                    switch (random.nextInt(6)) {
                        case 0 -> bare;
                        case 1 -> bare.withValue(random.nextInt(100)).withId("i" + i);
                        case 2 -> bare.withCost(random.nextInt(100)).withInReplyTo("i" + random.nextInt(count));
                        case 3 -> bare.withSatisfaction(0.5).withConversation("v" + customer + random.nextInt(9));
                        case 4 -> bare.withDuration(Duration.ofMillis(random.nextInt(100_000)));
                        default ->
                            bare.withValue(1)
                                    .withCost(2)
                                    .withSatisfaction(1)
                                    .withDuration(Duration.ZERO)
                                    .withId("i" + i);
                    });
        }
        return interactions;
    }
}

package io.engagement.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.engagement.domain.Channel;
import io.engagement.domain.Customer;
import io.engagement.domain.Direction;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Preferences;
import io.engagement.domain.Purpose;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {
    private static final Instant DAY = Instant.parse("2026-03-01T00:00:00Z");

    private final Path directory;
    private final Path file;

    LogFileTest(@TempDir Path directory) {
        this.directory = directory;
        this.file = directory.resolve("base.log");
    }

    /** Something in every column, of every width. */
    private static InteractionLog full() {
        return full(40);
    }

    private static InteractionLog full(int rows) {
        InteractionLog.Builder builder = InteractionLog.builder()
                .currency(Currency.getInstance("EUR"))
                .customer(Customer.of("nobody yet")
                        .withSince(DAY.plusNanos(7))
                        .withAttribute("segment", "größer")
                        .withPreferences(Preferences.none()
                                .withPreferred(Channel.EMAIL)
                                .withRefused(Channel.PHONE, Channel.of("post"))
                                .withContactLimit(3, Duration.ofDays(7))))
                .customer(Customer.of("c1"))
                .refuse("no date", "row 7", 3)
                .refuse("no purpose", "row 9");
        for (int i = 0; i < rows; i++) {
            Interaction next = Interaction.of(
                            "c" + i % 7,
                            DAY.plusMillis(i * 77_777L),
                            i % 2 == 0 ? Channel.EMAIL : Channel.of("kiosk"),
                            i % 3 == 0 ? Initiator.UNKNOWN : Initiator.CUSTOMER,
                            Purpose.of("purpose " + i % 5))
                    .withDirection(List.of(Direction.values()).get(i % 3));
            next = i % 2 == 0 ? next.withValue(i / 3.0).withCost(1.25) : next.withSatisfaction(0.3);
            next = i % 5 == 0 ? next.withDuration(Duration.ofDays(i)).withCampaign("spring") : next;
            next = i % 4 == 0 ? next.withId("id-" + i).withDepartment("sales") : next;
            next = i % 6 == 0 ? next.withConversation("t\uD800\u4E2D" + i % 12) : next;
            builder.add(i % 9 == 0 ? next.withInReplyTo("id-" + (i - 4)) : next);
        }
        return builder.build();
    }

    @Test
    void aLogThatIsSavedComesBackAsItWas() throws IOException {
        InteractionLog log = full();
        log.write(file);
        InteractionLog read = InteractionLog.read(file);
        assertThat(read).isEqualTo(log).hasToString(log.toString());
        assertThat(read.loadReport()).isEqualTo(log.loadReport());
        assertThat(read.bytesInColumns()).isEqualTo(log.bytesInColumns());
        assertThat(read.asOf(DAY.plus(Duration.ofDays(1)))
                        .history("nobody yet")
                        .orElseThrow()
                        .customer())
                .isEqualTo(log.asOf(DAY.plus(Duration.ofDays(1)))
                        .history("nobody yet")
                        .orElseThrow()
                        .customer());
        // Replaced as a whole.
        read.write(file);
        assertThat(InteractionLog.read(file)).isEqualTo(log);
        assertThat(directory).isDirectoryNotContaining("glob:**.partial");
    }

    @Test
    void theSmallestLogsComeBackToo() throws IOException {
        for (InteractionLog log : new InteractionLog[] {
            InteractionLog.builder().build(),
            InteractionLog.builder().customer(Customer.of("c")).build(),
            InteractionLog.builder()
                    .add(Interaction.of("c", DAY, Channel.WEB, Initiator.CUSTOMER, Purpose.USE))
                    .build()
        }) {
            log.write(file);
            assertThat(InteractionLog.read(file)).isEqualTo(log);
        }
    }

    @Test
    void manyRowsAndTextsGoInPartsAndComeBack() throws IOException {
        Random random = new Random(20261129);
        InteractionLog.Builder builder = InteractionLog.builder();
        for (int i = 0; i < 200_000; i++) {
            builder.add(Interaction.of(
                            "c" + random.nextInt(40_000),
                            DAY.plusSeconds(random.nextInt(10_000_000)),
                            Channel.WEB,
                            Initiator.CUSTOMER,
                            Purpose.of("p" + random.nextInt(300)))
                    .withValue(random.nextInt(1000) / 100.0)
                    .withId(i % 50_000 == 7 ? "x".repeat(300) + i : "order " + i));
        }
        InteractionLog log = builder.build();
        log.write(file);
        assertThat(InteractionLog.read(file)).isEqualTo(log);
    }

    @Test
    void timesOfMillionsOfYearsAndManyKindsComeBack() throws IOException {
        InteractionLog.Builder builder = InteractionLog.builder();
        for (int i = 0; i < 70_000; i++) {
            builder.add(Interaction.of(
                    "c",
                    Instant.ofEpochMilli(i * 100_000_000_007L),
                    Channel.WEB,
                    Initiator.CUSTOMER,
                    Purpose.of("p" + i)));
        }
        InteractionLog log = builder.build();
        log.write(file);
        assertThat(InteractionLog.read(file)).isEqualTo(log);
    }

    @Test
    void everyChangedBitIsFound() throws IOException {
        full(13).write(file);
        byte[] whole = Files.readAllBytes(file);
        for (int bit = 0; bit < 8 * whole.length; bit++) {
            byte[] changed = whole.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(file, changed);
            assertThatExceptionOfType(LogFileException.class)
                    .as("bit %d", bit)
                    .isThrownBy(() -> InteractionLog.read(file));
        }
    }

    @Test
    void everyCutIsFound() throws IOException {
        full(13).write(file);
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatExceptionOfType(LogFileException.class)
                    .as("length %d", length)
                    .isThrownBy(() -> InteractionLog.read(file));
        }
        Files.write(file, Arrays.copyOf(whole, whole.length + 1));
        assertThatExceptionOfType(LogFileException.class).isThrownBy(() -> InteractionLog.read(file));
    }

    /** Every byte made something else, the checksum right: refused, or a log that can be read to its end. */
    @Test
    void aForgedFileIsRefusedOrALog() throws IOException {
        full(13).write(file);
        byte[] whole = Files.readAllBytes(file);
        int refused = 0;
        int logs = 0;
        for (int at = 12; at < whole.length - 4; at++) {
            for (int value : new int[] {0, 0x7F, 0xFF, whole[at] + 1}) {
                byte[] changed = whole.clone();
                changed[at] = (byte) value;
                Files.write(file, sealed(changed));
                try {
                    InteractionLog log = InteractionLog.read(file);
                    LogView view = log.asOf(Instant.MAX);
                    for (int row = 0; row < view.customers(); row++) {
                        assertThat(view.history(view.customerId(row))
                                        .orElseThrow()
                                        .interactions())
                                .isSortedAccordingTo((one, other) -> one.at().compareTo(other.at()));
                    }
                    logs++;
                } catch (LogFileException told) {
                    refused++;
                }
            }
        }
        assertThat(refused).isGreaterThan(500);
        assertThat(logs).isGreaterThan(500);
    }

    @Test
    void idsThatAreNotUniqueAreRefused() throws IOException {
        full(13).write(file);
        forge("id-4", "id-8");
        assertThatExceptionOfType(LogFileException.class)
                .isThrownBy(() -> InteractionLog.read(file))
                .withMessageContaining("id of row")
                .withMessageContaining("must be that of no other");
    }

    @Test
    void anAttributeThatIsToldTwiceIsRefused() throws IOException {
        InteractionLog.builder()
                .customer(Customer.of("c").withAttribute("age", "1").withAttribute("agf", "2"))
                .build()
                .write(file);
        forge("a\0g\0f\0", "a\0g\0e\0");
        assertThatExceptionOfType(LogFileException.class)
                .isThrownBy(() -> InteractionLog.read(file))
                .withMessageContaining("attribute must be told once of a customer");
    }

    /** Another text in the place of one, the checksum right. */
    private void forge(String from, String to) throws IOException {
        String whole = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        assertThat(whole.split(Pattern.quote(from), -1)).hasSize(2);
        Files.write(file, sealed(whole.replace(from, to).getBytes(StandardCharsets.ISO_8859_1)));
    }

    @Test
    void numbersThatAreLargerThanTheFileTakeNoMemory() throws IOException {
        full().write(file);
        byte[] whole = Files.readAllBytes(file);
        for (int at = 12; at < whole.length - 8; at++) {
            byte[] changed = whole.clone();
            ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN).putInt(at, Integer.MAX_VALUE - 9);
            Files.write(file, sealed(changed));
            try {
                assertThat(InteractionLog.read(file).size()).isEqualTo(40);
            } catch (LogFileException told) {
                assertThat(told).hasMessageContaining("holds what no log writes");
            }
        }
    }

    private static byte[] sealed(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, bytes.length - 4);
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(bytes.length - 4, (int) crc.getValue());
        return bytes;
    }

    @Test
    void aFileOfAnotherKindOrFormatIsToldSo() throws IOException {
        assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> InteractionLog.read(file));
        Files.writeString(file, "customer_id,at,purpose\n");
        assertThatExceptionOfType(LogFileException.class)
                .isThrownBy(() -> InteractionLog.read(file))
                .withMessageContaining("does not begin as a saved log");
        full().write(file);
        byte[] whole = Files.readAllBytes(file);
        whole[8] = 2;
        Files.write(file, sealed(whole));
        assertThatExceptionOfType(LogFileException.class)
                .isThrownBy(() -> InteractionLog.read(file))
                .withMessageContaining("is of format 2, this version of the library reads 1");
        assertThatExceptionOfType(LogFileException.class)
                .isThrownBy(() -> InteractionLog.read(directory))
                .withMessageContaining("not a regular file");
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> full().write(directory));
    }

    @Test
    void aLogGoesOnInABuilder() {
        InteractionLog log = full();
        assertThat(log.toBuilder().build()).isEqualTo(log);
        assertThat(log.toBuilder().build().loadReport()).isEqualTo(log.loadReport());
        Interaction more = Interaction.of("c1", DAY, Channel.EMAIL, Initiator.CUSTOMER, Purpose.USE);
        assertThat(log.toBuilder().add(more).build())
                .isEqualTo(log.merge(InteractionLog.builder().add(more).build()));
    }

    @Test
    void whoChangedSinceAnInstantIsTold() {
        InteractionLog log = full();
        Instant last = log.lastAt().orElseThrow();
        assertThat(log.asOf(last).changedSince(last)).isEmpty();
        assertThat(log.asOf(last).changedSince(last.minusMillis(1))).containsExactly("c4");
        assertThat(log.asOf(last).changedSince(last.minusMillis(77_778))).containsExactly("c3", "c4");
        assertThat(log.asOf(last).changedSince(Instant.MIN)).containsExactly("c0", "c1", "c2", "c3", "c4", "c5", "c6");
        assertThat(log.asOf(DAY).changedSince(DAY.minusMillis(1))).containsExactly("c0");
        assertThat(log.asOf(DAY).changedSince(last)).isEmpty();
    }
}

package io.engagement.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompressedFileTest {
    private static final String HEADER = "customer_id,at,purpose\n";
    private static final String ROW = "c1,2026-01-31,PURCHASE\n";

    @TempDir
    private Path folder = Path.of("");

    @AfterEach
    void usualLimits() {
        System.clearProperty(Decompressed.MOST_BYTES);
        System.clearProperty(Decompressed.MOST_RATIO);
    }

    private static byte[] gzip(byte... bytes) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return compressed.toByteArray();
    }

    private static byte[] gzip(String text) {
        return gzip(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private Told told(String name, byte... bytes) {
        try {
            return Told.of(Files.write(folder.resolve(name), bytes), Mapping.empty());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"in.csv.gz", "in.csv", "in"})
    void aFileIsDecompressedWhateverItIsCalled(String name) {
        assertThat(told(name, gzip(HEADER + ROW)).interactions())
                .containsExactly("c1 2026-01-31T00:00:00Z PURCHASE UNKNOWN");
    }

    @Test
    void jsonIsDecompressedToo() {
        assertThat(told("in.gz", gzip("{\"customer_id\":1,\"at\":\"2026-01-31\",\"purpose\":\"USE\"}\n"))
                        .interactions())
                .containsExactly("1 2026-01-31T00:00:00Z USE UNKNOWN");
    }

    @Test
    void whatIsCompressedTwiceOrHoldsWhatIsNotReadIsRefusedForThat() {
        assertThat(told("in.csv.gz", gzip(gzip(HEADER + ROW))).refusal())
                .endsWith("in.csv.gz is compressed twice: unpack it once");
        assertThat(told("in.csv.gz", gzip("<html><body>You are logged out</body></html>"))
                        .refusal())
                .contains("in.csv.gz is HTML or XML, whatever it is called");
    }

    /** As after a crash, or of a copy that was begun. */
    @Test
    void zeroBytesAreNoText() {
        assertThat(told("in.csv", new byte[4096]).refusal())
                .endsWith(
                        "in.csv begins with zero bytes, which no text does: was it written and copied to its end? Export it"
                                + " anew");
    }

    /** As by cat a.gz b.gz, or by a program that appends. */
    @Test
    void allMembersOfAFileAreRead() {
        byte[] all = joined(gzip(HEADER + "c1,2026-01"), gzip(""), gzip("-31,PURCHASE\n"), gzip(ROW), new byte[512]);
        assertThat(told("in.gz", all).interactions()).hasSize(2);
    }

    /** A pipe that has nothing at the moment is not at its end: the JDK's own reader takes it for that. */
    @Test
    void membersBehindAPauseAreRead() throws IOException {
        byte[] bytes = joined(gzip("a"), gzip("b"));
        InputStream slow = new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] into, int from, int length) {
                return super.read(into, from, Math.min(1, length));
            }

            @Override
            public synchronized int available() {
                return 0;
            }
        };
        assertThat(new Gzip().decompressed(slow).readAllBytes()).isEqualTo(new byte[] {'a', 'b'});
    }

    /** With an extra field, a name, a comment and a checksum of the head, as few programs write them. */
    @Test
    void allPartsOfAHeadAreRead() {
        byte[] plain = gzip(HEADER + ROW);
        byte[] head = HexFormat.of().parseHex("1f8b081e00000000000302004142");
        byte[] texts = "n.csv\0comment\0".getBytes(StandardCharsets.US_ASCII);
        CRC32 sum = new CRC32();
        sum.update(joined(head, texts));
        byte[] check = {(byte) sum.getValue(), (byte) (sum.getValue() >> 8)};
        byte[] all = joined(head, texts, check, Arrays.copyOfRange(plain, 10, plain.length));
        assertThat(told("in.gz", all).interactions()).hasSize(1);
    }

    @Test
    void aFileThatEndsTooEarlyIsRefusedWhereverItEnds() {
        byte[] whole = gzip(HEADER + ROW.repeat(1000));
        for (int length = 3; length < whole.length; length += length < 40 ? 1 : 7) {
            assertThat(told("in.gz", Arrays.copyOf(whole, length)).refusal())
                    .as("%s bytes", length)
                    .startsWith("cannot read ")
                    .endsWith("in.gz: its gzip stream ends too early: was it written and copied to its end?");
        }
    }

    @Test
    void aBrokenFileIsRefusedWhereverItIsBroken() {
        byte[] whole = gzip(HEADER + "c1,2026-01-31,PURCHASE\nc2,2026-02-28,USE\n".repeat(50));
        for (int at = 12; at < whole.length; at++) {
            byte[] broken = whole.clone();
            broken[at] ^= 0x10;
            Told told = told("in.gz", broken);
            assertThat(told.refusal()).as("byte %s", at).contains("its gzip stream ");
            assertThat(told.lines()).isEmpty();
        }
    }

    @Test
    void whatIsBehindTheLastMemberAndNoneIsRefused() {
        assertThat(told("in.gz", joined(gzip(HEADER + ROW), "more".getBytes(StandardCharsets.US_ASCII)))
                        .refusal())
                .endsWith("its gzip stream is broken (something else is behind it): export or copy it again");
    }

    @Test
    void whatIsDecompressedToManyTimesItsSizeIsRefused() {
        byte[] bomb = gzip("x".repeat(80_000_000));
        System.setProperty(Decompressed.MOST_RATIO, "500");
        assertThat(told("in.gz", bomb).refusal())
                .contains(
                        "decompressed it has more than 500 times its bytes (gzip)",
                        "java -Dengagement.decompressed.ratio=TIMES");
    }

    @Test
    void whatIsDecompressedToMoreThanIsAllowedIsRefused() {
        System.setProperty(Decompressed.MOST_BYTES, "1000");
        assertThat(told("in.gz", gzip(HEADER + ROW.repeat(1000))).refusal())
                .contains("decompressed it has more than 1000 bytes", "java -Dengagement.decompressed.bytes=BYTES");
    }

    @Test
    void aLimitThatIsNoneIsRefused() {
        System.setProperty(Decompressed.MOST_BYTES, "1 TB");
        assertThatThrownBy(() -> told("in.gz", gzip(HEADER + ROW)))
                .isInstanceOf(MappingRefused.class)
                .hasMessage("-Dengagement.decompressed.bytes takes a whole number above 0, was '1 TB'");
    }

    @ParameterizedTest
    @CsvSource({
        "28b52ffd2400, is compressed with zstd: add the module engagement-connect-zstd",
        "425a6839, is compressed with bzip2: unpack it",
        "fd377a585a0000, is compressed with xz: unpack it",
        "377abcaf271c00, is a 7z archive: unpack it",
        "255044462d312e, is a PDF: export the rows as CSV"
    })
    void whatNothingHereReadsIsToldWithTheRemedy(String bytes, String remedy) {
        assertThat(told("in.csv", HexFormat.of().parseHex(bytes)).refusal()).contains("in.csv " + remedy);
    }

    @Test
    void datesWhoseOrderIsInTheWholeFileAreReadFromACompressedOneToo() {
        assertThat(told("in.gz", gzip(HEADER + "c1,01/02/2026,USE\nc1,31/01/2026,USE\n"))
                        .interactions())
                .isEqualTo(List.of("c1 2026-01-31T00:00:00Z USE UNKNOWN", "c1 2026-02-01T00:00:00Z USE UNKNOWN"));
    }
}

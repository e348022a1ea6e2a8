package io.engagement.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.engagement.history.InteractionLog;
import io.engagement.history.LoadReport;
import io.engagement.testkit.run.FullRun;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is read of a file depends neither on where it is cut into blocks nor on how many threads read them: it is what the
 * reader of texts, which reads UTF-16 row by row, makes of the same text.
 */
class ParallelBlocksConsistencyTest {
    private static final int MOST_THREADS = 8;

    /** In the full form a file is cut at every byte. */
    private static final int STEP = FullRun.pick(1, 3);

    @TempDir
    private Path folder = Path.of("");

    /** All that is told of a file. */
    private record Outcome(InteractionLog log, LoadReport report, String messages) {}

    private Path write(String text, Charset charset) throws IOException {
        Path file = Files.createDirectories(folder.resolve(charset.name())).resolve("in.csv");
        return Files.writeString(file, text, charset);
    }

    private static Outcome read(Path file, Charset charset, int threads, int blockSize, Mapping mapping) {
        List<String> messages = new ArrayList<>();
        Reading reading = Reading.with(TestFiles.CLOCK.withZone(ZoneId.of("Europe/Berlin")), threads);
        Mapping told = mapping.toBuilder()
                .layout(mapping.layout().withCharset(charset))
                .build();
        reading.add(CsvFile.of(file, told.layout()).inBlocksOf(blockSize), told, rows -> {});
        InteractionLog log = reading.load(Strictness.allowing(1), report -> messages.addAll(report.lines()));
        return new Outcome(log, log.loadReport(), String.join("\n", messages));
    }

    private static final String HEADER = "customer_id,at,purpose,value,cost\n";

    static Stream<Arguments> files() {
        return Stream.of(
                Arguments.of("plain", HEADER + rows("\n"), Mapping.empty()),
                Arguments.of("last line without end", HEADER + rows("\n").strip(), Mapping.empty()),
                Arguments.of("CRLF", HEADER + rows("\r\n"), Mapping.empty()),
                Arguments.of(
                        "CRLF at last without end", HEADER + rows("\r\n") + "k,2026-01-05,USE,,\r", Mapping.empty()),
                Arguments.of(
                        "CR alone", HEADER + rows("\n") + "a,2026-01-09,USE,,\rb,2026-01-09,USE,,\n", Mapping.empty()),
                Arguments.of("empty lines", "\n\n" + HEADER + "\r\n\n" + rows("\n\n\r\n"), Mapping.empty()),
                Arguments.of("byte order mark", "\uFEFF" + HEADER + rows("\n"), Mapping.empty()),
                Arguments.of("beyond ASCII", HEADER + rows("\n").replace("b,", "Žižek,"), Mapping.empty()),
                Arguments.of(
                        "quotes", HEADER + rows("\n") + "\"a,b\",2026-01-09,USE,\"1\",\nx,,USE,,\n", Mapping.empty()),
                Arguments.of("quoted header", "\"customer_id\",at,purpose,value,cost\n" + rows("\n"), Mapping.empty()),
                Arguments.of(
                        "text over lines",
                        HEADER + rows("\n") + "a,2026-01-09,\"X\n\nY\",,\nx,,USE,,\n",
                        Mapping.empty()),
                Arguments.of(
                        "open quote", HEADER + rows("\n") + "a,\"2026-01-09,USE,,\n" + rows("\n"), Mapping.empty()),
                Arguments.of("semicolons", (HEADER + rows("\n")).replace(',', ';'), delimited(";")),
                Arguments.of("tabs", (HEADER + rows("\n")).replace(',', '\t'), delimited("\\t")),
                Arguments.of(
                        "a condition",
                        HEADER + rows("\n"),
                        Mapping.builder()
                                .where(Condition.parse("purpose=PURCHASE"))
                                .build()),
                Arguments.of(
                        "ids",
                        HEADER.replace("cost", "id") + rows("\n").replaceAll(",0.5", ",i1") + "a,2026-01-02,USE,1,i2\n",
                        Mapping.empty()),
                Arguments.of(
                        "mapped",
                        HEADER + rows("\n"),
                        Mapping.builder()
                                .translate(Field.CUSTOMER, "a", "b")
                                .translate(Field.PURPOSE, "USE", "VISIT")
                                .build()));
    }

    private static Mapping delimited(String delimiter) {
        return Mapping.builder().layout(Layout.usual().withDelimiter(delimiter)).build();
    }

    /** Rows of all sorts, refused ones among them. */
    private static String rows(String end) {
        return Stream.of(
                        "a,2026-01-01,PURCHASE,12.5,",
                        "b,2026-01-01T08:00:00Z,USE,,0.5",
                        "c and d,2026-01-01 08:00,USE,1e2,",
                        ",2026-01-02,USE,,",
                        "a,2026-02-30,USE,,",
                        "a,2026-01-03",
                        "longer than a word,2026-01-01T08:00:00.123Z,PURCHASE,-3,-1",
                        "a,2026-01-04,PURCHASE,x,",
                        "  ,2026-01-04,USE,,",
                        "b,2026-01-01T08:00:00Z,ODD,,0.5")
                .collect(Collectors.joining(end, "", end));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void aFileMayBeCutAnywhereAndReadByAnyNumberOfThreads(String name, String text, Mapping mapping)
            throws IOException {
        Outcome expected =
                read(write(text, StandardCharsets.UTF_16LE), StandardCharsets.UTF_16LE, 1, PlainRows.BLOCK, mapping);
        Path file = write(text, StandardCharsets.UTF_8);
        int length = (int) Files.size(file);
        for (int blockSize = 1; blockSize <= length + STEP; blockSize += STEP) {
            int threads = 1 + blockSize / STEP % MOST_THREADS;
            assertThat(read(file, StandardCharsets.UTF_8, threads, blockSize, mapping))
                    .as("%s, %d threads, %d bytes at a time", name, threads, blockSize)
                    .isEqualTo(expected);
        }
    }

    @Test
    void manyRowsAreTheSameForAnyNumberOfThreads() throws IOException {
        SplittableRandom random = new SplittableRandom(20261125);
        StringBuilder text = new StringBuilder(HEADER);
        for (int i = 0; i < 20_000; i++) {
            text.append(random.nextInt(5) == 0 ? "customer number " : "c").append(random.nextInt(3_000));
            text.append(",2026-0").append(random.nextInt(10)).append("-1").append(random.nextInt(10));
            text.append(random.nextBoolean() ? "T08:00:00Z," : ",").append(random.nextBoolean() ? "USE," : "PURCHASE,");
            text.append(random.nextInt(4) == 0 ? "" : random.nextInt(10_000) / 100.0)
                    .append(",\n");
        }
        Outcome expected = read(
                write(text.toString(), StandardCharsets.UTF_16LE),
                StandardCharsets.UTF_16LE,
                1,
                PlainRows.BLOCK,
                Mapping.empty());
        assertThat(expected.report().refused()).isGreaterThan(1_000);
        Path file = write(text.toString(), StandardCharsets.UTF_8);
        for (int threads = 1; threads <= MOST_THREADS; threads++) {
            assertThat(read(file, StandardCharsets.UTF_8, threads, 5_000, Mapping.empty()))
                    .isEqualTo(expected);
        }
    }

    @Test
    void aRefusedRowIsNamedByItsLineInTheFile() throws IOException {
        Path file = write(HEADER + "a,2026-01-01,USE,,\n".repeat(5_000) + "\na,?,USE,,\n", StandardCharsets.UTF_8);
        assertThat(read(file, StandardCharsets.UTF_8, 3, 1_000, Mapping.empty()).messages())
                .contains("in.csv line 5003: ");
    }

    @Test
    void aRowThatIsNotUtf8IsRefusedByWhicheverThreadReadsIt() throws IOException {
        Path file = folder.resolve("in.csv");
        String text = HEADER + "a,2026-01-01,USE,,\n".repeat(1_000);
        Files.write(file, (text + "\u00fc,2026-01-01,USE,,\n").getBytes(StandardCharsets.ISO_8859_1));
        for (int threads = 1; threads <= MOST_THREADS; threads++) {
            int any = threads;
            assertThatThrownBy(() -> read(file, StandardCharsets.UTF_8, any, 1_000, Mapping.empty()))
                    .isInstanceOf(DataRefused.class)
                    .hasMessageContaining("is not text in UTF-8");
        }
    }
}

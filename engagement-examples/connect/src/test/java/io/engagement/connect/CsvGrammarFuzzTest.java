package io.engagement.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.engagement.history.InteractionLog;
import io.engagement.testkit.run.FullRun;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files drawn at random: every row is accepted, refused or left out, nothing fails otherwise, and both readers say the
 * same of the same text. The full form draws a seed, which it prints.
 */
class CsvGrammarFuzzTest {
    private static final long SEED = Long.getLong("engagement.seed", FullRun.seed(20261128));
    private static final int PAIRS = FullRun.pick(20_000, 800);
    private static final Duration NEVER_SO_LONG = Duration.ofMinutes(FullRun.pick(60, 5));

    @TempDir
    private Path folder = Path.of("");

    /** What is read from bytes in blocks is what is read as text: where the header has quotes, and in UTF-16. */
    @Test
    void bothReadersSayTheSameOfTheSameText() {
        SplittableRandom random = seeded("bothReadersSayTheSameOfTheSameText");
        int[] accepted = new int[1];
        assertTimeoutPreemptively(NEVER_SO_LONG, () -> {
            for (int i = 0; i < PAIRS; i++) {
                accepted[0] += compare(random, RandomCsv.draw(random, 30), "file " + i) ? 1 : 0;
            }
        });
        System.out.println(accepted[0] + " of " + PAIRS + " files had rows that were read");
        assertThat(accepted[0]).isGreaterThan(PAIRS / 2);
    }

    private boolean compare(SplittableRandom random, RandomCsv file, String name) throws Exception {
        byte[] bytes = file.text().getBytes(StandardCharsets.UTF_8);
        if (random.nextInt(20) == 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(0x80, 0x100);
        }
        List<?> fromBytes = read(random, file, bytes, StandardCharsets.UTF_8);
        byte[] quoted = withQuotedHeader(bytes, file.delimiter());
        assertSame(read(random, file, quoted, StandardCharsets.UTF_8), fromBytes, name + ", quoted header: " + file);
        if (new String(bytes, StandardCharsets.UTF_8).equals(file.text())) {
            byte[] wide = file.text().getBytes(StandardCharsets.UTF_16BE);
            assertSame(read(random, file, wide, StandardCharsets.UTF_16BE), fromBytes, name + ", UTF-16: " + file);
        }
        return fromBytes.size() > 1;
    }

    /** The first column's name in quotes, if it is whole: then nothing of the file is read from bytes. */
    private static byte[] withQuotedHeader(byte[] bytes, char delimiter) {
        // Latin-1, whose characters are bytes.
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        String mark = text.startsWith("\u00ef\u00bb\u00bf") ? "\u00ef\u00bb\u00bf" : "";
        return text.startsWith(mark + "customer_id" + delimiter)
                ? text.replaceFirst("customer_id", "\"customer_id\"").getBytes(StandardCharsets.ISO_8859_1)
                : bytes;
    }

    /** Of two reasons why a file is refused, one of which is a byte that is no character, either may come first. */
    private static void assertSame(List<?> actual, List<?> expected, String name) {
        boolean either = actual.size() == 1
                && expected.size() == 1
                && (actual.toString() + expected).contains("is not text in UTF-8");
        if (!either) {
            assertThat(actual).as(name).isEqualTo(expected);
        }
    }

    /** All that is told of a file: why it is refused, or its log, report and messages. */
    private List<?> read(SplittableRandom random, RandomCsv file, byte[] bytes, Charset charset) throws Exception {
        Path path = Files.write(folder.resolve("in.csv"), bytes);
        int blockSize = random.nextInt(4) == 0 ? PlainRows.BLOCK : 1 + random.nextInt(200);
        int threads = 1 + random.nextInt(3);
        List<String> messages = new ArrayList<>();
        Mapping mapping =
                Mapping.builder().layout(new Layout(file.delimiter(), charset)).build();
        Reading reading = Reading.with(TestFiles.CLOCK.withZone(ZoneId.of("Europe/Berlin")), threads);
        try {
            reading.add(CsvFile.of(path, mapping.layout()).inBlocksOf(blockSize), mapping, rows -> {});
            InteractionLog log = reading.load(Strictness.allowing(1), report -> messages.addAll(report.lines()));
            return List.of(log, log.loadReport(), messages);
        } catch (DataRefused e) {
            return List.of(e.getMessage() + messages);
        }
    }

    private static SplittableRandom seeded(String test) {
        System.out.println(test + ": -Dengagement.seed=" + SEED);
        return new SplittableRandom(SEED);
    }
}

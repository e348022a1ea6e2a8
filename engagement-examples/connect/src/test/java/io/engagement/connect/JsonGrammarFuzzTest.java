package io.engagement.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.engagement.testkit.run.FullRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Rows drawn at random: each is accepted, refused or left out, nothing fails otherwise, and a plain walk over its tokens finds the same in them. The
 * full form draws a seed, which it prints.
 */
class JsonGrammarFuzzTest {
    private static final long SEED = Long.getLong("engagement.seed", FullRun.seed(20261129));
    private static final int ROWS = FullRun.pick(3_000_000, 10_000);
    private static final int FILES = FullRun.pick(20_000, 150);
    private static final Duration NEVER_SO_LONG = Duration.ofMinutes(FullRun.pick(60, 5));
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    @TempDir
    private Path folder = Path.of("");

    private static SplittableRandom seeded(String test) {
        System.out.println(test + ": -Dengagement.seed=" + SEED);
        return new SplittableRandom(SEED);
    }

    @Test
    void aPlainWalkOverItsTokensFindsTheSameInEachRow() {
        SplittableRandom random = seeded("aPlainWalkOverItsTokensFindsTheSameInEachRow");
        RandomJson rows = new RandomJson(random);
        int[] read = new int[1];
        assertTimeoutPreemptively(NEVER_SO_LONG, () -> {
            for (int i = 0; i < ROWS; i++) {
                read[0] += compare(rows.row()) ? 1 : 0;
            }
        });
        System.out.println(read[0] + " of " + ROWS + " rows were read");
        assertThat(read[0]).isBetween(ROWS / 4, ROWS - ROWS / 10);
    }

    private static boolean compare(String row) {
        byte[] bytes = row.getBytes(StandardCharsets.UTF_8);
        Optional<Map<String, String>> other = walk(bytes);
        try {
            List<String> columns = columns(bytes);
            Map<String, String> texts = texts(bytes, columns);
            assertThat(other).as(row).isPresent();
            Map<String, String> arrays = new TreeMap<>(texts);
            arrays.keySet().removeAll(other.orElseThrow().keySet());
            assertThat(arrays.values()).as(row).allMatch(text -> text.startsWith("["));
            texts.keySet().removeAll(arrays.keySet());
            assertThat(texts).as(row).isEqualTo(other.orElseThrow());
            return true;
        } catch (JsonFault fault) {
            String why = String.valueOf(fault.getMessage());
            // Names with points make one column of two; the parser takes half characters.
            boolean isOurs =
                    why.contains("has half a character") || (row.contains("x.y") && why.contains("has two values"));
            assertThat(isOurs || other.isEmpty()).as(row + " " + why).isTrue();
            return false;
        }
    }

    private static List<String> columns(byte[] bytes) {
        JsonReader learning = JsonReader.learning();
        learning.learn(bytes, 0, bytes.length);
        return learning.learned();
    }

    private static Map<String, String> texts(byte[] bytes, List<String> columns) {
        PlainRow row = new PlainRow();
        JsonReader.of(columns, Asked.ofFirst()).read(bytes, 0, bytes.length, 1, row);
        Map<String, String> texts = new TreeMap<>();
        for (int i = 0; i < columns.size(); i++) {
            texts.put(columns.get(i), row.field(i));
        }
        return texts;
    }

    /** Texts that are no array by their path; empty if it is no object of JSON. */
    private static Optional<Map<String, String>> walk(byte[] bytes) {
        Map<String, String> texts = new TreeMap<>();
        try (JsonParser parser = JSON.createParser(bytes)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            object(parser, Optional.empty(), texts);
            return parser.nextToken() == null ? Optional.of(texts) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static void object(JsonParser parser, Optional<String> before, Map<String, String> texts)
            throws IOException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            String path = before.map(place -> place + "." + name).orElse(name);
            switch (parser.nextToken()) {
                case START_OBJECT -> object(parser, Optional.of(path), texts);
                case START_ARRAY -> parser.skipChildren();
                case VALUE_NULL -> texts.put(path, "");
                default -> texts.put(path, parser.getText());
            }
        }
    }

    /** Rows that were read, refused and left out are all of the file; both ways of writing them are the same. */
    @Test
    void eachRowOfAFileIsAcceptedRefusedOrLeftOut() {
        SplittableRandom random = seeded("eachRowOfAFileIsAcceptedRefusedOrLeftOut");
        assertTimeoutPreemptively(NEVER_SO_LONG, () -> {
            for (int i = 0; i < FILES; i++) {
                readFile(random);
            }
        });
    }

    private void readFile(SplittableRandom random) throws IOException {
        List<String> rows = rows(random);
        String end = random.nextBoolean() ? "\n" : "\r\n";
        String text =
                (random.nextInt(4) == 0 ? "\ufeff" : "") + String.join(random.nextInt(4) == 0 ? end + end : end, rows);
        Optional<String> first = read(text.getBytes(StandardCharsets.UTF_8));
        long whole = rows.stream().filter(row -> !row.isBlank()).count();
        first.ifPresent(line -> assertThat(numbers(line)).as(line + "\n" + text).isEqualTo(whole));
    }

    private static List<String> rows(SplittableRandom random) {
        RandomJson drawn = new RandomJson(random);
        List<String> rows =
                new ArrayList<>(List.of("{\"customer_id\":\"c\",\"at\":\"2026-01-31T00:00:00Z\",\"purpose\":\"USE\"}"));
        for (int i = random.nextInt(30); i > 0; i--) {
            rows.add(drawn.row());
        }
        return rows;
    }

    /** The first line of the report; empty if the file was refused, which one line tells. */
    private Optional<String> read(byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("in.jsonl"), bytes);
        Mapping mapping = Mapping.builder().where(Condition.parse("a!=true")).build();
        Reading reading = Reading.with(TestFiles.CLOCK, 2);
        List<Report> reports = new ArrayList<>();
        try {
            reading.add(Sources.of(file, mapping.layout()), mapping, count -> {});
            reading.load(Strictness.allowing(1), reports::add);
        } catch (DataRefused e) {
            assertThat(String.valueOf(e.getMessage()))
                    .doesNotContain("Exception")
                    .hasLineCount(1);
        }
        return reports.stream().map(report -> report.lines().get(0)).findFirst();
    }

    /** Arrays, pages and lines, some bytes of which are wrong: read, or refused in one line. */
    @Test
    void whateverIsInAFileItIsReadOrRefused() {
        SplittableRandom random = seeded("whateverIsInAFileItIsReadOrRefused");
        int[] read = new int[1];
        assertTimeoutPreemptively(NEVER_SO_LONG, () -> {
            for (int i = 0; i < FILES; i++) {
                read[0] += read(spoilt(random, container(random))).isPresent() ? 1 : 0;
            }
        });
        System.out.println(read[0] + " of " + FILES + " files were read");
        assertThat(read[0]).isBetween(FILES / 8, FILES - FILES / 8);
    }

    private static String container(SplittableRandom random) {
        String rows = String.join(random.nextBoolean() ? "," : "\n,\t", rows(random));
        return switch (random.nextInt(3)) {
            case 0 -> "[" + rows + "]";
            case 1 -> "{\"total\":{\"n\":[1]},\"results\":[" + rows + "],\"next\":null}";
            default -> rows.replace(",\t", "");
        };
    }

    private static byte[] spoilt(SplittableRandom random, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int i = random.nextInt(4); i > 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return random.nextInt(4) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
    }

    /** Accepted, duplicates left out, refused, and left out; identical ones that are kept are accepted. */
    private static long numbers(String line) {
        long sum = 0;
        for (String part : line.replaceFirst("rows: ", "").split(", ", -1)) {
            sum += part.contains("kept") ? 0 : Long.parseLong(part.substring(0, part.indexOf(' ')));
        }
        return sum;
    }
}

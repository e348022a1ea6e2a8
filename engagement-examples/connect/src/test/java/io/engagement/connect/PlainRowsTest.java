package io.engagement.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that are read from bytes are those that the reader of texts reads. */
class PlainRowsTest {
    @TempDir
    private Path folder = Path.of("");

    /** Each row as its line and its fields; UTF-16 is never read from bytes. */
    private List<String> rows(String text, String charset) throws IOException {
        Path file = folder.resolve(charset + ".csv");
        Files.writeString(file, text, Charset.forName(charset));
        List<String> all = new ArrayList<>();
        CsvFile.of(file, Layout.usual().withCharset(Charset.forName(charset))).read((header, rows) -> {
            all.add("header" + header);
            rows.forEachRemaining(row -> all.add(row.line()
                    + IntStream.range(0, row.fields())
                            .mapToObj(row::field)
                            .toList()
                            .toString()));
        });
        return all;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a,b\n1,2\n3,4\n",
                "a,b\n1,2\n3,4",
                "a,b\r\n1,2\r\n\r\n3,4\r\n",
                "a,b\r1,2\r\r3,4\r",
                "a,b\n\n\n1,2\n\n3,4\n\n",
                "a,b\n,\n,,\n1\n",
                "a,b\n1,2\r",
                "a,b\nMüller,Žižek\n1,ß\n",
                "a,b\n1,2\n3,\"4,5\n6\"\n7,8\n\n\"9\",10\n",
                "\"a\",\"b\"\n1,2\n",
                "a,b\n1,2\n\"\"\n3,4\n",
                "a"
            })
    void rowsAreThoseOfTheReaderOfTexts(String text) throws IOException {
        assertThat(rows(text, "UTF-8")).isEqualTo(rows(text, "UTF-16LE")).isNotEmpty();
    }

    @Test
    void rowsAtTheEdgesOfWhatIsInMemoryAreWhole() throws IOException {
        SplittableRandom random = new SplittableRandom(7);
        StringBuilder text = new StringBuilder("a,b\n");
        for (int i = 0; i < 20_000; i++) {
            text.append(i).append(',').append("x".repeat(random.nextInt(200))).append(i % 3 == 0 ? "\r\n" : "\n");
        }
        text.append("y".repeat(1 << 18)).append(",1\n").append("z,2\n");

        assertThat(rows(text.toString(), "UTF-8"))
                .isEqualTo(rows(text.toString(), "UTF-16LE"))
                .hasSize(20_003);
    }

    @Test
    void aRowThatIsNotUtf8IsRefusedWhicheverFieldIsRead() throws IOException {
        Path file = folder.resolve("in.csv");
        Files.write(file, "a,b\n1,\u00fc\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() ->
                        CsvFile.of(file).read((header, rows) -> rows.next().field(0)))
                .isInstanceOf(DataRefused.class)
                .hasMessageContaining("is not text in UTF-8");
    }

    private static PlainRow row(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        PlainRow row = new PlainRow();
        row.begin(bytes, 0);
        row.end(bytes.length, true, 1);
        return row;
    }

    @Test
    void decimalsAreTheNearestDoubles() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 100_000; i++) {
            String digits = Long.toString(random.nextLong(1, 100_000_000_000_000L));
            int point = random.nextInt(digits.length());
            String text = (random.nextBoolean() ? "-" : "")
                    + (point == 0 ? digits : digits.substring(0, point) + "." + digits.substring(point));
            assertThat(PlainNumbers.decimal(row(text), 0)).as(text).isEqualTo(Double.parseDouble(text));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "-", ".5", "5.", "1e5", " 1", "1 ", "1,5", "1.2.3", "+1", "12d", "NaN", "1234567890.123456"})
    void whatIsWrittenOtherwiseIsLeftToTheReaderOfTexts(String text) {
        assertThat(PlainNumbers.decimal(row(text), 0)).isNaN();
    }

    @Test
    void instantsAreThoseOfTheReaderOfTexts() {
        TimeFormat times = TimeFormat.of("auto", TestFiles.CLOCK.withZone(ZoneId.of("Europe/Berlin")));
        PlainNumbers instants = new PlainNumbers();
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 100_000; i++) {
            long milli = random.nextLong(-62_135_596_800_000L, 253_402_300_799_999L);
            long whole = i % 3 == 0 ? Math.floorDiv(milli, 1000) * 1000 : milli;
            String text = Instant.ofEpochMilli(whole).toString();
            assertThat(instants.instant(row(text), 0))
                    .as(text)
                    .isEqualTo(times.epochMilli(text))
                    .isEqualTo(whole);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-01-31",
                "2026-02-30T00:00:00Z",
                "2026-13-01T00:00:00Z",
                "2026-01-01T24:00:00Z",
                "2026-01-01T00:60:00Z",
                "2026-01-01T00:00:60Z",
                "2026-01-01 00:00:00Z",
                "2026-01-01T00:00:00z",
                "0000-01-01T00:00:00Z",
                "2026-01-01T00:00:00.00Z",
                "2026-01-01T00:00:00,000Z",
                "2x26-01-01T00:00:00Z",
                "2026-1 -01T00:00:00Z"
            })
    void noOtherTimeIsAnInstant(String text) {
        assertThat(new PlainNumbers().instant(row(text), 0)).isEqualTo(PlainNumbers.OTHER);
    }

    @Test
    void textsAreTheSameIfAllTheirColumnsAre() {
        KnownTexts<String> known = new KnownTexts<>(List.of(0, 2));
        int[] read = {0};
        for (int pass = 0; pass < 2; pass++) {
            for (int i = 0; i < 5_000; i++) {
                String text = "id-" + i % 100 + "," + pass + ",longer than a word of eight " + i / 100;
                PlainRow row = fields(text);
                assertThat(known.of(row, any -> {
                            read[0]++;
                            return any.field(0) + any.field(2);
                        }))
                        .isEqualTo(row.field(0) + row.field(2));
            }
        }
        assertThat(read[0]).isEqualTo(5_000);
        assertThat(known.of(fields("a,,bc"), row -> "1")).isEqualTo("1");
        assertThat(known.of(fields("ab,,c"), row -> "2")).isEqualTo("2");
    }

    /** That differ only in the bits that a multiplication by a known number leaves together. */
    @Test
    void bytesThatWereCraftedForKnownTextsAreFoundInFewSteps() {
        KnownTexts<Integer> known = new KnownTexts<>(List.of(0));
        PlainRow row = new PlainRow();
        for (int i = 0; i < 1 << 14; i++) {
            byte[] bytes = ("prefix" + (char) (i & 127) + (char) (i >> 7)).getBytes(StandardCharsets.ISO_8859_1);
            int number = i;
            row.begin(bytes, 0);
            row.end(bytes.length, true, 1);
            assertThat(known.of(row, any -> number)).isEqualTo(number);
            assertThat(known.of(row, any -> -1)).isEqualTo(number);
        }
        assertThat(known.longestRun()).isLessThan(200);
    }

    @Test
    void constantsAreReadOnce() {
        KnownTexts<String> known = new KnownTexts<>(List.of());
        assertThat(known.of(fields("a"), row -> "first")).isEqualTo("first");
        assertThat(known.of(fields("b"), row -> "second")).isEqualTo("first");
    }

    private static PlainRow fields(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        PlainRow row = new PlainRow();
        row.begin(bytes, 0);
        IntStream.range(0, bytes.length).filter(i -> bytes[i] == ',').forEach(row::addEnd);
        row.end(bytes.length, true, 1);
        return row;
    }
}

package io.engagement.connect;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TextRowsTest {
    private static final String OPEN = "the quote that opens field %d is not closed before the end of the file";
    private static final String STRAY = "field %d is quoted and has a single quote inside";

    /** A row in one text: line, fields, fault. */
    private static List<String> rows(Reader text) {
        List<String> all = new ArrayList<>();
        new TextRows(text, ',', 0)
                .forEachRemaining(row -> all.add(row.line()
                        + IntStream.range(0, row.fields())
                                .mapToObj(row::field)
                                .toList()
                                .toString()
                        + row.fault().map(fault -> " " + fault).orElse("")));
        return all;
    }

    static List<Arguments> texts() {
        return List.of(
                Arguments.of("", List.of()),
                Arguments.of("\n\r\r\n", List.of()),
                Arguments.of("a", List.of("1[a]")),
                Arguments.of("a,b\n1,\n,2", List.of("1[a, b]", "2[1, ]", "3[, 2]")),
                Arguments.of("a\r\rb\r\n\nc\r", List.of("1[a]", "3[b]", "5[c]")),
                Arguments.of("\"a\",\"\"\n\"\"\n", List.of("1[a, ]", "2[]")),
                Arguments.of("\"a\"\"b\"\"\",\"\"\"\"", List.of("1[a\"b\", \"]")),
                Arguments.of("tv 55\" wide,x\"\"y\n", List.of("1[tv 55\" wide, x\"\"y]")),
                Arguments.of(" \"a\",b", List.of("1[ \"a\", b]")),
                // The two faults of FastCSV 4.0.0: the row behind was dropped, and its line was counted too little.
                Arguments.of("\"x\ry\"\nb\n", List.of("1[x\ry]", "3[b]")),
                Arguments.of("\"5\r\"\n999\n\"a\"\nc", List.of("1[5\r]", "3[999]", "4[a]", "5[c]")),
                Arguments.of("\"x\r\ny\n\nz\",1\r\nb", List.of("1[x\r\ny\n\nz, 1]", "5[b]")),
                Arguments.of("a,\"27\" monitor\"\nb,1", List.of("1[a, 27] " + STRAY.formatted(2), "2[b, 1]")),
                Arguments.of("\"a\"x,1\nb\",2\nc,3", List.of("1[a, ] " + STRAY.formatted(1), "3[c, 3]")),
                Arguments.of("a\nb,\"x\nc,1\n", List.of("1[a]", "2[b, x\nc,1\n] " + OPEN.formatted(2))),
                Arguments.of("\"", List.of("1[] " + OPEN.formatted(1))),
                Arguments.of("\"a\" \nb\n", List.of("1[a] " + STRAY.formatted(1) + "; " + OPEN.formatted(1))));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void rowsAreThoseOfTheText(String text, List<String> expected) {
        assertThat(rows(new StringReader(text))).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("texts")
    void rowsDoNotDependOnHowMuchIsReadAtATime(String text, List<String> expected) {
        for (int most = 1; most <= 3; most++) {
            assertThat(rows(inParts(text, most))).isEqualTo(expected);
        }
    }

    @Test
    void rowsOfRandomTextsDoNotDependOnHowMuchIsReadAtATime() {
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < 2_000; i++) {
            String text = random.ints(random.nextInt(40), 0, 6)
                    .mapToObj("\"\r\n,ab"::charAt)
                    .collect(StringBuilder::new, StringBuilder::append, StringBuilder::append)
                    .toString();
            List<String> whole = rows(new StringReader(text));
            assertThat(rows(inParts(text, 1 + random.nextInt(3)))).as(text).isEqualTo(whole);
            List<ScannedRow> scanned = ScannedRow.of(text, ',');
            assertThat(whole).as(text).hasSameSizeAs(scanned);
            for (int row = 0; row < whole.size(); row++) {
                assertThat(whole.get(row)).as(text).startsWith(scanned.get(row).line() + "[");
                assertThat(whole.get(row).contains("] "))
                        .as(text)
                        .isEqualTo(scanned.get(row).faulty());
            }
        }
    }

    /** Of texts without wrong quotes, and without returns alone, which it takes for no line's end in quotes. */
    @Test
    void fieldsOfRandomTextsAreThoseThatFastCsvReads() throws IOException {
        SplittableRandom random = new SplittableRandom(12);
        List<String> parts = List.of("\"", "\"", "\"\"", "\n", "\r\n", ",", ",", "a", "b", "\"a\"", "\"a,\"\"\n\"");
        int compared = 0;
        for (int i = 0; i < 4_000; i++) {
            String text = random.ints(random.nextInt(12), 0, parts.size())
                    .mapToObj(parts::get)
                    .collect(Collectors.joining());
            if (ScannedRow.of(text, ',').stream().noneMatch(ScannedRow::faulty)) {
                assertThat(rows(new StringReader(text))).as(text).isEqualTo(ofFastCsv(text));
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(1_000);
    }

    private static List<String> ofFastCsv(String text) throws IOException {
        try (CsvReader<CsvRecord> records = CsvReader.builder()
                .allowExtraFields(true)
                .allowMissingFields(true)
                .ofCsvRecord(text)) {
            return records.stream()
                    .map(each -> each.getStartingLineNumber() + each.getFields().toString())
                    .toList();
        }
    }

    private static Reader inParts(String text, int most) {
        return new StringReader(text) {
            @Override
            public int read(char[] into, int offset, int length) throws IOException {
                return super.read(into, offset, Math.min(most, length));
            }

            @Override
            public int read(char[] into) throws IOException {
                return read(into, 0, into.length);
            }
        };
    }

    @Test
    void ofAQuoteThatIsNotClosedNotMoreIsHeldThanOfALongRow() {
        String text = "a\n\"" + "x\n".repeat(TextRow.MOST_CHARS);
        TextRows rows = new TextRows(new StringReader(text), ',', 0);
        rows.next();
        Row open = rows.next();
        assertThat(open.textLines()).isEqualTo(TextRow.MOST_CHARS);
        assertThat(open.field(0)).hasSizeLessThanOrEqualTo(TextRow.MOST_CHARS);
        assertThat(open.fault()).hasValueSatisfying(fault -> assertThat(fault)
                .startsWith("it is longer than 4194304 characters")
                .endsWith(OPEN.formatted(1)));
    }

    @Test
    void aLineOfDelimitersOnlyIsRefusedBeforeItFillsTheMemory() {
        TextRows rows = new TextRows(new StringReader(",".repeat(3_000_000) + "\na,b\n"), ',', 0);
        assertThat(rows.next().fault()).hasValue("it has more than 1048576 fields");
        assertThat(rows.next().fields()).isEqualTo(2);
    }

    private static boolean holdsRows(String text, int width) {
        return new TextRows(new StringReader(text), ',', 0).next().holdsRows(width);
    }

    @Test
    void linesInQuotesThatHaveAsManyFieldsAsTheHeaderLookLikeRows() {
        assertThat(holdsRows("b,1,\"12 inch\nc,2,x\n\nd,3,x\ne,4,9 inch\"", 3)).isTrue();
        assertThat(holdsRows("b,\"12 inch,1\nc,2,x\r\nd,3,x\re,4 inch\",x", 3)).isTrue();
        assertThat(holdsRows("b,1,\"12 inch\nc,2,9 inch\"", 3)).isTrue();
        assertThat(holdsRows("b,1,\"12 inch\nc,2,x\nsomething else\nd,3,9\"", 3))
                .isTrue();
        assertThat(holdsRows("b,1,\"Dear Sir,\nI have, as you see, a question.\nYours\"", 3))
                .isFalse();
        assertThat(holdsRows("b,1,\"c,2,x\"", 3)).isFalse();
        assertThat(holdsRows("\"b\nc\"", 1)).isFalse();
    }
}

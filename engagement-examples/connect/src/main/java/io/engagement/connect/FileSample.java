package io.engagement.connect;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The beginning of a file. A CSV text is read as it looks: in UTF-8 if it is that, else in windows-1252; with the delimiter by which
 * most rows have the same number of fields.
 */
final class FileSample {
    private static final int MOST_BYTES = 1 << 20;
    private static final int MOST_ROWS = 1_000;
    private static final List<Character> DELIMITERS = List.of(',', ';', '\t', '|');

    private final String format;
    private final Layout layout;
    private final List<String> header;
    private final List<List<String>> rows;
    private final List<String> before;
    private final List<Set<Row.Type>> types;

    private FileSample(Layout layout, List<String> header, List<List<String>> rows, List<String> before) {
        this("", layout, header, rows, before, List.of());
    }

    private FileSample(
            String format,
            Layout layout,
            List<String> header,
            List<List<String>> rows,
            List<String> before,
            List<Set<Row.Type>> types) {
        this.types = types;
        this.format = format;
        this.layout = layout;
        this.header = header;
        this.rows = rows;
        this.before = before;
    }

    private static FileSample of(Layout layout, List<List<String>> all, int width, String label) {
        int first = 0;
        while (first < all.size() && !isHeader(all.get(first), width)) {
            first++;
        }
        if (first >= all.size()) {
            throw new DataRefused(label + " has no rows, or no header that can be told from them");
        }
        return new FileSample(
                layout,
                all.get(first).stream().map(Blanks::strip).toList(),
                all.subList(first + 1, all.size()).stream()
                        .filter(row -> row.size() == width)
                        .toList(),
                all.subList(0, first).stream().map(TitleRows::excerpt).toList());
    }

    /** The first rows of a format that tells by itself which columns there are. */
    static FileSample of(String format, Layout layout, List<String> header, Iterator<Row> all) {
        List<List<String>> rows = new ArrayList<>();
        List<Set<Row.Type>> types = new ArrayList<>();
        boolean isSheet = false;
        for (int i = 0; i < MOST_ROWS && all.hasNext(); i++) {
            Row row = all.next();
            isSheet = row.leavesOutEmpty();
            if (row.fault().isEmpty() && (isSheet || row.fields() == header.size())) {
                rows.add(fields(row));
                addTypes(row, types);
            }
        }
        FileSample sample = isSheet ? ofSheet(layout, header, rows) : new FileSample(layout, header, rows, List.of());
        return sample.with(format, types);
    }

    /** Above the header there may be titles, and rows end with their last cell. */
    private static FileSample ofSheet(Layout layout, List<String> first, List<List<String>> others) {
        List<List<String>> all = new ArrayList<>(List.of(first));
        all.addAll(others);
        int usual = usualWidth(all);
        int width = all.stream()
                .filter(row -> row.size() >= usual && isHeader(row, row.size()))
                .findFirst()
                .map(List::size)
                .orElse(usual);
        return of(layout, all.stream().map(row -> filled(row, width)).toList(), width, "the sheet");
    }

    private static List<String> filled(List<String> row, int width) {
        List<String> filled = new ArrayList<>(row);
        while (filled.size() < width && row.size() > 1) {
            filled.add("");
        }
        return filled;
    }

    private static void addTypes(Row row, List<Set<Row.Type>> types) {
        for (int i = 0; i < row.fields(); i++) {
            if (i == types.size()) {
                types.add(EnumSet.noneOf(Row.Type.class));
            }
            if (!row.field(i).isBlank()) {
                types.get(i).add(row.type(i));
            }
        }
    }

    private FileSample with(String name, List<Set<Row.Type>> found) {
        return new FileSample(name, layout, header, rows, before, found);
    }

    /** The types of a column's values. */
    Set<Row.Type> types(int column) {
        return column < types.size() ? types.get(column) : Set.of();
    }

    private static List<String> fields(Row row) {
        return IntStream.range(0, row.fields()).mapToObj(row::field).toList();
    }

    /** Names are not empty, and neither numbers nor times. */
    private static boolean isHeader(List<String> row, int width) {
        return row.size() == width && row.stream().map(Blanks::strip).allMatch(FileSample::isName);
    }

    private static boolean isName(String text) {
        return !text.isEmpty() && FieldNames.Kind.of(List.of(text)) == FieldNames.Kind.TEXT;
    }

    static FileSample of(Path file, Layout layout) {
        return new AnyFile(file, CsvFile.name(file), layout).sample();
    }

    /** The first rows of what is no file. */
    static FileSample of(String is, Source source) {
        List<FileSample> samples = new ArrayList<>();
        source.read(Asked.ofFirst().by((header, rows) -> samples.add(of(is, Layout.usual(), header, rows))));
        return samples.get(0);
    }

    /** The beginning of a CSV text. */
    static FileSample of(String label, InputStream content) throws IOException {
        byte[] bytes = content.readNBytes(MOST_BYTES);
        if (bytes.length == 0) {
            throw CsvFile.empty(label);
        }
        Charset charset = charset(bytes);
        String text = new String(bytes, charset);
        String whole = bytes.length < MOST_BYTES ? text : text.substring(0, text.lastIndexOf('\n') + 1);
        return of(label, charset, whole.startsWith("\ufeff") ? whole.substring(1) : whole);
    }

    private static FileSample of(String label, Charset charset, String text) {
        boolean tells = text.regionMatches(true, 0, "sep=", 0, 4) && text.length() > 5;
        List<Character> delimiters = tells ? List.of(text.charAt(4)) : DELIMITERS;
        String table = tells ? text.substring(text.indexOf('\n') + 1) : text;
        char best = delimiters.get(0);
        long most = -1;
        for (char delimiter : delimiters) {
            List<List<String>> rows = rows(table, delimiter);
            int width = usualWidth(rows);
            long fitting = width == 1
                    ? 0
                    : rows.stream().filter(row -> row.size() == width).count() * width;
            if (fitting > most) {
                most = fitting;
                best = delimiter;
            }
        }
        List<List<String>> rows = rows(table, best);
        return of(new Layout(best, charset), rows, usualWidth(rows), label);
    }

    private static List<List<String>> rows(String text, char delimiter) {
        TextRows all = new TextRows(new StringReader(text), delimiter, 0);
        List<List<String>> rows = new ArrayList<>();
        while (rows.size() < MOST_ROWS && all.hasNext()) {
            Row row = all.next();
            if (row.fault().isEmpty()) {
                rows.add(fields(row));
            }
        }
        return rows;
    }

    private static int usualWidth(List<List<String>> rows) {
        Map<Integer, Long> widths = rows.stream()
                .map(List::size)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        return widths.entrySet().stream()
                .max(Map.Entry.<Integer, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .orElse(1);
    }

    private static Charset charset(byte[] bytes) {
        boolean wide = bytes.length > 1 && (bytes[0] & 0xff) + (bytes[1] & 0xff) == 0xff + 0xfe;
        if (wide) {
            return StandardCharsets.UTF_16;
        }
        Optional<Charset> unmarked = WideText.charset(bytes);
        if (unmarked.isPresent()) {
            return unmarked.get();
        }
        CharsetDecoder utf8 = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        // The last character may be cut.
        CoderResult read = utf8.decode(ByteBuffer.wrap(bytes), CharBuffer.allocate(bytes.length + 1), false);
        return read.isError() ? Charset.forName("windows-1252") : StandardCharsets.UTF_8;
    }

    /** The format's name; empty for a CSV text. */
    String format() {
        return format;
    }

    Layout layout() {
        return layout;
    }

    List<String> header() {
        return header;
    }

    List<List<String>> rows() {
        return rows;
    }

    List<String> before() {
        return before;
    }
}

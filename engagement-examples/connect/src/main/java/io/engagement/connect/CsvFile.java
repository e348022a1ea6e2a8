package io.engagement.connect;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A CSV file with a header, streamed, no character guessed, decompressed if it is compressed. A byte order mark decides on the encoding, and a first line such as
 * {@code sep=;} on the delimiter. {@code -} is standard input, which can be read once.
 */
public final class CsvFile implements Source, Sized {
    private static final int FIRST_NOT_ASCII = 0x80;
    /** Of a line that tells the delimiter, without its end. */
    private static final int TELLING = 5;

    private final Path file;
    private final Layout layout;
    private final boolean asText;
    private final int blockSize;

    private CsvFile(Path file, Layout layout, boolean asText, int blockSize) {
        this.file = Objects.requireNonNull(file, "file must not be null");
        this.layout = Objects.requireNonNull(layout, "layout must not be null");
        this.asText = asText;
        this.blockSize = blockSize;
    }

    /** What reads a file's bytes. */
    interface Reading<T> {
        T read(FileBytes bytes) throws IOException;
    }

    /**
     * A file of commas in UTF-8.
     *
     * @param file where it is
     * @return the file, not yet opened
     */
    public static CsvFile of(Path file) {
        return of(file, Layout.usual());
    }

    /**
     * A file.
     *
     * @param file where it is
     * @param layout how it holds its rows
     * @return the file, not yet opened
     */
    public static CsvFile of(Path file, Layout layout) {
        return new CsvFile(file, layout, false, PlainRows.BLOCK);
    }

    /** So many bytes at a time, which changes nothing that is read. */
    CsvFile inBlocksOf(int bytes) {
        return new CsvFile(file, layout, asText, bytes);
    }

    /** Read by the reader of texts even where it is plain, which changes nothing that is read either. */
    CsvFile asText() {
        return new CsvFile(file, layout, true, blockSize);
    }

    /** A pipe has no size. */
    @Override
    public double blocks() {
        try {
            return isRepeatable() ? Files.size(file) / (double) blockSize : 0;
        } catch (IOException e) {
            // Whoever reads the file tells what is wrong with it.
            return 0;
        }
    }

    @Override
    public boolean isRepeatable() {
        return !isStandardInput(file) && Files.isRegularFile(file);
    }

    @Override
    public void read(Rows rows) {
        reading(bytes -> {
            read(bytes.content(), rows);
            return rows;
        });
    }

    /** Reads the file's content, which somebody has opened. */
    void read(InputStream bytes, Rows rows) throws IOException {
        Charset charset = marked(bytes);
        char told = toldDelimiter(bytes);
        long before = told == 0 ? 0 : 1;
        char delimiter = told == 0 ? layout.delimiter() : told;
        boolean isPlain = charset.equals(StandardCharsets.UTF_8) && delimiter < FIRST_NOT_ASCII && !asText;
        Iterator<Row> all = isPlain
                ? new PlainRows(
                        bytes, delimiter, blockSize, before, (rest, lines) -> rows(rest, delimiter, charset, lines))
                : rows(bytes, delimiter, charset, before);
        read(all, rows);
    }

    private void read(Iterator<Row> all, Rows rows) {
        if (!all.hasNext()) {
            throw empty(label());
        }
        Row header = all.next();
        header.fault()
                .ifPresent(fault -> refuseHeader(
                        header,
                        "cannot be read: " + fault + "; are fields separated otherwise? Tell it with --delimiter"));
        if (header.holdsRows(header.fields())) {
            refuseHeader(
                    header,
                    "goes on over " + header.lines() + " lines that look like rows: is a quote missing or too many?");
        }
        rows.read(names(header), all);
    }

    static DataRefused empty(String label) {
        return new DataRefused(label + " is empty: it needs a header and rows");
    }

    /** The fields of a row as names of columns. */
    static List<String> names(Row header) {
        return IntStream.range(0, header.fields())
                .mapToObj(column -> Blanks.strip(header.field(column)))
                .toList();
    }

    private void refuseHeader(Row header, String why) {
        throw new DataRefused(label() + " line " + header.line() + ": the header " + why);
    }

    /** What to say of columns that another delimiter would part; empty if none looks so. */
    static String hint(List<String> header, String option) {
        return Stream.of(";", "\t", "|", ",")
                .filter(each -> header.stream()
                                .mapToInt(name -> name.split(Pattern.quote(each), -1).length - 1)
                                .sum()
                        >= header.size())
                .findFirst()
                .map(each -> ". Are fields separated otherwise? Tell it with " + option + " '"
                        + (each.equals("\t") ? "\\t" : each) + "'")
                .orElse("");
    }

    private static Iterator<Row> rows(InputStream bytes, char delimiter, Charset charset, long linesBefore) {
        return new TextRows(text(bytes, charset), delimiter, linesBefore);
    }

    /** What somebody makes of the file's bytes; all that may be wrong with them is told with the file. */
    <T> T reading(Reading<T> reading) {
        try (FileBytes bytes = FileBytes.open(file)) {
            return reading.read(bytes);
        } catch (UncheckedIOException e) {
            throw unreadable(Objects.requireNonNullElse(e.getCause(), new IOException(e)));
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /**
     * Whether a name stands for standard input.
     *
     * @param file the name
     * @return true for {@code -}
     */
    public static boolean isStandardInput(Path file) {
        return file.toString().equals("-");
    }

    @Override
    public String label() {
        return label(file);
    }

    /**
     * What messages call a file, with its folder.
     *
     * @param file where it is
     * @return its path
     */
    public static String label(Path file) {
        return isStandardInput(file) ? "standard input" : file.toString();
    }

    @Override
    public String name() {
        return name(file);
    }

    /** What messages about one row call a file. */
    static String name(Path file) {
        Path last = file.getFileName();
        return last == null || isStandardInput(file) ? label(file) : last.toString();
    }

    /** Bytes that are no characters are refused: replaced by a mark, two customers' ids may become the same. */
    static Reader text(InputStream bytes, Charset charset) {
        return new InputStreamReader(
                bytes,
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
    }

    /** What the byte order mark says, if there is one; it is then behind the stream's position. */
    Charset marked(InputStream bytes) throws IOException {
        bytes.mark(3);
        int first = bytes.read();
        int second = bytes.read();
        if (first == 0xFE && second == 0xFF) {
            return StandardCharsets.UTF_16BE;
        }
        if (first == 0xFF && second == 0xFE) {
            return StandardCharsets.UTF_16LE;
        }
        if (first == 0xEF && second == 0xBB && bytes.read() == 0xBF) {
            return StandardCharsets.UTF_8;
        }
        bytes.reset();
        bytes.mark(FileFormat.LOOKED_AT);
        byte[] beginning = bytes.readNBytes(FileFormat.LOOKED_AT);
        bytes.reset();
        WideText.check(label(), beginning, layout.charset());
        return layout.charset();
    }

    /** What the first line says that separates fields, as spreadsheets write it; it is then read. 0 if it says nothing. */
    private static char toldDelimiter(InputStream bytes) throws IOException {
        bytes.mark(TELLING + 2);
        byte[] start = bytes.readNBytes(TELLING);
        boolean tells = start.length == TELLING
                && new String(start, 0, 4, StandardCharsets.US_ASCII).equalsIgnoreCase("sep=")
                && (start[4] > ' ' || start[4] == '\t')
                && start[4] != '"';
        int end = tells ? bytes.read() : 0;
        if (end == '\n' || (end == '\r' && bytes.read() == '\n')) {
            return (char) start[4];
        }
        bytes.reset();
        return 0;
    }

    /**
     * Sees to it that no column has the name of another one.
     *
     * @param source whose header it is
     * @param names the names of its columns
     * @throws DataRefused if two are the same
     */
    public static void requireDifferent(Source source, List<String> names) {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name) && !name.isEmpty()) {
                throw new DataRefused(source.label() + " has more than one column '" + Excerpt.of(name)
                        + "': give them different names");
            }
        }
    }

    /**
     * What to say of a row whose fields are not as many as the header's.
     *
     * @param row the row
     * @param width how many the header has
     * @return the words
     */
    public static String wrongWidth(Row row, int width) {
        return row.fields() + " fields, the header has " + width
                + (row.lines() == 1 ? "" : "; it runs over " + row.lines() + " lines: is a quote not closed?");
    }

    private DataRefused unreadable(IOException fault) {
        if (fault instanceof CharacterCodingException) {
            return new DataRefused(
                    label() + " is not text in " + layout.charset()
                            + ": save it as UTF-8, or name its encoding with --charset, of --customers with --customers-charset, e.g. windows-1252");
        }
        return new DataRefused("cannot read " + label() + ": " + FileFault.why(fault));
    }

    @Override
    public String toString() {
        return label();
    }
}

package io.engagement.cli;

import java.io.BufferedInputStream;
import java.io.FileInputStream;
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
import java.util.stream.IntStream;

/** Reads CSV files as all of them are read: streamed, with a header, and no character guessed. */
final class CsvFiles {
    private static final int FIRST_NOT_ASCII = 0x80;

    private CsvFiles() {}

    /** What is done with a file's rows. */
    interface Rows {
        void read(List<String> header, Iterator<Row> rows);
    }

    /** What reads a file's bytes. */
    private interface Reading {
        void read(InputStream bytes) throws IOException;
    }

    /**
     * Reads a file. A byte order mark decides on the encoding.
     *
     * @throws DataRefused if it is not there, empty, without a header that can be read, or not in that encoding
     */
    static void read(Path file, char delimiter, Charset charset, Rows rows) {
        reading(file, charset, bytes -> read(file, rows(bytes, delimiter, marked(bytes, charset), 0), rows));
    }

    /**
     * Reads a file of interactions, fast where its text is plain.
     *
     * @throws DataRefused if it is not there, empty, without a header that can be read, or not in its encoding
     */
    static void rows(InputFile input, Rows rows) {
        rows(input, PlainRows.BLOCK, rows);
    }

    /** The same, so many bytes at a time. */
    static void rows(InputFile input, int blockSize, Rows rows) {
        char delimiter = input.delimiter();
        reading(input.file(), input.charset(), bytes -> {
            Charset charset = marked(bytes, input.charset());
            boolean isPlain = charset.equals(StandardCharsets.UTF_8)
                    && delimiter < FIRST_NOT_ASCII
                    && input.lookups().isEmpty();
            Iterator<Row> all = isPlain
                    ? new PlainRows(bytes, delimiter, blockSize, (rest, lines) -> rows(rest, delimiter, charset, lines))
                    : rows(bytes, delimiter, charset, 0);
            read(input.file(), all, rows);
        });
    }

    private static void read(Path file, Iterator<Row> all, Rows rows) {
        if (!all.hasNext()) {
            throw new DataRefused(label(file) + " is empty: it needs a header and rows");
        }
        Row header = all.next();
        header.fault().ifPresent(fault -> refuseHeader(file, header, "cannot be read: " + fault));
        if (header.holdsRows(header.fields())) {
            refuseHeader(
                    file,
                    header,
                    "goes on over " + header.lines() + " lines that look like rows: is a quote missing or too many?");
        }
        List<String> names = IntStream.range(0, header.fields())
                .mapToObj(column -> header.field(column).strip())
                .toList();
        rows.read(names, all);
    }

    private static void refuseHeader(Path file, Row header, String why) {
        throw new DataRefused(label(file) + " line " + header.line() + ": the header " + why);
    }

    private static Iterator<Row> rows(InputStream bytes, char delimiter, Charset charset, long linesBefore) {
        return new TextRows(text(bytes, charset), delimiter, linesBefore);
    }

    private static void reading(Path file, Charset charset, Reading reading) {
        if (Files.isDirectory(file)) {
            throw new DataRefused("cannot read " + file + ": it is a folder");
        }
        if (!isStandardInput(file) && Files.notExists(file)) {
            throw new DataRefused("there is no file " + file);
        }
        try (InputStream bytes = new BufferedInputStream(open(file), 1 << 16)) {
            reading.read(bytes);
        } catch (UncheckedIOException e) {
            throw unreadable(file, charset, Objects.requireNonNullElse(e.getCause(), new IOException(e)));
        } catch (IOException e) {
            throw unreadable(file, charset, e);
        }
    }

    /** What Files opens asks for its position, which pipes do not have: on JDK 17 that is "Illegal seek". */
    private static InputStream open(Path file) throws IOException {
        return isStandardInput(file) ? System.in : new FileInputStream(file.toFile());
    }

    static boolean isStandardInput(Path file) {
        return file.toString().equals("-");
    }

    /** What messages call it, with its folder. */
    static String label(Path file) {
        return isStandardInput(file) ? name(file) : file.toString();
    }

    /** What messages call it. */
    static String name(Path file) {
        return isStandardInput(file) ? "standard input" : String.valueOf(file.getFileName());
    }

    /** Bytes that are no characters are refused: replaced by a mark, two customers' ids may become the same. */
    private static Reader text(InputStream bytes, Charset charset) {
        return new InputStreamReader(
                bytes,
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
    }

    /** What the byte order mark says, if there is one; it is then behind the stream's position. */
    private static Charset marked(InputStream bytes, Charset otherwise) throws IOException {
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
        return otherwise;
    }

    /** That no column of a file that is read by its columns' names has the name of another one. */
    static void requireDifferent(Path file, List<String> names) {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name) && !name.isEmpty()) {
                throw new DataRefused(label(file) + " has more than one column '" + Excerpt.of(name)
                        + "': give them different names");
            }
        }
    }

    /** What to say of a row whose fields are not as many as the header's. */
    static String wrongWidth(Row row, int width) {
        return row.fields() + " fields, the header has " + width
                + (row.lines() == 1 ? "" : "; it runs over " + row.lines() + " lines: is a quote not closed?");
    }

    private static DataRefused unreadable(Path file, Charset charset, IOException fault) {
        if (fault instanceof CharacterCodingException) {
            return new DataRefused(label(file) + " is not text in " + charset
                    + ": save it as UTF-8, or name the encoding of an --input with --charset, e.g. windows-1252");
        }
        return new DataRefused("cannot read " + label(file) + ": " + fault.getMessage());
    }
}

package io.engagement.cli;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedInputStream;
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
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/** Reads CSV files as all of them are read: streamed, with a header, and no character guessed. */
final class CsvFiles {
    private static final int FIRST_NOT_ASCII = 0x80;

    private CsvFiles() {}

    /** What is done with a file's rows, each of type R. */
    interface Rows<R> {
        void read(List<String> header, Iterator<R> rows);
    }

    /** What reads a file's bytes. */
    private interface Reading {
        void read(InputStream bytes) throws IOException;
    }

    /**
     * Reads a file. A byte order mark decides on the encoding.
     *
     * @throws DataRefused if it is not there, empty, not CSV, or not in that encoding
     */
    static void read(Path file, char delimiter, Charset charset, Rows<CsvRecord> rows) {
        reading(file, charset, bytes -> {
            Iterator<CsvRecord> records = records(bytes, delimiter, marked(bytes, charset));
            List<String> header = needed(file, records).getFields();
            rows.read(header.stream().map(String::strip).toList(), records);
        });
    }

    /**
     * Reads a file of interactions, fast where its text is plain.
     *
     * @throws DataRefused if it is not there, empty, not CSV, or not in its encoding
     */
    static void rows(InputFile input, Rows<Row> rows) {
        rows(input, PlainRows.BLOCK, rows);
    }

    /** The same, so many bytes at a time. */
    static void rows(InputFile input, int blockSize, Rows<Row> rows) {
        char delimiter = input.delimiter();
        reading(input.file(), input.charset(), bytes -> {
            Charset charset = marked(bytes, input.charset());
            boolean isPlain = charset.equals(StandardCharsets.UTF_8)
                    && isPlain(delimiter)
                    && input.lookups().isEmpty();
            Iterator<Row> all = isPlain
                    ? new PlainRows(bytes, delimiter, blockSize, (rest, lines) -> rows(rest, delimiter, charset, lines))
                    : rows(bytes, delimiter, charset, 0);
            Row header = needed(input.file(), all);
            List<String> names = IntStream.range(0, header.fields())
                    .mapToObj(column -> header.field(column).strip())
                    .toList();
            rows.read(names, all);
        });
    }

    /** FastCSV tells what is wrong with a delimiter that is none. */
    private static boolean isPlain(char delimiter) {
        return delimiter < FIRST_NOT_ASCII && delimiter != '"' && delimiter != '\n' && delimiter != '\r';
    }

    private static <R> R needed(Path file, Iterator<R> rows) {
        if (!rows.hasNext()) {
            throw new DataRefused(file + " is empty: it needs a header and rows");
        }
        return rows.next();
    }

    private static Iterator<Row> rows(InputStream bytes, char delimiter, Charset charset, long linesBefore) {
        Iterator<CsvRecord> records = records(bytes, delimiter, charset);
        return new Iterator<>() {
            private long lastLine = linesBefore;

            @Override
            public boolean hasNext() {
                try {
                    return records.hasNext();
                } catch (CsvParseException e) {
                    // The reader counts lines from where it began.
                    throw linesBefore == 0
                            ? e
                            : new CsvParseException(
                                    "Exception when reading from line " + (lastLine + 1) + " on", e.getCause());
                }
            }

            @Override
            public Row next() {
                Row row = Row.of(records.next(), linesBefore);
                lastLine = row.line();
                return row;
            }
        };
    }

    private static Iterator<CsvRecord> records(InputStream bytes, char delimiter, Charset charset) {
        return CsvReader.builder()
                .fieldSeparator(delimiter)
                .skipEmptyLines(true)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .ofCsvRecord(text(bytes, charset))
                .iterator();
    }

    private static void reading(Path file, Charset charset, Reading reading) {
        try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            reading.read(bytes);
        } catch (CsvParseException e) {
            String why = e.getCause() == null ? "" : ": " + e.getCause().getMessage();
            throw new DataRefused(file + " is not CSV: " + e.getMessage() + why);
        } catch (UncheckedIOException e) {
            throw unreadable(file, charset, Objects.requireNonNullElse(e.getCause(), new IOException(e)));
        } catch (IOException e) {
            throw unreadable(file, charset, e);
        }
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

    /** What to say of a row whose fields are not as many as the header's. */
    static String wrongWidth(Row row, int width) {
        long breaks = IntStream.range(0, row.fields())
                .mapToObj(row::field)
                .flatMapToInt(String::chars)
                .filter(c -> c == '\n')
                .count();
        return row.fields() + " fields, the header has " + width
                + (breaks == 0 ? "" : "; it runs over " + (breaks + 1) + " lines: is a quote not closed?");
    }

    private static DataRefused unreadable(Path file, Charset charset, IOException fault) {
        if (fault instanceof NoSuchFileException) {
            return new DataRefused("there is no file " + file);
        }
        if (fault instanceof CharacterCodingException) {
            return new DataRefused(file + " is not text in " + charset
                    + ": save it as UTF-8, or name the encoding of an --input with --charset, e.g. windows-1252");
        }
        return new DataRefused("cannot read " + file + ": " + fault.getMessage());
    }
}

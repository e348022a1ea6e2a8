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

/** Reads CSV files as all of them are read: streamed, with a header, and no character guessed. */
final class CsvFiles {
    private CsvFiles() {}

    /** What is done with a file's rows. */
    interface Rows {
        void read(List<String> header, Iterator<CsvRecord> rows);
    }

    /**
     * Reads a file. A byte order mark decides on the encoding.
     *
     * @throws DataRefused if it is not there, empty, not CSV, or not in that encoding
     */
    static void read(Path file, char delimiter, Charset charset, Rows rows) {
        try (Reader text = text(file, charset);
                CsvReader<CsvRecord> reader = CsvReader.builder()
                        .fieldSeparator(delimiter)
                        .skipEmptyLines(true)
                        .allowExtraFields(true)
                        .allowMissingFields(true)
                        .ofCsvRecord(text)) {
            Iterator<CsvRecord> records = reader.iterator();
            if (!records.hasNext()) {
                throw new DataRefused(file + " is empty: it needs a header and rows");
            }
            List<String> header =
                    records.next().getFields().stream().map(String::strip).toList();
            rows.read(header, records);
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
    private static Reader text(Path file, Charset charset) throws IOException {
        InputStream bytes = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        try {
            Charset marked = marked(bytes, charset);
            return new InputStreamReader(
                    bytes,
                    marked.newDecoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .onUnmappableCharacter(CodingErrorAction.REPORT));
        } catch (IOException e) {
            bytes.close();
            throw e;
        }
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
    static String wrongWidth(CsvRecord row, int width) {
        long breaks = row.getFields().stream()
                .flatMapToInt(String::chars)
                .filter(c -> c == '\n')
                .count();
        return row.getFieldCount() + " fields, the header has " + width
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

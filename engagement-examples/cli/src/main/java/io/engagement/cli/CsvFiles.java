package io.engagement.cli;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Opens CSV files as all of them are opened: streamed, in UTF-8 unless a byte order mark says otherwise. */
final class CsvFiles {
    private CsvFiles() {}

    static CsvReader<CsvRecord> open(Path file, char delimiter) throws IOException {
        return CsvReader.builder()
                .fieldSeparator(delimiter)
                .detectBomHeader(true)
                .skipEmptyLines(true)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .ofCsvRecord(file);
    }

    static DataRefused unreadable(Path file, IOException fault) {
        return new DataRefused(
                fault instanceof NoSuchFileException
                        ? "there is no file " + file
                        : "cannot read " + file + ": " + fault.getMessage());
    }
}

package io.engagement.cli;

import io.engagement.connect.Compression;
import io.engagement.connect.TableColumn;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Where a table goes, and how it is written there.
 *
 * @param file else standard output
 * @param compression empty for none
 * @param form how
 */
record TableOutput(Optional<Path> file, Optional<Compression> compression, TableForm form) {
    /**
     * Writes a table.
     *
     * @param console standard output
     * @return what people are to be told of it
     */
    List<String> write(List<TableColumn> columns, Consumer<TableSink> rows, PrintWriter console) {
        List<String> notes = new ArrayList<>();
        if (file.isPresent()) {
            OutputFile.writeBytes(file.get(), out -> notes.addAll(written(out, columns, rows)));
            return notes;
        }
        try {
            return form.print(console, columns, rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> written(OutputStream out, List<TableColumn> columns, Consumer<TableSink> rows)
            throws IOException {
        if (compression.isEmpty()) {
            return form.write(out, columns, rows);
        }
        try (OutputStream compressed = compression.get().compressing(out)) {
            return form.write(compressed, columns, rows);
        }
    }
}

package io.engagement.connect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.ServiceLoader.Provider;

/** A file of any format, which is found out when it is read: a pipe can be opened once. */
final class AnyFile implements Source, Sized {
    private static final List<FileFormat> FORMATS = ServiceLoader.load(FileFormat.class).stream()
            .map(Provider::get)
            .toList();

    private final Path file;
    private final Layout layout;
    private List<String> notes = List.of();

    AnyFile(Path file, Layout layout) {
        this.file = file;
        this.layout = layout;
    }

    @Override
    public String label() {
        return CsvFile.label(file);
    }

    @Override
    public String name() {
        return CsvFile.name(file);
    }

    @Override
    public boolean isRepeatable() {
        return Files.isRegularFile(file);
    }

    @Override
    public double blocks() {
        return CsvFile.of(file, layout).blocks();
    }

    @Override
    public List<String> notes() {
        return notes;
    }

    @Override
    public void read(Rows rows) {
        CsvFile text = CsvFile.of(file, layout);
        Optional<FileFormat> format = text.reading(bytes -> {
            Optional<FileFormat> found = FORMATS.stream()
                    .filter(each -> each.isBegunBy(bytes.beginning()))
                    .findFirst();
            if (found.isEmpty()) {
                read(bytes, text, rows);
            } else if (bytes.isCompressed() || !isRepeatable()) {
                throw new DataRefused(label() + " is " + found.get().name()
                        + ", which is read from a file of its own: save it as one, not compressed");
            }
            return found;
        });
        format.map(found -> found.open(file, layout)).ifPresent(found -> {
            found.read(rows);
            notes = found.notes();
        });
    }

    private static void read(FileBytes bytes, CsvFile text, Rows rows) throws IOException {
        text.read(bytes.content(), rows);
    }

    @Override
    public String toString() {
        return label();
    }
}

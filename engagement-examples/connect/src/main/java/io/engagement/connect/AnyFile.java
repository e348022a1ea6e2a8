package io.engagement.connect;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/** A file of any format, which is found out when it is read: a pipe can be opened once. */
final class AnyFile implements Source, Sized {
    private static final List<FileFormat> FORMATS =
            ServiceLoader.load(FileFormat.class, FileFormat.class.getClassLoader()).stream()
                    .map(ServiceLoader.Provider::get)
                    .toList();

    private final Path file;
    private final String name;
    private final Layout layout;
    private List<String> notes = List.of();

    AnyFile(Path file, String name, Layout layout) {
        this.file = file;
        this.name = name;
        this.layout = layout;
    }

    @Override
    public String label() {
        return CsvFile.label(file);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean isRepeatable() {
        return !CsvFile.isStandardInput(file) && Files.isRegularFile(file);
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
        text.reading(bytes -> begin(text, bytes, rows)).ifPresent(Runnable::run);
    }

    /** How the file looks. */
    FileSample sample() {
        CsvFile text = CsvFile.of(file, layout);
        List<FileSample> samples = new ArrayList<>();
        text.reading(bytes -> {
                    Optional<FileFormat> format = format(bytes);
                    if (format.isEmpty() && !JsonFile.isJson(CsvFile.name(file), bytes.beginning())) {
                        samples.add(FileSample.of(label(), bytes.content()));
                        return Optional.<Runnable>empty();
                    }
                    return begin(
                            text,
                            bytes,
                            Asked.ofFirst()
                                    .by((header, rows) -> samples.add(FileSample.of(
                                            format.map(found -> found.about(file, layout))
                                                    .orElseGet(() -> "JSON" + choice()),
                                            layout,
                                            header,
                                            rows))));
                })
                .ifPresent(Runnable::run);
        return samples.get(0);
    }

    private String choice() {
        return notes.isEmpty() ? "" : "; " + notes.get(0).replaceFirst("^.*?: ", "");
    }

    private static Optional<FileFormat> format(FileBytes bytes) {
        return FORMATS.stream()
                .filter(each -> each.isBegunBy(bytes.beginning()))
                .findFirst();
    }

    /** Reads the file, or finds out what is to be done when it is closed again. */
    private Optional<Runnable> begin(CsvFile text, FileBytes bytes, Rows rows) throws IOException {
        Optional<FileFormat> format = format(bytes);
        boolean isJson = format.isEmpty() && JsonFile.isJson(CsvFile.name(file), bytes.beginning());
        if (layout.sheet().isPresent()
                && !isJson
                && format.filter(FileFormat::hasSheets).isEmpty()) {
            throw new MappingRefused(label() + " is no workbook: there are no sheets in it, such as '"
                    + Excerpt.of(layout.sheet().get()) + "'; leave the sheet out");
        }
        if (format.isPresent()) {
            return Optional.of(reading(format.get(), bytes, rows));
        }
        if (!isJson) {
            text.read(bytes.content(), rows);
            return Optional.empty();
        }
        if (rows.asked().isOfWhole() && isRepeatable()) {
            List<String> columns = json(text, bytes, rows).columns();
            return Optional.of(() -> text.reading(again -> {
                json(text, again, rows).read(columns, rows);
                return columns;
            }));
        }
        JsonFile json = json(text, bytes, rows);
        json.note().ifPresent(note -> notes = List.of(name + ": " + note));
        json.read(rows);
        return Optional.empty();
    }

    private Runnable reading(FileFormat format, FileBytes bytes, Rows rows) {
        if (bytes.isCompressed() || !isRepeatable()) {
            throw new DataRefused(label() + " is " + format.name()
                    + ", which is read from a file of its own: save it as one, not compressed");
        }
        Source source = format.open(file, layout);
        return () -> {
            source.read(rows);
            notes = Stream.concat(idle(format.name()).stream(), source.notes().stream())
                    .toList();
        };
    }

    /** What is told of a layout that means nothing to a format. */
    private Optional<String> idle(String format) {
        return layout.withoutSheet().equals(Layout.usual())
                ? Optional.empty()
                : Optional.of(name + " is " + format + ", to which neither a delimiter nor an encoding means anything");
    }

    private JsonFile json(CsvFile text, FileBytes bytes, Rows rows) throws IOException {
        InputStream content = bytes.content();
        Charset charset = text.marked(content);
        InputStream utf8 =
                charset.equals(StandardCharsets.UTF_8) ? content : new Utf8Stream(CsvFile.text(content, charset));
        return JsonFile.of(text.label(), utf8, rows.asked(), layout.sheet());
    }

    @Override
    public String toString() {
        return label();
    }
}

package io.engagement.connect;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Sheet;
import org.dhatim.fastexcel.reader.SheetVisibility;
import org.jspecify.annotations.Nullable;

/** A sheet of a workbook, streamed; texts that cells share are held. Rows are counted as spreadsheets count them. */
final class ExcelFile implements Source {
    private static final ReadingOptions OPTIONS = new ReadingOptions(true, true);

    /** A header is among these. */
    private static final int FIRST_ROWS = 20;

    private static final int LEAST_NAMES = 2;

    private final Path file;
    private final Optional<String> wanted;
    private List<String> notes = List.of();

    /** A sheet by its name; if none is told, one that is not hidden, and looks like a table of rows. */
    ExcelFile(Path file, Optional<String> wanted) {
        this.file = file;
        this.wanted = wanted;
    }

    @Override
    public String label() {
        return file.toString();
    }

    @Override
    public String name() {
        return String.valueOf(file.getFileName());
    }

    @Override
    public boolean isRepeatable() {
        return Files.isRegularFile(file);
    }

    @Override
    public List<String> notes() {
        return notes;
    }

    @Override
    public void read(Rows rows) {
        ExcelPackage.check(file);
        try (ReadableWorkbook workbook = opened();
                SheetRows all = rows(workbook, rows.asked())) {
            rows.read(CsvFile.names(all.next()), all);
        } catch (IOException e) {
            throw broken(e);
        }
    }

    private ReadableWorkbook opened() throws IOException {
        try {
            return new ReadableWorkbook(file.toFile(), OPTIONS);
        } catch (RuntimeException e) {
            throw broken(e);
        }
    }

    private SheetRows rows(ReadableWorkbook workbook, Asked asked) {
        List<Sheet> sheets = workbook.getSheets().toList();
        ExcelTimes times = new ExcelTimes(workbook.isDate1904());
        if (wanted.isPresent()) {
            Sheet sheet = named(sheets, wanted.get());
            return filled(sheet, times)
                    .orElseThrow(() -> new DataRefused(label() + ": the sheet '" + Excerpt.of(sheet.getName())
                            + "' is empty: it needs a header and rows"));
        }
        List<Sheet> filled = filled(sheets, times);
        Sheet sheet = chosen(filled, times, asked)
                .orElseThrow(
                        () -> new DataRefused(label() + " has no rows in a sheet that is not hidden; its sheets are "
                                + names(sheets) + ": name one with --sheet"));
        notes = sheets.stream().filter(ExcelFile::isSeen).count() == 1
                ? List.of()
                : List.of(choice(sheet, sheet.equals(filled.get(0)), sheets));
        return new SheetRows(sheet, times);
    }

    /** The sheets that are not hidden and have rows. */
    private List<Sheet> filled(List<Sheet> sheets, ExcelTimes times) {
        return sheets.stream()
                .filter(ExcelFile::isSeen)
                .filter(sheet -> {
                    try (SheetRows rows = new SheetRows(sheet, times)) {
                        return rows.hasNext();
                    }
                })
                .toList();
    }

    /** The first one in which a row near its beginning has the name of a field, or of what is asked for; else the first one. */
    private Optional<Sheet> chosen(List<Sheet> filled, ExcelTimes times, Asked asked) {
        return filled.stream()
                .filter(sheet -> filled.size() == 1 || hasHeader(sheet, times, asked))
                .findFirst()
                .or(() -> filled.stream().findFirst());
    }

    private boolean hasHeader(Sheet sheet, ExcelTimes times, Asked asked) {
        try (SheetRows rows = new SheetRows(sheet, times)) {
            for (int i = 0; i < FIRST_ROWS && rows.hasNext(); i++) {
                List<String> names = CsvFile.names(rows.next());
                boolean isHeader = names.stream()
                        .anyMatch(name -> FieldNames.isOfAny(name) || (!asked.isForAll() && asked.isMeant(name)));
                if (isHeader && names.size() >= LEAST_NAMES) {
                    return true;
                }
            }
        }
        return false;
    }

    private String choice(Sheet sheet, boolean isFirst, List<Sheet> sheets) {
        return name() + ": read is the sheet '" + Excerpt.of(sheet.getName()) + "', "
                + (isFirst ? "the first with rows" : "the first that looks like a table of rows") + ", of "
                + names(sheets) + "; --sheet to change";
    }

    private Sheet named(List<Sheet> sheets, String name) {
        return Stream.of(false, true)
                .flatMap(anyCase -> sheets.stream().filter(sheet -> isNamed(sheet, name, anyCase)))
                .findFirst()
                .orElseThrow(() -> new DataRefused(
                        label() + " has no sheet '" + Excerpt.of(name) + "'; its sheets are " + names(sheets)));
    }

    private static boolean isNamed(Sheet sheet, String name, boolean anyCase) {
        String own = sheet.getName();
        return anyCase
                ? Blanks.strip(own)
                        .toLowerCase(Locale.ROOT)
                        .equals(Blanks.strip(name).toLowerCase(Locale.ROOT))
                : own.equals(name);
    }

    private static boolean isSeen(Sheet sheet) {
        return sheet.getVisibility() == SheetVisibility.VISIBLE;
    }

    private static String names(List<Sheet> sheets) {
        return sheets.stream()
                .map(sheet -> "'" + Excerpt.of(sheet.getName()) + "'" + (isSeen(sheet) ? "" : " (hidden)"))
                .collect(Collectors.joining(", "));
    }

    /** The rows of a sheet; empty if it has none. */
    private Optional<SheetRows> filled(Sheet sheet, ExcelTimes times) {
        SheetRows rows = new SheetRows(sheet, times);
        if (rows.hasNext()) {
            return Optional.of(rows);
        }
        rows.close();
        return Optional.empty();
    }

    /** In words: the sheets of what is being read and so was looked through, and which of them is read. */
    String sheets() {
        try (ReadableWorkbook workbook = opened()) {
            List<Sheet> sheets = workbook.getSheets().toList();
            ExcelTimes times = new ExcelTimes(workbook.isDate1904());
            Optional<Sheet> read =
                    wanted.map(name -> named(sheets, name)).or(() -> chosen(filled(sheets, times), times, Asked.all()));
            return "its sheets are " + names(sheets)
                    + read.filter(any -> sheets.size() > 1)
                            .map(sheet -> "; this is '" + Excerpt.of(sheet.getName()) + "', --sheet shows another one")
                            .orElse("");
        } catch (IOException e) {
            throw broken(e);
        }
    }

    private DataRefused broken(Exception fault) {
        return new DataRefused(label() + " is no whole workbook ("
                + Excerpt.ofMessage(
                        fault instanceof IOException io ? FileFault.why(io) : String.valueOf(fault.getMessage()))
                + "): open it in a spreadsheet and save it again, or save it as CSV");
    }

    /** Rows that hold something. */
    private final class SheetRows implements Iterator<Row>, AutoCloseable {
        private final String sheet;
        private final ExcelTimes times;
        private final CellFormats formats = new CellFormats();
        private final Stream<org.dhatim.fastexcel.reader.Row> stream;
        private final Iterator<org.dhatim.fastexcel.reader.Row> rows;
        private @Nullable ExcelRow next;

        SheetRows(Sheet sheet, ExcelTimes times) {
            this.sheet = sheet.getName();
            this.times = times;
            try {
                stream = sheet.openStream();
                rows = stream.iterator();
            } catch (IOException | RuntimeException e) {
                throw broken(e);
            }
        }

        @Override
        public boolean hasNext() {
            try {
                while (next == null && rows.hasNext()) {
                    ExcelRow row = new ExcelRow(rows.next(), sheet, times, formats);
                    next = row.isEmpty() ? null : row;
                }
                return next != null;
            } catch (RuntimeException e) {
                throw broken(e);
            }
        }

        @Override
        public Row next() {
            if (!hasNext() || next == null) {
                throw new NoSuchElementException();
            }
            ExcelRow row = next;
            next = null;
            return row;
        }

        @Override
        public void close() {
            try {
                stream.close();
            } catch (UncheckedIOException e) {
                throw broken(e);
            }
        }
    }
}

package io.engagement.cli;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategy;
import io.engagement.connect.TableColumn;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Rows as CSV. What there is not is empty. */
final class CsvText implements RowText {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private static final Pattern NUMBER = Pattern.compile("[0-9,-]*+");

    /** A spreadsheet may divide by other characters than it should, where a formula could begin in the middle of a text. */
    private static final QuoteStrategy OTHER_DELIMITERS = new QuoteStrategy() {
        @Override
        public boolean quoteValue(int line, int field, String value) {
            return value.indexOf(';') >= 0
                    || value.indexOf('\t') >= 0
                    || (value.indexOf(',') >= 0 && !NUMBER.matcher(value).matches());
        }
    };

    private final List<TableColumn> columns;
    private final CsvCells cells;
    private final CsvWriter.CsvWriterBuilder builder;
    private final String mark;
    private final List<Told> told;

    private CsvText(List<TableColumn> columns, CsvCells cells, CsvWriter.CsvWriterBuilder builder, String mark) {
        this.columns = columns;
        this.cells = cells;
        this.builder = builder;
        this.mark = mark;
        this.told = columns.stream().map(column -> new Told()).toList();
    }

    /** How many texts of a column are not written as they are. */
    private static final class Told {
        private final LongAdder changed = new LongAdder();
        private final LongAdder kept = new LongAdder();
    }

    /** As RFC 4180 has it. */
    static CsvText plain(List<TableColumn> columns, CsvCells cells) {
        return new CsvText(columns, cells, builder(), "");
    }

    /** As Excel opens it by a double click where decimals have a comma. */
    static CsvText excel(List<TableColumn> columns, CsvCells cells) {
        return new CsvText(columns, cells, builder().fieldSeparator(';'), BYTE_ORDER_MARK);
    }

    private static CsvWriter.CsvWriterBuilder builder() {
        return CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).quoteStrategy(OTHER_DELIMITERS);
    }

    @Override
    public String head() {
        return mark
                + text(csv ->
                        csv.writeRecord(columns.stream().map(TableColumn::name).toList()));
    }

    @Override
    public String rows(List<? extends List<?>> rows) {
        return text(csv -> rows.forEach(row -> csv.writeRecord(record(row))));
    }

    private String text(Consumer<CsvWriter> records) {
        StringWriter text = new StringWriter();
        try (CsvWriter csv = builder.build(text)) {
            records.accept(csv);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private List<String> record(List<?> row) {
        List<String> record = new ArrayList<>(row.size());
        for (int column = 0; column < row.size(); column++) {
            record.add(cell(column, row.get(column)));
        }
        return record;
    }

    private String cell(int column, @Nullable Object cell) {
        if (cell == null) {
            return "";
        }
        return switch (columns.get(column).type()) {
            case TEXT -> told(column, (String) cell);
            case NUMBER -> cells.number((Double) cell);
            case WHOLE -> cells.whole((Long) cell);
            case TRUTH -> cell.toString();
            case TIME -> cells.time((Instant) cell);
        };
    }

    private String told(int column, String text) {
        String written = cells.text(text);
        if (!written.equals(text)) {
            Told counts = told.get(column);
            (ExcelCells.isKept(written) ? counts.kept : counts.changed).increment();
        }
        return written;
    }

    @Override
    public List<String> notes() {
        return IntStream.range(0, columns.size())
                .boxed()
                .flatMap(column -> notes(columns.get(column).name(), told.get(column)).stream())
                .toList();
    }

    private static List<String> notes(String column, Told counts) {
        List<String> notes = new ArrayList<>();
        if (counts.changed.sum() > 0) {
            notes.add(counted(counts.changed, column) + " written changed, with an"
                    + " apostrophe before what a spreadsheet would take for a formula and escapes for control"
                    + " characters; --raw writes them as they were read");
        }
        if (counts.kept.sum() > 0) {
            notes.add(counted(counts.kept, column) + " written as =\"...\", so that a spreadsheet takes no text for a"
                    + " number or date and shows all as they were read; other formats have them as they are");
        }
        return notes;
    }

    private static String counted(LongAdder count, String column) {
        boolean isOne = count.sum() == 1;
        return "note: " + count + (isOne ? " text" : " texts") + " of column " + column + (isOne ? " is" : " are");
    }
}

package io.engagement.cli;

import io.engagement.connect.TableColumn;
import io.engagement.connect.TableFormat;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.IntFunction;

/** A table in a format that a module adds. */
final class AddedForm implements TableForm {
    private final TableFormat format;
    private final DoubleUnaryOperator rounding;

    /**
     * A format.
     *
     * @param rounding of numbers
     */
    AddedForm(TableFormat format, DoubleUnaryOperator rounding) {
        this.format = format;
        this.rounding = rounding;
    }

    /** Those of modules that are there. */
    static List<TableFormat> formats() {
        return ServiceLoader.load(TableFormat.class, AddedForm.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    @Override
    public List<String> write(OutputStream out, List<TableColumn> columns, Consumer<TableSink> rows)
            throws IOException {
        OutputStream buffered = new BufferedOutputStream(out);
        try (TableFormat.Rows taken = format.begin(buffered, columns)) {
            rows.accept(new Sink(taken));
        }
        buffered.flush();
        return List.of();
    }

    @Override
    public List<String> print(Writer out, List<TableColumn> columns, Consumer<TableSink> rows) {
        throw new UsageError("--format " + format.name() + " is no text for a terminal: name a file with --out");
    }

    private final class Sink implements TableSink {
        private final TableFormat.Rows rows;

        Sink(TableFormat.Rows rows) {
            this.rows = rows;
        }

        @Override
        public void add(List<?> row) {
            try {
                rows.add(row.stream().map(AddedForm.this::rounded).toList());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void addAll(int count, IntFunction<List<?>> row) {
            RowBlocks.handOn(count, row, Function.identity(), block -> block.forEach(this::add));
        }
    }

    private Object rounded(Object cell) {
        return cell instanceof Double number ? (Object) rounding.applyAsDouble(number) : cell;
    }
}

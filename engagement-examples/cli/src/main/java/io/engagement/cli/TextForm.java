package io.engagement.cli;

import io.engagement.connect.TableColumn;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;

/** A table as text in UTF-8. */
final class TextForm implements TableForm {
    private final Function<List<TableColumn>, RowText> texts;

    /**
     * Rows as text.
     *
     * @param texts makes them for one table of these columns
     */
    TextForm(Function<List<TableColumn>, RowText> texts) {
        this.texts = texts;
    }

    @Override
    public List<String> write(OutputStream out, List<TableColumn> columns, Consumer<TableSink> rows)
            throws IOException {
        return print(
                new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8.newEncoder())), columns, rows);
    }

    @Override
    public List<String> print(Writer out, List<TableColumn> columns, Consumer<TableSink> rows) throws IOException {
        RowText text = texts.apply(columns);
        out.write(text.head());
        Sink sink = new Sink(text, out);
        rows.accept(sink);
        sink.writeHeld();
        out.flush();
        return text.notes();
    }

    private static final class Sink implements TableSink {
        private final RowText text;
        private final Writer out;
        private final List<List<?>> held = new ArrayList<>();

        Sink(RowText text, Writer out) {
            this.text = text;
            this.out = out;
        }

        @Override
        public void add(List<?> row) {
            held.add(row);
            if (held.size() == RowBlocks.BLOCK) {
                writeHeld();
            }
        }

        @Override
        public void addAll(int count, IntFunction<List<?>> row) {
            writeHeld();
            RowBlocks.handOn(count, row, text::rows, this::write);
        }

        void writeHeld() {
            write(text.rows(held));
            held.clear();
        }

        private void write(String rows) {
            try {
                out.write(rows);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

package io.engagement.cli;

import io.engagement.connect.TableColumn;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.util.List;
import java.util.function.Consumer;

/** How a table is written: as text, or as a {@linkplain AddedForm format} that a module adds. */
interface TableForm {
    /**
     * Writes a table.
     *
     * @param out stays open
     * @param rows gives them
     * @return what people are to be told of it
     */
    List<String> write(OutputStream out, List<TableColumn> columns, Consumer<TableSink> rows) throws IOException;

    /**
     * Writes a table to where text goes.
     *
     * @throws UsageError if it is no text
     */
    List<String> print(Writer out, List<TableColumn> columns, Consumer<TableSink> rows) throws IOException;
}

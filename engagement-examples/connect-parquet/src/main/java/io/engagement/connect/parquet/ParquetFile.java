package io.engagement.connect.parquet;

import io.engagement.connect.DataRefused;
import io.engagement.connect.Excerpt;
import io.engagement.connect.Row;
import io.engagement.connect.Source;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeSet;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnReadStore;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.DummyRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/** A Parquet file, read a group of rows at a time. A value becomes text only where somebody asks for it. */
final class ParquetFile implements Source {
    static final String ENCRYPTED = "PARE";

    private final Path file;

    ParquetFile(Path file) {
        this.file = file;
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
        return true;
    }

    @Override
    public void read(Rows rows) {
        checkEncryption();
        try (ParquetFileReader reader = opened()) {
            MessageType whole = reader.getFooter().getFileMetaData().getSchema();
            checkCodecs(reader);
            ParquetSchema schema = ParquetSchema.of(whole, rows.asked());
            if (!schema.hasValues()) {
                throw new DataRefused(label() + " has no column with one value a row; its columns are ["
                        + Excerpt.ofNames(schema.header()) + "]");
            }
            reader.setRequestedSchema(schema.read());
            rows.read(schema.header(), new Groups(reader, schema));
        } catch (IOException e) {
            throw broken(e);
        }
    }

    private ParquetFileReader opened() throws IOException {
        try {
            ParquetReadOptions options = new ParquetReadOptions.Builder(new PlainParquetConfiguration())
                    .withCodecFactory(new Codecs())
                    .build();
            return ParquetFileReader.open(new LocalInputFile(file), options);
        } catch (RuntimeException e) {
            throw broken(e);
        }
    }

    private void checkEncryption() {
        try (InputStream bytes = Files.newInputStream(file)) {
            if (new String(bytes.readNBytes(ENCRYPTED.length()), StandardCharsets.US_ASCII).equals(ENCRYPTED)) {
                throw new DataRefused(label() + " is encrypted: write it without encryption");
            }
        } catch (IOException e) {
            throw broken(e);
        }
    }

    private void checkCodecs(ParquetFileReader reader) {
        Set<CompressionCodecName> unknown = new TreeSet<>();
        reader.getRowGroups().stream()
                .flatMap(group -> group.getColumns().stream())
                .map(column -> column.getCodec())
                .filter(codec -> !Codecs.READ.contains(codec))
                .forEach(unknown::add);
        if (!unknown.isEmpty()) {
            throw new DataRefused(label() + " is compressed with " + unknown
                    + ", which is not read: write it with one of " + Codecs.READ);
        }
    }

    private DataRefused broken(Exception fault) {
        return new DataRefused(label() + " is no whole Parquet file ("
                + Excerpt.ofMessage(String.valueOf(fault.getMessage())) + "): write or copy it again");
    }

    /** The rows of all groups. */
    private final class Groups implements Iterator<Row> {
        private final ParquetFileReader reader;
        private final ParquetSchema schema;
        private final DummyRecordConverter converter;
        private final String createdBy;
        private ParquetRow row;
        private long left;
        private long read;
        private boolean isAhead;

        Groups(ParquetFileReader reader, ParquetSchema schema) {
            FileMetaData about = reader.getFooter().getFileMetaData();
            this.reader = reader;
            this.schema = schema;
            this.converter = new DummyRecordConverter(schema.read());
            this.createdBy = String.valueOf(about.getCreatedBy());
            this.row = new ParquetRow(schema.columns(), new ColumnReader[0]);
        }

        @Override
        public boolean hasNext() {
            try {
                if (isAhead) {
                    row.consume();
                    left--;
                    isAhead = false;
                }
                while (left == 0) {
                    PageReadStore group = reader.readNextRowGroup();
                    if (group == null) {
                        return false;
                    }
                    begin(group);
                }
                return true;
            } catch (IOException | RuntimeException e) {
                throw broken(e);
            }
        }

        private void begin(PageReadStore group) {
            ColumnReadStore store =
                    new ColumnReadStoreImpl(group, converter.getRootConverter(), schema.read(), createdBy);
            left = group.getRowCount();
            row = new ParquetRow(
                    schema.columns(),
                    schema.columns().stream()
                            .map(column -> column.descriptor()
                                    .map(store::getColumnReader)
                                    .orElse(null))
                            .toArray(ColumnReader[]::new));
        }

        @Override
        public Row next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            isAhead = true;
            read++;
            row.at(read);
            return row;
        }
    }

    /** A row that is valid until the next one is read. */
    private final class ParquetRow implements Row {
        private final List<ParquetColumn> columns;
        private final @Nullable ColumnReader[] readers;
        private final boolean mayHoldErrors;
        private long number;

        ParquetRow(List<ParquetColumn> columns, @Nullable ColumnReader... readers) {
            this.columns = columns;
            this.readers = readers;
            this.mayHoldErrors = columns.stream().anyMatch(column -> column.type() == Type.ERROR);
        }

        void at(long row) {
            number = row;
        }

        void consume() {
            for (ColumnReader reader : readers) {
                if (reader != null) {
                    reader.consume();
                }
            }
        }

        @Override
        public int fields() {
            return columns.size();
        }

        @Override
        public String field(int column) {
            try {
                ColumnReader reader = readers[column];
                return reader == null
                        ? columns.get(column).otherwise()
                        : columns.get(column).text(reader);
            } catch (RuntimeException e) {
                throw broken(e);
            }
        }

        @Override
        public Type type(int column) {
            return columns.get(column).type();
        }

        @Override
        public boolean mayHoldErrors() {
            return mayHoldErrors;
        }

        @Override
        public long line() {
            return number;
        }

        @Override
        public String unit() {
            return "row";
        }

        @Override
        public boolean isRecord() {
            return true;
        }
    }
}

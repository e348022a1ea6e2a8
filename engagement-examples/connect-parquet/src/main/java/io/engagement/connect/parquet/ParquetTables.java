package io.engagement.connect.parquet;

import io.engagement.connect.TableColumn;
import io.engagement.connect.TableFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/** Tables as Parquet, compressed with snappy: texts, doubles, whole numbers and instants in milliseconds, any of which may be missing. */
public final class ParquetTables implements TableFormat {
    @Override
    public String name() {
        return "parquet";
    }

    @Override
    public Rows begin(OutputStream out, List<TableColumn> columns) throws IOException {
        ParquetWriter<List<? extends @Nullable Object>> writer = new Builder(out, columns)
                .withConf(new PlainParquetConfiguration())
                .withCodecFactory(new Codecs())
                .withCompressionCodec(CompressionCodecName.SNAPPY)
                .build();
        return new Rows() {
            @Override
            public void add(List<? extends @Nullable Object> cells) throws IOException {
                writer.write(cells);
            }

            @Override
            public void close() throws IOException {
                writer.close();
            }
        };
    }

    private static Type type(TableColumn column) {
        return switch (column.type()) {
            case TEXT ->
                Types.optional(PrimitiveTypeName.BINARY)
                        .as(LogicalTypeAnnotation.stringType())
                        .named(column.name());
            case NUMBER -> Types.optional(PrimitiveTypeName.DOUBLE).named(column.name());
            case WHOLE -> Types.optional(PrimitiveTypeName.INT64).named(column.name());
            case TRUTH -> Types.optional(PrimitiveTypeName.BOOLEAN).named(column.name());
            case TIME ->
                Types.optional(PrimitiveTypeName.INT64)
                        .as(LogicalTypeAnnotation.timestampType(true, TimeUnit.MILLIS))
                        .named(column.name());
        };
    }

    private static final class Builder extends ParquetWriter.Builder<List<? extends @Nullable Object>, Builder> {
        private final List<TableColumn> columns;

        Builder(OutputStream out, List<TableColumn> columns) {
            super(new Target(out));
            this.columns = columns;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        @SuppressWarnings("deprecation") // Abstract all the same.
        protected WriteSupport<List<? extends @Nullable Object>> getWriteSupport(Configuration none) {
            return new Cells(columns);
        }

        @Override
        protected WriteSupport<List<? extends @Nullable Object>> getWriteSupport(ParquetConfiguration none) {
            return new Cells(columns);
        }
    }

    /** Writes rows cell by cell. */
    private static final class Cells extends WriteSupport<List<? extends @Nullable Object>> {
        private final List<TableColumn> columns;
        private @Nullable RecordConsumer taker;

        Cells(List<TableColumn> columns) {
            this.columns = columns;
        }

        @Override
        @SuppressWarnings("deprecation") // Abstract all the same.
        public WriteContext init(Configuration none) {
            return context();
        }

        @Override
        public WriteContext init(ParquetConfiguration none) {
            return context();
        }

        private WriteContext context() {
            return new WriteContext(
                    new MessageType(
                            "table", columns.stream().map(ParquetTables::type).toList()),
                    Map.of());
        }

        @Override
        public void prepareForWrite(RecordConsumer consumer) {
            taker = consumer;
        }

        @Override
        public void write(List<? extends @Nullable Object> cells) {
            RecordConsumer row = taker;
            if (row == null) {
                throw new IllegalStateException("nothing takes rows yet");
            }
            row.startMessage();
            for (int i = 0; i < cells.size(); i++) {
                Object cell = cells.get(i);
                if (cell != null) {
                    row.startField(columns.get(i).name(), i);
                    write(row, cell);
                    row.endField(columns.get(i).name(), i);
                }
            }
            row.endMessage();
        }

        private static void write(RecordConsumer row, Object cell) {
            if (cell instanceof String text) {
                row.addBinary(Binary.fromString(text));
            } else if (cell instanceof Double number) {
                row.addDouble(number);
            } else if (cell instanceof Boolean truth) {
                row.addBoolean(truth);
            } else if (cell instanceof Long whole) {
                row.addLong(whole);
            } else if (cell instanceof Instant at) {
                row.addLong(at.toEpochMilli());
            } else {
                throw new IllegalArgumentException("cell must be a text, number or instant, was " + cell.getClass());
            }
        }
    }

    /** Counts what is written, and leaves it open. */
    private record Target(OutputStream out) implements OutputFile {
        @Override
        public PositionOutputStream create(long blockSize) {
            return new Counted(out);
        }

        @Override
        public PositionOutputStream createOrOverwrite(long blockSize) {
            return new Counted(out);
        }

        @Override
        public boolean supportsBlockSize() {
            return false;
        }

        @Override
        public long defaultBlockSize() {
            return 0;
        }
    }

    private static final class Counted extends PositionOutputStream {
        private final OutputStream out;
        private long position;

        Counted(OutputStream out) {
            this.out = out;
        }

        @Override
        public long getPos() {
            return position;
        }

        @Override
        public void write(int one) throws IOException {
            out.write(one);
            position++;
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
            position += length;
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }

        @Override
        public void close() throws IOException {
            out.flush();
        }
    }
}

package io.engagement.connect.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.engagement.connect.DataRefused;
import io.engagement.connect.Field;
import io.engagement.connect.Layout;
import io.engagement.connect.Mapping;
import io.engagement.connect.NumberFormat;
import io.engagement.connect.Origin;
import io.engagement.connect.Reading;
import io.engagement.connect.Row;
import io.engagement.connect.Sources;
import io.engagement.connect.Strictness;
import io.engagement.connect.TableColumn;
import io.engagement.connect.TableFormat;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Parquet files are read as their types mean it, or refused with the remedy; what is written is read again. */
class ParquetFileTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-12-01T00:00:00Z"), ZoneOffset.UTC);

    @TempDir
    private Path folder = Path.of("");

    /** A file whose rows are written by hand. */
    private Path file(String schema, List<Consumer<RecordConsumer>> rows) {
        return file(schema, CompressionCodecName.UNCOMPRESSED, rows);
    }

    private Path file(String schema, CompressionCodecName codec, List<Consumer<RecordConsumer>> rows) {
        Path file = folder.resolve("in.parquet");
        try (ParquetWriter<Consumer<RecordConsumer>> writer = new ByHand(
                        new LocalOutputFile(file), MessageTypeParser.parseMessageType("message m {" + schema + "}"))
                .withConf(new PlainParquetConfiguration())
                .withCodecFactory(new Codecs())
                .withCompressionCodec(codec)
                .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
                .withRowGroupRowCountLimit(100)
                .build()) {
            for (Consumer<RecordConsumer> row : rows) {
                writer.write(row);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return file;
    }

    private static final class ByHand extends ParquetWriter.Builder<Consumer<RecordConsumer>, ByHand> {
        private final MessageType schema;

        ByHand(OutputFile file, MessageType schema) {
            super(file);
            this.schema = schema;
        }

        @Override
        protected ByHand self() {
            return this;
        }

        @Override
        @SuppressWarnings("deprecation") // Abstract all the same.
        protected WriteSupport<Consumer<RecordConsumer>> getWriteSupport(Configuration none) {
            return support();
        }

        @Override
        protected WriteSupport<Consumer<RecordConsumer>> getWriteSupport(ParquetConfiguration none) {
            return support();
        }

        private WriteSupport<Consumer<RecordConsumer>> support() {
            return new WriteSupport<>() {
                private @Nullable RecordConsumer taker;

                @Override
                @SuppressWarnings("deprecation") // Abstract all the same.
                public WriteContext init(Configuration none) {
                    return new WriteContext(schema, Map.of());
                }

                @Override
                public WriteContext init(ParquetConfiguration none) {
                    return new WriteContext(schema, Map.of());
                }

                @Override
                public void prepareForWrite(RecordConsumer consumer) {
                    taker = consumer;
                }

                @Override
                public void write(Consumer<RecordConsumer> row) {
                    RecordConsumer to = Objects.requireNonNull(taker);
                    to.startMessage();
                    row.accept(to);
                    to.endMessage();
                }
            };
        }
    }

    private static Consumer<RecordConsumer> field(String name, int index, Consumer<RecordConsumer> value) {
        return row -> {
            row.startField(name, index);
            value.accept(row);
            row.endField(name, index);
        };
    }

    private List<String> header = List.of();
    private List<Row.Type> types = List.of();

    /** The fields of each row. */
    private List<List<String>> read(Path file) {
        List<List<String>> all = new ArrayList<>();
        Sources.of(file, Layout.usual()).read((names, rows) -> {
            header = names;
            rows.forEachRemaining(row -> {
                types = IntStream.range(0, row.fields()).mapToObj(row::type).toList();
                all.add(IntStream.range(0, row.fields()).mapToObj(row::field).toList());
            });
        });
        return all;
    }

    private String value(String type, Consumer<RecordConsumer> value) {
        return read(file(
                        "optional " + type + ";",
                        List.of(field(type.replaceAll("^\\S+(\\(\\d+\\))? (\\w+).*", "$2"), 0, value))))
                .get(0)
                .get(0);
    }

    @Test
    void timesAreInstantsOrLocalAsTheTypeSays() {
        assertThat(value("int64 t (TIMESTAMP(MICROS,true))", row -> row.addLong(1_769_862_600_000_001L)))
                .isEqualTo("2026-01-31T12:30:00.000001Z");
        assertThat(value("int64 t (TIMESTAMP(MILLIS,true))", row -> row.addLong(1_769_862_600_000L)))
                .isEqualTo("2026-01-31T12:30:00Z");
        assertThat(value("int64 t (TIMESTAMP(NANOS,false))", row -> row.addLong(1_769_862_600_000_000_000L)))
                .isEqualTo("2026-01-31T12:30");
        assertThat(value("int64 t (TIMESTAMP(MILLIS,false))", row -> row.addLong(-1)))
                .isEqualTo("1969-12-31T23:59:59.999");
        assertThat(value("int32 t (DATE)", row -> row.addInteger(20_484))).isEqualTo("2026-01-31");
        assertThat(value("int32 t (TIME(MILLIS,true))", row -> row.addInteger(1000)))
                .isEqualTo("00:00:01");
        assertThat(value("int96 t", row -> row.addBinary(int96(45_000_000_000_000L, 2_461_072))))
                .isEqualTo("2026-01-31T12:30:00Z");
    }

    private static Binary int96(long nano, int day) {
        ByteBuffer bytes = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
        return Binary.fromConstantByteArray(bytes.putLong(nano).putInt(day).array());
    }

    @Test
    void numbersHaveNeitherExponentNorNeedlessZeros() {
        assertThat(value("double n", row -> row.addDouble(10_023))).isEqualTo("10023");
        assertThat(value("double n", row -> row.addDouble(1.61e13))).isEqualTo("16100000000000");
        assertThat(value("float n", row -> row.addFloat(.1f))).isEqualTo("0.1");
        assertThat(value("int64 n", row -> row.addLong(Long.MAX_VALUE))).isEqualTo("9223372036854775807");
        assertThat(value("int64 n (INTEGER(64,false))", row -> row.addLong(-1))).isEqualTo("18446744073709551615");
        assertThat(value("int32 n (DECIMAL(9,2))", row -> row.addInteger(-1250)))
                .isEqualTo("-12.5");
        assertThat(value("int64 n (DECIMAL(18,4))", row -> row.addLong(12_500))).isEqualTo("1.25");
        assertThat(value(
                        "binary n (DECIMAL(38,2))",
                        row -> row.addBinary(Binary.fromConstantByteArray(new BigDecimal("12345678901234567890.12")
                                .unscaledValue()
                                .toByteArray()))))
                .isEqualTo("12345678901234567890.12");
    }

    @Test
    void textsTruthsAndUuidsAreReadAndBytesAreNoValue() {
        assertThat(value("binary s (STRING)", row -> row.addBinary(Binary.fromString("Zo\u00eb"))))
                .isEqualTo("Zo\u00eb");
        assertThat(value("binary s", row -> row.addBinary(Binary.fromString("plain"))))
                .isEqualTo("plain");
        assertThat(value("boolean b", row -> row.addBoolean(true))).isEqualTo("true");
        byte[] id = new byte[16];
        id[15] = 1;
        assertThat(value("fixed_len_byte_array(16) u (UUID)", row -> row.addBinary(Binary.fromConstantByteArray(id))))
                .isEqualTo("00000000-0000-0000-0000-000000000001");
        assertThat(value("binary s (BSON)", row -> row.addBinary(Binary.fromString("x"))))
                .isEqualTo("bytes");
        assertThat(types).containsExactly(Row.Type.ERROR);
    }

    @Test
    void aValueThatIsMissingIsEmpty() {
        assertThat(read(file("optional int64 n; required int64 m;", List.of(field("m", 1, row -> row.addLong(1))))))
                .containsExactly(List.of("", "1"));
    }

    private static final String NESTED = """
            required group user { required binary id (STRING); optional group geo { optional binary country (STRING); } }
            optional group tags (LIST) { repeated group list { optional binary element (STRING); } }
            required int64 at (TIMESTAMP(MILLIS,true));
            """;

    private static Consumer<RecordConsumer> nested(String id, boolean withCountry) {
        Consumer<RecordConsumer> user = field("user", 0, row -> {
            row.startGroup();
            field("id", 0, inner -> inner.addBinary(Binary.fromString(id))).accept(row);
            if (withCountry) {
                field("geo", 1, inner -> {
                            inner.startGroup();
                            field("country", 0, deep -> deep.addBinary(Binary.fromString("DE")))
                                    .accept(inner);
                            inner.endGroup();
                        })
                        .accept(row);
            }
            row.endGroup();
        });
        Consumer<RecordConsumer> tags = field("tags", 1, row -> {
            row.startGroup();
            field("list", 0, list -> {
                        for (String tag : List.of("x", "y")) {
                            list.startGroup();
                            field("element", 0, element -> element.addBinary(Binary.fromString(tag)))
                                    .accept(list);
                            list.endGroup();
                        }
                    })
                    .accept(row);
            row.endGroup();
        });
        return user.andThen(tags).andThen(field("at", 2, row -> row.addLong(1_769_862_600_000L)));
    }

    @Test
    void groupsAreReadByTheirPathAndListsAreToldByName() {
        assertThat(read(file(NESTED, List.of(nested("a", true), nested("b", false)))))
                .containsExactly(
                        List.of("a", "DE", "2026-01-31T12:30:00Z", "a list"),
                        List.of("b", "", "2026-01-31T12:30:00Z", "a list"));
        assertThat(header).containsExactly("user.id", "user.geo.country", "at", "tags");
    }

    private InteractionLog log(Path file, Mapping mapping, List<String> told) {
        Reading reading = Reading.under(CLOCK);
        reading.add(Sources.of(file, mapping.layout()), mapping, rows -> {});
        return reading.load(Strictness.allowing(1), report -> told.addAll(report.lines()));
    }

    @Test
    void aListThatIsAskedForRefusesItsRowsByName() {
        Path file = file(NESTED, List.of(nested("a", true)));
        Mapping mapping = Mapping.builder()
                .map(Field.CUSTOMER, Origin.column("user.id"))
                .map(Field.PURPOSE, Origin.column("tags"))
                .build();
        List<String> told = new ArrayList<>();
        assertThatThrownBy(() -> log(file, mapping, told)).isInstanceOf(DataRefused.class);
        assertThat(String.join("\n", told))
                .contains("in.parquet row 1: column tags holds a list, not one value: export it otherwise, or name"
                        + " another column");
    }

    @Test
    void aMappingsFormatsAreForTextsAlone() {
        String schema = "required binary customer (STRING); required int64 at (TIMESTAMP(MILLIS,true));"
                + " required double value; required binary cost (STRING);";
        Path file = file(
                schema,
                List.of(field("customer", 0, row -> row.addBinary(Binary.fromString("c")))
                        .andThen(field("at", 1, row -> row.addLong(1_769_862_600_000L)))
                        .andThen(field("value", 2, row -> row.addDouble(12.345)))
                        .andThen(field("cost", 3, row -> row.addBinary(Binary.fromString("1.234,5"))))));
        Mapping german = Mapping.builder()
                .map(Field.PURPOSE, Origin.constant("PURCHASE"))
                .numbers(NumberFormat.withDecimal(","))
                .timeFormat("dd.MM.yyyy")
                .build();
        LogView view = log(file, german, new ArrayList<>()).asOf(CLOCK.instant());
        assertThat(view.value(0)).isEqualTo(12.345);
        assertThat(view.cost(0)).isEqualTo(1234.5);
        assertThat(view.epochMilli(0)).isEqualTo(1_769_862_600_000L);
    }

    @ParameterizedTest
    @EnumSource(
            value = CompressionCodecName.class,
            names = {"UNCOMPRESSED", "SNAPPY"})
    void rowsOfSeveralGroupsAreReadInTheirOrder(CompressionCodecName codec) {
        List<Consumer<RecordConsumer>> rows = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            int number = i;
            rows.add(field("n", 0, row -> row.addLong(number))
                    .andThen(field("s", 1, row -> row.addBinary(Binary.fromString("text " + number % 7)))));
        }
        List<List<String>> all = read(file("required int64 n; required binary s (STRING);", codec, rows));
        assertThat(all).hasSize(1000);
        assertThat(all.get(999)).containsExactly("999", "text 5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"zstd", "gzip", "lz4_raw", "snappy"})
    void whatOthersCompressedIsRead(String codec) throws IOException {
        Path file = folder.resolve("other.parquet");
        try (InputStream bytes = ParquetFileTest.class.getResourceAsStream(codec + ".parquet")) {
            Files.write(file, Objects.requireNonNull(bytes).readAllBytes());
        }
        assertThat(read(file)).hasSize(3).contains(List.of("b", "2026-01-02T00:00:00Z", "2.5"));
    }

    @Test
    void aCodecThatIsNotReadIsNamedWithThoseThatAre() throws IOException {
        Path file = folder.resolve("brotli.parquet");
        try (InputStream bytes = ParquetFileTest.class.getResourceAsStream("brotli.parquet")) {
            Files.write(file, Objects.requireNonNull(bytes).readAllBytes());
        }
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(DataRefused.class)
                .hasMessage(
                        file + " is compressed with [BROTLI], which is not read: write it with one of [UNCOMPRESSED,"
                                + " SNAPPY, GZIP, ZSTD, LZ4_RAW]");
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 100, 500})
    void aCutOffFileIsRefused(int length) throws IOException {
        byte[] whole = Files.readAllBytes(file(NESTED, List.of(nested("a", true))));
        Path cut = Files.write(folder.resolve("cut.parquet"), Arrays.copyOf(whole, length));
        assertThatThrownBy(() -> read(cut))
                .isInstanceOf(DataRefused.class)
                .hasMessageContaining("cut.parquet is no whole Parquet file (");
    }

    @Test
    void anEncryptedFileIsRefused() throws IOException {
        byte[] whole = Files.readAllBytes(file(NESTED, List.of(nested("a", true))));
        whole[3] = 'E';
        Path file = Files.write(folder.resolve("e.parquet"), whole);
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(DataRefused.class)
                .hasMessageEndingWith("e.parquet is encrypted: write it without encryption");
    }

    /** Bytes that were changed anywhere are refused, or read as something; nothing else is thrown. */
    @Test
    void changedBytesAreRefusedOrRead() throws IOException {
        byte[] whole = Files.readAllBytes(file(NESTED, List.of(nested("a", true), nested("b", false))));
        for (int i = 4; i < whole.length; i += 11) {
            byte[] changed = whole.clone();
            changed[i] ^= (byte) 0x55;
            Path file = Files.write(folder.resolve("changed.parquet"), changed);
            try {
                read(file);
            } catch (DataRefused refused) {
                assertThat(refused).hasMessageContaining("changed.parquet");
            }
        }
    }

    @Test
    void whatIsWrittenIsReadAgain() throws IOException {
        TableFormat format = ServiceLoader.load(TableFormat.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(each -> each.name().equals("parquet"))
                .findFirst()
                .orElseThrow();
        List<TableColumn> columns = List.of(
                TableColumn.text("customer_id"),
                TableColumn.number("score"),
                TableColumn.whole("rank"),
                TableColumn.time("last_at"),
                TableColumn.truth("is_new"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (TableFormat.Rows rows = format.begin(out, columns)) {
            for (int i = 0; i < 100_000; i++) {
                rows.add(Arrays.asList(
                        "c" + i,
                        i % 3 == 0 ? null : Double.valueOf(i / 7.0),
                        (long) i,
                        Instant.ofEpochMilli(1_769_862_600_123L),
                        i % 2 == 0));
            }
        }
        List<List<String>> read = read(Files.write(folder.resolve("out.parquet"), out.toByteArray()));
        assertThat(read).hasSize(100_000);
        assertThat(read.get(0)).containsExactly("c0", "", "0", "2026-01-31T12:30:00.123Z", "true");
        assertThat(read.get(7)).containsExactly("c7", "1", "7", "2026-01-31T12:30:00.123Z", "false");
        assertThat(types)
                .containsExactly(Row.Type.TEXT, Row.Type.NUMBER, Row.Type.NUMBER, Row.Type.TIME, Row.Type.TEXT);
    }

    @Test
    void theSameTableIsTheSameBytesAndWhatTakesThemStaysOpen() throws IOException {
        assertThat(written()).isEqualTo(written());
    }

    private static byte[] written() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        OutputStream out = new FilterOutputStream(bytes) {
            @Override
            public void close() {
                throw new AssertionError("closed");
            }
        };
        try (TableFormat.Rows rows = new ParquetTables().begin(out, List.of(TableColumn.text("a")))) {
            rows.add(List.of("x"));
        }
        return bytes.toByteArray();
    }
}

package io.engagement.connect.parquet;

import io.engagement.connect.PlainTexts;
import io.engagement.connect.Row;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.JulianFields;
import java.util.Optional;
import java.util.function.Function;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.UUIDLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.jspecify.annotations.Nullable;

/**
 * A column, and how its values become texts: instants with Z, local times without.
 *
 * @param name with those of the groups around it
 * @param descriptor empty if it is not read, as lists are not
 * @param type of its values
 * @param present the text of a value that is there
 */
record ParquetColumn(
        String name, Optional<ColumnDescriptor> descriptor, Row.Type type, Function<ColumnReader, String> present) {
    static final String LIST = "a list";
    private static final String BYTES = "bytes";

    /** A column that nobody asks for. */
    static ParquetColumn unread(String name) {
        return new ParquetColumn(name, Optional.empty(), Row.Type.TEXT, reader -> "");
    }

    /** The text of all its values if it is not read. */
    String otherwise() {
        return type == Row.Type.ERROR ? LIST : "";
    }

    static ParquetColumn ofList(String name) {
        return new ParquetColumn(name, Optional.empty(), Row.Type.ERROR, reader -> LIST);
    }

    static ParquetColumn of(String name, ColumnDescriptor descriptor) {
        PrimitiveType type = descriptor.getPrimitiveType();
        Optional<ColumnDescriptor> own = Optional.of(descriptor);
        @Nullable LogicalTypeAnnotation meaning = type.getLogicalTypeAnnotation();
        PrimitiveTypeName kind = type.getPrimitiveTypeName();
        if (meaning instanceof TimestampLogicalTypeAnnotation timestamp) {
            return new ParquetColumn(name, own, Row.Type.TIME, reader -> timestamp(reader.getLong(), timestamp));
        }
        if (meaning instanceof DateLogicalTypeAnnotation) {
            return new ParquetColumn(name, own, Row.Type.TIME, reader -> LocalDate.ofEpochDay(reader.getInteger())
                    .toString());
        }
        if (kind == PrimitiveTypeName.INT96) {
            return new ParquetColumn(name, own, Row.Type.TIME, reader -> int96(reader.getBinary()));
        }
        if (meaning instanceof TimeLogicalTypeAnnotation time) {
            return new ParquetColumn(name, own, Row.Type.TIME, reader -> time(reader, kind, time.getUnit()));
        }
        if (meaning instanceof DecimalLogicalTypeAnnotation decimal) {
            return new ParquetColumn(
                    name, own, Row.Type.NUMBER, reader -> PlainTexts.of(decimal(reader, kind, decimal.getScale())));
        }
        return switch (kind) {
            case INT32, INT64 -> new ParquetColumn(name, own, Row.Type.NUMBER, reader -> whole(reader, kind, meaning));
            case DOUBLE -> new ParquetColumn(name, own, Row.Type.NUMBER, reader -> PlainTexts.of(reader.getDouble()));
            case FLOAT -> new ParquetColumn(name, own, Row.Type.NUMBER, reader -> floating(reader.getFloat()));
            case BOOLEAN -> new ParquetColumn(name, own, Row.Type.TEXT, reader -> String.valueOf(reader.getBoolean()));
            case BINARY, FIXED_LEN_BYTE_ARRAY, INT96 -> ofBytes(name, own, type, meaning);
        };
    }

    private static ParquetColumn ofBytes(
            String name, Optional<ColumnDescriptor> own, PrimitiveType type, @Nullable LogicalTypeAnnotation meaning) {
        if (meaning instanceof UUIDLogicalTypeAnnotation) {
            return new ParquetColumn(
                    name, own, Row.Type.TEXT, reader -> type.stringifier().stringify(reader.getBinary()));
        }
        boolean isText = meaning == null
                || meaning.equals(LogicalTypeAnnotation.stringType())
                || meaning.equals(LogicalTypeAnnotation.enumType())
                || meaning.equals(LogicalTypeAnnotation.jsonType());
        return isText
                ? new ParquetColumn(name, own, Row.Type.TEXT, reader -> text(reader.getBinary()))
                : new ParquetColumn(name, own, Row.Type.ERROR, reader -> BYTES);
    }

    /** Empty for a value that is not there. */
    String text(ColumnReader reader) {
        boolean isThere =
                reader.getCurrentDefinitionLevel() == reader.getDescriptor().getMaxDefinitionLevel();
        return isThere ? present.apply(reader) : "";
    }

    private static String text(Binary bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(bytes.toByteBuffer())
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("a text is not UTF-8", e);
        }
    }

    private static String timestamp(long count, TimestampLogicalTypeAnnotation type) {
        long second = Math.floorDiv(count, perSecond(type.getUnit()));
        long nano = Math.floorMod(count, perSecond(type.getUnit())) * nanos(type.getUnit());
        return type.isAdjustedToUTC()
                ? Instant.ofEpochSecond(second, nano).toString()
                : LocalDateTime.ofEpochSecond(second, Math.toIntExact(nano), ZoneOffset.UTC)
                        .toString();
    }

    private static long perSecond(TimeUnit unit) {
        return 1_000_000_000L / nanos(unit);
    }

    private static long nanos(TimeUnit unit) {
        return switch (unit) {
            case MILLIS -> 1_000_000;
            case MICROS -> 1_000;
            case NANOS -> 1;
        };
    }

    private static String time(ColumnReader reader, PrimitiveTypeName kind, TimeUnit unit) {
        long count = kind == PrimitiveTypeName.INT32 ? reader.getInteger() : reader.getLong();
        return LocalTime.ofNanoOfDay(count * nanos(unit)).toString();
    }

    /** As Spark and Hive write instants: nanoseconds of the day and the Julian day, in UTC. */
    private static String int96(Binary bytes) {
        ByteBuffer buffer = bytes.toByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        long nano = buffer.getLong();
        LocalDate day = LocalDate.EPOCH.with(JulianFields.JULIAN_DAY, buffer.getInt());
        return day.atStartOfDay(ZoneOffset.UTC).plusNanos(nano).toInstant().toString();
    }

    /** As many digits as it has, not those of the double that is nearest to it. */
    private static String floating(float number) {
        return Float.isFinite(number) ? PlainTexts.of(new BigDecimal(Float.toString(number))) : Float.toString(number);
    }

    private static BigDecimal decimal(ColumnReader reader, PrimitiveTypeName kind, int scale) {
        BigInteger unscaled =
                switch (kind) {
                    case INT32 -> BigInteger.valueOf(reader.getInteger());
                    case INT64 -> BigInteger.valueOf(reader.getLong());
                    default -> new BigInteger(reader.getBinary().getBytes());
                };
        return new BigDecimal(unscaled, scale);
    }

    private static String whole(ColumnReader reader, PrimitiveTypeName kind, @Nullable LogicalTypeAnnotation meaning) {
        boolean isSigned = !(meaning instanceof IntLogicalTypeAnnotation whole) || whole.isSigned();
        if (kind == PrimitiveTypeName.INT32) {
            return isSigned ? Integer.toString(reader.getInteger()) : Integer.toUnsignedString(reader.getInteger());
        }
        return isSigned ? Long.toString(reader.getLong()) : Long.toUnsignedString(reader.getLong());
    }
}

package io.engagement.connect;

import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The columns of a query's result, by their names and by what their values are. */
record QueryColumns(List<String> names, List<Kind> kinds) {
    /** What is read differently. */
    enum Kind {
        TEXT(Row.Type.TEXT),
        TRUTH(Row.Type.TEXT),
        NUMBER(Row.Type.NUMBER),
        DAY(Row.Type.TIME),
        CLOCK(Row.Type.TIME),
        /** A time with its zone. */
        INSTANT(Row.Type.TIME),
        LOCAL(Row.Type.TIME),
        /** Bytes, arrays and what else is no single value. */
        OTHER(Row.Type.ERROR);

        private final Row.Type type;

        Kind(Row.Type type) {
            this.type = type;
        }

        Row.Type type() {
            return type;
        }

        private static Kind of(int type, String name) {
            return switch (type) {
                case Types.TINYINT,
                        Types.SMALLINT,
                        Types.INTEGER,
                        Types.BIGINT,
                        Types.NUMERIC,
                        Types.DECIMAL,
                        Types.REAL,
                        Types.FLOAT,
                        Types.DOUBLE -> NUMBER;
                case Types.BOOLEAN, Types.BIT -> TRUTH;
                case Types.DATE -> DAY;
                case Types.TIME, Types.TIME_WITH_TIMEZONE -> CLOCK;
                case Types.TIMESTAMP_WITH_TIMEZONE -> INSTANT;
                // PostgreSQL calls both the same.
                case Types.TIMESTAMP -> name.equals("timestamptz") ? INSTANT : LOCAL;
                case Types.ARRAY, Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB, Types.STRUCT -> OTHER;
                default -> TEXT;
            };
        }
    }

    static QueryColumns of(ResultSetMetaData about) throws SQLException {
        List<String> names = new ArrayList<>();
        List<Kind> kinds = new ArrayList<>();
        for (int i = 1; i <= about.getColumnCount(); i++) {
            names.add(Blanks.strip(about.getColumnLabel(i)));
            kinds.add(Kind.of(about.getColumnType(i), about.getColumnTypeName(i).toLowerCase(Locale.ROOT)));
        }
        return new QueryColumns(List.copyOf(names), List.copyOf(kinds));
    }
}

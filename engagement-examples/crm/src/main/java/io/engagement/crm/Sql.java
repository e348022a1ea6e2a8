package io.engagement.crm;

import com.google.common.collect.Iterables;
import com.google.common.collect.Lists;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What plain JDBC asks for each time. */
final class Sql {
    /** Rows that the driver holds at a time. */
    static final int FETCH = 5_000;

    /** Rows that are sent to the database at a time. */
    static final int BATCH = 1_000;

    /** Ids in one list of a query. */
    static final int LIST = 500;

    /** What databases call a time with a time zone. */
    private static final Set<String> INSTANTS = Set.of("timestamptz", "timestamp with time zone");

    private Sql() {}

    /** An id, of whatever type the column is that it is compared with: a text, a number, a UUID. */
    record Id(String text) {}

    /** Takes a row. */
    interface Taker {
        void take(ResultSet row) throws SQLException;
    }

    /** Takes all rows of a query, streamed. */
    static void query(Connection connection, String sql, Taker taker, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setFetchSize(FETCH);
            set(statement, parameters);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    taker.take(rows);
                }
            }
        }
    }

    /** The same of a query of a CRM; if it fails, it is named. */
    static void query(String name, Connection connection, String sql, Taker taker, Object... parameters) {
        try {
            query(connection, sql, taker, parameters);
        } catch (SQLException e) {
            throw new CrmException("cannot read " + name + ", nothing is written", e);
        }
    }

    static int update(Connection connection, String sql, @Nullable Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            set(statement, parameters);
            return statement.executeUpdate();
        }
    }

    /** Does the same with the values of each item, many at a time. */
    static <T> void batch(
            Connection connection, String sql, Collection<T> items, Function<? super T, @Nullable Object[]> values)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (List<T> part : Iterables.partition(items, BATCH)) {
                for (T item : part) {
                    set(statement, values.apply(item));
                    statement.addBatch();
                }
                statement.executeBatch();
            }
        }
    }

    static void set(PreparedStatement statement, @Nullable Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            Object parameter = parameters[i];
            if (parameter instanceof Id id) {
                set(statement, i + 1, id);
            } else {
                statement.setObject(
                        i + 1, parameter instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : parameter);
            }
        }
    }

    /** PostgreSQL compares a text with nothing else, so that it must not be told that this is one. */
    private static void set(PreparedStatement statement, int at, Id id) throws SQLException {
        String product = statement.getConnection().getMetaData().getDatabaseProductName();
        statement.setObject(at, id.text(), product.equals("PostgreSQL") ? Types.OTHER : Types.VARCHAR);
    }

    /** Times without a zone are refused: the driver would take them to be in the zone of whatever machine runs this. */
    static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        int at = row.findColumn(column);
        String type = row.getMetaData().getColumnTypeName(at);
        if (!INSTANTS.contains(type.toLowerCase(Locale.ROOT))) {
            throw new CrmException("column " + column + " must be a time with a time zone, was of type " + type
                    + ": write such as " + column + " at time zone 'Europe/Berlin' in the query");
        }
        return Optional.ofNullable(row.getObject(at, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    /** {@code (?, ?, ?)}. */
    static String list(int size) {
        return "(" + String.join(", ", Collections.nCopies(size, "?")) + ")";
    }

    /** Parts of a collection that fit into lists of queries. */
    static List<List<Id>> lists(Collection<String> ids) {
        return Lists.partition(ids.stream().map(Id::new).toList(), LIST);
    }
}

package io.engagement.crm;

import io.engagement.connect.DataRefused;
import io.engagement.connect.Row;
import io.engagement.connect.Source;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Rows of a feed as those of a source, streamed: of all contacts, or of some. Rows of nobody's contacts are left out. */
final class FeedRows implements Source {
    private final Connection crm;
    private final Feed feed;
    private final Identities identities;
    private final Optional<Collection<String>> contacts;
    private long read;

    FeedRows(Connection crm, Feed feed, Identities identities, Optional<Collection<String>> contacts) {
        this.crm = crm;
        this.feed = feed;
        this.identities = identities;
        this.contacts = contacts;
    }

    /** How many rows came from the database. */
    long read() {
        return read;
    }

    @Override
    public String label() {
        return feed.name();
    }

    @Override
    public String name() {
        return feed.name();
    }

    @Override
    public void read(Rows rows) {
        try (Cursor cursor = new Cursor()) {
            rows.read(cursor.header(), cursor);
        } catch (SQLException e) {
            throw new CrmException("cannot read " + feed.name(), e);
        }
    }

    /** Goes from one list of contacts to the next one. */
    private final class Cursor implements Iterator<Row>, Row, AutoCloseable {
        private final Iterator<List<String>> parts;
        private PreparedStatement statement;
        private ResultSet rows;
        private final List<String> header;
        private final int[] types;
        private final int customerColumn;
        private final int idColumn;
        private Optional<String> customer = Optional.empty();
        private boolean isReady;
        private boolean isEnded;

        Cursor() throws SQLException {
            parts = contacts.map(Sql::lists).orElse(List.of()).iterator();
            statement = next(contacts.isPresent() && parts.hasNext() ? Optional.of(parts.next()) : Optional.empty());
            rows = statement.executeQuery();
            header = names(rows.getMetaData());
            types = types(rows.getMetaData());
            customerColumn = column("contact_id");
            idColumn = column("row_id");
        }

        private PreparedStatement next(Optional<List<String>> some) throws SQLException {
            String condition = some.map(ids -> " where f.contact_id in " + Sql.list(ids.size()))
                    .orElse(contacts.isPresent() ? " where 1 = 0" : "");
            PreparedStatement made = crm.prepareStatement("select f.* from (" + feed.sql() + ") f" + condition);
            made.setFetchSize(Sql.FETCH);
            Sql.set(made, some.orElse(List.of()).toArray());
            return made;
        }

        /** Customer and id are the mapping's standard columns. */
        List<String> header() {
            List<String> names = new ArrayList<>(header);
            names.set(customerColumn, "customer_id");
            names.set(idColumn, "id");
            return names;
        }

        private int column(String name) {
            int column = header.indexOf(name);
            if (column < 0) {
                throw new DataRefused("feed " + feed.name() + " has no column " + name + "; it has " + header);
            }
            return column;
        }

        @Override
        public boolean hasNext() {
            try {
                while (!isReady && !isEnded) {
                    advance();
                }
                return isReady;
            } catch (SQLException e) {
                throw new CrmException("cannot read " + feed.name(), e);
            }
        }

        private void advance() throws SQLException {
            if (rows.next()) {
                read++;
                customer =
                        Optional.ofNullable(rows.getString(customerColumn + 1)).flatMap(identities::customer);
                isReady = customer.isPresent();
            } else if (parts.hasNext()) {
                close();
                statement = next(Optional.of(parts.next()));
                rows = statement.executeQuery();
            } else {
                isEnded = true;
            }
        }

        @Override
        public Row next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            isReady = false;
            return this;
        }

        @Override
        public int fields() {
            return header.size();
        }

        @Override
        public String field(int column) {
            try {
                if (column == customerColumn) {
                    return customer.orElse("");
                }
                String text = text(column + 1);
                return column == idColumn ? feed.idOf(text) : text;
            } catch (SQLException e) {
                throw new CrmException("cannot read column " + header.get(column) + " of " + feed.name(), e);
            }
        }

        private String text(int column) throws SQLException {
            return switch (types[column - 1]) {
                case Types.TIMESTAMP_WITH_TIMEZONE ->
                    text(rows.getObject(column, OffsetDateTime.class), time -> time.toInstant()
                            .toString());
                case Types.TIMESTAMP -> text(rows.getObject(column, LocalDateTime.class), LocalDateTime::toString);
                case Types.BOOLEAN -> text(rows.getObject(column, Boolean.class), String::valueOf);
                case Types.NUMERIC -> text(rows.getBigDecimal(column), BigDecimal::toPlainString);
                default -> text(rows.getString(column), text -> text);
            };
        }

        private <T> String text(@Nullable T value, Function<T, String> text) {
            return value == null ? "" : text.apply(value);
        }

        @Override
        public String unit() {
            return "row";
        }

        @Override
        public long line() {
            return read;
        }

        @Override
        public void close() throws SQLException {
            rows.close();
            statement.close();
        }
    }

    /** PostgreSQL calls booleans bits, and times with a zone times. */
    private static int[] types(ResultSetMetaData columns) throws SQLException {
        int[] types = new int[columns.getColumnCount()];
        for (int i = 0; i < types.length; i++) {
            int type = columns.getColumnType(i + 1);
            boolean hasZone = columns.getColumnTypeName(i + 1).equalsIgnoreCase("timestamptz");
            types[i] = switch (type) {
                case Types.BIT -> Types.BOOLEAN;
                case Types.DECIMAL -> Types.NUMERIC;
                default -> hasZone ? Types.TIMESTAMP_WITH_TIMEZONE : type;
            };
        }
        return types;
    }

    private static List<String> names(ResultSetMetaData columns) throws SQLException {
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            names.add(columns.getColumnLabel(i).toLowerCase(Locale.ROOT));
        }
        return names;
    }
}

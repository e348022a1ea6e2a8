package io.engagement.crm;

import com.google.common.collect.AbstractIterator;
import io.engagement.connect.DataRefused;
import io.engagement.connect.ResultRows;
import io.engagement.connect.Row;
import io.engagement.connect.Source;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rows of a feed as those of a source, streamed: of all contacts, or of some. Rows of nobody's contacts are left out. */
final class FeedRows implements Source {
    private final Connection crm;
    private final Feed feed;
    private final Identities identities;
    private final Contacts contacts;
    private long read;
    private long taken;

    FeedRows(Connection crm, Feed feed, Identities identities, Contacts contacts) {
        this.crm = crm;
        this.feed = feed;
        this.identities = identities;
        this.contacts = contacts;
    }

    /** How many rows are of customers. */
    long taken() {
        return taken;
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
            throw failed(e);
        }
    }

    private CrmException failed(SQLException fault) {
        return new CrmException("cannot read " + feed.name(), fault);
    }

    /** Goes from one condition to the next one. */
    private final class Cursor extends AbstractIterator<Row> implements AutoCloseable {
        private final Iterator<Contacts.Condition> conditions =
                contacts.conditions().iterator();
        private final List<String> names;
        private final int customerColumn;
        private final int idColumn;
        private PreparedStatement statement;
        private ResultRows rows;

        Cursor() throws SQLException {
            statement = next(conditions.next());
            rows = rows();
            names = rows.names().stream()
                    .map(name -> name.toLowerCase(Locale.ROOT))
                    .toList();
            customerColumn = column("contact_id");
            idColumn = column("row_id");
        }

        private PreparedStatement next(Contacts.Condition condition) throws SQLException {
            PreparedStatement made = crm.prepareStatement("select q.* from (" + feed.sql() + ") q" + condition.sql());
            made.setFetchSize(Sql.FETCH);
            Sql.set(made, condition.parameters().toArray());
            return made;
        }

        private ResultRows rows() throws SQLException {
            try {
                return new ResultRows(statement.executeQuery(), (fetched, fault) -> failed(fault));
            } catch (SQLException fault) {
                closeAfter(fault);
                throw fault;
            }
        }

        /** Nobody else can close it before the cursor is made. */
        private void closeAfter(Exception fault) {
            try {
                statement.close();
            } catch (SQLException late) {
                fault.addSuppressed(late);
            }
        }

        private int column(String name) {
            int column = names.indexOf(name);
            if (column < 0) {
                DataRefused refused =
                        new DataRefused("feed " + feed.name() + " has no column " + name + "; it has " + names);
                closeAfter(refused);
                throw refused;
            }
            return column;
        }

        /** Customer and id are the mapping's standard columns. */
        List<String> header() {
            List<String> header = new ArrayList<>(names);
            header.set(customerColumn, "customer_id");
            header.set(idColumn, "id");
            return header;
        }

        @Override
        protected @Nullable Row computeNext() {
            try {
                while (true) {
                    while (rows.hasNext()) {
                        Row row = rows.next();
                        read++;
                        Optional<String> customer = Optional.of(row.field(customerColumn))
                                .filter(contact -> !contact.isEmpty())
                                .flatMap(identities::customer);
                        if (customer.isPresent()) {
                            taken++;
                            return new FeedRow(row, customer.get(), feed.idOf(row.field(idColumn)));
                        }
                    }
                    if (!conditions.hasNext()) {
                        return endOfData();
                    }
                    statement.close();
                    statement = next(conditions.next());
                    rows = rows();
                }
            } catch (SQLException e) {
                throw failed(e);
            }
        }

        @Override
        public void close() throws SQLException {
            statement.close();
        }

        /** A row of the database, but for whose it is and what it is known by. */
        private final class FeedRow implements Row {
            private final Row row;
            private final String customer;
            private final String id;
            private final long number;

            FeedRow(Row row, String customer, String id) {
                this.row = row;
                this.customer = customer;
                this.id = id;
                this.number = read;
            }

            @Override
            public int fields() {
                return row.fields();
            }

            @Override
            public String field(int column) {
                if (column == customerColumn) {
                    return customer;
                }
                return column == idColumn ? id : row.field(column);
            }

            @Override
            public Type type(int column) {
                return column == customerColumn || column == idColumn ? Type.TEXT : row.type(column);
            }

            @Override
            public boolean mayHoldErrors() {
                return row.mayHoldErrors();
            }

            @Override
            public boolean isRecord() {
                return row.isRecord();
            }

            @Override
            public String unit() {
                return row.unit();
            }

            @Override
            public long line() {
                return number;
            }
        }
    }
}

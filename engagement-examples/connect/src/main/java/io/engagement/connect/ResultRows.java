package io.engagement.connect;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;

/**
 * The rows of a query's result, fetched as they are asked for; each is valid until the next one is. Times with a zone are instants;
 * others are local ones. Not thread-safe.
 */
public final class ResultRows implements Iterator<Row> {
    private final ResultSet found;
    private final QueryColumns columns;
    private final QueryRow row;
    private final Failure failure;
    private boolean isAhead;
    private boolean isAtEnd;

    /** What is thrown where the database fails. */
    public interface Failure {
        /**
         * Says it.
         *
         * @param rows how many were fetched before
         * @param fault what the driver says
         * @return what is thrown
         */
        RuntimeException after(long rows, SQLException fault);
    }

    /**
     * The rows of a result that stands before its first one.
     *
     * @param found the result, which the caller closes
     * @param failure what is thrown where the database fails
     * @throws SQLException if the result does not tell its columns
     */
    public ResultRows(ResultSet found, Failure failure) throws SQLException {
        this.found = Objects.requireNonNull(found, "found must not be null");
        this.failure = Objects.requireNonNull(failure, "failure must not be null");
        this.columns = QueryColumns.of(found.getMetaData());
        this.row = new QueryRow(found, columns, this::lost);
    }

    /**
     * The names of the columns.
     *
     * @return in their order, as the database writes them
     */
    public List<String> names() {
        return columns.names();
    }

    private RuntimeException lost(SQLException fault) {
        return failure.after(row.line(), fault);
    }

    @Override
    public boolean hasNext() {
        try {
            if (!isAhead && !isAtEnd) {
                isAhead = found.next();
                isAtEnd = !isAhead;
            }
            return isAhead;
        } catch (SQLException e) {
            throw lost(e);
        }
    }

    @Override
    public Row next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        isAhead = false;
        row.count();
        return row;
    }
}

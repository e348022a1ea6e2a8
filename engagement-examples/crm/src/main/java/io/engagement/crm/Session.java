package io.engagement.crm;

import java.sql.Connection;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Transactions of a connection that another one may use next: what is not committed is undone, and its settings are as before. */
final class Session implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Session.class);

    private final Connection connection;
    private final boolean commits;
    private final int isolation;

    private Session(Connection connection, boolean commits, int isolation) {
        this.connection = connection;
        this.commits = commits;
        this.isolation = isolation;
    }

    static Session of(Connection connection) throws SQLException {
        return new Session(connection, connection.getAutoCommit(), connection.getTransactionIsolation());
    }

    void begin(int isolated) throws SQLException {
        connection.setAutoCommit(true);
        connection.setTransactionIsolation(isolated);
        connection.setAutoCommit(false);
    }

    /** Ends a transaction, so that the next one may see more. */
    void next(int isolated) throws SQLException {
        connection.commit();
        connection.setTransactionIsolation(isolated);
    }

    /** A connection that is lost can do none of this, and why it is lost was said. */
    @Override
    public void close() {
        try {
            if (!connection.getAutoCommit()) {
                connection.rollback();
            }
            connection.setTransactionIsolation(isolation);
            connection.setAutoCommit(commits);
        } catch (SQLException e) {
            LOG.warn("the connection cannot be used any more: {}", e.getMessage());
        }
    }
}

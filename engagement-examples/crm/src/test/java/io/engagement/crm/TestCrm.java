package io.engagement.crm;

import io.engagement.simulate.Simulation;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;

/** A CRM of 300 simulated customers, and statements on it. */
final class TestCrm {
    static final Simulation SIMULATION = Simulation.withDefaults().withCustomers(300);
    static final Instant TODAY = SIMULATION.end();
    static final Instant NOON = TODAY.plus(Duration.ofHours(12));
    static final Instant TOMORROW = TODAY.plus(Duration.ofDays(1));

    private final DataSource database;

    private TestCrm(DataSource database) {
        this.database = database;
    }

    static TestCrm filled(DataSource database) throws SQLException {
        DemoCrm.fill(database, SIMULATION);
        return new TestCrm(database);
    }

    static TestCrm of(DataSource database) {
        return new TestCrm(database);
    }

    /** The usual scores of it, with what was read in a folder. */
    NightlyScores nightly(Path state) {
        return NightlyScores.of(database, CrmTables.example(), state);
    }

    DataSource database() {
        return database;
    }

    int execute(String sql, Object... values) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return execute(connection, sql, values);
        }
    }

    static int execute(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i] instanceof Instant at ? at.atOffset(ZoneOffset.UTC) : values[i]);
            }
            return statement.executeUpdate();
        }
    }

    /** A query's first column, or first two. */
    String one(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            return rows.next() ? String.valueOf(rows.getString(1)) : "none";
        }
    }

    /** All that is stored of scores but the runs that wrote them. */
    Map<String, String> scores() throws SQLException {
        return pairs("select customer_id || ' ' || score_name,"
                + " coalesce(cast(score as varchar(30)), 'null') || ' ' || reason from engagement.scores");
    }

    /** A query's first column, and its second one by that. */
    Map<String, String> pairs(String sql) throws SQLException {
        Map<String, String> pairs = new TreeMap<>();
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                pairs.put(rows.getString(1), rows.getString(2));
            }
        }
        return pairs;
    }
}

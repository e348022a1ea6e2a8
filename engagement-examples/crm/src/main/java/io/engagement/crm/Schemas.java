package io.engagement.crm;

import com.google.common.base.Throwables;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Schemas with their history beside their tables, so that they and the CRM's own migrations never meet. */
final class Schemas {
    private static final Logger LOG = LoggerFactory.getLogger(Schemas.class);

    /** What databases call a privilege that is missing. */
    private static final String FORBIDDEN = "42501";

    private Schemas() {}

    /** Makes a schema, or brings it to the newest version. */
    static void migrate(DataSource database, String schema, String folder) throws SQLException {
        try {
            migrateStored(database, folder, asStored(database, schema));
        } catch (FlywayException e) {
            // Flyway's own message is a form of many lines; what the database said is its last cause.
            Throwable said = Throwables.getRootCause(e);
            boolean isForbidden = said instanceof SQLException fault && FORBIDDEN.equals(fault.getSQLState());
            throw new CrmException(
                    "the schema " + schema + " cannot be made or brought up to date, nothing is written"
                            + (isForbidden
                                    ? " (have it made by: create schema " + schema + " authorization USER)"
                                    : ""),
                    said);
        }
    }

    /** Whether the schema is there, of this version or a later one. */
    static boolean isMade(DataSource database, String schema, String folder) throws SQLException {
        try {
            return flyway(database, folder, asStored(database, schema)).info().pending().length == 0;
        } catch (FlywayException e) {
            throw new CrmException(
                    "whether the schema " + schema + " is there cannot be told", Throwables.getRootCause(e));
        }
    }

    private static void migrateStored(DataSource database, String folder, String stored) {
        Flyway flyway = flyway(database, folder, stored);
        for (MigrationInfo each : flyway.info().applied()) {
            if (!each.getState().isResolved() && each.getVersion() != null) {
                // Flyway would advise to repair it.
                throw new CrmException("the schema " + stored + " is of version " + each.getVersion()
                        + ", which a later version of this program has made: nothing is written. Use that one");
            }
        }
        for (MigrationInfo each : flyway.info().pending()) {
            LOG.info("in schema {} version {} is made: {}", stored, each.getVersion(), each.getDescription());
        }
        flyway.migrate();
    }

    private static Flyway flyway(DataSource database, String folder, String stored) {
        return Flyway.configure()
                .dataSource(database)
                .schemas(stored)
                .table("engagement_schema_history")
                .locations("classpath:io/engagement/crm/" + folder)
                // Tables of a later version are not this one's to write to.
                .ignoreMigrationPatterns(new String[0])
                .load();
    }

    /** Flyway quotes names; statements do not, and databases differ in what they make of that. */
    private static String asStored(DataSource database, String schema) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return connection.getMetaData().storesUpperCaseIdentifiers() ? schema.toUpperCase(Locale.ROOT) : schema;
        }
    }
}

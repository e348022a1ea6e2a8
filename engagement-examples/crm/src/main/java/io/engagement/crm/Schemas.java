package io.engagement.crm;

import com.google.common.base.Throwables;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Schemas with their history beside their tables, so that they and the CRM's own migrations never meet. */
final class Schemas {
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

    private static void migrateStored(DataSource database, String folder, String stored) {
        Flyway.configure()
                .dataSource(database)
                .schemas(stored)
                .table("engagement_schema_history")
                .locations("classpath:io/engagement/crm/" + folder)
                // Tables of a later version are not this one's to write to.
                .ignoreMigrationPatterns(new String[0])
                .load()
                .migrate();
    }

    /** Flyway quotes names; statements do not, and databases differ in what they make of that. */
    private static String asStored(DataSource database, String schema) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return connection.getMetaData().storesUpperCaseIdentifiers() ? schema.toUpperCase(Locale.ROOT) : schema;
        }
    }
}

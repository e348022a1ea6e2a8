package io.engagement.crm;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Schemas with their history beside their tables, so that they and the CRM's own migrations never meet. */
final class Schemas {
    private Schemas() {}

    /** Makes a schema, or brings it to the newest version. */
    static void migrate(DataSource database, String schema, String folder) throws SQLException {
        Flyway.configure()
                .dataSource(database)
                .schemas(asStored(database, schema))
                .table("engagement_schema_history")
                .locations("classpath:io/engagement/crm/" + folder)
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

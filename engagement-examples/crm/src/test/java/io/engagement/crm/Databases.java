package io.engagement.crm;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Empty databases, one for each test. */
enum Databases {
    H2 {
        @Override
        DataSource fresh() {
            return h2("jdbc:h2:mem:crm" + NEXT.incrementAndGet() + ";DB_CLOSE_DELAY=-1");
        }
    },
    POSTGRES {
        @Override
        DataSource fresh() {
            String name = "crm" + NEXT.incrementAndGet();
            try (Connection connection = Server.ONE.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("create database " + name);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            return Server.ONE.getDatabase("postgres", name);
        }
    };

    private static final AtomicInteger NEXT = new AtomicInteger();

    abstract DataSource fresh();

    /** The address of an empty one that outlives a program: of PostgreSQL, or of H2 in a folder. */
    String freshAddress(Path folder) {
        return this == H2 ? "jdbc:h2:file:" + folder.resolve("h2-" + NEXT.incrementAndGet()) : freshAddress();
    }

    /** What is at such an address. */
    static DataSource at(String address) {
        return address.startsWith("jdbc:h2:") ? h2(address) : PostgresAddress.database(address, LOGIN);
    }

    private static DataSource h2(String address) {
        JdbcDataSource source = new JdbcDataSource();
        source.setUrl(address);
        source.setUser("sa");
        return source;
    }

    /** The address of an empty database of PostgreSQL. */
    static String freshAddress() {
        PGSimpleDataSource made = (PGSimpleDataSource) POSTGRES.fresh();
        return "jdbc:postgresql://localhost:" + Server.ONE.getPort() + "/" + made.getDatabaseName();
    }

    /** Of its administrator, who needs no password. */
    static final Map<String, String> LOGIN = Map.of("ENGAGEMENT_DB_USER", "postgres");

    /** Started when it is first asked for, and stopped with the tests. */
    private static final class Server {
        private static final EmbeddedPostgres ONE = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.start();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}

package io.engagement.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A server's rows are read as its types mean it; whatever fails is one message. */
class PostgresQueryTest {
    private static final Mapping PURCHASES =
            Mapping.builder().map(Field.PURPOSE, Origin.constant("PURCHASE")).build();

    private static @Nullable EmbeddedPostgres server;
    private static String address = "";

    @BeforeAll
    static void start() throws IOException, SQLException {
        Assumptions.assumeTrue(
                System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux")
                        && System.getProperty("os.arch").equals("amd64"),
                "the server that tests start is for Linux on x86-64");
        EmbeddedPostgres started = EmbeddedPostgres.start();
        server = started;
        address = "jdbc:postgresql://localhost:" + started.getPort() + "/postgres";
        run("create role reader login password 'S3cret-word'");
        run("""
                create table orders (customer text, ordered timestamp, paid timestamptz, due date, amount numeric(12, 2),
                    ratio double precision, ok boolean, tags text[], about jsonb)""");
        run("""
                insert into orders values
                ('a', '2026-01-31 12:30:00', '2026-01-31 12:30:00+01', '2026-01-31', 12.50, 1e10, true, '{x}', '{"k": 1}'),
                ('b', null, '2026-02-01 00:00:00.5+00', '2026-02-01', 'NaN', 0.1, null, null, null),
                ('c', 'infinity', 'infinity', null, 3, null, false, null, null)""");
        run("grant select on orders to reader");
    }

    @AfterAll
    static void stop() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    private static void run(String sql) throws SQLException {
        EmbeddedPostgres running = Objects.requireNonNull(server);
        try (Connection connection = running.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static DatabaseQuery query(String query) {
        return DatabaseQuery.of(address, query).withUser("reader").withPassword("S3cret-word");
    }

    private static Told told(DatabaseQuery query, String zone) {
        List<String> lines = new ArrayList<>();
        try {
            Reading reading = Reading.under(TestFiles.CLOCK.withZone(ZoneId.of(zone)));
            reading.add(query, PURCHASES, rows -> {});
            return new Told(
                    Optional.of(reading.load(Strictness.allowing(1), report -> lines.addAll(report.lines()))),
                    "",
                    lines);
        } catch (DataRefused e) {
            return new Told(Optional.empty(), String.valueOf(e.getMessage()), lines);
        }
    }

    @Test
    void timesWithAZoneAreInstantsAndOthersAreLocal() {
        Told paid = told(
                query("select customer, paid as at, amount as value from orders where customer <> 'b'"), "Asia/Tokyo");
        assertThat(paid.interactions()).containsExactly("a 2026-01-31T11:30:00Z PURCHASE UNKNOWN 12.5");
        assertThat(paid.text()).contains("query row 2: column at: '");
        assertThat(told(query("select customer, ordered as at from orders"), "Asia/Tokyo")
                        .interactions())
                .containsExactly("a 2026-01-31T03:30:00Z PURCHASE UNKNOWN");
    }

    @Test
    void valuesBecomeTexts() {
        List<List<String>> all = new ArrayList<>();
        query(
                        "select customer, due, amount, ratio, ok, tags, about->>'k' as k, about ? 'k' as has from orders order by 1")
                .read((header, rows) -> rows.forEachRemaining(row -> {
                    List<String> fields = new ArrayList<>();
                    for (int i = 0; i < row.fields(); i++) {
                        fields.add(row.field(i));
                    }
                    all.add(fields);
                }));
        assertThat(all)
                .containsExactly(
                        List.of("a", "2026-01-31", "12.5", "10000000000", "true", "bytes or a list", "1", "true"),
                        List.of("b", "2026-02-01", "NaN", "0.1", "", "bytes or a list", "", ""),
                        List.of("c", "", "3", "", "false", "bytes or a list", "", ""));
    }

    @Test
    void nothingIsChangedWhateverTheQuerySays() throws SQLException {
        run("grant all on orders to reader");
        assertThat(told(query("with gone as (delete from orders returning customer) select customer from gone"), "UTC")
                        .refusal())
                .startsWith(address
                        + " does not answer the query: ERROR: cannot execute SELECT in a read-only transaction");
        assertThat(told(
                                query(
                                        "select nextval('s') from (select set_config('transaction_read_only', 'off', false)) x"),
                                "UTC")
                        .refusal())
                .startsWith(address + " does not answer the query: ERROR: ");
        assertThat(told(query("select customer, paid as at from orders"), "UTC").interactions())
                .hasSize(2);
    }

    @Test
    void aWrongPasswordIsToldWithTheRemedyAndNotRepeated() throws SQLException {
        DatabaseQuery wrong = query("select 1").withUser("nobody").withPassword("Wr0ng-word");
        assertThat(told(wrong, "UTC").refusal())
                .startsWith("cannot connect to " + address + ": FATAL: ")
                .contains("--user", "ENGAGEMENT_DB_PASSWORD", "--password-file")
                .doesNotContain("Wr0ng-word");
    }

    @Test
    void aTableThatIsNotThereIsTold() {
        assertThat(told(query("select * from nothing"), "UTC").refusal())
                .startsWith(address + " does not answer the query: ERROR: relation \"nothing\" does not exist");
    }

    @Test
    void aServerThatIsNotThereIsTold() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        String other = "jdbc:postgresql://localhost:" + port + "/shop";
        assertThat(told(DatabaseQuery.of(other, "select 1"), "UTC").refusal())
                .startsWith("cannot connect to " + other + ": Connection to localhost:" + port + " refused");
    }

    /** With more rows than the driver fetches at once. */
    @Test
    void aConnectionThatIsLostHalfWayIsTold() {
        String refusal = told(query("""
                                select 'c' || i as customer, timestamptz '2026-01-01' as at,
                                    case when i = 15000 then pg_terminate_backend(pg_backend_pid()) end as gone
                                from generate_series(1, 20000) i"""), "UTC").refusal();
        assertThat(refusal)
                .startsWith(address + " failed after ")
                .contains("rows of the query: FATAL: terminating connection");
    }

    /** 300 MB, of which a part is held at a time. */
    @Test
    void rowsAreStreamed() {
        List<Long> held = new ArrayList<>();
        query("select repeat('x', 1000) as wide from generate_series(1, 300000)")
                .read((header, rows) -> {
                    for (int i = 0; i < 150_000; i++) {
                        rows.next();
                    }
                    System.gc();
                    held.add(Runtime.getRuntime().totalMemory()
                            - Runtime.getRuntime().freeMemory());
                });
        assertThat(held).allSatisfy(bytes -> assertThat(bytes).isLessThan(150_000_000L));
    }
}

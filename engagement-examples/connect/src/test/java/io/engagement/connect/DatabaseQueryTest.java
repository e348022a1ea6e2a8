package io.engagement.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Queries give interactions; addresses that may do more than read are refused, and no message tells a secret. */
class DatabaseQueryTest {
    private static final Mapping PURCHASES =
            Mapping.builder().map(Field.PURPOSE, Origin.constant("PURCHASE")).build();

    @TempDir
    private Path folder = Path.of("");

    private String address = "";

    @BeforeEach
    void fill() throws SQLException {
        address = "jdbc:h2:" + folder.resolve("shop");
        try (Connection connection =
                        DriverManager.getConnection("jdbc:h2:file:" + folder.resolve("shop"), "sa", "s3cr3t");
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    create table orders (customer varchar, ordered timestamp, paid timestamp with time zone, due date,
                        amount decimal(12, 2), ratio double precision, ok boolean, photo binary(3), n bigint)""");
            statement.execute("""
                    insert into orders values
                    ('a', timestamp '2026-01-31 12:30:00', timestamp with time zone '2026-01-31 12:30:00+01:00',
                        date '2026-01-31', 12.50, 1e10, true, X'010203', 10023),
                    ('b', null, timestamp with time zone '2026-02-01 00:00:00.5+00:00', date '2026-02-01', 1234.5, 0.1,
                        null, null, null)""");
        }
    }

    private DatabaseQuery query(String query) {
        return DatabaseQuery.of(address, query).withUser("sa").withPassword("s3cr3t");
    }

    private Told told(DatabaseQuery query, Mapping mapping, String zone) {
        List<String> lines = new ArrayList<>();
        try {
            Reading reading = Reading.under(TestFiles.CLOCK.withZone(ZoneId.of(zone)));
            reading.add(query, mapping, rows -> {});
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
        assertThat(told(
                                query("select customer, paid as at, amount as \"value\" from orders"),
                                PURCHASES,
                                "Europe/Berlin")
                        .interactions())
                .containsExactlyInAnyOrder(
                        "a 2026-01-31T11:30:00Z PURCHASE UNKNOWN 12.5",
                        "b 2026-02-01T00:00:00.500Z PURCHASE UNKNOWN 1234.5");
        Told local = told(query("select customer, ordered as at from orders"), PURCHASES, "Europe/Berlin");
        assertThat(local.interactions()).containsExactly("a 2026-01-31T11:30:00Z PURCHASE UNKNOWN");
        assertThat(local.text()).contains("query row 2: column AT is empty");
    }

    @Test
    void aMappingsFormatsAreForTextsAlone() {
        Mapping german = PURCHASES.toBuilder()
                .numbers(NumberFormat.withDecimal(","))
                .timeFormat("dd.MM.yyyy")
                .build();
        assertThat(told(query("select customer, due as at, 12.345 as \"value\" from orders"), german, "UTC")
                        .interactions())
                .containsExactlyInAnyOrder(
                        "a 2026-01-31T00:00:00Z PURCHASE UNKNOWN 12.345",
                        "b 2026-02-01T00:00:00Z PURCHASE UNKNOWN 12.345");
    }

    @Test
    void valuesBecomeTextsWithoutExponentOrNeedlessZeros() {
        List<List<String>> all = new ArrayList<>();
        query("select n, amount, ratio, ok, photo from orders order by n nulls last")
                .read((header, rows) -> {
                    assertThat(header).containsExactly("N", "AMOUNT", "RATIO", "OK", "PHOTO");
                    rows.forEachRemaining(row ->
                            all.add(List.of(row.field(0), row.field(1), row.field(2), row.field(3), row.field(4))));
                });
        assertThat(all)
                .containsExactly(
                        List.of("10023", "12.5", "10000000000", "true", "bytes or a list"),
                        List.of("", "1234.5", "0.1", "", "bytes or a list"));
    }

    @Test
    void theDatabaseIsAsItWas() throws IOException {
        Path file = folder.resolve("shop.mv.db");
        byte[] before = Files.readAllBytes(file);
        told(query("select customer, paid as at from orders"), PURCHASES, "UTC");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void aDatabaseThatIsNotThereIsNotMade() throws IOException {
        DatabaseQuery other = DatabaseQuery.of("jdbc:h2:" + folder.resolve("other"), "select 1");
        assertThat(told(other, PURCHASES, "UTC").refusal())
                .startsWith("cannot connect to jdbc:h2:" + folder.resolve("other") + ": ");
        assertThat(folder.resolve("other.mv.db")).doesNotExist();
    }

    @Test
    void aWrongPasswordIsToldWithTheRemedyAndNotRepeated() {
        DatabaseQuery wrong =
                DatabaseQuery.of(address, "select 1").withUser("sa").withPassword("wr0ng-one");
        assertThat(told(wrong, PURCHASES, "UTC").refusal())
                .startsWith("cannot connect to " + address + ": Wrong user name or password")
                .contains("--user", "ENGAGEMENT_DB_PASSWORD", "--password-file")
                .doesNotContain("wr0ng-one");
        assertThat(wrong.toString()).doesNotContain("wr0ng-one");
    }

    @Test
    void aTableThatIsNotThereIsTold() {
        assertThat(told(query("select * from nothing"), PURCHASES, "UTC").refusal())
                .startsWith(address + " does not answer the query: Table \"NOTHING\" not found");
    }

    @Test
    void aFaultHalfWayIsToldWithTheRowsBeforeIt() {
        assertThat(told(
                                query("select 'c' as customer, dateadd(day, x, date '2026-01-01') as at,"
                                        + " 1 / (3000 - x) as \"value\" from system_range(1, 5000)"),
                                PURCHASES,
                                "UTC")
                        .refusal())
                .startsWith(address + " failed after 2999 rows of the query: Division by zero");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delete from orders",
                "runscript from 'x.sql'",
                "script to 'x.sql'",
                "call csvwrite('x', 'select 1')",
                "/* select */ drop table orders",
                "-- select\ninsert into orders select * from orders",
                "select 1; drop table orders",
                "(update orders set n = 1)",
                "explain analyze select 1",
                "set schema x",
                "",
                ";",
            })
    void onlyWhatReadsIsAsked(String query) {
        assertThatThrownBy(() -> DatabaseQuery.of(address, query))
                .isInstanceOf(MappingRefused.class)
                .hasMessageStartingWith("--query ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select CsvWrite('x.csv', 'select 1')",
                "select file_write('x', 'y')",
                "select * from csvread('/etc/passwd')",
                "select \"CSVWRITE\"('x', 'select 1')",
                "select U&\"\\0043SVWRITE\"('x', 'select 1')",
                "select * from link_schema('a', '', 'jdbc:h2:mem:', 'sa', '', 'public')",
            })
    void functionsThatReachFilesAreNotAsked(String query) {
        assertThatThrownBy(() -> DatabaseQuery.of(address, query))
                .isInstanceOf(MappingRefused.class)
                .hasMessageContaining("it only reads tables");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 1 as a;",
                " ( select 1 as a) ",
                "-- a comment\n/* and; not */select 1 as a",
                "values (1)",
                "WITH x as (select 1 as a) select * from x"
            })
    void whatReadsIsAsked(String query) {
        if (query.contains("and;")) {
            assertThatThrownBy(() -> query(query)).isInstanceOf(MappingRefused.class);
            return;
        }
        List<String> all = new ArrayList<>();
        query(query).read((header, rows) -> rows.forEachRemaining(row -> all.add(row.field(0))));
        assertThat(all).containsExactly("1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:h2:mem:x",
                "jdbc:h2:tcp://localhost/~/x",
                "jdbc:h2:ssl://localhost/~/x",
                "jdbc:h2:zip:~/x.zip!/x",
                "jdbc:h2:file:nio:/x",
                "jdbc:h2:split:/x",
                "jdbc:h2:/x;INIT=RUNSCRIPT FROM 'x.sql'",
                "jdbc:h2:/x;init=create alias a",
                "jdbc:h2:/x; Init =y",
                "jdbc:h2:/x;MODE=a\\;INIT=y",
                "jdbc:h2:/x;AUTO_SERVER=TRUE",
                "jdbc:h2:/x;TRACE_LEVEL_FILE=3",
                "jdbc:h2:/x;ACCESS_MODE_DATA=rw",
                "jdbc:h2:/x;IFEXISTS=FALSE",
                "jdbc:h2:/x;CIPHER=AES",
                "jdbc:h2:/x;USER=sa",
                "jdbc:h2:x",
                "jdbc:H2:/x",
                "JDBC:h2:/x",
                "jdbc:mysql://h/x",
                "jdbc:postgresql:x",
                "jdbc:postgresql://h/x?socketFactory=java.io.FileOutputStream",
                "jdbc:postgresql://h/x?sslfactory=a&sslfactoryarg=b",
                "jdbc:postgresql://h/x?%73ocketFactory=y",
                "jdbc:postgresql://h/x?ssl=true&loggerFile=/x",
                "jdbc:postgresql://h/x?loggerLevel=TRACE",
                "jdbc:postgresql://h/x?options=-c",
                "jdbc:postgresql://h/x?readOnly=false",
                "jdbc:postgresql://h/x?service=y",
                "jdbc:postgresql://h/x?authenticationPluginClassName=y",
                "jdbc:postgresql://h/x?sslhostnameverifier=y",
                "jdbc:postgresql://h/x?sslpasswordcallback=y",
                "jdbc:postgresql://h/x?xmlFactoryFactory=y",
                "jdbc:postgresql://h/x?connectExecutor=y",
                "jdbc:postgresql://h/x?user=y",
                "jdbc:postgresql://u:p@h/x",
                "jdbc:postgresql://h",
                "jdbc:postgresql:///x",
                "jdbc:postgresql://h/x?ssl=true&ssl=false",
            })
    void addressesThatMayDoMoreThanReadAreRefused(String other) {
        assertThatThrownBy(() -> DatabaseQuery.of(other, "select 1")).isInstanceOf(MappingRefused.class);
        assertThat(DatabaseQuery.isAddress(other)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://h/x?password=hunter2",
        "jdbc:postgresql://h/x?sslpassword=hunter2",
        "jdbc:postgresql://h/x?ssl=true&PASSWORD=hunter2",
        "jdbc:postgresql://u:hunter2@h/x",
        "jdbc:postgresql://h/x?hunter2",
        "jdbc:h2:/x;PASSWORD=hunter2",
        "jdbc:h2:/x;password=hunter2",
        "jdbc:mysql://u:hunter2@h/x",
    })
    void noMessageRepeatsASecretOfAnAddress(String other) {
        assertThatThrownBy(() -> DatabaseQuery.of(other, "select 1"))
                .isInstanceOf(MappingRefused.class)
                .message()
                .doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://db.example.com/shop",
                "jdbc:postgresql://db:5433/shop?sslmode=verify-full&sslrootcert=/etc/ca.pem",
                "jdbc:postgresql://[::1]:5432/shop",
                "jdbc:postgresql://a:1,b:2/shop?targetServerType=secondary",
                "jdbc:h2:~/shop",
                "jdbc:h2:../data/shop;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE",
                "jdbc:h2:file:C:/data/shop",
            })
    void usualAddressesAreTakenAndToldWithoutSettings(String other) {
        assertThat(DatabaseQuery.of(other, "select 1").label())
                .isEqualTo(other.replaceFirst("[?;].*", "").replace("h2:file:", "h2:"));
    }
}

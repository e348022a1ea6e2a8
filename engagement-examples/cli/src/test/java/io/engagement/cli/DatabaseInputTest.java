package io.engagement.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A database's rows are scored as a file's are; secrets are taken from files alone and repeated nowhere. */
class DatabaseInputTest {
    private static final String QUERY = "select customer, ordered as at, amount as \"value\" from orders";

    @TempDir
    private Path folder = Path.of("");

    private String address = "";
    private Path password = Path.of("");

    @BeforeEach
    void fill() throws SQLException, IOException {
        address = "jdbc:h2:" + folder.resolve("shop");
        password = Files.writeString(folder.resolve("password"), "s3cr3t\n");
        try (Connection connection = DriverManager.getConnection(address, "sa", "s3cr3t");
                Statement statement = connection.createStatement()) {
            statement.execute("create table orders (customer varchar, ordered timestamp, amount decimal(12, 2))");
            statement.execute("""
                    insert into orders select 'c' || mod(x, 20), dateadd(day, x, timestamp '2026-01-01 10:00:00'), x / 4.0
                    from system_range(1, 200)""");
        }
    }

    private Run score(String... more) {
        String[] words = {"--input", address, "--query", QUERY, "--set", "purpose=PURCHASE"};
        String[] all = new String[words.length + more.length];
        System.arraycopy(words, 0, all, 0, words.length);
        System.arraycopy(more, 0, all, words.length, more.length);
        return Run.onBase("score", new String[] {"--zone", "UTC"}, all);
    }

    @Test
    void aQueryIsScoredAsTheSameRowsOfAFile() throws IOException {
        Run query = score("--user", "sa", "--password-file", password.toString());
        assertThat(query.exitCode()).as(query.err()).isZero();
        StringBuilder rows = new StringBuilder("customer,at,value\n");
        LocalDateTime start = LocalDateTime.of(2026, 1, 1, 10, 0);
        for (int i = 1; i <= 200; i++) {
            rows.append("c" + i % 20 + "," + start.plusDays(i) + "," + i / 4.0 + "\n");
        }
        Path file = Files.writeString(folder.resolve("orders.csv"), rows.toString());
        Run same = Run.onBase(
                "score", new String[] {"--zone", "UTC"}, "--input", file.toString(), "--set", "purpose=PURCHASE");
        assertThat(query.out()).isEqualTo(same.out()).contains("c19");
    }

    @Test
    void aPasswordOfCustomersIsNoOptionEither() {
        Run run = Run.of(
                "score", "--customers", address, "--customers-password", "hush!", "--input", password.toString());
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains("or into a file that --customers-password-file names")
                .doesNotContain("hush!");
    }

    @Test
    void aDatabaseHasNoSheets() {
        assertThat(score("--delimiter", ";").err()).contains("and --input is a database: leave them out");
        assertThat(score("--sheet", "orders").err())
                .contains("--sheet, --delimiter and --charset are of files, and --input is a database: leave them out");
        assertThat(Run.onBase(
                                "score",
                                new String[] {
                                    "--customers", address, "--customers-query", "select 1", "--customers-sheet", "x"
                                },
                                "--input",
                                password.toString())
                        .err())
                .contains("--customers-sheet, --customers-delimiter and --customers-charset are of files, and"
                        + " --customers is a database: leave them out");
    }

    @Test
    void customersComeFromADatabaseToo() {
        Run run = Run.onBase(
                "score",
                new String[] {
                    "--zone", "UTC",
                    "--customers", address,
                    "--customers-query", "select 'idle' as customer union select 'c1'",
                    "--customers-user", "sa",
                    "--customers-password-file", password.toString()
                },
                "--input",
                address,
                "--query",
                QUERY,
                "--set",
                "purpose=PURCHASE",
                "--user",
                "sa",
                "--password-file",
                password.toString());
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).contains("customers: 2 accepted, 0 refused");
        assertThat(run.column("customer_id")).contains("idle").hasSize(21);
        Run without = Run.of("score", "--customers", address, "--input", password.toString());
        assertThat(without.err()).contains("--customers is a database: tell with --customers-query what to read of it");
        Run file = Run.of(
                "score", "--customers", password.toString(), "--customers-query", "select 1", "--input", "in.csv");
        assertThat(file.err())
                .contains("--customers-query, --customers-user and --customers-password-file are of a database");
    }

    @Test
    void aQueryMayComeBesideAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("more.csv"), "customer,at\nextra,2026-02-01\n");
        Run run = score(
                "--user",
                "sa",
                "--password-file",
                password.toString(),
                "--input",
                file.toString(),
                "--set",
                "purpose=PURCHASE");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("c19", "extra");
    }

    @Test
    void aWrongPasswordIsOneMessageWithoutOutput() {
        Run run = score("--user", "sa");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .contains("cannot connect to " + address + ": Wrong user name or password", "--password-file")
                .doesNotContain("s3cr3t");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--password=hunter2", "--password hunter2"})
    void aPasswordAsAnOptionIsRefusedAndNotRepeated(String option) {
        Run run = score(option.split(" ", -1));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .contains("a password is not given as an option", "ENGAGEMENT_DB_PASSWORD")
                .doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://localhost/x?password=hunter2",
                "jdbc:postgresql://me:hunter2@localhost/x",
                "jdbc:h2:/x;PASSWORD=hunter2",
                "jdbc:mysql://localhost/x?password=hunter2",
                "JDBC:h2:/x;PASSWORD=hunter2",
            })
    void anAddressThatHoldsAPasswordIsRefusedAndNotRepeated(String other) {
        for (String[] words : new String[][] {
            {"score", "--input", other, "--query", "select 1"}, {"score", "--input", other}, {"inspect", other}
        }) {
            Run run = Run.of(words);
            assertThat(run.exitCode()).as(String.join(" ", words)).isNotZero();
            assertThat(run.out()).isEmpty();
            assertThat(run.err()).doesNotContain("hunter2");
        }
    }

    @Test
    void whatIsOfADatabaseIsNotToldOfAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("more.csv"), "customer,at\nextra,2026-02-01\n");
        Run run = Run.of("score", "--input", file.toString(), "--query", "select 1");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--query, --user and --password-file are of a database", "more.csv");
        Run none = Run.of("score", "--input", address);
        assertThat(none.exitCode()).isEqualTo(2);
        assertThat(none.err()).contains("--input is a database: tell with --query what to read of it");
    }

    @Test
    void thePasswordFileIsNeverTheOutput() {
        Run run = Run.of(
                "score",
                "--out",
                password.toString(),
                "--input",
                address,
                "--query",
                QUERY,
                "--user",
                "sa",
                "--password-file",
                password.toString(),
                "--set",
                "purpose=PURCHASE");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(password).hasContent("s3cr3t");
    }

    @Test
    void aMappingFileHoldsNoAddress() throws IOException {
        Path mapping = Files.writeString(folder.resolve("m.toml"), "query = \"select 1\"\n");
        Run run = score("--mapping", mapping.toString());
        assertThat(run.exitCode()).isNotZero();
        assertThat(run.err()).contains("there is no 'query' in a mapping");
    }

    @Test
    void aLookAtAQueryTakesNoSheet() {
        Run run = Run.of("inspect", address, "--query", QUERY, "--sheet", "Orders");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--sheet is of a workbook, and FILE is a database: leave it out");
    }
}

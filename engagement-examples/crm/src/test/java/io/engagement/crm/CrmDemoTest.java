package io.engagement.crm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CrmDemoTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(Map<String, String> environment, String... args) {
        out.reset();
        err.reset();
        return CrmDemo.run(
                args,
                environment,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    /** A message of one line. */
    private String said() {
        assertThat(err.toString(StandardCharsets.UTF_8).lines()).hasSizeLessThan(2);
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void onPostgresItGoesOnWhereItWas(@TempDir Path folder) throws SQLException {
        String address = Databases.freshAddress();
        assertThat(run(Databases.LOGIN, address, folder.toString())).isEqualTo(2);
        assertThat(said())
                .isEqualToIgnoringNewLines("engagement-crm: " + address
                        + " does not hold this example yet: with --create it makes there schema crm, the example's tables with"
                        + " 1,000 simulated customers, and schema engagement, the scores and what runs remember, and"
                        + " nothing else");
        assertThat(TestCrm.of(PostgresAddress.database(address, Databases.LOGIN))
                        .one("select count(*) from pg_namespace where nspname in ('crm', 'engagement')"))
                .isEqualTo("0");

        assertThat(run(Databases.LOGIN, "--create", address, folder.toString()))
                .as(said())
                .isZero();
        assertThat(printed())
                .contains(
                        "In " + address + " it makes schema crm",
                        "run 1 as of",
                        "run 3 as of",
                        "0000011 is no customer any more: all its scores are deleted")
                .containsPattern("\n0000010 +36[.\\d]* +9\\d[.\\d]*  ");
        assertThat(run(Databases.LOGIN, address, folder.toString())).isZero();
        assertThat(printed())
                .contains(
                        "run 4 as of",
                        "wrote 0 scores, deleted 0",
                        "Nothing has changed since the last run",
                        "The most engaged, as they are stored",
                        "select customer_id, score_name, score, reason from engagement.scores")
                .doesNotContain("run 5", "moved most");
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h", "help"})
    void helpIsPrintedAndIsNoFailure(String option) {
        assertThat(run(Map.of(), option)).isZero();
        assertThat(said()).isEmpty();
        assertThat(printed()).contains("--create", "ENGAGEMENT_DB_PASSWORD_FILE", "Exit codes: 0 fine");
        assertThat(run(Map.of(), "jdbc:postgresql://localhost:1/crm", option)).isZero();
    }

    @Test
    void anOptionThatIsNoneIsWrongUsage() {
        assertThat(run(Map.of(), "--nope")).isEqualTo(2);
        assertThat(said())
                .isEqualToIgnoringNewLines(
                        "engagement-crm: there is no option --nope; --help tells of those there are");
        assertThat(run(Map.of(), "--create")).isEqualTo(2);
        assertThat(said()).contains("--create is for the database at an address, and there is none");
    }

    @Test
    void aFolderThatCannotBeWrittenIsNamed(@TempDir Path folder) throws IOException, SQLException {
        Path file = Files.writeString(folder.resolve("file"), "");
        String address = Databases.freshAddress();
        assertThat(run(
                        Databases.LOGIN,
                        "--create",
                        address,
                        file.resolve("state").toString()))
                .isEqualTo(1);
        assertThat(TestCrm.of(PostgresAddress.database(address, Databases.LOGIN))
                        .one("select count(*) from pg_namespace where nspname in ('crm', 'engagement')"))
                .as("nothing is made")
                .isEqualTo("0");
        assertThat(said())
                .startsWith("engagement-crm: cannot use the folder " + file.resolve("state"))
                .doesNotContain("Exception:");
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:mysql://localhost/crm,      'the address must be jdbc:postgresql://HOST/NAME'",
        "localhost/crm,                   'the address must be jdbc:postgresql://HOST/NAME'",
        "jdbc:postgresql://me:Secret@h/x, 'the address must be jdbc:postgresql://HOST/NAME'",
        "jdbc:postgresql://h/x?user=me,   the setting 'user'",
        "jdbc:postgresql://h/x?password=Secret, the setting 'password'",
        "jdbc:postgresql://h/x?socketFactory=Secret, the setting 'socketFactory'",
        "jdbc:postgresql://h/x?Sec.ret, the setting '?'"
    })
    void anAddressOfAnotherKindIsRefusedWithoutSecrets(String address, String message) {
        assertThat(run(Map.of(), address)).isEqualTo(2);
        assertThat(said())
                .startsWith("engagement-crm: ")
                .contains(message)
                .contains("ENGAGEMENT_DB_PASSWORD")
                .doesNotContain("Secret", "Sec.ret");
    }

    @Test
    void whatCannotBePrintedIsAFailure() {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int each) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        PrintStream unwritten = new PrintStream(full, true, StandardCharsets.UTF_8);
        unwritten.println("run 1");

        assertThat(CrmDemo.written(unwritten, new PrintStream(err, true, StandardCharsets.UTF_8)))
                .isEqualTo(1);
        assertThat(said())
                .isEqualToIgnoringNewLines("engagement-crm: what it found cannot be written to standard output");
    }

    @Test
    void aPortThatIsNoneIsNamed() {
        for (String port : new String[] {"65536", "99999", "4294967297"}) {
            assertThat(run(Databases.LOGIN, "jdbc:postgresql://localhost:" + port + "/crm"))
                    .isEqualTo(2);
            assertThat(said())
                    .isEqualToIgnoringNewLines(
                            "engagement-crm: the address has port " + port + ": ports are from 1 to 65535");
        }
    }

    @Test
    void threeArgumentsAreTooMany() {
        assertThat(run(Map.of(), "a", "b", "c")).isEqualTo(2);
        assertThat(said())
                .isEqualToIgnoringNewLines(
                        "engagement-crm: the arguments are an address and a folder, or none; there are 3");
    }

    @Test
    void aServerThatDoesNotAnswerIsNamed() {
        assertThat(run(Databases.LOGIN, "jdbc:postgresql://localhost:1/crm")).isEqualTo(1);
        assertThat(said())
                .startsWith(
                        "engagement-crm: cannot connect to jdbc:postgresql://localhost:1/crm: Connection to localhost:1 refused");
        assertThat(run(Databases.LOGIN, "jdbc:postgresql://nowhere.invalid/crm?sslmode=disable"))
                .isEqualTo(1);
        assertThat(said())
                .isEqualToIgnoringNewLines(
                        "engagement-crm: cannot connect to jdbc:postgresql://nowhere.invalid/crm: unknown host"
                                + " nowhere.invalid");
    }

    @Test
    void aPasswordThatIsWrongIsNotRepeated(@TempDir Path folder) throws SQLException, IOException {
        String address = Databases.freshAddress();
        TestCrm crm = TestCrm.of(PostgresAddress.database(address, Databases.LOGIN));
        crm.execute("create role asked login password 'Right-1'");
        Path rules = Path.of(crm.one("show hba_file"));
        Files.writeString(rules, "host all asked all scram-sha-256\n" + Files.readString(rules));
        crm.one("select pg_reload_conf()");
        Map<String, String> wrong = Map.of("ENGAGEMENT_DB_USER", "asked", "ENGAGEMENT_DB_PASSWORD", "Wrong-1");
        assertThat(run(wrong, address)).isEqualTo(1);
        assertThat(said())
                .contains("password authentication failed for user \"asked\"", "the user is in ENGAGEMENT_DB_USER")
                .doesNotContain("Wrong-1");

        Path secret = Files.writeString(folder.resolve("secret"), "Right-1\nsecond line");
        Map<String, String> right =
                Map.of("ENGAGEMENT_DB_USER", "asked", "ENGAGEMENT_DB_PASSWORD_FILE", secret.toString());
        assertThat(run(right, "--create", address)).isEqualTo(1);
        assertThat(said())
                .contains(
                        "the schema crm cannot be made or brought up to date, nothing is written",
                        "have it made by: create schema crm authorization USER",
                        "ERROR: permission denied for database");
        assertThat(run(Map.of("ENGAGEMENT_DB_PASSWORD_FILE", folder + "/none"), address))
                .isEqualTo(1);
        assertThat(said()).contains("cannot read the password in " + folder + "/none: it is not there");
        crm.execute("drop role asked");
    }

    @Test
    void aCrmThatIsNotTheExamplesIsLeftAlone() throws SQLException {
        String address = Databases.freshAddress();
        TestCrm crm = TestCrm.of(PostgresAddress.database(address, Databases.LOGIN));
        crm.execute("create schema crm");
        crm.execute("create table crm.contacts (id integer)");
        assertThat(run(Databases.LOGIN, "--create", address)).isEqualTo(1);
        assertThat(said()).contains("the schema crm cannot be made or brought up to date", "non-empty schema");
        assertThat(crm.one("select count(*) from pg_tables where schemaname = 'crm'"))
                .isEqualTo("1");
    }
}

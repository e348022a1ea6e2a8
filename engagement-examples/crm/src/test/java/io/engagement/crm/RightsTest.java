package io.engagement.crm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rights that the README names are enough, and with fewer nothing is written and what is missing is named. On PostgreSQL. */
class RightsTest {
    private static final String NO_RIGHT = "ERROR: permission denied for ";

    private final String address = Databases.freshAddress();
    private final TestCrm crm;
    private final DataSource scorer =
            PostgresAddress.database(address, Map.of("ENGAGEMENT_DB_USER", "scorer", "ENGAGEMENT_DB_PASSWORD", "x"));

    @TempDir
    private Path state = Path.of("");

    RightsTest() throws SQLException {
        crm = TestCrm.filled(PostgresAddress.database(address, Databases.LOGIN));
    }

    @BeforeEach
    void leaveNothingToEverybody() throws SQLException {
        crm.execute("create role scorer login");
        crm.execute("revoke all on database " + name() + " from public");
    }

    @AfterEach
    void forget() throws SQLException {
        crm.execute("drop owned by scorer cascade");
        crm.execute("drop role scorer");
    }

    private String name() {
        return address.substring(address.lastIndexOf('/') + 1);
    }

    /** What the README tells the administrator to send. */
    private List<String> statements() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String block = readme.substring(readme.indexOf("```sql\n") + "```sql\n".length());
        return block.substring(0, block.indexOf("```"))
                .replace("crm_db", name())
                .lines()
                .map(line -> line.replaceFirst(";.*", "").strip())
                .filter(line -> !line.isEmpty() && !line.startsWith("create role"))
                .toList();
    }

    private NightlyScores nightly() {
        return NightlyScores.of(scorer, CrmTables.example(), state);
    }

    @Test
    void thoseOfTheReadmeAreEnough() throws SQLException, IOException {
        List<String> statements = statements();
        assertThat(statements).hasSizeGreaterThan(3);
        for (String each : statements) {
            crm.execute(each);
        }
        assertThat(nightly().run(TestCrm.TODAY).scoresWritten()).isPositive();
        assertThat(nightly().run(TestCrm.TODAY).scoresWritten()).isZero();
        assertThatThrownBy(() -> TestCrm.of(scorer).execute("delete from crm.consents"))
                .isInstanceOf(SQLException.class)
                .hasMessageStartingWith(NO_RIGHT + "table consents");
    }

    @Test
    void eachOfThemIsNeeded() throws SQLException, IOException {
        for (String left : statements()) {
            if (left.startsWith("grant connect")) {
                continue;
            }
            for (String each : statements()) {
                if (!each.equals(left)) {
                    crm.execute(each);
                }
            }
            assertThatThrownBy(() -> nightly().run(TestCrm.TODAY))
                    .as(left)
                    .isInstanceOf(CrmException.class)
                    .hasMessageContaining("nothing is written")
                    .hasMessageContaining(NO_RIGHT);
            crm.execute("drop owned by scorer cascade");
        }
    }

    @Test
    void whoMayOnlyReadIsToldWhatIsMissing() throws SQLException {
        crm.execute("grant connect, temporary on database " + name() + " to scorer");
        crm.execute("grant usage on schema crm to scorer");
        crm.execute("grant select on all tables in schema crm to scorer");
        assertThatThrownBy(() -> nightly().run(TestCrm.TODAY))
                .isInstanceOf(CrmException.class)
                .hasMessage(
                        "the schema engagement cannot be made or brought up to date, nothing is written (have it made by:"
                                + " create schema engagement authorization USER): " + NO_RIGHT + "database " + name());

        crm.nightly(state).run(TestCrm.TODAY);
        assertThatThrownBy(() -> nightly().run(TestCrm.TODAY))
                .isInstanceOf(CrmException.class)
                .hasMessageContaining("nothing is written")
                .hasMessageContaining(NO_RIGHT);
    }

    @Test
    void aDatabaseThatIsReadOnlyIsLeftAsItIs() throws SQLException {
        crm.execute("alter role postgres in database " + name() + " set default_transaction_read_only = on");
        DataSource readOnly = PostgresAddress.database(address, Databases.LOGIN);
        assertThatThrownBy(() ->
                        NightlyScores.of(readOnly, CrmTables.example(), state).run(TestCrm.TODAY))
                .isInstanceOf(CrmException.class)
                .hasMessage(
                        "the schema engagement cannot be made or brought up to date, nothing is written: ERROR: cannot"
                                + " execute CREATE SCHEMA in a read-only transaction");
        try (Connection connection = readOnly.getConnection()) {
            TestCrm.execute(connection, "set default_transaction_read_only = off");
            TestCrm.execute(
                    connection, "alter role postgres in database " + name() + " reset default_transaction_read_only");
        }
    }

    @Test
    void aTableThatIsMissingIsNamed() throws SQLException {
        crm.nightly(state).run(TestCrm.TODAY);
        Map<String, String> before = crm.scores();
        crm.execute("alter table crm.tickets rename to cases");
        assertThatThrownBy(() -> crm.nightly(state).run(TestCrm.TODAY))
                .isInstanceOf(CrmException.class)
                .hasMessageStartingWith(
                        "cannot read tickets, nothing is written: ERROR: relation \"crm.tickets\" does not" + " exist");
        crm.execute("alter table crm.cases rename to tickets");
        crm.execute("alter table crm.orders rename column ordered_at to placed_at");
        assertThatThrownBy(() -> crm.nightly(state).run(TestCrm.TODAY))
                .isInstanceOf(CrmException.class)
                .hasMessageStartingWith(
                        "cannot read orders, nothing is written: ERROR: column o.ordered_at does not exist");
        assertThat(crm.scores()).isEqualTo(before);
    }
}

package io.engagement.crm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A connection that is lost at any statement leaves all as it was, and the next run does what this one did not. */
class FailingDatabaseTest {

    @TempDir
    private Path state = Path.of("");

    @ParameterizedTest
    @EnumSource
    void aConnectionThatIsLostHalfWayLeavesTheScores(Databases databases) throws SQLException {
        TestCrm crm = TestCrm.filled(databases.fresh());
        NightlyScores nightly = crm.nightly(state);
        nightly.run(TestCrm.TODAY);
        DemoCrm.nextDay(crm.database(), TestCrm.TODAY);
        Map<String, String> before = crm.scores();
        AtomicInteger statements = new AtomicInteger();
        int at = 0;
        while (fails(crm, statements, at)) {
            assertThat(crm.scores()).as("lost at statement %d", at).isEqualTo(before);
            assertThat(crm.one("select max(id) from engagement.runs")).isEqualTo("1");
            at += 1 + at / 4;
        }
        assertThat(at).as("statements of a run").isGreaterThan(20);
        Map<String, String> after = crm.scores();
        assertThat(after).isNotEqualTo(before);
        assertThat(nightly.readAll(TestCrm.TOMORROW).scoresWritten()).isZero();
    }

    private boolean fails(TestCrm crm, AtomicInteger statements, int at) {
        statements.set(0);
        NightlyScores nightly = NightlyScores.of(
                new Interrupted(
                        crm.database(), sql -> isOurs(sql, statements) && statements.getAndIncrement() == at, () -> {
                            throw new SQLException("the connection is gone");
                        }),
                CrmTables.example(),
                state);
        try {
            nightly.run(TestCrm.TOMORROW);
            return false;
        } catch (CrmException lost) {
            assertThat(lost).hasMessageContaining("the connection is gone");
            return true;
        }
    }

    /** None of those that bring the schema up to date. */
    private static boolean isOurs(String sql, AtomicInteger statements) {
        return sql.contains("staged_scores")
                || sql.contains("engagement.")
                || sql.contains("crm.")
                || (sql.equals("commit") && statements.get() > 0);
    }

    @ParameterizedTest
    @EnumSource
    void aTableThatIsMissingIsNamed(Databases databases) throws SQLException {
        TestCrm crm = TestCrm.filled(databases.fresh());
        crm.execute("drop table crm.tickets");
        NightlyScores nightly = crm.nightly(state);
        assertThatThrownBy(() -> nightly.run(TestCrm.TODAY))
                .isInstanceOf(CrmException.class)
                .hasMessageContaining("cannot read tickets, nothing is written")
                .hasMessageMatching("(?is).*tickets.*");
    }

    @Test
    void aTableThatMayNotBeReadIsNamed() throws SQLException {
        TestCrm crm = TestCrm.filled(Databases.POSTGRES.fresh());
        String role = "reader_of_some";
        crm.execute("create role " + role + " login");
        crm.execute("create schema engagement authorization " + role);
        crm.execute("grant usage on schema crm to " + role);
        crm.execute("grant select on all tables in schema crm to " + role);
        crm.execute("revoke select on crm.orders from " + role);
        PGSimpleDataSource theirs = (PGSimpleDataSource) crm.database();
        theirs.setUser(role);
        NightlyScores nightly = NightlyScores.of(theirs, CrmTables.example(), state);
        assertThatThrownBy(() -> nightly.run(TestCrm.TODAY))
                .isInstanceOf(CrmException.class)
                .hasMessageContaining("cannot read orders, nothing is written")
                .hasMessageContaining("permission denied for table orders");
        theirs.setUser("postgres");
        crm.execute("grant select on crm.orders to " + role);
        theirs.setUser(role);
        assertThat(nightly.run(TestCrm.TODAY).scoresWritten()).isPositive();
    }
}

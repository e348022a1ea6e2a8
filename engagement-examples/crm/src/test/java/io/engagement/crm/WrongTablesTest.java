package io.engagement.crm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.engagement.connect.Mapping;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is wrong with tables, queries or the clock is named, and leaves the scores. */
class WrongTablesTest {
    @TempDir
    private Path state = Path.of("");

    private AbstractThrowableAssert<?, ?> failure(TestCrm crm, CrmTables tables) {
        return assertThatThrownBy(
                        () -> NightlyScores.of(crm.database(), tables, state).run(TestCrm.TODAY))
                .isInstanceOf(CrmException.class)
                .satisfies(said -> assertThat(said.getMessage()).hasSizeLessThan(700));
    }

    private static CrmTables customers(UnaryOperator<String> change) {
        CrmTables all = CrmTables.example();
        return new CrmTables(all.feeds(), change.apply(all.customers()), all.consents(), all.deletions());
    }

    private static CrmTables consents(UnaryOperator<String> change) {
        CrmTables all = CrmTables.example();
        return new CrmTables(all.feeds(), all.customers(), change.apply(all.consents()), all.deletions());
    }

    @ParameterizedTest
    @EnumSource
    void theQueryThatLacksAColumnIsNamed(Databases databases) throws SQLException {
        TestCrm crm = TestCrm.filled(databases.fresh());
        String where = "cannot read customers, nothing is written";
        failure(crm, customers(sql -> sql.replace("c.merged_into,", ""))).hasMessageContaining(where);
        failure(crm, customers(sql -> sql.replace("c.created_at as since,", "")))
                .hasMessageContaining(where)
                .hasMessageContaining("since");
        failure(crm, consents(sql -> sql.replace("s.granted,", "")))
                .hasMessageContaining("cannot read consents, nothing is written");
    }

    @ParameterizedTest
    @EnumSource
    void whoRefusesAChannelWithoutANameIsNotTakenForOneWhoRefusesNone(Databases databases) throws SQLException {
        TestCrm crm = TestCrm.filled(databases.fresh());
        failure(crm, consents(sql -> sql.replace("s.channel", "cast(null as varchar(9)) as channel")
                        .replace("s.granted", "false as granted")))
                .hasMessageContaining("cannot read consents, nothing is written: contact 0")
                .hasMessageContaining("refuses a channel that has no name");
        assertThat(NightlyScores.of(
                                crm.database(),
                                consents(sql -> sql.replace("s.contact_id", "cast(null as varchar(9)) as contact_id")),
                                state)
                        .run(TestCrm.TODAY)
                        .scoresWritten())
                .as("consents of nobody")
                .isPositive();
    }

    @ParameterizedTest
    @EnumSource
    void whatATableDoesNotHoldIsNamed(Databases databases) throws SQLException {
        TestCrm crm = TestCrm.filled(databases.fresh());
        crm.execute("insert into crm.deletions values ('', '', ?)", TestCrm.TODAY);
        NightlyScores nightly = crm.nightly(state);
        nightly.run(TestCrm.TODAY);
        Map<String, String> before = crm.scores();
        crm.execute("update crm.contacts set merged_into = '0000020' where id = '0000021'");
        CrmTables longIds = customers(sql -> sql.replace(
                "c.merged_into",
                "case when c.merged_into is null then null else '" + "x".repeat(300) + "' end as merged_into"));
        failure(crm, longIds).hasMessageContaining("the id of a customer has 300 characters, at most 200 are stored");
        assertThat(crm.scores()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void aClockBehindTheDataLeavesTheScores(Databases databases) throws SQLException {
        TestCrm crm = TestCrm.filled(databases.fresh());
        NightlyScores nightly = crm.nightly(state);
        nightly.run(TestCrm.TODAY);
        Map<String, String> before = crm.scores();
        assertThatThrownBy(() -> nightly.run(Instant.parse("1990-01-01T00:00:00Z")))
                .isInstanceOf(CrmException.class)
                .hasMessage(
                        "as of 1990-01-01T00:00:00Z nothing had happened yet: nothing is written. Is a clock wrong?");
        assertThat(crm.scores()).isEqualTo(before);
        assertThat(nightly.run(TestCrm.TODAY).scoresWritten()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void tablesOfALaterVersionAreLeftAlone(Databases databases) throws SQLException {
        TestCrm crm = TestCrm.filled(databases.fresh());
        NightlyScores nightly = crm.nightly(state);
        nightly.run(TestCrm.TODAY);
        String history = databases == Databases.H2
                ? "\"ENGAGEMENT\".\"engagement_schema_history\""
                : "engagement.engagement_schema_history";
        crm.execute("insert into " + history
                + " select 99, '99', 'later', 'SQL', 'V99__later.sql', 1, 'x', current_timestamp, 1, true");
        failure(crm, CrmTables.example())
                .hasMessageMatching(
                        "the schema (?i:engagement) is of version 99, which a later version of this program has"
                                + " made: nothing is written. Use that one");
    }

    @Test
    void aNameThatNoColumnHoldsIsRefused() {
        Mapping mapping = Mapping.ofToml("[map]\nat = \"at\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Feed("x".repeat(41), "select 1", mapping))
                .withMessageContaining("1 to 40 characters");
        assertThat(List.of(new Feed("x".repeat(40), "select 1", mapping))).hasSize(1);
    }
}

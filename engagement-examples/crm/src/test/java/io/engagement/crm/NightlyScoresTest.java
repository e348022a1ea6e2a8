package io.engagement.crm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.engagement.connect.DataRefused;
import io.engagement.connect.Mapping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NightlyScoresTest {
    @TempDir
    private Path state = Path.of("");

    private NightlyScores nightly(TestCrm crm) {
        return crm.nightly(state);
    }

    @ParameterizedTest
    @EnumSource
    void runAgainAsOfTheSameInstantItTouchesNoScore(Databases databases) throws SQLException {
        TestCrm crm = TestCrm.filled(databases.fresh());
        Run first = nightly(crm).run(TestCrm.TODAY);
        assertThat(first.isFull()).isTrue();
        assertThat(first.scoresWritten()).isEqualTo(crm.scores().size()).isGreaterThan(1_000);

        Run again = nightly(crm).run(TestCrm.TODAY);
        assertThat(again.isFull()).isFalse();
        assertThat(again.scoresWritten() + again.scoresDeleted()).isZero();
        assertThat(crm.one("select count(*) from engagement.scores where run_id <> 1"))
                .isEqualTo("0");
        assertThat(crm.one("select count(*) from engagement.runs")).isEqualTo("2");
    }

    @ParameterizedTest
    @EnumSource
    void onlyTheCustomersWhoChangedAreReadAgain(Databases databases) throws SQLException {
        TestCrm crm = TestCrm.filled(databases.fresh());
        Run first = nightly(crm).withOverlap(Duration.ZERO).run(TestCrm.TODAY);
        buys(crm, "0000007", TestCrm.NOON);

        Run next = nightly(crm).withOverlap(Duration.ZERO).run(TestCrm.TOMORROW);
        assertThat(next.interactions()).isEqualTo(first.interactions() + 1);
        assertThat(next.customersRead()).isLessThan(10);
        assertThat(next.rowsRead()).isLessThan(first.rowsRead() / 10);
        assertThat(next.model()).isEqualTo(first.model());
        assertThat(next.scoresWritten()).isPositive();
    }

    private static void buys(TestCrm crm, String contact, Instant at) throws SQLException {
        crm.execute("insert into crm.orders values (900001, ?, 'PAID', 'WEB', ?, ?)", contact, at, at);
        crm.execute("insert into crm.order_lines values (900001, 900001, 'item', 2, 19.95)");
    }

    @ParameterizedTest
    @EnumSource
    void whatCountsNoMoreIsForgotten(Databases databases) throws SQLException {
        TestCrm crm = TestCrm.filled(databases.fresh());
        buys(crm, "0000007", TestCrm.TODAY.minusSeconds(60));
        Run with = nightly(crm).run(TestCrm.TODAY);
        crm.execute("update crm.orders set status = 'CANCELLED', updated_at = ? where id = 900001", TestCrm.NOON);
        assertThat(nightly(crm).run(TestCrm.TODAY).interactions()).isEqualTo(with.interactions() - 1);
        crm.execute(
                "update crm.orders set status = 'SHIPPED', contact_id = '0000008', updated_at = ? where id = 900001",
                TestCrm.NOON);
        assertThat(nightly(crm).run(TestCrm.TODAY).interactions()).isEqualTo(with.interactions());
        crm.execute("update crm.orders set contact_id = '0000009', updated_at = ? where id = 900001", TestCrm.NOON);
        Run moved = nightly(crm).run(TestCrm.TODAY);
        assertThat(moved.interactions()).isEqualTo(with.interactions());
        crm.execute("delete from crm.order_lines where order_id = 900001");
        crm.execute("delete from crm.orders where id = 900001");
        crm.execute("insert into crm.deletions values ('orders', '900001', ?)", TestCrm.NOON);
        assertThat(nightly(crm).run(TestCrm.TODAY).interactions()).isEqualTo(with.interactions() - 1);
        assertThat(nightly(crm).readAll(TestCrm.TODAY).scoresWritten()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void mergedContactsAreOneCustomerAndStaffIsNone(Databases databases) throws SQLException {
        TestCrm crm = TestCrm.filled(databases.fresh());
        Run first = nightly(crm).run(TestCrm.TODAY);
        crm.execute(
                "update crm.contacts set merged_into = '0000020', updated_at = ? where id = '0000021'", TestCrm.NOON);
        crm.execute("update crm.contacts set is_staff = true, updated_at = ? where id = '0000022'", TestCrm.NOON);
        Run next = nightly(crm).run(TestCrm.TODAY);
        assertThat(next.customers()).isEqualTo(first.customers() - 2);
        assertThat(next.scoresDeleted()).isEqualTo(2 * first.scoresWritten() / first.customers());
        assertThat(crm.scores().keySet()).noneMatch(key -> key.startsWith("0000021 ") || key.startsWith("0000022 "));

        crm.execute("update crm.contacts set merged_into = null, updated_at = ? where id = '0000021'", TestCrm.NOON);
        crm.execute("update crm.contacts set is_staff = false, updated_at = ? where id = '0000022'", TestCrm.NOON);
        assertThat(nightly(crm).run(TestCrm.TODAY).customers()).isEqualTo(first.customers());
        assertThat(nightly(crm).readAll(TestCrm.TODAY).scoresWritten()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void rowsThatAreCommittedLateAreReadWithinTheOverlap(Databases databases) throws SQLException {
        TestCrm crm = TestCrm.filled(databases.fresh());
        Run first = nightly(crm).run(TestCrm.TODAY);
        buys(crm, "0000007", TestCrm.NOON);
        try (Connection late = crm.database().getConnection()) {
            late.setAutoCommit(false);
            Instant before = TestCrm.NOON.minus(Duration.ofMinutes(20));
            TestCrm.execute(
                    late, "insert into crm.orders values (900002, '0000009', 'PAID', 'WEB', ?, ?)", before, before);
            TestCrm.execute(late, "insert into crm.order_lines values (900002, 900002, 'item', 1, 5)");
            assertThat(nightly(crm).run(TestCrm.TOMORROW).interactions()).isEqualTo(first.interactions() + 1);
            late.commit();
        }
        assertThat(nightly(crm).run(TestCrm.TOMORROW).interactions()).isEqualTo(first.interactions() + 2);
        assertThat(nightly(crm).readAll(TestCrm.TOMORROW).scoresWritten()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void attributesAndConsentsOfCustomersFollowTheirRecords(Databases databases) throws SQLException {
        TestCrm crm = TestCrm.filled(databases.fresh());
        nightly(crm).run(TestCrm.TODAY);
        crm.execute("update crm.accounts set country = 'CH', updated_at = ? where id = 'a-0000030'", TestCrm.NOON);
        assertThat(nightly(crm).withOverlap(Duration.ZERO).run(TestCrm.TODAY).customersRead())
                .isPositive();
    }

    @ParameterizedTest
    @EnumSource
    void withoutTheFileOfTheLastRunAllIsRead(Databases databases) throws SQLException, IOException {
        TestCrm crm = TestCrm.filled(databases.fresh());
        nightly(crm).run(TestCrm.TODAY);
        try (Stream<Path> files = Files.list(state)) {
            List<Path> all = files.toList();
            assertThat(all).anyMatch(file -> String.valueOf(file.getFileName()).startsWith("run-1-"));
            for (Path file : all) {
                Files.writeString(file, "broken");
            }
        }
        Run again = nightly(crm).run(TestCrm.TODAY);
        assertThat(again.isFull()).isTrue();
        assertThat(again.scoresWritten()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void aFeedThatIsReadWronglyIsRefusedAndLeavesTheScores(Databases databases) throws SQLException {
        TestCrm crm = TestCrm.filled(databases.fresh());
        nightly(crm).run(TestCrm.TODAY);
        Map<String, String> before = crm.scores();
        crm.execute("update crm.tickets set satisfaction = 5, updated_at = ?", TestCrm.NOON);
        assertThatThrownBy(() -> nightly(crm).run(TestCrm.TODAY))
                .isInstanceOf(DataRefused.class)
                .hasMessageContaining("tickets");
        assertThat(crm.scores()).isEqualTo(before);
        assertThat(crm.one("select max(id) from engagement.runs")).isEqualTo("1");
    }

    @ParameterizedTest
    @EnumSource
    void contactsThatAreMergedInACircleAreNamed(Databases databases) throws SQLException {
        TestCrm crm = TestCrm.filled(databases.fresh());
        crm.execute("update crm.contacts set merged_into = '0000041' where id = '0000040'");
        crm.execute("update crm.contacts set merged_into = '0000040' where id = '0000041'");
        assertThatThrownBy(() -> nightly(crm).run(TestCrm.TODAY))
                .isInstanceOf(CrmException.class)
                .hasMessageContaining("circle")
                .hasMessageContaining("0000040");
    }

    @ParameterizedTest
    @EnumSource
    void aRunThatWasOvertakenWritesNothing(Databases databases) throws SQLException {
        TestCrm crm = TestCrm.filled(databases.fresh());
        nightly(crm).run(TestCrm.TODAY);
        NightlyScores slow = NightlyScores.of(
                new Interrupted(
                        crm.database(), sql -> sql.startsWith("select id from engagement.writer"), () -> nightly(crm)
                                .run(TestCrm.TOMORROW)),
                CrmTables.example(),
                state.resolve("of another machine"));
        assertThatThrownBy(() -> slow.run(TestCrm.TODAY))
                .isInstanceOf(CrmException.class)
                .hasMessageContaining("run 2 ended while this one was at work");
        assertThat(crm.one("select max(id) from engagement.runs")).isEqualTo("2");
    }

    @ParameterizedTest
    @EnumSource
    void modelsAreFittedAnewOnlyWhenAsked(Databases databases) throws SQLException {
        TestCrm crm = TestCrm.filled(databases.fresh());
        Run first = nightly(crm).run(TestCrm.TODAY);
        Run earlier = nightly(crm).run(TestCrm.TODAY.minus(Duration.ofDays(90)));
        assertThat(earlier.model()).isEqualTo(first.model());
        Run anew = nightly(crm).refit(TestCrm.TODAY.minus(Duration.ofDays(90)));
        assertThat(anew.model()).isNotEqualTo(first.model());
        assertThat(crm.one("select count(*) from engagement.models")).isEqualTo("2");
        assertThat(nightly(crm).run(TestCrm.TODAY).model()).isEqualTo(anew.model());
    }

    @ParameterizedTest
    @EnumSource
    void aSecondRunInAFolderIsRefusedBeforeItReads(Databases databases) throws SQLException {
        TestCrm crm = TestCrm.filled(databases.fresh());
        NightlyScores first = NightlyScores.of(
                new Interrupted(
                        crm.database(), sql -> sql.startsWith("select id from engagement.writer"), () -> nightly(crm)
                                .run(TestCrm.TODAY)),
                CrmTables.example(),
                state);
        assertThatThrownBy(() -> first.run(TestCrm.TODAY))
                .isInstanceOf(CrmException.class)
                .hasMessageContaining("another run is at work in the folder " + state);
        assertThat(nightly(crm).run(TestCrm.TODAY).id()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsDeletedWithoutATraceIsForgotten(Databases databases) throws SQLException {
        TestCrm crm = TestCrm.filled(databases.fresh());
        buys(crm, "0000007", TestCrm.TODAY.minusSeconds(60));
        Run first = nightly(crm).run(TestCrm.TODAY);
        crm.execute("delete from crm.order_lines where order_id = 900001");
        crm.execute("delete from crm.orders where id = 900001");
        Run next = nightly(crm).withOverlap(Duration.ZERO).run(TestCrm.TODAY);
        assertThat(next.isFull()).isFalse();
        assertThat(next.interactions()).isEqualTo(first.interactions() - 1);

        crm.execute("delete from crm.consents where contact_id = '0000050'");
        for (String table : List.of("activities", "newsletter_sends", "tickets")) {
            crm.execute("delete from crm." + table + " where contact_id = '0000050'");
        }
        crm.execute(
                "delete from crm.order_lines where order_id in (select id from crm.orders where contact_id = '0000050')");
        crm.execute("delete from crm.orders where contact_id = '0000050'");
        crm.execute("delete from crm.contacts where id = '0000050'");
        nightly(crm).run(TestCrm.TODAY);
        assertThat(crm.scores().keySet()).noneMatch(key -> key.startsWith("0000050 "));
        assertThat(nightly(crm).readAll(TestCrm.TODAY).scoresWritten()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void aContactWhoGetsAnotherIdIsOneCustomer(Databases databases) throws SQLException {
        TestCrm crm = TestCrm.filled(databases.fresh());
        Run first = nightly(crm).run(TestCrm.TODAY);
        for (String table : List.of("activities", "newsletter_sends", "tickets", "orders", "consents")) {
            crm.execute("update crm." + table + " set contact_id = 'new' where contact_id = '0000050'");
        }
        crm.execute("update crm.contacts set id = 'new' where id = '0000050'");
        Run next = nightly(crm).withOverlap(Duration.ZERO).run(TestCrm.TODAY);
        assertThat(next.isFull()).isFalse();
        assertThat(next.customers()).isEqualTo(first.customers());
        assertThat(next.interactions()).isEqualTo(first.interactions());
        assertThat(crm.scores().keySet())
                .noneMatch(key -> key.startsWith("0000050 "))
                .anyMatch(key -> key.startsWith("new "));
    }

    @ParameterizedTest
    @EnumSource
    void rowsThatAreCommittedAfterTheOverlapAreFoundByTheirNumber(Databases databases) throws SQLException {
        TestCrm crm = TestCrm.filled(databases.fresh());
        Run first = nightly(crm).run(TestCrm.TODAY);
        buys(crm, "0000007", TestCrm.TODAY.minus(Duration.ofDays(3)));
        assertThat(nightly(crm).run(TestCrm.TODAY).interactions()).isEqualTo(first.interactions() + 1);
    }

    @ParameterizedTest
    @EnumSource
    void aClockThatIsAheadHidesNothingThatComesAfter(Databases databases) throws SQLException {
        TestCrm crm = TestCrm.filled(databases.fresh());
        crm.execute("update crm.orders set updated_at = ? where id = 7", Instant.parse("2999-01-01T00:00:00Z"));
        Run first = nightly(crm).run(TestCrm.TODAY);
        crm.execute(
                "update crm.orders set status = 'CANCELLED', updated_at = ? where id = (select min(id) from crm.orders where"
                        + " status = 'PAID' and id > 7)",
                Instant.now());
        assertThat(nightly(crm).run(TestCrm.TODAY).interactions()).isEqualTo(first.interactions() - 1);
    }

    @ParameterizedTest
    @EnumSource
    void afterAChangeOfQueriesOrMappingsAllIsReadByThem(Databases databases) throws SQLException {
        TestCrm crm = TestCrm.filled(databases.fresh());
        Run first = nightly(crm).run(TestCrm.TODAY);
        CrmTables example = CrmTables.example();
        CrmTables withoutTickets = new CrmTables(
                example.feeds().stream()
                        .filter(feed -> !feed.name().equals("tickets"))
                        .toList(),
                example.customers(),
                example.consents(),
                example.deletions());
        Run other = NightlyScores.of(crm.database(), withoutTickets, state).run(TestCrm.TODAY);
        assertThat(other.isFull()).isTrue();
        assertThat(other.interactions()).isLessThan(first.interactions());
    }

    @ParameterizedTest
    @EnumSource
    void idsOfContactsMayBeNumbers(Databases databases) throws SQLException {
        TestCrm crm = TestCrm.filled(databases.fresh());
        crm.execute("create table crm.calls (id bigint primary key, contact bigint, at timestamp with time zone)");
        for (int i = 0; i < 40; i++) {
            crm.execute("insert into crm.calls values (?, ?, ?)", i, i / 2, TestCrm.TODAY.minusSeconds(600 + i));
        }
        Feed calls = new Feed(
                "calls",
                "select id as row_id, contact as contact_id, at, at as updated_at from crm.calls",
                Mapping.ofToml("[map]\nat = \"at\"\n[set]\npurpose = \"QUESTION\"\ninitiator = \"CUSTOMER\""));
        CrmTables tables = new CrmTables(
                List.of(calls),
                "select distinct contact as contact_id, cast(null as varchar(9)) as merged_into, false as is_nobody,"
                        + " cast(null as timestamp with time zone) as since, at as updated_at from crm.calls where mod(id, 2) = 0",
                CrmTables.example().consents(),
                CrmTables.example().deletions());
        NightlyScores nightly = NightlyScores.of(crm.database(), tables, state).withOverlap(Duration.ZERO);
        Run first = nightly.run(TestCrm.TODAY);
        crm.execute("insert into crm.calls values (99, 7, ?)", TestCrm.TODAY.minusSeconds(1));
        Run next = nightly.run(TestCrm.TODAY);
        assertThat(next.isFull()).isFalse();
        assertThat(next.interactions()).isEqualTo(first.interactions() + 1);
    }

    @ParameterizedTest
    @EnumSource
    void timesWithoutAZoneAreRefused(Databases databases) throws SQLException {
        TestCrm crm = TestCrm.filled(databases.fresh());
        CrmTables example = CrmTables.example();
        CrmTables local = new CrmTables(
                example.feeds(),
                example.customers(),
                example.consents().replace("s.updated_at", "cast(s.updated_at as timestamp) as updated_at"),
                example.deletions());
        assertThatThrownBy(() -> NightlyScores.of(crm.database(), local, state).run(TestCrm.TODAY))
                .isInstanceOf(CrmException.class)
                .hasMessageContaining("column updated_at must be a time with a time zone, was of type")
                .hasMessageContaining("at time zone");
    }

    @ParameterizedTest
    @EnumSource
    void aConnectionIsGivenBackAsItWas(Databases databases) throws SQLException {
        TestCrm crm = TestCrm.filled(databases.fresh());
        try (Connection one = crm.database().getConnection()) {
            int isolation = one.getTransactionIsolation();
            try (Session session = Session.of(one)) {
                session.begin(Connection.TRANSACTION_REPEATABLE_READ);
                session.next(Connection.TRANSACTION_SERIALIZABLE);
                TestCrm.execute(one, "delete from crm.order_lines");
            }
            assertThat(one.getAutoCommit()).isTrue();
            assertThat(one.getTransactionIsolation()).isEqualTo(isolation);
        }
        assertThat(crm.one("select count(*) from crm.order_lines")).isNotEqualTo("0");
    }

    @ParameterizedTest
    @EnumSource
    void aModelThatCannotBeReadIsToBeFittedAnew(Databases databases) throws SQLException {
        TestCrm crm = TestCrm.filled(databases.fresh());
        Run first = nightly(crm).run(TestCrm.TODAY);
        crm.execute("update engagement.models set model_text = 'of another version'");
        assertThatThrownBy(() -> nightly(crm).run(TestCrm.TODAY))
                .isInstanceOf(CrmException.class)
                .hasMessageContaining("call refit");
        Instant earlier = TestCrm.TODAY.minus(Duration.ofDays(90));
        Run anew = nightly(crm).refit(earlier);
        assertThat(anew.model()).isNotEqualTo(first.model());
        assertThat(nightly(crm).run(earlier).scoresWritten()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void contactsThatCameAllAtOnceAreReadOnce(Databases databases) throws SQLException {
        TestCrm crm = TestCrm.filled(databases.fresh());
        crm.execute("update crm.contacts set updated_at = ?", TestCrm.NOON);
        Run first = nightly(crm).run(TestCrm.TODAY);
        Run next = nightly(crm).run(TestCrm.TODAY);
        assertThat(next.customersRead()).isZero();
        assertThat(next.interactions()).isEqualTo(first.interactions());
    }

    @ParameterizedTest
    @EnumSource
    void aRowThatMayChangeWithinItsSecondIsReadAgain(Databases databases) throws SQLException {
        TestCrm crm = TestCrm.filled(databases.fresh());
        buys(crm, "0000007", TestCrm.TODAY.minusSeconds(60));
        Instant now = Instant.now();
        crm.execute("update crm.orders set updated_at = ? where id = 900001", now);
        Run first = nightly(crm).run(TestCrm.TODAY);
        crm.execute("update crm.orders set status = 'CANCELLED' where id = 900001");
        assertThat(nightly(crm).run(TestCrm.TODAY).interactions()).isEqualTo(first.interactions() - 1);
    }
}

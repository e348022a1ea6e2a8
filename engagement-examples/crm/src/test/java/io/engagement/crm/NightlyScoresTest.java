package io.engagement.crm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.engagement.connect.DataRefused;
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
    private static final Instant NOON = TestCrm.TODAY.plus(Duration.ofHours(12));
    private static final Instant TOMORROW = TestCrm.TODAY.plus(Duration.ofDays(1));

    @TempDir
    private Path state = Path.of("");

    private NightlyScores nightly(TestCrm crm) {
        return NightlyScores.of(crm.database(), CrmTables.example(), state);
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
        buys(crm, "0000007", NOON);

        Run next = nightly(crm).withOverlap(Duration.ZERO).run(TOMORROW);
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
        crm.execute("update crm.orders set status = 'CANCELLED', updated_at = ? where id = 900001", NOON);
        assertThat(nightly(crm).run(TestCrm.TODAY).interactions()).isEqualTo(with.interactions() - 1);
        crm.execute(
                "update crm.orders set status = 'SHIPPED', contact_id = '0000008', updated_at = ? where id = 900001",
                NOON);
        assertThat(nightly(crm).run(TestCrm.TODAY).interactions()).isEqualTo(with.interactions());
        crm.execute("update crm.orders set contact_id = '0000009', updated_at = ? where id = 900001", NOON);
        Run moved = nightly(crm).run(TestCrm.TODAY);
        assertThat(moved.interactions()).isEqualTo(with.interactions());
        crm.execute("delete from crm.order_lines where order_id = 900001");
        crm.execute("delete from crm.orders where id = 900001");
        crm.execute("insert into crm.deletions values ('orders', '900001', ?)", NOON);
        assertThat(nightly(crm).run(TestCrm.TODAY).interactions()).isEqualTo(with.interactions() - 1);
        assertThat(nightly(crm).readAll(TestCrm.TODAY).scoresWritten()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void mergedContactsAreOneCustomerAndStaffIsNone(Databases databases) throws SQLException {
        TestCrm crm = TestCrm.filled(databases.fresh());
        Run first = nightly(crm).run(TestCrm.TODAY);
        crm.execute("update crm.contacts set merged_into = '0000020', updated_at = ? where id = '0000021'", NOON);
        crm.execute("update crm.contacts set is_staff = true, updated_at = ? where id = '0000022'", NOON);
        Run next = nightly(crm).run(TestCrm.TODAY);
        assertThat(next.customers()).isEqualTo(first.customers() - 2);
        assertThat(next.scoresDeleted()).isEqualTo(2 * first.scoresWritten() / first.customers());
        assertThat(crm.scores().keySet()).noneMatch(key -> key.startsWith("0000021 ") || key.startsWith("0000022 "));

        crm.execute("update crm.contacts set merged_into = null, updated_at = ? where id = '0000021'", NOON);
        crm.execute("update crm.contacts set is_staff = false, updated_at = ? where id = '0000022'", NOON);
        assertThat(nightly(crm).run(TestCrm.TODAY).customers()).isEqualTo(first.customers());
        assertThat(nightly(crm).readAll(TestCrm.TODAY).scoresWritten()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void rowsThatAreCommittedLateAreReadWithinTheOverlap(Databases databases) throws SQLException {
        TestCrm crm = TestCrm.filled(databases.fresh());
        Run first = nightly(crm).run(TestCrm.TODAY);
        buys(crm, "0000007", NOON);
        try (Connection late = crm.database().getConnection()) {
            late.setAutoCommit(false);
            Instant before = NOON.minus(Duration.ofMinutes(20));
            TestCrm.execute(
                    late, "insert into crm.orders values (900002, '0000009', 'PAID', 'WEB', ?, ?)", before, before);
            TestCrm.execute(late, "insert into crm.order_lines values (900002, 900002, 'item', 1, 5)");
            assertThat(nightly(crm).run(TOMORROW).interactions()).isEqualTo(first.interactions() + 1);
            late.commit();
        }
        assertThat(nightly(crm).run(TOMORROW).interactions()).isEqualTo(first.interactions() + 2);
        assertThat(nightly(crm).readAll(TOMORROW).scoresWritten()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void attributesAndConsentsOfCustomersFollowTheirRecords(Databases databases) throws SQLException {
        TestCrm crm = TestCrm.filled(databases.fresh());
        nightly(crm).run(TestCrm.TODAY);
        crm.execute("update crm.accounts set country = 'CH', updated_at = ? where id = 'a-0000030'", NOON);
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
            assertThat(all).anyMatch(file -> file.endsWith("run-1.log"));
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
        crm.execute("update crm.tickets set satisfaction = 5, updated_at = ?", NOON);
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
                                .run(TOMORROW)),
                CrmTables.example(),
                state);
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
}

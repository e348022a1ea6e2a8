package io.engagement.crm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.engagement.connect.DataRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is read in several parts, one in memory at a time, is what is read at once; and what a run touches of its own tables. */
class PartsTest {
    private static final int ROWS_IN_PART = 1_000;

    @TempDir
    private Path state = Path.of("");

    private NightlyScores inParts(TestCrm crm) {
        return crm.nightly(state).withRowsInPart(ROWS_IN_PART);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(state)) {
            return all.filter(file -> file.toString().endsWith(".log")).sorted().toList();
        }
    }

    @ParameterizedTest
    @EnumSource
    void scoresReasonsAndModelsAreThoseOfOnePart(Databases databases) throws SQLException, IOException {
        TestCrm one = TestCrm.filled(databases.fresh());
        TestCrm many = TestCrm.filled(databases.fresh());
        NightlyScores whole = one.nightly(state.resolve("one"));
        Run atOnce = whole.run(TestCrm.TODAY);
        Run inParts = inParts(many).run(TestCrm.TODAY);
        assertThat(inParts).isEqualTo(atOnce);
        assertThat(many.scores()).isEqualTo(one.scores());
        List<Path> first = files();
        assertThat(first).hasSizeGreaterThan(3);

        change(one);
        change(many);
        assertThat(inParts(many).run(TestCrm.TOMORROW)).isEqualTo(whole.run(TestCrm.TOMORROW));
        assertThat(many.scores()).isEqualTo(one.scores());
        List<Path> next = files();
        assertThat(next).hasSameSizeAs(first).isNotEqualTo(first);
        assertThat(next.stream().filter(first::contains))
                .as("files of those who did not change stay")
                .isNotEmpty();
        assertThat(inParts(many).readAll(TestCrm.TOMORROW).scoresWritten()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void aRowOfTwoContactsIsRefusedInOnePartAsInMany(Databases databases) throws SQLException {
        TestCrm crm = TestCrm.filled(databases.fresh());
        CrmTables twice = withFeed(
                "tickets",
                sql -> sql + "\nunion all\nselect cast(t.id as varchar(36)), '0000009', t.kind,"
                        + " t.channel, t.opened_at, t.satisfaction, t.updated_at from crm.tickets t"
                        + " where t.id = (select min(m.id) from crm.tickets m where m.contact_id <> '0000009')");
        for (int rows : new int[] {ROWS_IN_PART, 1_000_000}) {
            assertThatThrownBy(() -> NightlyScores.of(crm.database(), twice, state)
                            .withRowsInPart(rows)
                            .run(TestCrm.TODAY))
                    .isInstanceOf(DataRefused.class)
                    .hasMessageStartingWith("tickets: row_id ")
                    .hasMessageContaining("is that of rows of several contacts: nothing is written");
        }
        CrmTables own = withFeed(
                "tickets",
                sql -> "select r.row_id || ':' || r.contact_id as row_id, r.contact_id, r.kind,"
                        + " r.channel, r.opened_at, r.satisfaction, r.updated_at from (" + twiceSql(twice) + ") r");
        assertThat(NightlyScores.of(crm.database(), own, state)
                        .run(TestCrm.TODAY)
                        .scoresWritten())
                .isPositive();
    }

    private static String twiceSql(CrmTables tables) {
        return tables.feeds().stream()
                .filter(feed -> feed.name().equals("tickets"))
                .findFirst()
                .orElseThrow()
                .sql();
    }

    private static CrmTables withFeed(String name, UnaryOperator<String> change) {
        CrmTables all = CrmTables.example();
        List<Feed> feeds = all.feeds().stream()
                .map(feed -> feed.name().equals(name) ? new Feed(name, change.apply(feed.sql()), feed.mapping()) : feed)
                .toList();
        return new CrmTables(feeds, all.customers(), all.consents(), all.deletions());
    }

    @ParameterizedTest
    @EnumSource
    void aFileThatGrewTooLargeIsReadAnewIntoSeveral(Databases databases) throws SQLException, IOException {
        TestCrm crm = TestCrm.filled(databases.fresh());
        crm.nightly(state).run(TestCrm.TODAY);
        assertThat(files()).hasSize(1);
        Run next = inParts(crm).run(TestCrm.TODAY);
        assertThat(next.isFull()).isTrue();
        assertThat(next.scoresWritten()).isZero();
        assertThat(files()).hasSizeGreaterThan(3);
        assertThat(inParts(crm).run(TestCrm.TODAY).isFull()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void theOneFileOfTheFirstSchemaIsUsed(Databases databases) throws SQLException, IOException {
        TestCrm crm = TestCrm.filled(databases.fresh());
        NightlyScores nightly = crm.nightly(state);
        nightly.run(TestCrm.TODAY);
        List<Path> file = files();
        crm.execute("alter table engagement.runs add column log_file varchar(100)");
        crm.execute("update engagement.runs set log_file = (select log_file from engagement.log_parts)");
        crm.execute("alter table engagement.runs alter column log_file set not null");
        crm.execute("drop table engagement.log_parts");
        crm.execute("delete from "
                + (databases == Databases.H2
                        ? "\"ENGAGEMENT\".\"engagement_schema_history\" where \"version\" = '2'"
                        : "engagement.engagement_schema_history where version = '2'"));
        Run next = nightly.run(TestCrm.TODAY);
        assertThat(next.isFull()).isFalse();
        assertThat(next.scoresWritten()).isZero();
        assertThat(files()).isEqualTo(file);
        assertThat(crm.one("select log_file from engagement.log_parts where part = 0"))
                .isEqualTo(String.valueOf(file.get(0).getFileName()));
    }

    private static void change(TestCrm crm) throws SQLException {
        crm.execute("update crm.orders set contact_id = '0000009', updated_at = ? where id = 40", TestCrm.NOON);
        crm.execute(
                "update crm.contacts set merged_into = '0000020', updated_at = ? where id = '0000021'", TestCrm.NOON);
    }

    @ParameterizedTest
    @EnumSource
    void aPartThatIsDamagedOrGoneHasAllReadAnew(Databases databases) throws SQLException, IOException {
        TestCrm crm = TestCrm.filled(databases.fresh());
        inParts(crm).run(TestCrm.TODAY);
        Path last = files().get(files().size() - 1);
        Files.writeString(last, "broken");
        Run damaged = inParts(crm).run(TestCrm.TODAY);
        assertThat(damaged.isFull()).isTrue();
        assertThat(damaged.scoresWritten()).isZero();
        Files.delete(files().get(0));
        assertThat(inParts(crm).run(TestCrm.TODAY).isFull()).isTrue();
        assertThat(inParts(crm).run(TestCrm.TODAY).isFull()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void whereMuchChangedAllIsRead(Databases databases) throws SQLException {
        TestCrm crm = TestCrm.filled(databases.fresh());
        inParts(crm).run(TestCrm.TODAY);
        crm.execute("update crm.newsletter_sends set updated_at = ?", TestCrm.NOON);
        Run much = inParts(crm).run(TestCrm.TODAY);
        assertThat(much.isFull()).isTrue();
        assertThat(much.scoresWritten()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void oneRowThatCannotBeUsedStopsNoNightInWhichFewChanged(Databases databases) throws SQLException {
        TestCrm crm = TestCrm.filled(databases.fresh());
        Run first = inParts(crm).withOverlap(Duration.ZERO).run(TestCrm.TODAY);
        crm.execute(
                "update crm.tickets set satisfaction = 5, updated_at = ? where id = (select min(id) from crm.tickets)",
                TestCrm.NOON);
        Run next = inParts(crm).withOverlap(Duration.ZERO).run(TestCrm.TODAY);
        assertThat(next.customersRead()).isLessThan(10);
        assertThat(next.interactions()).isEqualTo(first.interactions() - 1);
    }

    @ParameterizedTest
    @EnumSource
    void aCrmThatIsEmptiedKeepsItsScores(Databases databases) throws SQLException {
        TestCrm crm = TestCrm.filled(databases.fresh());
        inParts(crm).run(TestCrm.TODAY);
        Map<String, String> before = crm.scores();
        for (String table : List.of("activities", "newsletter_sends", "tickets", "order_lines", "orders")) {
            crm.execute("delete from crm." + table);
        }
        assertThatThrownBy(() -> inParts(crm).run(TestCrm.TODAY))
                .isInstanceOf(DataRefused.class)
                .hasMessageContaining("no feed has a row")
                .hasMessageNotContaining("--");
        assertThat(crm.scores()).isEqualTo(before);
    }

    /** The transaction that wrote a row last tells whether it was touched. */
    @Test
    void onlyRowsThatDifferAreTouched() throws SQLException {
        TestCrm crm = TestCrm.filled(Databases.POSTGRES.fresh());
        inParts(crm).run(TestCrm.TODAY);
        Map<String, String> first = written(crm);
        inParts(crm).run(TestCrm.TODAY);
        assertThat(written(crm)).as("the same again").isEqualTo(first);

        Map<String, String> scores = crm.scores();
        change(crm);
        Run next = inParts(crm).run(TestCrm.TOMORROW);
        Map<String, String> after = written(crm);
        long touched = after.entrySet().stream()
                .filter(row ->
                        row.getKey().startsWith("scores ") && !row.getValue().equals(first.get(row.getKey())))
                .count();
        assertThat(touched).isEqualTo(next.scoresWritten()).isPositive();
        Map<String, String> now = crm.scores();
        now.forEach((key, score) -> {
            if (!value(score).equals(value(scores.getOrDefault(key, "none")))) {
                assertThat(after.get("scores " + key)).as(key).isNotEqualTo(first.get("scores " + key));
            } else {
                assertThat(after.get("scores " + key)).as(key).isEqualTo(first.get("scores " + key));
            }
        });
    }

    private static String value(String score) {
        return score.substring(0, score.indexOf(' ') < 0 ? score.length() : score.indexOf(' '));
    }

    /** Of all rows but those of runs. */
    private static Map<String, String> written(TestCrm crm) throws SQLException {
        Map<String, String> rows = new TreeMap<>();
        for (String key : List.of(
                "scores customer_id||' '||score_name",
                "models version",
                "positions feed",
                "seen_rows feed||row_id",
                "identities contact_id",
                "row_counts feed||contact_id",
                "log_parts part",
                "writer id")) {
            String table = key.substring(0, key.indexOf(' '));
            crm.pairs("select " + key.substring(table.length()) + ", xmin from engagement." + table)
                    .forEach((row, transaction) -> rows.put(table + " " + row, transaction));
        }
        return rows;
    }
}

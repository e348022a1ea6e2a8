package io.engagement.crm;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.testkit.run.FullRun;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever is edited, merged, deleted or committed late: what is read piece by piece is what is read at once. */
class IncrementalConsistencyTest {
    private static final int ROUNDS = 20;
    private static final int EDITS = 50;
    private static final int DIGITS = 14;
    /** So that there are some files, not one. */
    private static final int ROWS_IN_PART = 1_000;

    @TempDir
    private Path state = Path.of("");

    @ParameterizedTest
    @EnumSource
    void afterAThousandEditsTheScoresAreThoseOfAllThatThereIs(Databases databases) throws SQLException {
        Edits edits = new Edits(TestCrm.filled(databases.fresh()), FullRun.seed(20261129));
        NightlyScores whole = NightlyScores.of(edits.crm.database(), CrmTables.example(), state)
                .withDigits(DIGITS);
        NightlyScores inParts = whole.withRowsInPart(ROWS_IN_PART);
        inParts.run(TestCrm.TODAY);
        int written = 0;
        for (int round = 0; round < ROUNDS; round++) {
            for (int edit = 0; edit < EDITS; edit++) {
                edits.one();
            }
            Run piecemeal = whole.run(edits.now);
            assertThat(piecemeal.isFull()).isFalse();
            written += piecemeal.scoresWritten();
            Map<String, String> scores = edits.crm.scores();
            // What the next round changes is in one file, or in many.
            Run all = (round % 2 == 0 ? whole : inParts).readAll(edits.now);
            assertThat(all.isFull()).isTrue();
            assertThat(edits.crm.scores()).as("round %d", round).isEqualTo(scores);
            assertThat(all.scoresWritten() + all.scoresDeleted()).isZero();
            assertThat(all.interactions()).isEqualTo(piecemeal.interactions());
        }
        assertThat(written).isPositive();
        assertThat(edits.kinds).hasSize(Edits.KINDS);
    }

    /**
     * What people and programs do to a CRM, some of it with times of up to 20 minutes ago; orders that come days late, and rows that
     * are deleted without a trace.
     */
    private static final class Edits {
        static final int KINDS = 12;

        private final TestCrm crm;
        private final SplittableRandom random;
        private final Map<String, String> merged = new HashMap<>();
        private final Map<Integer, Integer> kinds = new HashMap<>();
        private Instant now = TestCrm.TODAY;
        private long next = 5_000_000;

        Edits(TestCrm crm, long seed) {
            this.crm = crm;
            this.random = new SplittableRandom(seed);
        }

        private String contact() {
            return String.format(Locale.ROOT, "%07d", random.nextInt(TestCrm.SIMULATION.customers()));
        }

        /** When the row says that it was changed. */
        private Instant changed() {
            return now.minus(Duration.ofMinutes(random.nextInt(20)));
        }

        void one() throws SQLException {
            now = now.plusSeconds(1 + random.nextInt(120));
            int kind = random.nextInt(KINDS);
            kinds.merge(kind, 1, Integer::sum);
            switch (kind) {
                case 0 -> order();
                case 1 -> any("orders", "status = 'CANCELLED'");
                case 2 -> any("orders", "status = 'PAID'");
                case 3 -> any("orders", "contact_id = '" + contact() + "'");
                case 4 -> any("activities", "status = 'DONE', contact_id = '" + contact() + "'");
                case 5 -> delete();
                case 6 -> merge();
                case 7 -> separate();
                case 8 -> contact("is_staff = not is_staff");
                case 9 -> any("newsletter_sends", "bounced = not bounced");
                case 10 ->
                    crm.execute(
                            "update crm.accounts set country = ?, updated_at = ? where id = ?",
                            random.nextBoolean() ? "CH" : "AT",
                            changed(),
                            "a-" + contact());
                default -> any("tickets", "satisfaction = 0.5, kind = 'COMPLAINT'");
            }
        }

        private void order() throws SQLException {
            long id = next++;
            Instant at = random.nextInt(4) == 0 ? now.minus(Duration.ofDays(2)) : changed();
            crm.execute("insert into crm.orders values (?, ?, 'PAID', 'SHOP', ?, ?)", id, contact(), at, at);
            crm.execute("insert into crm.order_lines values (?, ?, 'item', 2, 9.99)", id, id);
        }

        private void any(String table, String change) throws SQLException {
            crm.execute(
                    "update crm." + table + " set " + change + ", updated_at = ? where id = ?", changed(), row(table));
        }

        private long row(String table) throws SQLException {
            long last = Long.parseLong(crm.one("select max(id) from crm." + table + " where id < 5000000"));
            return 1 + random.nextLong(last);
        }

        private void delete() throws SQLException {
            long id = row("activities");
            boolean leavesATrace = random.nextBoolean();
            if (crm.execute("delete from crm.activities where id = ?", id) == 1 && leavesATrace) {
                crm.execute("insert into crm.deletions values ('activities', ?, ?)", String.valueOf(id), changed());
            }
        }

        private void contact(String change) throws SQLException {
            crm.execute("update crm.contacts set " + change + ", updated_at = ? where id = ?", changed(), contact());
        }

        private void merge() throws SQLException {
            String from = contact();
            String to = contact();
            String last = to;
            while (merged.containsKey(last)) {
                last = merged.get(last);
            }
            if (!last.equals(from)) {
                merged.put(from, to);
                crm.execute(
                        "update crm.contacts set merged_into = ?, updated_at = ? where id = ?", to, changed(), from);
            }
        }

        private void separate() throws SQLException {
            String any = merged.keySet().stream().sorted().findFirst().orElse("");
            merged.remove(any);
            crm.execute("update crm.contacts set merged_into = null, updated_at = ? where id = ?", changed(), any);
        }
    }
}

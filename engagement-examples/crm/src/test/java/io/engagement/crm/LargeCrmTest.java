package io.engagement.crm;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.testkit.run.FullRun;
import io.engagement.testkit.run.SecondJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows are streamed, and parts of the customers are in memory one at a time: a CRM that would fill it many times is read and scored. */
class LargeCrmTest {
    private static final int ROWS = FullRun.pick(2_000_000, 200_000);
    private static final int PER_CONTACT = 40;
    private static final int SCORED = FullRun.pick(2_000_000, 40_000);

    @Test
    void twoMillionRowsAreReadWithin256Megabytes() throws IOException, SQLException {
        String said = run(FullRun.pick(256, 32), filled(ROWS));
        assertThat(said).contains("read " + ROWS + " rows");
    }

    /** Read, fit, score, write; then a night in which nothing changed. In every build there is one part; it takes what one does. */
    @Test
    void aNightOfTwoMillionRowsTakes256Megabytes(@TempDir Path state) throws IOException, SQLException {
        String address = filled(SCORED);
        String said = run(FullRun.pick(256, 128), address, state.toString());
        int contacts = SCORED / PER_CONTACT;
        assertThat(said)
                .contains("read " + SCORED + " rows of all " + contacts + " customers")
                .contains("read 0 rows of 0 customers who changed", "wrote 0 scores");
        TestCrm crm = TestCrm.of(PostgresAddress.database(address, Databases.LOGIN));
        assertThat(crm.one("select count(distinct customer_id) from engagement.scores"))
                .isEqualTo(String.valueOf(contacts));
    }

    private static String run(int megabytes, String... arguments) throws IOException {
        String said = SecondJvm.run(
                SecondJvm.command(List.of("-Xmx" + megabytes + "m", "-XX:+UseSerialGC"), LargeNight.class, arguments));
        System.out.println(said);
        return said;
    }

    /** Half of it orders, the rest newsletters and activities, over two years. */
    private static String filled(int rows) throws SQLException {
        String address = Databases.freshAddress();
        TestCrm crm = TestCrm.of(PostgresAddress.database(address, Databases.LOGIN));
        Schemas.migrate(crm.database(), "crm", "demo");
        int contacts = rows / PER_CONTACT;
        String first = "timestamptz '2024-01-01 00:00:00+00'";
        String at = first + " + (i * 7919 % 730) * interval '1 day' + (i % 86400) * interval '1 second'";
        String changed = "timestamptz '2026-01-01 00:00:00+00' - i * interval '1 minute'";
        // Some have many rows, most few.
        String contact = "'c' || (1 + (i * 7919 * (1 + i % 3)) % " + contacts + ")";
        crm.execute("insert into crm.contacts select 'c' || i, null, null, null, false, false, " + first + ", " + first
                + " from generate_series(1, " + contacts + ") i");
        insert(crm, rows / 2, "orders", "i", contact, "'PAID', 'WEB'", at, changed);
        crm.execute("insert into crm.order_lines select id, id, 'item', 1, 5 + mod(id, 50) from crm.orders");
        insert(crm, rows / 4, "newsletter_sends", "i", contact, "'news'", at, "false", changed);
        insert(crm, rows / 4, "activities", "i", contact, "'EMAIL', 'IN', 't' || i, 'DONE'", at, "3", changed);
        crm.execute("analyze");
        return address;
    }

    private static void insert(TestCrm crm, int rows, String table, String... values) throws SQLException {
        crm.execute("insert into crm." + table + " select " + String.join(", ", values)
                + " from generate_series(1::bigint, " + rows + ") i");
    }
}

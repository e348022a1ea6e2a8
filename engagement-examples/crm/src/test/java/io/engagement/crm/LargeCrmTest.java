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

/** Rows are streamed: a CRM that would fill the memory many times is read and scored. */
class LargeCrmTest {
    private static final int ROWS = FullRun.pick(2_000_000, 60_000);
    private static final int CONTACTS = ROWS / 40;
    private static final String MEMORY = FullRun.pick(256, 64) + "m";

    @Test
    void twoMillionRowsAreScoredWithin256Megabytes(@TempDir Path state) throws IOException, SQLException {
        String address = Databases.freshAddress();
        TestCrm crm = TestCrm.of(PostgresAddress.database(address, Databases.LOGIN));
        Schemas.migrate(crm.database(), "crm", "demo");
        fill(crm);
        String said = SecondJvm.run(SecondJvm.command(
                List.of("-Xmx" + MEMORY, "-XX:+UseSerialGC"),
                LargeNight.class,
                address,
                state.toString(),
                "2026-01-01T00:00:00Z"));
        System.out.println(said);
        assertThat(said).contains("read " + ROWS + " rows of all " + CONTACTS + " customers");
        assertThat(crm.one("select count(distinct customer_id) from engagement.scores"))
                .isEqualTo(String.valueOf(CONTACTS));
    }

    /** Half of it orders, the rest newsletters and activities, over two years. */
    private static void fill(TestCrm crm) throws SQLException {
        String at = "timestamptz '2024-01-01 00:00:00+00' + (i * 7919 %% 730) * interval '1 day' + (i %% 86400) * interval '1 second'";
        crm.execute("insert into crm.contacts select 'c' || i, null, null, null, false, false, timestamptz '2024-01-01"
                + " 00:00:00+00', timestamptz '2024-01-01 00:00:00+00' from generate_series(1, " + CONTACTS + ") i");
        insert(crm, 2, "orders", "i, %s, 'PAID', 'WEB', %s, timestamptz '2026-01-01 00:00:00+00' - i * interval '1 minute'", at);
        crm.execute("insert into crm.order_lines select id, id, 'item', 1, 5 + mod(id, 50) from crm.orders");
        insert(crm, 4, "newsletter_sends", "i, %s, 'news', %s, false, timestamptz '2026-01-01 00:00:00+00' - i * interval '1 minute'", at);
        insert(
                crm,
                4,
                "activities",
                "i, %s, 'EMAIL', 'IN', 't' || i, 'DONE', %s, 3, timestamptz '2026-01-01 00:00:00+00' - i * interval '1 minute'",
                at);
        crm.execute("analyze");
    }

    /** Some contacts have many rows, most few. */
    private static void insert(TestCrm crm, int share, String table, String values, String at) throws SQLException {
        String contact = "'c' || (1 + (i * 7919 * (1 + i % 3)) % " + CONTACTS + ")";
        crm.execute("insert into crm." + table + " select " + values.formatted(contact, at.replace("%%", "%"))
                + " from generate_series(1::bigint, " + ROWS / share + ") i");
    }
}

package io.engagement.crm;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import javax.sql.DataSource;

/** Reads a large CRM, or scores it for two nights, and tells how long it took and how much memory. */
final class LargeNight {
    private LargeNight() {}

    public static void main(String[] args) throws SQLException {
        DataSource database = PostgresAddress.database(args[0], Databases.LOGIN);
        if (args.length == 1) {
            told(() -> "read " + read(database) + " rows");
            return;
        }
        NightlyScores nightly = NightlyScores.of(database, CrmTables.example(), Path.of(args[1]));
        for (int night = 0; night < 2; night++) {
            told(() -> nightly.run(Instant.parse("2026-01-01T00:00:00Z")).toString());
        }
    }

    /** What is told. */
    private interface Work {
        String done() throws SQLException;
    }

    private static void told(Work work) throws SQLException {
        long began = System.nanoTime();
        String done = work.done();
        double seconds = (System.nanoTime() - began) / 1e9;
        double peak = ManagementFactory.getMemoryPoolMXBeans().stream()
                        .filter(pool -> pool.getType() == MemoryType.HEAP)
                        .mapToDouble(LargeNight::peak)
                        .sum()
                / 1e6;
        System.out.printf(Locale.ROOT, "%s: %.1f s, heap of at most %.0f MB%n", done, seconds, peak);
    }

    private static double peak(MemoryPoolMXBean pool) {
        return pool.getPeakUsage().getUsed();
    }

    /** All rows of all feeds, each field of each. */
    private static long read(DataSource database) throws SQLException {
        long read = 0;
        try (Connection connection = database.getConnection();
                Session session = Session.of(connection)) {
            session.begin(Connection.TRANSACTION_REPEATABLE_READ);
            Identities identities =
                    Identities.read(connection, CrmTables.example().customers());
            for (Feed feed : CrmTables.example().feeds()) {
                FeedRows rows = new FeedRows(connection, feed, identities, Contacts.all());
                rows.read((header, all) -> all.forEachRemaining(row -> {
                    for (int i = 0; i < row.fields(); i++) {
                        row.field(i);
                    }
                }));
                read += rows.taken();
            }
        }
        return read;
    }
}

package io.engagement.crm;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;

/** Scores a large CRM, and tells how long it took and how much memory. */
final class LargeNight {
    private LargeNight() {}

    public static void main(String[] args) {
        NightlyScores nightly = NightlyScores.of(
                PostgresAddress.database(args[0], Databases.LOGIN), CrmTables.example(), Path.of(args[1]));
        Instant asOf = Instant.parse(args[2]);
        for (int night = 0; night < 2; night++) {
            long began = System.nanoTime();
            Run run = nightly.run(asOf);
            long peak = ManagementFactory.getMemoryPoolMXBeans().stream()
                    .mapToLong(LargeNight::peak)
                    .sum();
            System.out.println(run);
            System.out.printf(
                    Locale.ROOT, "%.1f s, peak %d MB%n", (System.nanoTime() - began) / 1e9, peak / 1_000_000);
        }
    }

    private static long peak(MemoryPoolMXBean pool) {
        return pool.getType() == java.lang.management.MemoryType.HEAP
                ? pool.getPeakUsage().getUsed()
                : 0;
    }
}

package io.engagement.connect;

import com.sun.management.GarbageCollectionNotificationInfo;
import io.engagement.history.InteractionLog;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/** Reads a file by a mapping on a Java machine of its own, and tells how long it took and what was alive at most. */
final class JoinRun {
    private static final double MEGABYTE = 1 << 20;
    private static final double SECOND = 1e9;

    private JoinRun() {}

    /** File and mapping. */
    public static void main(String[] words) {
        AtomicLong alive = new AtomicLong();
        ManagementFactory.getGarbageCollectorMXBeans().forEach(each -> watch(each, alive));
        long start = System.nanoTime();
        Mapping mapping = Mapping.read(Path.of(words[1]));
        Reading reading = Reading.under(Clock.systemUTC());
        reading.add(Sources.of(Path.of(words[0]), mapping.layout()), mapping, rows -> {});
        InteractionLog log = reading.load(Strictness.strict(), report -> {});
        double seconds = (System.nanoTime() - start) / SECOND;
        double cpu =
                ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos() / SECOND;
        System.out.printf(
                Locale.ROOT,
                "%d interactions of %d customers, %.1f s, %.1f s of CPU, %.0f MB alive at most%n",
                log.size(),
                log.asOf(log.lastAt().orElseThrow()).customers(),
                seconds,
                cpu,
                alive.get() / MEGABYTE);
    }

    private static void watch(GarbageCollectorMXBean collector, AtomicLong alive) {
        ((NotificationEmitter) collector)
                .addNotificationListener(
                        (notification, any) -> {
                            GarbageCollectionNotificationInfo info =
                                    GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData());
                            long used = info.getGcInfo().getMemoryUsageAfterGc().values().stream()
                                    .mapToLong(MemoryUsage::getUsed)
                                    .sum();
                            alive.accumulateAndGet(used, Math::max);
                        },
                        null,
                        null);
    }
}

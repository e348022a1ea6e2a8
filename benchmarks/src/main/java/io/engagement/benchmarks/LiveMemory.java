package io.engagement.benchmarks;

import io.engagement.live.LiveStore;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;

/**
 * What a customer takes in a live store of the three scorers, on the heap: {@code java -Xmx8g -cp
 * benchmarks/target/benchmarks.jar io.engagement.benchmarks.LiveMemory 1000000}.
 */
public final class LiveMemory {
    private LiveMemory() {}

    /**
     * Prints the bytes a customer.
     *
     * @param arguments the number of customers
     */
    public static void main(String[] arguments) {
        int customers = arguments.length == 0 ? 1_000_000 : Integer.parseInt(arguments[0]);
        LiveEvents events = new LiveEvents(customers, Instant.now().minus(Duration.ofDays(1)), false, 0, 42);
        long before = used();
        LiveStore store = LiveEvents.store().withDuplicateWindow(Duration.ZERO).open();
        events.fill(store);
        // Newer ones, so that nothing waits.
        events.fill(store);
        store.add(events.at("c0000000", Instant.now()));
        store.scores();
        long after = used();
        System.out.printf(
                "%,d customers, %s%n%,d bytes on the heap, %.1f a customer, ids of 8 characters%n",
                customers, store.report(), after - before, (double) (after - before) / customers);
    }

    private static long used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}

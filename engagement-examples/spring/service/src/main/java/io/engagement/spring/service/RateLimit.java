package io.engagement.spring.service;

import io.engagement.spring.EngagementStartException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * So many requests a second of each address, by the generic cell rate algorithm (ITU-T I.371): all that is kept of an address is when
 * its next request would be due. The table has 65,536 places for good; two addresses whose salted hashes meet share one.
 * Thread-safe, without a lock.
 */
final class RateLimit {
    private static final int PLACES = 1 << 16;

    private final AtomicLongArray due = new AtomicLongArray(PLACES);
    private final long salt = ThreadLocalRandom.current().nextLong();
    private final long interval;
    private final long tolerance;

    private RateLimit(long interval, long tolerance) {
        this.interval = interval;
        this.tolerance = tolerance;
    }

    static RateLimit of(int rate, int burst) {
        if (rate < 1 || burst < 1) {
            throw new EngagementStartException(
                    "engagement.service.rate and burst must be from 1, were " + rate + " and " + burst,
                    "Set them to requests a second, and at once.");
        }
        long interval = Duration.ofSeconds(1).toNanos() / rate;
        return new RateLimit(interval, interval * burst);
    }

    /**
     * Takes a request, or says how long to wait.
     *
     * @param address whose
     * @param now nanoseconds that do not go back, from 0
     * @return nanoseconds to wait; 0 if it is taken
     */
    long take(String address, long now) {
        int place = place(address);
        while (true) {
            long known = due.get(place);
            long next = Math.max(known, now) + interval;
            if (next - now > tolerance) {
                return next - now - tolerance;
            }
            if (due.compareAndSet(place, known, next)) {
                return 0;
            }
        }
    }

    private int place(String address) {
        long mixed = (address.hashCode() ^ salt) * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 32)) * 0xD6E8FEB86659FD93L;
        return (int) (mixed >>> 48);
    }
}

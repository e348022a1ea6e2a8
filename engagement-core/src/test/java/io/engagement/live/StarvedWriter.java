package io.engagement.live;

import static io.engagement.live.LiveBase.START;

import io.engagement.domain.Interaction;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A program with too little memory: it takes all there is, lets go of a little, and adds; after each error it lets go of all
 * and looks whether the store is as a twin that was given what was acknowledged, or refuses.
 */
final class StarvedWriter {
    private StarvedWriter() {}

    /** Takes a seed and how many errors there are to be; prints what became of the stores. */
    public static void main(String[] args) {
        SplittableRandom random = new SplittableRandom(Long.parseLong(args[0]));
        int wanted = Integer.parseInt(args[1]);
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        int errors = 0;
        int refused = 0;
        while (errors < wanted) {
            Run run = new Run(random.nextLong());
            for (int i = 0; i < 12 && errors < wanted && !run.refuses; i++) {
                errors += run.starve(random) ? 1 : 0;
                if (!run.isSame()) {
                    out.println("differs");
                    return;
                }
            }
            refused += run.refuses ? 1 : 0;
        }
        out.println("same " + errors + " refused " + refused);
    }

    private static final class Run {
        private final long seed;
        private final LiveStore store = builder().open();
        private final List<Interaction> acknowledged = new ArrayList<>();
        private long number;
        private boolean refuses;

        Run(long seed) {
            this.seed = seed;
        }

        private static LiveStore.Builder builder() {
            return LiveBase.store()
                    .withClock(Clock.fixed(START, ZoneOffset.UTC))
                    .withShards(1)
                    .withReorderWindow(Duration.ofDays(2))
                    .withDuplicateWindow(Duration.ofDays(1));
        }

        private Interaction next() {
            SplittableRandom random = new SplittableRandom(seed + number);
            String id = (random.nextBoolean() ? "c" : "somebody with a long name ") + random.nextInt(3000);
            return LiveBase.interaction(id, START.minusSeconds(random.nextInt(600_000) - 60_000), number)
                    .withId("i" + number);
        }

        /** Whether there was an error. */
        boolean starve(SplittableRandom random) {
            int enough = random.nextInt(2500);
            List<byte[]> ballast = ballast(random.nextInt(1 << 16));
            try {
                for (int i = 0; i < enough; i++) {
                    Interaction next = next();
                    if (store.add(next) == Arrival.DUPLICATE) {
                        throw new AssertionError("a repetition though it was never taken: " + next);
                    }
                    acknowledged.add(next);
                    number++;
                }
                return false;
            } catch (OutOfMemoryError expected) {
                ballast.clear();
                return true;
            } finally {
                ballast.clear();
            }
        }

        /** All memory but some. */
        private static List<byte[]> ballast(int left) {
            List<byte[]> all = new ArrayList<>();
            byte[] spare = new byte[left + (1 << 14)];
            // In few steps: at the end of each the collector tries its utmost, twice.
            for (int size = 1 << 20; size >= 1 << 11; size /= 8) {
                try {
                    while (true) {
                        all.add(new byte[size]);
                    }
                } catch (OutOfMemoryError full) {
                    // The next size.
                }
            }
            spare[0] = 1;
            return all;
        }

        boolean isSame() {
            try {
                LiveStore twin = builder().open();
                acknowledged.forEach(twin::add);
                LiveBase.assertSameStores(store, twin);
                return store.report().equals(twin.report());
            } catch (IllegalStateException told) {
                refuses = String.valueOf(told.getMessage()).contains("Restore the last snapshot");
                return refuses;
            }
        }
    }
}

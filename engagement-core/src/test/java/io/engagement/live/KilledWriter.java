package io.engagement.live;

import io.engagement.domain.Interaction;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.SplittableRandom;

/** A program that is killed: it adds interactions, writes snapshots, and says so after each. */
final class KilledWriter {
    static final int CUSTOMERS = 300;
    /** Interactions from one snapshot to the next. */
    private static final int STEP = 500;

    private KilledWriter() {}

    /** Takes the snapshot's file; goes on from it where it is there. Ends by being killed, or after the number given. */
    public static void main(String[] args) throws IOException {
        Path file = Path.of(args[0]);
        long end = Long.parseLong(args[1]);
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        LiveStore store =
                Files.exists(file) ? builder().restore(file) : builder().open();
        Feed feed = store.feed("events");
        long next = feed.position().orElse(-1) + 1;
        out.println("begin " + next);
        while (next < end) {
            for (int i = 0; i < STEP; i++) {
                feed.add(interaction(next), next);
                next++;
            }
            store.snapshot(file);
            out.println("written " + (next - 1));
        }
    }

    static LiveStore.Builder builder() {
        return LiveBase.store()
                .withClock(Clock.fixed(LiveBase.START, ZoneOffset.UTC))
                .withShards(8)
                .withReorderWindow(Duration.ofDays(2))
                .withDuplicateWindow(Duration.ofHours(1));
    }

    /** The same for the same number: out of order by less than the window. */
    static Interaction interaction(long number) {
        SplittableRandom random = new SplittableRandom(number);
        long seconds = 60 * number + random.nextInt(86_400);
        return LiveBase.interaction(
                "c" + random.nextInt(CUSTOMERS),
                LiveBase.START.minus(Duration.ofDays(4000)).plusSeconds(seconds),
                number);
    }
}

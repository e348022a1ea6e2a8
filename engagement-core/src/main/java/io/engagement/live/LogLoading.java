package io.engagement.live;

import io.engagement.domain.Interaction;
import io.engagement.history.LogView;
import io.engagement.measure.StateLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** Takes all that a log has into a store, on several threads. */
final class LogLoading {
    private final StateLayout layout;
    private final Shards shards;
    private final LogView view;
    private final long now;
    private final long windowMillis;
    private final long horizonMillis;
    /** The newest interaction's time. */
    private final long last;

    LogLoading(StateLayout layout, Shards shards, LogView view, long now, long windowMillis, long horizonMillis) {
        this.layout = layout;
        this.shards = shards;
        this.view = view;
        this.now = now;
        this.windowMillis = windowMillis;
        this.horizonMillis = horizonMillis;
        this.last = Math.min(now, last(view).orElse(now));
    }

    private static OptionalLong last(LogView view) {
        return IntStream.range(0, view.customers())
                .filter(row -> view.start(row) < view.end(row))
                .mapToLong(row -> view.epochMilli(view.end(row) - 1))
                .max();
    }

    /** If it throws half way, the store refuses to go on. */
    void run() {
        boolean whole = false;
        try {
            IntStream.range(0, view.customers()).parallel().forEach(this::load);
            whole = true;
        } finally {
            if (!whole) {
                shards.all().forEach(Shard::close);
            }
        }
    }

    /** What nothing can precede any more keeps the initiators of the log, which has whole threads. */
    private void load(int row) {
        String customerId = view.customerId(row);
        long hashed = shards.hash(customerId);
        Shard shard = shards.of(hashed);
        if (layout.hasFacts() || view.start(row) == view.end(row)) {
            shard.tell(customerId, hashed, (slots, at) -> layout.know(view, row, slots, at), Shard.NO_FEED, 0);
        }
        List<Interaction> threaded = new ArrayList<>();
        int next = view.start(row);
        for (; next < view.end(row) && view.epochMilli(next) < last - windowMillis; next++) {
            Interaction interaction = view.interaction(next);
            shard.load(interaction, hashed, now, true);
            if (interaction.id().isPresent() || interaction.conversation().isPresent()) {
                threaded.add(interaction);
            }
        }
        if (horizonMillis > 0 && !threaded.isEmpty()) {
            shard.remember(customerId, hashed, threaded, last - horizonMillis);
        }
        for (; next < view.end(row); next++) {
            shard.load(view.interaction(next), hashed, now, false);
        }
    }
}

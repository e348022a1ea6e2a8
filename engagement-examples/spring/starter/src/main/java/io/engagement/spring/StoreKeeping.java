package io.engagement.spring;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Writes snapshots and sets marks while the application runs, and writes the last snapshot when it stops: after whatever feeds the
 * store has stopped, which has a greater phase.
 */
final class StoreKeeping implements SmartLifecycle {
    /** Less than that of web servers and of consumers: starts before them, stops after them. */
    static final int PHASE = 0;

    private static final Logger LOG = LoggerFactory.getLogger(StoreKeeping.class);

    private final StoreSnapshots snapshots;
    private final ScoreMarks marks;
    private final Duration snapshotEvery;
    private final Duration markEvery;
    private final AtomicReference<@Nullable ScheduledExecutorService> timer = new AtomicReference<>();

    StoreKeeping(StoreSnapshots snapshots, ScoreMarks marks, EngagementProperties properties) {
        this.snapshots = snapshots;
        this.marks = marks;
        this.snapshotEvery =
                notNegative("engagement.snapshot.every", properties.snapshot().every());
        this.markEvery =
                notNegative("engagement.changes.every", properties.changes().every());
    }

    private static Duration notNegative(String property, Duration duration) {
        if (duration.isNegative()) {
            throw new EngagementStartException(
                    property + " must be 0 for never, or positive, was " + duration,
                    "Set it to a duration such as PT5M.");
        }
        return duration;
    }

    @Override
    public void start() {
        ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "engagement-keeping");
            thread.setDaemon(true);
            return thread;
        });
        if (!timer.compareAndSet(null, executor)) {
            executor.shutdown();
            return;
        }
        repeat(executor, snapshotEvery, snapshotEvery, snapshots::tryToWrite);
        repeat(executor, Duration.ZERO, markEvery, this::mark);
    }

    private static void repeat(ScheduledExecutorService executor, Duration first, Duration every, Runnable work) {
        if (!every.isZero()) {
            var unused =
                    executor.scheduleWithFixedDelay(work, first.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** What throws would be the last of a timer. */
    private void mark() {
        try {
            marks.mark();
        } catch (RuntimeException failed) {
            LOG.error("measures were not marked: what changed is told since the mark before", failed);
        }
    }

    @Override
    public void stop() {
        ScheduledExecutorService executor = timer.getAndSet(null);
        if (executor != null) {
            executor.shutdown();
        }
        snapshots.tryToWrite();
        snapshots.written().ifPresent(at -> LOG.info("the last snapshot is of {}", at));
    }

    @Override
    public boolean isRunning() {
        return timer.get() != null;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}

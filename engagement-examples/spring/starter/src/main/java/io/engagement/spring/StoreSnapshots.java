package io.engagement.spring;

import io.engagement.live.LiveStore;
import io.engagement.live.SnapshotException;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the store is kept, if anywhere. Each writing is whole or not at all. Thread-safe. */
final class StoreSnapshots {
    private static final Logger LOG = LoggerFactory.getLogger(StoreSnapshots.class);

    private final LiveStore store;
    private final Optional<Path> file;
    private final Clock clock;
    private final ObservationRegistry observations;

    /** One at a time: of many erasures that wait for it, one writing does for all. */
    private final Lock oneWriting = new ReentrantLock();

    /** How many customers were erased whom the file may hold, and of how many it holds none any more. */
    private final AtomicLong erased = new AtomicLong();

    private long erasedInFile;

    private volatile Optional<Instant> written = Optional.empty();
    private volatile Optional<String> failure = Optional.empty();

    StoreSnapshots(LiveStore store, Optional<Path> file, Clock clock, ObservationRegistry observations) {
        this.store = store;
        this.file = file;
        this.clock = clock;
        this.observations = observations;
    }

    /** The store of a file, or an empty one where there is no file yet. Never an empty one in the place of a damaged file. */
    static LiveStore open(LiveStore.Builder builder, Optional<Path> file) {
        if (file.isEmpty()) {
            LOG.info("engagement.snapshot.file is not set: what comes is forgotten with the process");
            return builder.open();
        }
        return Files.exists(file.get()) ? restore(builder, file.get()) : builder.open();
    }

    private static LiveStore restore(LiveStore.Builder builder, Path file) {
        try {
            LiveStore store = builder.restore(file);
            LOG.info("restored {} customers from {}", store.report().customers(), file);
            return store;
        } catch (SnapshotException damaged) {
            throw new EngagementStartException(
                    "engagement.snapshot.file " + file + " cannot be restored: " + damaged.getMessage(),
                    "Put an earlier copy of the file in its place, or move it away to start with an empty store. "
                            + "It was left as it is.");
        } catch (IOException unreadable) {
            throw new EngagementStartException(
                    "engagement.snapshot.file " + file + " cannot be read: " + unreadable,
                    "Let the service's user read it, or name another file.");
        }
    }

    /** Tried, as rights alone do not tell. */
    static void requireWritable(Path file) {
        Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file.toAbsolutePath());
        try {
            Files.delete(Files.createTempFile(folder, ".engagement", ".try"));
        } catch (IOException unwritable) {
            throw new EngagementStartException(
                    "engagement.snapshot.file must lie in a folder that can be written, was " + file + ": "
                            + unwritable,
                    "Make the folder " + folder + " and let the service's user write to it, or name another file.");
        }
    }

    Optional<Path> file() {
        return file;
    }

    /** Somebody was erased from the store whom the file may hold. */
    void erased() {
        erased.incrementAndGet();
    }

    /** Writes if the file may hold somebody who was erased. */
    void writeIfErased() throws IOException {
        oneWriting.lock();
        try {
            if (erasedInFile < erased.get()) {
                write();
            }
        } finally {
            oneWriting.unlock();
        }
    }

    /** Does nothing where there is no file. */
    void write() throws IOException {
        if (file.isEmpty()) {
            return;
        }
        oneWriting.lock();
        try {
            write(file.get());
        } finally {
            oneWriting.unlock();
        }
    }

    private void write(Path path) throws IOException {
        long before = erased.get();
        try {
            Observation.createNotStarted("engagement.snapshot", observations)
                    .observeChecked(() -> store.snapshot(path));
            erasedInFile = before;
            written = Optional.of(clock.instant());
            failure = Optional.empty();
        } catch (IOException | RuntimeException failed) {
            failure = Optional.of(failed.toString());
            throw failed;
        }
    }

    /** The same, where nobody waits for it: what fails is logged, and told by {@link #failure()}. */
    void tryToWrite() {
        try {
            write();
        } catch (IOException | RuntimeException failed) {
            LOG.error("engagement.snapshot.file {} was not written and is as it was", file.orElseThrow(), failed);
        }
    }

    Optional<Instant> written() {
        return written;
    }

    /** Of the last writing. */
    Optional<String> failure() {
        return failure;
    }
}

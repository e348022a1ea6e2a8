package io.engagement.history;

import io.engagement.domain.Customer;
import io.engagement.domain.Interaction;
import io.engagement.domain.InteractionKind;
import io.engagement.internal.index.KeyedHash;
import io.engagement.internal.index.KindIndex;
import io.engagement.internal.index.Parallel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Interactions of more customers than memory holds: written to files by customer, then read a part of the customers at a
 * time, each as a log of its own. Whatever is asked of one customer at a time (measures, scores) comes out as it would of
 * one log.
 *
 * <pre>{@code
 * try (PartitionedLog partitions = PartitionedLog.inDirectory(directory, 64)) {
 *     rows.forEach(partitions::add);
 *     partitions.map(2, log -> plan.score(log.asOf(now)));
 * }
 * }</pre>
 *
 * <p>A part should fit into memory once for each thread: 64 parts are right for some 10 million customers. Which
 * customer is in which part depends on the id and the number of parts alone. An id of two interactions of different
 * customers is not found where these are in different parts.
 *
 * <p>Not for several threads while it is being filled. Closing removes the files.
 */
public final class PartitionedLog implements AutoCloseable {
    private static final int MOST = 4096;

    /** Fixed, so that a customer is always in the same part. */
    private static final KeyedHash HASH = new KeyedHash(0x2545F4914F6CDD1DL, 0x9FB21C651E98DF25L);

    private final Path directory;
    private final List<PartitionFile> files;
    private final KindIndex kinds = new KindIndex();
    private long size;

    private PartitionedLog(Path directory, List<PartitionFile> files) {
        this.directory = directory;
        this.files = files;
    }

    /**
     * An empty one.
     *
     * @param directory exists, on a disk with room for some 30 bytes an interaction
     * @param parts how many, from 1 to 4,096
     * @return the log
     * @throws IllegalArgumentException if the number is out of its range
     * @throws IOException if no file can be written there
     */
    public static PartitionedLog inDirectory(Path directory, int parts) throws IOException {
        if (parts < 1 || parts > MOST) {
            throw new IllegalArgumentException("parts must be from 1 to " + MOST + ", was " + parts);
        }
        Path own = Files.createTempDirectory(directory, "interactions");
        return new PartitionedLog(
                own,
                IntStream.range(0, parts)
                        .mapToObj(part -> new PartitionFile(own.resolve("part-" + part)))
                        .toList());
    }

    /**
     * Registers a customer, who need not have any interaction.
     *
     * @param customer the customer
     * @throws UncheckedIOException if it cannot be written
     */
    public void customer(Customer customer) {
        file(customer.id()).add(customer);
    }

    /**
     * Adds an interaction.
     *
     * @param interaction the interaction
     * @throws UncheckedIOException if it cannot be written
     */
    public void add(Interaction interaction) {
        file(interaction.customerId()).add(interaction, kinds.indexOf(interaction.kind()));
        size++;
    }

    /**
     * Adds an interaction about which no more is known.
     *
     * @param customerId whose
     * @param epochMilli when, in milliseconds since 1970
     * @param kind what sort of contact it is; hand in the same object again where it is the same
     * @param value what it was worth; NaN for none
     * @param cost what it cost; NaN for none
     * @throws IllegalArgumentException if a field is out of its range, as {@link InteractionLog.Builder#add(String, long,
     *     InteractionKind, double, double)}
     * @throws UncheckedIOException if it cannot be written
     */
    public void add(String customerId, long epochMilli, InteractionKind kind, double value, double cost) {
        LogAssembly.checkPlain(customerId, epochMilli, kind, value, cost);
        file(customerId).add(customerId, epochMilli, kinds.indexOf(kind), value, cost);
        size++;
    }

    private PartitionFile file(String customerId) {
        return files.get((int) Long.remainderUnsigned(HASH.of(customerId), files.size()));
    }

    /**
     * Number of interactions.
     *
     * @return how many were added
     */
    public long size() {
        return size;
    }

    /**
     * Makes something of each part, several at a time.
     *
     * @param <R> what it is
     * @param threads how many parts are in memory at a time, at least 1
     * @param of from the log of a part; called on several threads, each of which works on its own part
     * @return one a part, in the order of parts, which does not depend on the number of threads
     * @throws IllegalArgumentException if there are fewer than one thread, two interactions of one id differ, or a customer is
     *     registered twice and differs, as in {@link InteractionLog.Builder}
     * @throws IOException if a file cannot be written or read, or is not as it was written
     */
    public <R> List<R> map(int threads, Function<InteractionLog, R> of) throws IOException {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, was " + threads);
        }
        try {
            files.forEach(PartitionFile::flush);
        } catch (UncheckedIOException failed) {
            throw new IOException(failed.getMessage(), failed);
        }
        ForkJoinPool pool = new ForkJoinPool(threads);
        try {
            return pool.submit(() -> files.stream()
                            .parallel()
                            .map(file -> of.apply(read(file)))
                            .toList())
                    .get();
        } catch (ExecutionException failed) {
            throw cause(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while parts were read", stopped);
        } finally {
            pool.shutdown();
        }
    }

    private static IOException cause(ExecutionException failed) {
        // Of a future that failed there is a cause.
        Throwable cause = Parallel.thrown(Objects.requireNonNull(failed.getCause()));
        if (cause instanceof UncheckedIOException io) {
            return new IOException(io.getMessage(), io);
        }
        if (cause instanceof RuntimeException thrown) {
            throw thrown;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        return new IOException(cause);
    }

    private InteractionLog read(PartitionFile file) {
        LogAssembly assembly = new LogAssembly();
        file.read(assembly, kinds.kinds());
        return assembly.build();
    }

    /** Removes the files. */
    @Override
    public void close() throws IOException {
        for (PartitionFile file : files) {
            file.remove();
        }
        Files.deleteIfExists(directory);
    }
}

package io.engagement.connect;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * The blocks of a file, read on several threads and handed over in their order by the calling one, which reads too while
 * it waits. What is handed over does not depend on the number of threads.
 */
final class ParallelBlocks {
    private final PlainRows file;
    private final Supplier<BatchReader> newReader;
    private final int threads;
    private final Queue<BatchReader> idle = new ConcurrentLinkedQueue<>();
    private final Deque<Step> ahead = new ArrayDeque<>();
    private long linesBefore;

    /**
     * Blocks from where the file's rows are being read.
     *
     * @param file whose rows so far are plain
     * @param newReader a reader for a thread of its own
     * @param threads how many threads read, at least 1
     */
    ParallelBlocks(PlainRows file, Supplier<BatchReader> newReader, int threads) {
        this.file = file;
        this.newReader = newReader;
        this.threads = threads;
        this.linesBefore = file.linesBefore();
    }

    /** What is done with the rows of a block, before which the file has so many lines. */
    interface Taker {
        void take(RowBatch batch, long linesBefore);
    }

    private record Step(PlainBlock block, FutureTask<RowBatch> reading) {}

    /** Hands all blocks over; gives the rows from the first one on that is not plain. */
    Iterator<Row> read(Taker taker) {
        if (threads == 1) {
            return read(taker, task -> {});
        }
        ExecutorService others = Executors.newFixedThreadPool(threads - 1, task -> {
            Thread thread = new Thread(task, "reading rows");
            thread.setDaemon(true);
            return thread;
        });
        try {
            return read(taker, others);
        } finally {
            others.shutdownNow();
        }
    }

    private Iterator<Row> read(Taker taker, Executor others) {
        begin(file.block(), others);
        while (!ahead.isEmpty()) {
            beginMore(others);
            RowBatch batch = first();
            PlainBlock block = ahead.remove().block();
            taker.take(batch, linesBefore);
            if (!block.isPlain()) {
                List<PlainBlock> later = ahead.stream().map(Step::block).toList();
                return file.rest(block, later, linesBefore);
            }
            linesBefore += block.lines();
            file.release(block);
        }
        return Collections.emptyIterator();
    }

    private void begin(PlainBlock block, Executor others) {
        FutureTask<RowBatch> reading = new FutureTask<>(() -> read(block));
        ahead.add(new Step(block, reading));
        others.execute(reading);
    }

    /** So many that nobody runs out of work while one block is taken, so few that they stay in the caches. */
    private void beginMore(Executor others) {
        while (ahead.size() < 2 * threads) {
            PlainBlock block = file.readBlock();
            if (block == null) {
                return;
            }
            begin(block, others);
        }
    }

    private RowBatch read(PlainBlock block) {
        BatchReader known = idle.poll();
        BatchReader reader = known == null ? newReader.get() : known;
        RowBatch batch = reader.read(block);
        idle.add(reader);
        return batch;
    }

    /** Waits for the first block; until it is there, reads what nobody else has begun to read. */
    private RowBatch first() {
        FutureTask<RowBatch> first = ahead.getFirst().reading();
        for (Step step : ahead) {
            if (first.isDone()) {
                break;
            }
            step.reading().run();
        }
        try {
            return first.get();
        } catch (ExecutionException e) {
            throw unchecked(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a file was read", e);
        }
    }

    private static RuntimeException unchecked(ExecutionException failed) {
        if (failed.getCause() instanceof RuntimeException cause) {
            return cause;
        }
        if (failed.getCause() instanceof Error cause) {
            throw cause;
        }
        return new IllegalStateException(failed);
    }
}

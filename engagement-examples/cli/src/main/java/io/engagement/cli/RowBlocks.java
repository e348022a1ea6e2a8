package io.engagement.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Rows in blocks that all cores make, and that are handed on in order: reasons cost far more than writing them. No more than 32
 * blocks are in memory.
 */
final class RowBlocks {
    /** Rows that a worker makes at once. */
    static final int BLOCK = 1 << 10;
    /** Blocks that are handed on, and as many that are being made. */
    private static final int BLOCKS = 16;

    private RowBlocks() {}

    /**
     * Makes rows and hands them on.
     *
     * @param made makes of a block's rows what is handed on, from several threads
     * @param next takes each block, in order, in this thread
     */
    static <T> void handOn(int rows, IntFunction<List<?>> row, Function<List<List<?>>, T> made, Consumer<T> next) {
        int blocks = (rows + BLOCK - 1) / BLOCK;
        CompletableFuture<List<T>> making = CompletableFuture.completedFuture(List.of());
        for (int first = 0; first < blocks + BLOCKS; first += BLOCKS) {
            List<T> ready = making.join();
            int from = first;
            making = CompletableFuture.supplyAsync(() -> IntStream.range(from, Math.min(blocks, from + BLOCKS))
                    .parallel()
                    .mapToObj(block -> made.apply(block(block, rows, row)))
                    .toList());
            ready.forEach(next);
        }
    }

    private static List<List<?>> block(int block, int rows, IntFunction<List<?>> row) {
        int past = Math.min(rows, (block + 1) * BLOCK);
        List<List<?>> made = new ArrayList<>(BLOCK);
        for (int each = block * BLOCK; each < past; each++) {
            made.add(row.apply(each));
        }
        return made;
    }
}

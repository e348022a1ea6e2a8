package io.engagement.fit;

import io.engagement.internal.index.Chunks;
import io.engagement.internal.index.Ongoing;
import io.engagement.internal.index.Parallel;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

/**
 * Sums over rows on all cores: rows go in chunks of a fixed size, whose sums are added in order, so that the bits do not depend on
 * the number of threads.
 */
public final class OrderedSums {
    private OrderedSums() {}

    /**
     * The sum over a chunk.
     *
     * @param <S> the sum
     */
    @FunctionalInterface
    public interface Chunk<S> {
        /**
         * Sums over some rows.
         *
         * @param from the first row
         * @param to the row after the last
         * @return their sum, one that nobody else has
         */
        S sum(int from, int to);
    }

    /**
     * Adds the sums over all rows to a sum.
     *
     * @param sum to which is added
     * @param rows how many there are
     * @param size of a chunk: so many rows that a thread is worth its start
     * @param chunk sums over a chunk; called from several threads
     * @param add adds the second to the first; called from one thread
     * @param <S> the sum
     * @return {@code sum}
     */
    public static <S> S into(S sum, int rows, int size, Chunk<S> chunk, BiConsumer<S, S> add) {
        Chunks chunks = new Chunks(size);
        int count = chunks.count(rows);
        Ongoing work = Ongoing.here();
        IntStream numbers = IntStream.range(0, count);
        List<S> parts = Parallel.run(() -> (count > 1 ? numbers.parallel() : numbers)
                .mapToObj(number -> work.part(() -> chunk.sum(chunks.from(number), chunks.to(number, rows))))
                .toList());
        parts.forEach(part -> add.accept(sum, part));
        return sum;
    }
}

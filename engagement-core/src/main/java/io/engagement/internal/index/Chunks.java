package io.engagement.internal.index;

import java.util.stream.IntStream;

/**
 * Positions from 0 on, cut into parts of one length, for all cores. Where the parts begin depends on no number of threads.
 *
 * @param length of each part but the last, positive
 */
public record Chunks(int length) {
    /** Long enough that handing a part out costs nothing beside it, however little is done with a position. */
    public static final Chunks LONG = new Chunks(1 << 16);

    /** What is done with the positions from one on to before another. */
    @FunctionalInterface
    public interface Part {
        /**
         * Does it.
         *
         * @param from the first position
         * @param to the position after the last
         */
        void run(int from, int to);
    }

    /**
     * Number of parts.
     *
     * @param size number of positions
     * @return 0 for none
     */
    public int count(int size) {
        return (int) ((size + (long) length - 1) / length);
    }

    /**
     * Where a part begins.
     *
     * @param chunk its number, from 0
     * @return its first position
     */
    public int from(int chunk) {
        return chunk * length;
    }

    /**
     * Where a part ends.
     *
     * @param chunk its number, from 0
     * @param size number of positions
     * @return the position after its last
     */
    public int to(int chunk, int size) {
        return (int) Math.min(size, (chunk + 1L) * length);
    }

    /**
     * The part that a position lies in.
     *
     * @param position the position
     * @return its number, from 0
     */
    public int of(int position) {
        return position / length;
    }

    /**
     * Does something with each part, on all cores and in any order.
     *
     * @param size number of positions
     * @param part what is done; called from several threads
     * @throws java.util.concurrent.CancellationException if the calling thread is interrupted
     */
    public void forEach(int size, Part part) {
        Ongoing work = Ongoing.here();
        Parallel.run(() -> {
            IntStream.range(0, count(size))
                    .parallel()
                    .forEach(chunk -> work.part(() -> {
                        part.run(from(chunk), to(chunk, size));
                        return true;
                    }));
            return true;
        });
    }
}

package io.engagement.history;

import java.util.stream.IntStream;

/** A range of positions cut into parts of one length, for all cores. */
final class Chunks {
    /** Long enough that handing a part out costs nothing beside it. */
    static final int LENGTH = 1 << 16;

    private Chunks() {}

    /** What is done with the positions from one on to before another. */
    interface Part {
        void run(int from, int to);
    }

    static int count(int size) {
        return (int) ((size + (long) LENGTH - 1) / LENGTH);
    }

    static int from(int chunk) {
        return chunk * LENGTH;
    }

    static int to(int chunk, int size) {
        return (int) Math.min(size, (chunk + 1L) * LENGTH);
    }

    /** Does something with each part, in any order. */
    static void forEach(int size, Part part) {
        IntStream.range(0, count(size)).parallel().forEach(chunk -> part.run(from(chunk), to(chunk, size)));
    }
}

package io.engagement.benchmarks.peers;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;

/** Writes rows, made by all cores and in their order. */
interface RowText {
    /** Rows that are made at a time by one core. */
    int CHUNK = 1 << 12;

    /** Appends a row without its line break. */
    void append(int row, StringBuilder out);

    static void write(Path file, String header, int rows, RowText text) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            out.write(header + "\n");
            String[] chunks = IntStream.rangeClosed(0, (rows - 1) / CHUNK)
                    .parallel()
                    .mapToObj(chunk -> chunk(chunk * CHUNK, Math.min(rows, (chunk + 1) * CHUNK), text))
                    .toArray(String[]::new);
            for (String chunk : chunks) {
                out.write(chunk);
            }
        }
    }

    private static String chunk(int from, int to, RowText text) {
        StringBuilder out = new StringBuilder();
        for (int row = from; row < to; row++) {
            text.append(row, out);
            out.append('\n');
        }
        return out.toString();
    }
}

package io.engagement.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** A program that writes half of a file, says so, and waits to be ended. */
final class HalfWriter {
    private HalfWriter() {}

    public static void main(String[] words) {
        OutputFile.write(Path.of(words[0]), writer -> {
            try {
                writer.write("half".repeat(100_000));
                writer.flush();
                System.out.println("half");
                Thread.sleep(60_000);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }
}

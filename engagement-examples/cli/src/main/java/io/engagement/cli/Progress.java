package io.engagement.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;

/** A progress bar for long work, on standard error, if that is a terminal that somebody looks at. */
final class Progress implements AutoCloseable {
    /** Files below this size are read before anybody looks. */
    private static final long LONG_FILE = 20_000_000;

    private final Path file;
    private final @Nullable ProgressBar bar;
    private long rows;

    private Progress(Path file, @Nullable ProgressBar bar) {
        this.file = file;
        this.bar = bar;
    }

    /** From JDK 22 on there is a console even without a terminal; a TERM is asked for too. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isWatched() {
        return System.console() != null && System.getenv("TERM") != null && System.getenv("CI") == null;
    }

    static Progress ofBytes(String task, Path file) throws IOException {
        boolean shown = isWatched() && Files.exists(file) && Files.size(file) > LONG_FILE;
        return new Progress(file, shown ? bar(task) : null);
    }

    private static ProgressBar bar(String task) {
        return new ProgressBarBuilder()
                .setTaskName(task)
                .setUnit(" rows", 1)
                .setInitialMax(-1)
                .setUpdateIntervalMillis(250)
                .build();
    }

    Path file() {
        return file;
    }

    void rowRead() {
        rows++;
        if (bar != null && rows % 10_000 == 0) {
            bar.stepTo(rows);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.stepTo(rows);
            bar.close();
        }
    }
}

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
    /** Fewer than these are done before anybody looks. */
    private static final long MANY_CUSTOMERS = 50_000;

    private static final int STRIDE = 10_000;

    private final @Nullable ProgressBar bar;
    private long steps;

    private Progress(@Nullable ProgressBar bar) {
        this.bar = bar;
    }

    /** From JDK 22 on there is a console even without a terminal; a TERM is asked for too. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isWatched() {
        return System.console() != null && System.getenv("TERM") != null && System.getenv("CI") == null;
    }

    /** Of the rows of a file, whose number is not known before it is read. */
    static Progress ofFile(String task, Path file) {
        return size(file) > LONG_FILE ? ofRows(task) : new Progress(null);
    }

    /** Of rows whose number is not known before they are read. */
    static Progress ofRows(String task) {
        return new Progress(isWatched() ? bar(task, " rows", -1) : null);
    }

    /** Of so many customers. */
    static Progress ofCustomers(String task, long customers) {
        return new Progress(isWatched() && customers > MANY_CUSTOMERS ? bar(task, " customers", customers) : null);
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            // Whoever reads the file tells what is wrong with it.
            return 0;
        }
    }

    private static ProgressBar bar(String task, String unit, long steps) {
        return new ProgressBarBuilder()
                .setTaskName(Shown.value(task))
                .setUnit(unit, 1)
                .setInitialMax(steps)
                .setUpdateIntervalMillis(250)
                .build();
    }

    void step() {
        step(1);
    }

    void step(int more) {
        long before = steps;
        steps += more;
        if (bar != null && steps / STRIDE > before / STRIDE) {
            bar.stepTo(steps);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.stepTo(steps);
            bar.close();
        }
    }
}

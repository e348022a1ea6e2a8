package io.engagement.cli;

import io.engagement.fit.FitException;
import java.util.function.Supplier;

/** The data cannot be used: exit code 1. */
final class DataRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DataRefused(String message) {
        super(message);
    }

    /** A fit that fails is a matter of the data. */
    static <T> T ofFit(Supplier<T> fit) {
        try {
            return fit.get();
        } catch (FitException e) {
            throw new DataRefused(String.valueOf(e.getMessage()));
        }
    }
}

package io.engagement.cli;

import io.engagement.connect.DataRefused;
import io.engagement.fit.FitException;
import java.util.function.Supplier;

/** Fits, whose failing is a matter of the data. */
final class Fits {
    private Fits() {}

    static <T> T orRefused(Supplier<T> fit) {
        return orRefused(fit, "");
    }

    /** With what to try where the fit fails. */
    static <T> T orRefused(Supplier<T> fit, String remedy) {
        try {
            return fit.get();
        } catch (FitException e) {
            throw new DataRefused(String.valueOf(e.getMessage()) + remedy);
        }
    }
}

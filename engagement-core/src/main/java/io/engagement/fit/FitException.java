package io.engagement.fit;

import java.util.List;
import java.util.Objects;

/** A model that cannot be fitted: which, what happened, and what to check. */
public final class FitException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What happened, without the checks. */
    private final String happened;

    private FitException(String message, String happened) {
        super(message);
        this.happened = happened;
    }

    /**
     * The exception.
     *
     * @param model name of the model
     * @param happened what happened, a sentence without its full stop
     * @param checks what to check, the likeliest first
     * @return an exception whose message holds the numbered checks
     */
    public static FitException of(String model, String happened, List<String> checks) {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(happened, "happened");
        StringBuilder message = new StringBuilder("cannot fit " + model + ": " + happened + ". Check:");
        for (int i = 0; i < checks.size(); i++) {
            message.append(' ').append(i + 1).append(". ").append(checks.get(i));
        }
        return new FitException(message.toString(), happened);
    }

    /**
     * What happened, without the checks, for a short report.
     *
     * @return a sentence without its full stop
     */
    public String happened() {
        return happened;
    }
}

package io.engagement.setup;

import io.engagement.fit.FitException;

/**
 * Why a model could not be fitted.
 *
 * @param happened what happened, for a report with little room
 * @param advice the whole message, which says what to check
 */
record Failure(String happened, String advice) {
    static Failure of(FitException e) {
        return new Failure(oneLine(e.happened()), oneLine(String.valueOf(e.getMessage())));
    }

    /** As texts have room for one. */
    private static String oneLine(String words) {
        return words.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}

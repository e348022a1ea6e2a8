package io.engagement.dialogue;

import io.engagement.score.Words;

/** Own effort in words. It has no unit that a person would know, so it is compared. */
final class EffortWords {
    /** What is left of an act after seven half-lives. */
    private static final double HARDLY_ANY = 0.01;

    private static final double MANY_TIMES = 100;

    private EffortWords() {}

    /**
     * A customer's effort of late.
     *
     * @param own this customer's, not negative
     * @param usual what it is compared with
     * @param norm what that is: "is typical"
     */
    static String ofLate(double own, double usual, String norm) {
        if (own == usual) {
            return own == 0 ? "no own effort of late" : "as much own effort of late as " + norm;
        }
        if (own < HARDLY_ANY && own < usual) {
            return (own == 0 ? "no" : "hardly any") + " own effort of late"
                    + (usual < HARDLY_ANY ? "" : ", less than " + norm);
        }
        return (own > usual ? "more" : "less") + " own effort of late than " + norm + size(own / usual);
    }

    private static String size(double ratio) {
        if (ratio > MANY_TIMES) {
            return "";
        }
        return ratio >= 2
                ? " (" + tenths(ratio) + " times as much)"
                : " (by " + Words.figure(Math.max(1, Math.rint(100 * Math.abs(ratio - 1)))) + " %)";
    }

    private static String tenths(double ratio) {
        double tenths = Math.rint(10 * ratio);
        return tenths % 10 == 0 ? Words.figure(tenths / 10) : Double.toString(tenths / 10);
    }
}

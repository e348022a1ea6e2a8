package io.engagement.score;

/**
 * What sentences of an explanation are about.
 *
 * @param word what the score is called in them: "risk"
 * @param scale how its numbers are written
 * @param reference who the customer is compared with: "the typical customer"
 */
record Subject(String word, Scale scale, String reference) {
    private static final String TYPICAL = "the typical customer";

    static Subject of(String word, Scale scale) {
        return new Subject(word, scale, TYPICAL);
    }

    /** A scorer's name as a word: "retention risk". */
    static Subject named(String scorer, Scale scale) {
        return of(scorer.replace('_', ' '), scale);
    }

    String words(double score) {
        return Wording.score(scale, score);
    }

    /** With digits that tell it apart from another one. */
    String words(double score, double other) {
        return Wording.score(scale, score, other);
    }

    /**
     * A figure of the customer who is compared with, "the typical customer's 0.93"; without a figure, "the typical
     * customer's".
     */
    String ofReference(String what) {
        if (reference.contains(" who ")) {
            return (what.isEmpty() ? "that" : "the " + what) + " of " + reference;
        }
        return reference + "'s" + (what.isEmpty() ? "" : " " + what);
    }

    /** Where a probability stands: 1 above one half, -1 below, 0 at one half and on other scales. */
    int sideOfHalf(double value) {
        return scale == Scale.PROBABILITY ? (int) Math.signum(value - 0.5) : 0;
    }
}

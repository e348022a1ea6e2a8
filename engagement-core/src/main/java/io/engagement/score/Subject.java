package io.engagement.score;

/**
 * What sentences of an explanation are about.
 *
 * @param word what the score is called in them: "risk"
 * @param scale how its numbers are written
 * @param reference with whom the customer is compared: "the typical customer"
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

    /**
     * Where the score stands: a probability above or below one half, any other score above or below what it is compared with.
     *
     * @return 1, -1, or 0 if it stands on neither side
     */
    int side(double value, double baseline) {
        double middle = scale == Scale.PROBABILITY && value != 0.5 ? 0.5 : baseline;
        return (int) Math.signum(value - middle);
    }
}

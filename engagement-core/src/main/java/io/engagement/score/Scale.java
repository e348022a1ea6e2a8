package io.engagement.score;

/** What a score's number means, and which numbers it allows. */
public enum Scale {
    /** A probability, from 0 to 1. */
    PROBABILITY(0, 1),
    /** An index from 0 to 100. */
    INDEX(0, 100),
    /** An amount in the log's currency; any finite number, negative ones too. */
    MONEY(-Double.MAX_VALUE, Double.MAX_VALUE),
    /** A number of things, finite and not negative; need not be whole. */
    COUNT(0, Double.MAX_VALUE);

    private final double lowest;
    private final double highest;

    Scale(double lowest, double highest) {
        this.lowest = lowest;
        this.highest = highest;
    }

    /**
     * The lowest number on this scale.
     *
     * @return the lower bound, itself allowed
     */
    public double lowest() {
        return lowest;
    }

    /**
     * The highest number on this scale.
     *
     * @return the upper bound, itself allowed
     */
    public double highest() {
        return highest;
    }

    /** NaN for a result that is off the scale, which is a fault of the scorer. */
    double keep(double score) {
        return score >= lowest && score <= highest ? score : Double.NaN;
    }

    void keepAll(int from, int to, double[] scores) {
        double least = lowest;
        double most = highest;
        for (int row = from; row < to; row++) {
            if (!(scores[row] >= least && scores[row] <= most)) {
                scores[row] = Double.NaN;
            }
        }
    }

    /** The explanation, or why there is none if its value is not on this scale. */
    Explanation keep(Explanation explanation) {
        double value = explanation.value();
        return Double.isNaN(value) || !Double.isNaN(keep(value))
                ? explanation
                : Explanation.undefined(
                        explanation.scorer(),
                        "no score: " + value + " came out, which is no " + this + " from " + lowest + " to " + highest
                                + ": a fault of the scorer or its model");
    }
}

package io.engagement.initiative;

/**
 * The level of own acts in the horizon to come, in log-odds, from those of the past, the newest first and half a horizon apart:
 * mostly the newest, and a little of their mean. How far such forecasts were from the levels of a horizon later tells how far
 * this one may be.
 *
 * @param level what is expected
 * @param error standard error of that
 * @param newest the newest level
 * @param lower where it was expected at least, with 95 % in the band; minus infinity if there is nothing to expect it from
 * @param upper and at most
 */
record LevelForecast(double level, double error, double newest, double lower, double upper) {
    /** Between 0.7 and 1 the mean log loss of 52 rows of real data does not move by more than 0.001. */
    private static final double NEWEST = 0.75;
    /** What levels moved by within a horizon on the data that the model was designed with; it counts as four forecasts. */
    private static final double USUAL_ERROR = 0.3;

    private static final double USUAL = 4;
    /** Origins lie half a horizon apart, so that every outcome is seen from two of them. */
    private static final double OVERLAP = 0.5;
    /** So many origins later the outcomes of one are known. */
    private static final int KNOWN_AFTER = 2;

    private static final double TWO_SIDED_95 = 1.959963984540054;

    /**
     * A forecast.
     *
     * @param levels the newest first, at least one
     * @param weights as many
     */
    static LevelForecast of(double[] levels, double[] weights) {
        double squares = USUAL * USUAL_ERROR * USUAL_ERROR;
        double known = USUAL;
        double lower = Double.NEGATIVE_INFINITY;
        double upper = Double.POSITIVE_INFINITY;
        for (int age = levels.length - 1 - KNOWN_AFTER; age >= 0; age--) {
            double expected = rule(levels, weights, age + KNOWN_AFTER);
            lower = expected - TWO_SIDED_95 * Math.sqrt(squares / known);
            upper = 2 * expected - lower;
            squares += OVERLAP * (levels[age] - expected) * (levels[age] - expected);
            known += OVERLAP;
        }
        return new LevelForecast(rule(levels, weights, 0), Math.sqrt(squares / known), levels[0], lower, upper);
    }

    private static double rule(double[] levels, double[] weights, int newest) {
        double sum = 0;
        double all = 0;
        for (int age = newest; age < levels.length; age++) {
            sum += weights[age] * levels[age];
            all += weights[age];
        }
        return NEWEST * levels[newest] + (1 - NEWEST) * sum / all;
    }

    /** How much of each level is in the forecast. */
    static double share(double[] weights, int age) {
        double all = 0;
        for (double weight : weights) {
            all += weight;
        }
        return (age == 0 ? NEWEST : 0) + (1 - NEWEST) * weights[age] / all;
    }

    /** Whether the newest level is where nothing before let expect it. */
    boolean leftBand() {
        return !(newest >= lower && newest <= upper);
    }
}

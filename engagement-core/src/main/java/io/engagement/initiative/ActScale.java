package io.engagement.initiative;

import io.engagement.internal.math.Checks;

/**
 * From readings to terms: what the base as a whole tells of one customer's rates and gaps. All times in one unit.
 *
 * @param horizon within what time the customer will act
 * @param rate acts a customer and unit of time in the base: a customer begins with one act in the time that takes
 * @param gap mean time from one act to the next in the base: a customer begins with two
 */
record ActScale(double horizon, double rate, double gap) {
    private static final double LN2 = Math.log(2);
    /** Of the horizon: what is shorter tells no more. */
    private static final double INSTANT = 1 / 30.0;

    private static final double GAPS_OF_BASE = 2;
    private static final double EVEN_GAPS = 3;
    /** Gaps that vary more than this do not tell more. */
    private static final double WILDEST = 10;

    private static final double LEAST = 1e-30;
    private static final double MOST = 1e30;

    // Places of readings, then of terms.
    private static final int COUNT = ActReading.COUNT.place();
    private static final int TENURE = ActReading.TENURE.place();
    private static final int SILENCE = ActReading.SILENCE.place();
    private static final int DAYS = ActReading.DAYS.place();
    private static final int MEAN_GAP = ActReading.MEAN_GAP.place();
    private static final int GAP_DEVIATION = ActReading.GAP_DEVIATION.place();
    private static final int FRESH = ActReading.FRESH.place();
    private static final int RECENT = ActReading.RECENT.place();
    private static final int LASTING = ActReading.LASTING.place();

    private static final int RECENT_RATE = ActTerm.RECENT_RATE.place();
    private static final int LASTING_RATE = ActTerm.LASTING_RATE.place();
    private static final int RATE = ActTerm.RATE.place();
    private static final int LOG_SILENCE = ActTerm.SILENCE.place();
    private static final int LOG_TENURE = ActTerm.TENURE.place();
    private static final int ACTS = ActTerm.ACTS.place();
    private static final int LOG_DAYS = ActTerm.DAYS.place();
    private static final int ACTS_A_DAY = ActTerm.ACTS_A_DAY.place();
    private static final int HABIT = ActTerm.HABIT.place();
    private static final int IRREGULARITY = ActTerm.IRREGULARITY.place();
    private static final int ONE_DAY = ActTerm.ONE_DAY.place();
    private static final int FRESH_ACTS = ActTerm.FRESH_ACTS.place();
    private static final int RECENT_ACTS = ActTerm.RECENT_ACTS.place();

    ActScale {
        Checks.within("horizon", horizon, LEAST, MOST);
        Checks.within("rate", rate, LEAST, MOST);
        Checks.within("gap", gap, LEAST, MOST);
    }

    /**
     * The terms of a customer who has acted.
     *
     * @param in readings in the order of {@link ActReading}
     * @param out receives the terms in the order of {@link ActTerm}
     * @param at where in it they begin
     */
    void terms(double[] in, double[] out, int at) {
        double instant = horizon * INSTANT;
        double count = in[COUNT];
        double tenure = in[TENURE];
        double logSilence = Math.log(in[SILENCE] + instant);
        double logCount = Math.log(count);
        double logDays = Math.log(in[DAYS]);
        out[at + RECENT_RATE] = Math.log((in[RECENT] + 1) / (exposure(tenure, horizon) + 1 / rate));
        out[at + LASTING_RATE] = Math.log((in[LASTING] + 1) / (exposure(tenure, 4 * horizon) + 1 / rate));
        out[at + RATE] = Math.log((count + 1) / (tenure + 1 / rate));
        out[at + LOG_SILENCE] = logSilence;
        out[at + LOG_TENURE] = Math.log(tenure + instant);
        out[at + ACTS] = logCount;
        out[at + LOG_DAYS] = logDays;
        out[at + ACTS_A_DAY] = logCount - logDays;
        out[at + HABIT] = logSilence - Math.log(usualGap(count, in[MEAN_GAP]) + instant);
        out[at + IRREGULARITY] = irregularity(count - 1, in[MEAN_GAP], in[GAP_DEVIATION]);
        out[at + ONE_DAY] = in[DAYS] == 1 ? 1 : 0;
        out[at + FRESH_ACTS] = Math.log(in[FRESH] + 1);
        out[at + RECENT_ACTS] = Math.log(in[RECENT] + 1);
    }

    /** The mean gap that a customer is judged by. */
    double usualGap(double count, double meanGap) {
        double gaps = Math.max(count - 1, 0);
        return ((gaps > 0 ? meanGap * gaps : 0) + GAPS_OF_BASE * gap) / (gaps + GAPS_OF_BASE);
    }

    /** Readings of a customer who does nothing for a time. */
    double[] after(double[] now, double elapsed) {
        double[] then = now.clone();
        then[TENURE] += elapsed;
        then[SILENCE] += elapsed;
        then[FRESH] *= remaining(4 * elapsed / horizon);
        then[RECENT] *= remaining(elapsed / horizon);
        then[LASTING] *= remaining(elapsed / (4 * horizon));
        return then;
    }

    private static double remaining(double halfLives) {
        return Math.exp(-LN2 * halfLives);
    }

    private static double irregularity(double gaps, double mean, double deviation) {
        if (!(gaps > 1)) {
            return 1;
        }
        double own = deviation > 0 ? Math.min(deviation / mean, WILDEST) : 0;
        return (gaps * own + EVEN_GAPS) / (gaps + EVEN_GAPS);
    }

    /** Time since the first act, each moment counting half as much with each half-life of its age. */
    static double exposure(double tenure, double halfLife) {
        double scale = halfLife / LN2;
        return (1 - Math.exp(-tenure / scale)) * scale;
    }
}

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
        double count = in[0];
        double tenure = in[1];
        double silence = in[2];
        double days = in[3];
        double gaps = count - 1;
        double logSilence = Math.log(silence + instant);
        double logCount = Math.log(count);
        double logDays = Math.log(days);
        out[at] = Math.log((in[7] + 1) / (exposure(tenure, horizon) + 1 / rate));
        out[at + 1] = Math.log((in[8] + 1) / (exposure(tenure, 4 * horizon) + 1 / rate));
        out[at + 2] = Math.log((count + 1) / (tenure + 1 / rate));
        out[at + 3] = logSilence;
        out[at + 4] = Math.log(tenure + instant);
        out[at + 5] = logCount;
        out[at + 6] = logDays;
        out[at + 7] = logCount - logDays;
        out[at + 8] = logSilence - Math.log(usualGap(count, in[4]) + instant);
        out[at + 9] = irregularity(gaps, in[4], in[5]);
        out[at + 10] = days == 1 ? 1 : 0;
        out[at + 11] = Math.log(in[6] + 1);
        out[at + 12] = Math.log(in[7] + 1);
    }

    /** The mean gap that a customer is judged by. */
    double usualGap(double count, double meanGap) {
        double gaps = Math.max(count - 1, 0);
        return ((gaps > 0 ? meanGap * gaps : 0) + GAPS_OF_BASE * gap) / (gaps + GAPS_OF_BASE);
    }

    /** Readings of a customer who does nothing for a time. */
    double[] after(double[] now, double elapsed) {
        double[] then = now.clone();
        then[ActReading.TENURE.place()] += elapsed;
        then[ActReading.SILENCE.place()] += elapsed;
        then[ActReading.FRESH.place()] *= remaining(4 * elapsed / horizon);
        then[ActReading.RECENT.place()] *= remaining(elapsed / horizon);
        then[ActReading.LASTING.place()] *= remaining(elapsed / (4 * horizon));
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

package io.engagement.report;

import io.engagement.dialogue.answers.ResponseRates;
import io.engagement.fit.Interval;
import io.engagement.proportion.Share;

/** What chance explains of a share. */
final class Chance {
    private static final double LEVEL = 0.95;

    private Chance() {}

    /** By the Jeffreys prior, but that nobody and everybody are within it: Brown, Cai and DasGupta (2001). */
    static Interval interval(double happened, double of) {
        Interval chance = new Share(happened + 0.5, of - happened + 0.5).interval(LEVEL);
        return new Interval(happened == 0 ? 0 : chance.lower(), happened == of ? 1 : chance.upper());
    }

    /** Of how many are answered. Where none is, or each, customers do not differ, and the library's interval has no length. */
    static Interval answered(ResponseRates.Row row) {
        if (row.customers() < 2) {
            return new Interval(Double.NaN, Double.NaN);
        }
        return row.standardError() > 0
                ? row.interval()
                : interval(
                        (double) row.counts().answered(), (double) row.counts().closed());
    }
}

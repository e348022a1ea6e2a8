package io.engagement.measure;

/** What is read from a statistic's slots at an instant. */
enum Reading {
    COUNT,
    SINCE_FIRST,
    SINCE_LAST,
    EXPOSURE,
    SUM,
    SUM_OF_TIME,
    MEAN,
    MEAN_TIME,
    DECAYED,
    DISTINCT_DAYS,
    MEAN_GAP,
    GAP_DEVIATION,
    FREQUENCY,
    RECENCY,
    AGE,
    MEAN_REPEAT_VALUE,
    GEOMETRIC_MEAN_GAP,
    PERIOD_FREQUENCY,
    PERIOD_RECENCY,
    PERIOD_AGE,
    PERIOD_MEAN_REPEAT_VALUE,
    PERIOD_GEOMETRIC_MEAN_GAP,
    CONTRACT_RENEWALS,
    CONTRACT_AGE,
    CONTRACT_CANCELLED,
    NET_MEAN_REPEAT_VALUE,
    VALUED_FREQUENCY,
    EARNING_FREQUENCY,
    MEAN_EARNING;

    /**
     * The measure's value.
     *
     * @param s the state
     * @param o where the statistic's slots begin
     * @param now the present, as the statistic wants it
     * @param unit milliseconds of the time unit
     * @param halfLife in milliseconds, where there is one
     */
    double at(double[] s, int o, double now, double unit, double halfLife) {
        return switch (this) {
            case COUNT -> s[o + Tally.COUNT];
            case SINCE_FIRST -> s[o + Tally.COUNT] == 0 ? Double.NaN : (now - s[o + Tally.FIRST]) / unit;
            case SINCE_LAST -> s[o + Tally.COUNT] == 0 ? Double.NaN : (now - s[o + Tally.LAST]) / unit;
            case EXPOSURE -> s[o + Tally.COUNT] == 0 ? 0 : exposure(now - s[o + Tally.FIRST], halfLife) / unit;
            case SUM -> CompensatedSum.of(s, o + Total.SUM);
            case SUM_OF_TIME -> CompensatedSum.of(s, o + Total.SUM) / unit;
            case MEAN -> CompensatedSum.of(s, o + Total.SUM) / s[o + Total.COUNT];
            case MEAN_TIME -> CompensatedSum.of(s, o + Total.SUM) / s[o + Total.COUNT] / unit;
            case DECAYED -> decayed(s[o + DecayedEffort.SUM], now - s[o + DecayedEffort.TIME], halfLife);
            case DISTINCT_DAYS -> s[o + Days.COUNT];
            case MEAN_GAP -> Gaps.mean(s, o) / unit;
            case GAP_DEVIATION -> Gaps.deviation(s, o) / unit;
            case FREQUENCY -> s[o + PurchaseDayTotals.DAYS] == 0 ? Double.NaN : s[o + PurchaseDayTotals.DAYS] - 1;
            case RECENCY ->
                s[o + PurchaseDayTotals.DAYS] == 0
                        ? Double.NaN
                        : (s[o + PurchaseDayTotals.LAST] - s[o + PurchaseDayTotals.FIRST]) / unit;
            case AGE -> s[o + PurchaseDayTotals.DAYS] == 0 ? Double.NaN : (now - s[o + PurchaseDayTotals.FIRST]) / unit;
            case MEAN_REPEAT_VALUE ->
                s[o + PurchaseDayTotals.REPEAT_VALUED] == 0
                        ? Double.NaN
                        : CompensatedSum.of(s, o + PurchaseDayTotals.REPEAT_SUM)
                                / s[o + PurchaseDayTotals.REPEAT_VALUED];
            case GEOMETRIC_MEAN_GAP ->
                s[o + Days.COUNT] < 2
                        ? Double.NaN
                        : Math.exp(CompensatedSum.of(s, o + LogGaps.SUM) / (s[o + Days.COUNT] - 1)) / unit;
            case PERIOD_FREQUENCY -> PurchasePeriods.frequency(s, o, now);
            case PERIOD_RECENCY -> PurchasePeriods.recency(s, o, now);
            case PERIOD_AGE -> PurchasePeriods.age(s, o, now);
            case PERIOD_MEAN_REPEAT_VALUE -> PurchasePeriods.meanRepeatValue(s, o, now);
            case PERIOD_GEOMETRIC_MEAN_GAP -> PurchasePeriods.geometricMeanGap(s, o, now);
            case CONTRACT_RENEWALS -> ContractSpan.isRunning(s, o) ? now : Double.NaN;
            case CONTRACT_AGE -> (now - ContractSpan.start(s, o)) / unit;
            case CONTRACT_CANCELLED -> ContractSpan.cancelled(s, o);
            case NET_MEAN_REPEAT_VALUE -> NetPurchaseDays.mean(s, o, now);
            case VALUED_FREQUENCY -> NetPurchaseDays.valued(s, o, now);
            case EARNING_FREQUENCY -> NetPurchaseDays.earning(s, o, now);
            case MEAN_EARNING -> NetPurchaseDays.meanEarning(s, o, now);
        };
    }

    private static double decayed(double sum, double since, double halfLife) {
        return sum == 0 ? 0 : sum * Math.exp(-Measure.LN2 * since / halfLife);
    }

    /** Integral of 2^(-age/halfLife) over so many milliseconds. */
    private static double exposure(double length, double halfLife) {
        return -Math.expm1(-Measure.LN2 * length / halfLife) * halfLife / Measure.LN2;
    }
}

package io.engagement.journey.motive;

import io.engagement.fit.Interval;
import java.util.Locale;
import java.util.Objects;

/**
 * What a motive has to do with leaving, all others being equal. It goes with leaving or staying; whether it is the cause, only a test
 * tells.
 *
 * @param motive what may drive customers
 * @param typical its number of the typical customer
 * @param logOdds of leaving in a period, for one {@link #step} more, without the ridge; above 0 it goes with leaving
 * @param standardError of that
 * @param isClear whether the motive is told from nothing by {@link #z}, given how many were looked at (Holm 1979): the clearest one at
 *     5 %, any other beside it at 1 %
 * @param logOddsInRisk the same as the risk takes it: with the ridge, which draws it towards 0 and shares between motives that go
 *     together
 */
public record MotiveFinding(
        Motive motive, double typical, double logOdds, double standardError, boolean isClear, double logOddsInRisk) {
    private static final double NORMAL_975 = 1.959963984540054;

    /**
     * Checks that nothing is missing.
     *
     * @param motive what may drive customers
     * @param typical its number of the typical customer
     * @param logOdds of leaving in a period, for one {@link #step} more, without the ridge
     * @param standardError of that
     * @param isClear whether the motive is told from nothing by {@link #z}, given how many were looked at
     * @param logOddsInRisk the same as the risk takes it
     */
    public MotiveFinding {
        Objects.requireNonNull(motive, "motive");
    }

    /**
     * How far the log-odds are from nothing.
     *
     * @return in standard errors; NaN if the log does not determine it
     */
    public double z() {
        return logOdds / standardError;
    }

    /**
     * What the odds are compared by.
     *
     * @return {@code yes} for what holds or does not, else {@code one deviation}: a standard deviation over all periods, on the scale on
     *     which the motive takes part
     */
    public String step() {
        return motive.isFlag() ? "yes" : "one deviation";
    }

    /**
     * What it drives customers to, if it is clear.
     *
     * @return {@link Side#LEAVE} for log-odds above 0, else {@link Side#STAY}
     */
    public Side side() {
        return Side.of(logOdds);
    }

    /**
     * How many times as large the odds of leaving are for one step more.
     *
     * @return positive
     */
    public double oddsRatio() {
        return Math.exp(logOdds);
    }

    /**
     * Where that may lie with a probability of 95 %.
     *
     * @return from -/+ 1.96 standard errors of the log-odds
     */
    public Interval oddsRatioInterval() {
        return new Interval(
                Math.exp(logOdds - NORMAL_975 * standardError), Math.exp(logOdds + NORMAL_975 * standardError));
    }

    /** Which way a motive drives. */
    public enum Side {
        /** To leave. */
        LEAVE,
        /** To stay. */
        STAY;

        static Side of(double logOdds) {
            return logOdds > 0 ? LEAVE : STAY;
        }

        /** In small letters. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A sentence: {@code service_overuse goes with leaving: odds x 1.52 (1.31 to 1.77) ...}. */
    @Override
    public String toString() {
        Interval interval = oddsRatioInterval();
        return String.format(
                Locale.ROOT,
                "%s %s: the odds of leaving are %.2f times as large (%.2f to %.2f) %s",
                motive.name(),
                isClear ? side() == Side.LEAVE ? "goes with leaving" : "goes with staying" : "tells nothing clear",
                oddsRatio(),
                interval.lower(),
                interval.upper(),
                motive.isFlag() ? "where it holds" : "for one standard deviation more");
    }
}

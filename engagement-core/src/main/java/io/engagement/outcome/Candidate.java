package io.engagement.outcome;

import io.engagement.fit.Interval;
import io.engagement.internal.math.FewDecide;
import io.engagement.outcome.effect.Effect;
import io.engagement.outcome.effect.FiellerRatio;
import io.engagement.outcome.effect.ManyTests;
import io.engagement.outcome.experiment.ConfidenceSequence;
import io.engagement.outcome.observational.ObservationalEvidence;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An account before it is known how many others there are, for which it must be adjusted. */
abstract class Candidate {
    static final double LEVEL = 0.95;
    /** In milliseconds. */
    static final double DAY = 86_400_000;

    /** Of a two-sided interval of 95 %. */
    static final double Z = 1.959963984540054;

    /** Fewer customers who spend, do harm or depart tell nothing of it. */
    static final int LEAST_EVENTS = 30;

    private static final FiellerRatio NO_RATIO =
            new FiellerRatio(Double.NaN, new Interval(Double.NaN, Double.NaN), Double.NaN);

    /** Standard errors by which an effect must lie beyond the critical one to be found in nine of ten cases. */
    private static final double POWER = 1.2815515655446004;

    /** Of what is spent. */
    static final double USUAL_RELEVANCE = 0.05;

    final AccountLevel level;
    final String name;
    final Optional<Instant> at;
    final Lengths lengths;
    final OutcomeRules rules;
    final Set<Reason> reasons = EnumSet.noneOf(Reason.class);
    /** What more there is to say of a reason. */
    final Map<Reason, String> details = new EnumMap<>(Reason.class);

    private final Map<OutcomeStatistic, Effect> effects = new EnumMap<>(OutcomeStatistic.class);
    private final Map<OutcomeStatistic, Double> pValues = new EnumMap<>(OutcomeStatistic.class);

    /** Of the windows in days, the mean over contacts, and whether the short one is the incentive's. */
    record Lengths(double shortDays, double longDays, boolean whileIncentiveRuns) {}

    Candidate(AccountLevel level, String name, Optional<Instant> at, Lengths lengths, OutcomeRules rules) {
        this.level = level;
        this.name = name;
        this.at = at;
        this.lengths = lengths;
        this.rules = rules;
    }

    final void put(OutcomeStatistic statistic, Effect effect, double pValue) {
        effects.put(statistic, effect);
        pValues.put(statistic, pValue);
    }

    final Effect effect(OutcomeStatistic statistic) {
        return effects.getOrDefault(statistic, Effect.undefined());
    }

    final double pValue(OutcomeStatistic statistic) {
        return pValues.getOrDefault(statistic, Double.NaN);
    }

    /** In the order of the statistics; what cannot be tested counts as a test that found nothing. */
    final double[] pValues() {
        return Arrays.stream(OutcomeStatistic.values())
                .mapToDouble(this::pValue)
                .map(p -> Double.isNaN(p) ? 1 : p)
                .toArray();
    }

    abstract int contacted();

    abstract int heldOut();

    /** How far a claim could be trusted. */
    abstract Evidence evidence();

    /** Value in both windows together. */
    abstract Effect total();

    /** Whether an effect is surely smaller than what matters. */
    abstract boolean isSmall(OutcomeStatistic statistic);

    /** Of which statistics anything could be estimated. */
    Set<OutcomeStatistic> asked() {
        return EnumSet.allOf(OutcomeStatistic.class);
    }

    /** Of the short effect a day, what remains in the long run; empty where that cannot be asked. */
    abstract Optional<FiellerRatio> remaining();

    final FiellerRatio permanence() {
        return remaining().orElse(NO_RATIO);
    }

    /** Whether permanence is undefined because the short effect is not clear. */
    final boolean lacksShortEffect() {
        return remaining().filter(ratio -> !ratio.isDefined()).isPresent();
    }

    /** Of effects a day. */
    final FiellerRatio ratio(Effect ofShort, Effect ofLong, double covariance) {
        double shortDays = lengths.shortDays;
        double longDays = lengths.longDays;
        return FiellerRatio.of(
                ofLong.times(1 / longDays), ofShort.times(1 / shortDays), covariance / (shortDays * longDays), LEVEL);
    }

    /** How both arms came about. */
    Account.Arms arms() {
        return Account.Arms.NONE;
    }

    /** Of how many a statistic's window is over. */
    abstract long seen(OutcomeStatistic statistic);

    /** Of how many it is not. */
    abstract long open(OutcomeStatistic statistic);

    /** An effect on value with the largest gains and losses cut; undefined if that is not looked at. */
    Effect cut(OutcomeStatistic statistic) {
        return Effect.undefined();
    }

    /** Whether an effect on value that is clear at a level, with the others adjusted for, is no longer so with the largest amounts cut. */
    final boolean restsOnFew(OutcomeStatistic statistic, double level) {
        if (!statistic.isMoney()) {
            return false;
        }
        Effect cut = cut(statistic);
        double[] all = pValues();
        int place = List.of(OutcomeStatistic.values()).indexOf(statistic);
        double own = pValue(statistic, cut);
        all[place] = Double.isNaN(own) ? 1 : own;
        boolean isSo = FewDecide.isSo(effect(statistic).estimate(), cut.estimate(), ManyTests.holm(all)[place], level);
        if (isSo) {
            because(
                    Reason.FEW_CUSTOMERS_DECIDE,
                    "with the largest 1 % of gains and losses cut " + statistic + " is "
                            + Sentence.number(cut.estimate()));
        }
        return isSo;
    }

    /** By which it is claimed, but for other accounts: of 95 %, at all readings while windows are open. */
    final Interval interval(OutcomeStatistic statistic) {
        Effect effect = effect(statistic);
        return isReadAgain(statistic) ? sequence(statistic).interval(effect, seen(statistic)) : effect.interval(LEVEL);
    }

    /** The smallest effect that is found in nine of ten cases, where a p-value must not exceed a level. */
    final double detectable(OutcomeStatistic statistic, double level) {
        double error = effect(statistic).standardError();
        return error > 0 ? (critical(statistic, level) + POWER) * error : Double.NaN;
    }

    /** How many standard errors have this p-value. */
    private double critical(OutcomeStatistic statistic, double pValue) {
        if (isReadAgain(statistic)) {
            double rho = sequence(statistic).rho();
            double information = seen(statistic) * rho * rho;
            return Math.sqrt(2 * (information + 1) / information * Math.log(Math.sqrt(information + 1) / pValue));
        }
        return statistic.isMoney()
                ? new Effect(0, 1, effect(statistic).degreesOfFreedom())
                        .interval(1 - pValue)
                        .upper()
                : Effect.normal(0, 1).interval(1 - 2 * pValue).upper();
    }

    /** Adds a reason, or more to say of it. */
    final void because(Reason reason, String detail) {
        reasons.add(reason);
        details.merge(reason, detail, (one, other) -> one + ", " + other);
    }

    abstract Account.Money money();

    /** Of value, by which an effect without a hold-out is claimed. */
    Optional<ObservationalEvidence> study() {
        return Optional.empty();
    }

    /** Without a hold-out, who left at dates before the contact. */
    Effect leavingPlacebo() {
        return Effect.undefined();
    }

    /** Two-sided for money; of a share one-sided, where only an increase is ever claimed. */
    final double pValue(OutcomeStatistic statistic, Effect effect) {
        if (isReadAgain(statistic) && (statistic.isMoney() || effect.estimate() > 0)) {
            return sequence(statistic).pValue(effect, seen(statistic));
        }
        return statistic.isMoney() ? effect.pValue() : effect.pValueOfIncrease();
    }

    /** Whether an effect is surely less than what matters, at all readings. */
    final boolean isBelow(OutcomeStatistic statistic, double error, double relevance) {
        double half = halfWidth(error, seen(statistic), open(statistic));
        return Math.abs(effect(statistic).estimate()) + half <= relevance;
    }

    /** Half the width of the interval of 95 % that holds at all these readings. */
    static double halfWidth(double error, long seen, long open) {
        return isReadAgain(seen, open) ? sequence(seen, open).halfWidth(Effect.normal(0, error), seen) : Z * error;
    }

    /** Agresti and Caffo (2000): a difference of shares of which nothing was seen is not 0 for sure. */
    static double leastError(double events, double contacted, double heldOut) {
        double share = (events + 2) / (contacted + heldOut + 4);
        return Math.sqrt(share * (1 - share) * (1 / contacted + 1 / heldOut));
    }

    /**
     * While windows are open, there will be other readings, as many as there are days on which some close: then p-values are those of a
     * confidence sequence, and hold at all of them. It is most precise where all are seen.
     */
    private static boolean isReadAgain(long seen, long open) {
        return open > 0 && seen > 0;
    }

    private boolean isReadAgain(OutcomeStatistic statistic) {
        return isReadAgain(seen(statistic), open(statistic));
    }

    private static ConfidenceSequence sequence(long seen, long open) {
        return new ConfidenceSequence(LEVEL, (double) seen + open);
    }

    private ConfidenceSequence sequence(OutcomeStatistic statistic) {
        return sequence(seen(statistic), open(statistic));
    }
}

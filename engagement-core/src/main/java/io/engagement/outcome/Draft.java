package io.engagement.outcome;

import io.engagement.fit.Interval;
import io.engagement.outcome.effect.Effect;
import io.engagement.outcome.effect.FiellerRatio;
import java.time.Instant;
import java.util.Optional;

/** Of contacted against held-out. */
final class Draft extends Candidate {
    /** Fewer in an arm tell nothing. */
    private static final int LEAST_CUSTOMERS = 100;

    private static final int LEAST_EVENTS = 30;
    /** If there is no effect, in the smaller arm (Cochran 1954). */
    private static final double LEAST_EXPECTED = 5;
    /** Of an arm: were so many unknown, ids may be wrong. */
    private static final double MOST_UNKNOWN = 0.9;

    private static final FiellerRatio NONE =
            new FiellerRatio(Double.NaN, new Interval(Double.NaN, Double.NaN), Double.NaN);

    private final Comparison comparison;
    private final Origin origin;
    private final boolean mayClaim;

    Draft(
            AccountLevel level,
            String name,
            Optional<Instant> at,
            Comparison comparison,
            Origin origin,
            Lengths lengths,
            OutcomeRules rules,
            boolean hasHabit) {
        super(level, name, at, lengths, rules);
        this.comparison = comparison;
        this.origin = origin;
        if (comparison.contacted() > 0 || comparison.unseen() == 0) {
            findings();
        }
        if (!hasHabit && comparison.contacted() > 0) {
            reasons.add(Reason.NO_HABIT);
        }
        if (comparison.unseen() > 0) {
            reasons.add(Reason.NOT_YET_SEEN);
        }
        if (comparison.leftOut() > 0) {
            reasons.add(Reason.WAVES_TOO_SMALL);
            details.put(Reason.WAVES_TOO_SMALL, String.valueOf(comparison.leftOut()));
        }
        ArmChecks checks = new ArmChecks(comparison, origin, rules, lengths.shortDays());
        mayClaim = checks.mayClaim();
        reasons.addAll(checks.reasons().keySet());
        details.putAll(checks.reasons());
    }

    private void findings() {
        if (!hasEnough()) {
            reasons.add(Reason.FEW_CUSTOMERS);
        }
        money(OutcomeStatistic.VALUE_SHORT, Figure.SHORT);
        money(OutcomeStatistic.VALUE_LONG, Figure.LONG);
        share(OutcomeStatistic.HARM, Figure.HARM, Entries.HARMED);
        share(OutcomeStatistic.DEPARTURE, Figure.DEPARTURE, Entries.DEPARTED);
    }

    private boolean hasEnough() {
        return hasEnough(true) && hasEnough(false);
    }

    /** Customers, whom the log knows unless that is no mistake; in how many waves ever. */
    private boolean hasEnough(boolean ofContacted) {
        double all = comparison.customers(ofContacted, 0);
        double unknown = rules.unknownCustomers() == UnknownCustomers.IDLE
                ? 0
                : comparison.customers(ofContacted, Entries.UNKNOWN);
        return all - unknown >= LEAST_CUSTOMERS && unknown <= MOST_UNKNOWN * all;
    }

    /** Whether enough customers spend in both arms for anything to be said of money. */
    private boolean tells(OutcomeStatistic money) {
        int flag = money == OutcomeStatistic.VALUE_SHORT ? Entries.SPENT_SHORT : Entries.SPENT_LONG;
        return hasEnough() && spenders(flag) >= LEAST_EVENTS;
    }

    /** Whether so many harmed, or departed, are expected in each arm that chance in the smaller one is normal. */
    private boolean tells(int flag) {
        double contacted = comparison.customers(true, 0);
        double heldOut = comparison.customers(false, 0);
        double share = customers(flag) / (contacted + heldOut);
        return customers(flag) >= LEAST_EVENTS && share * Math.min(contacted, heldOut) >= LEAST_EXPECTED;
    }

    private int spenders(int flag) {
        return Math.min(comparison.customers(true, flag), comparison.customers(false, flag));
    }

    private int customers(int flag) {
        return comparison.customers(true, flag) + comparison.customers(false, flag);
    }

    private int events(int flag) {
        return comparison.count(flag, true) + comparison.count(flag, false);
    }

    private void money(OutcomeStatistic statistic, Figure figure) {
        Effect effect = comparison.effect(figure);
        boolean tells = tells(statistic);
        put(statistic, known(effect), tells ? pValue(effect, effect.pValue()) : Double.NaN);
        if (!tells) {
            because(Reason.FEW_EVENTS, statistic.toString());
        }
    }

    /** Nothing is known where the log knows nobody of either arm, unless the rules say that they are idle. */
    private Effect known(Effect effect) {
        return knowsAny(true) || knowsAny(false) ? effect : Effect.undefined();
    }

    private boolean knowsAny(boolean ofContacted) {
        int all = comparison.customers(ofContacted, 0);
        return all == 0
                || rules.unknownCustomers() == UnknownCustomers.IDLE
                || comparison.customers(ofContacted, Entries.UNKNOWN) < all;
    }

    private void share(OutcomeStatistic statistic, Figure figure, int flag) {
        boolean isSeen = tells(flag);
        boolean tells = isSeen && hasEnough();
        if (!isSeen) {
            because(Reason.FEW_EVENTS, statistic.toString());
        }
        Effect effect = comparison.underNull(figure);
        double p = effect.estimate() > 0 ? pValue(effect, effect.pValueOfIncrease()) : effect.pValueOfIncrease();
        put(statistic, known(comparison.effect(figure)), tells ? p : Double.NaN);
    }

    private double pValue(Effect effect, double atTheEnd) {
        return pValue(effect, atTheEnd, seen(), comparison.unseen());
    }

    private long seen() {
        return (long) comparison.contacted() + comparison.heldOut();
    }

    @Override
    long seen(OutcomeStatistic statistic) {
        return seen();
    }

    @Override
    long open(OutcomeStatistic statistic) {
        return comparison.unseen();
    }

    /** From which size on an effect matters. */
    private double relevance(OutcomeStatistic statistic) {
        if (!statistic.isMoney()) {
            return rules.relevantShare();
        }
        Figure spend = statistic == OutcomeStatistic.VALUE_SHORT ? Figure.SPEND_SHORT : Figure.SPEND_LONG;
        return rules.relevantValue()
                .orElseGet(() -> USUAL_RELEVANCE * rules.margin() * Math.abs(comparison.mean(spend, false)));
    }

    /** Of money that too few spend nothing is known; a share of which nothing was seen is not 0 for sure. */
    @Override
    boolean isSmall(OutcomeStatistic statistic) {
        if (statistic.isMoney() && !tells(statistic)) {
            return false;
        }
        Effect effect = effect(statistic);
        double error = effect.standardError();
        if (!statistic.isMoney()) {
            int flag = statistic == OutcomeStatistic.HARM ? Entries.HARMED : Entries.DEPARTED;
            double n1 = comparison.contacted();
            double n0 = comparison.heldOut();
            // Agresti and Caffo (2000).
            double share = (events(flag) + 2) / (n1 + n0 + 4);
            error = Math.max(error, Math.sqrt(share * (1 - share) * (1 / n1 + 1 / n0)));
        }
        double half = halfWidth(error, seen(), comparison.unseen());
        return Math.abs(effect.estimate()) + half <= relevance(statistic);
    }

    @Override
    int contacted() {
        return comparison.contacted();
    }

    @Override
    int heldOut() {
        return comparison.heldOut();
    }

    @Override
    Evidence evidence() {
        return mayClaim ? Evidence.RANDOMISED : Evidence.DESCRIBED_ONLY;
    }

    @Override
    Effect total() {
        return comparison.sum();
    }

    @Override
    FiellerRatio permanence() {
        if (contacted() == 0 || reasons.contains(Reason.UNEQUAL_CONTACTS)) {
            return NONE;
        }
        double shortDays = lengths.shortDays();
        double longDays = lengths.longDays();
        return FiellerRatio.of(
                comparison.effect(Figure.LONG).times(1 / longDays),
                comparison.effect(Figure.SHORT).times(1 / shortDays),
                comparison.covariance() / (shortDays * longDays),
                LEVEL);
    }

    @Override
    boolean lacksShortEffect() {
        return contacted() > 0
                && !reasons.contains(Reason.UNEQUAL_CONTACTS)
                && !permanence().isDefined();
    }

    @Override
    Account.Arms arms() {
        return new Account.Arms(
                comparison.count(Entries.UNKNOWN, true),
                comparison.count(Entries.UNKNOWN, false),
                events(Entries.ALIKE),
                comparison.count(Entries.CONTACTED_ANYWAY, false),
                events(Entries.LEFT_BEFORE),
                origin.ratio());
    }

    @Override
    Effect cut(OutcomeStatistic statistic) {
        return comparison.cut(statistic == OutcomeStatistic.VALUE_SHORT ? Figure.SHORT : Figure.LONG);
    }

    @Override
    Account.Money money() {
        if (contacted() == 0) {
            return Account.Money.unknown();
        }
        double margin = rules.margin();
        double spendShort = comparison.difference(Figure.SPEND_SHORT);
        double spendLong = comparison.difference(Figure.SPEND_LONG);
        return new Account.Money(
                comparison.sum(),
                comparison.underNull(Figure.BEFORE),
                spendShort,
                margin * spendShort - comparison.effect(Figure.SHORT).estimate(),
                spendLong,
                margin * spendLong - comparison.effect(Figure.LONG).estimate());
    }
}

package io.engagement.outcome;

import io.engagement.outcome.effect.Effect;
import io.engagement.outcome.effect.FiellerRatio;
import java.time.Instant;
import java.util.Optional;

/** Of contacted against held-out. */
final class Draft extends Candidate {
    /** Fewer in an arm tell nothing. */
    private static final int LEAST_CUSTOMERS = 100;

    /** If there is no effect, in the smaller arm (Cochran 1954). */
    private static final double LEAST_EXPECTED = 5;
    /** Of an arm: were so many unknown, ids may be wrong. */
    private static final double MOST_UNKNOWN = 0.9;

    private final Comparison comparison;
    private final Origin origin;
    private final boolean hasEnough;
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
        this.hasEnough = hasEnough(true) && hasEnough(false);
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
        if (!hasEnough) {
            reasons.add(Reason.FEW_CUSTOMERS);
        }
        money(OutcomeStatistic.VALUE_SHORT, Figure.SHORT);
        money(OutcomeStatistic.VALUE_LONG, Figure.LONG);
        share(OutcomeStatistic.HARM, Figure.HARM, Entries.HARMED);
        share(OutcomeStatistic.DEPARTURE, Figure.DEPARTURE, Entries.DEPARTED);
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
        return hasEnough && spenders(flag) >= LEAST_EVENTS;
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

    private void money(OutcomeStatistic statistic, Figure figure) {
        Effect effect = comparison.effect(figure);
        boolean tells = tells(statistic);
        put(statistic, known(effect), tells ? pValue(statistic, effect) : Double.NaN);
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
        boolean tells = isSeen && hasEnough;
        if (!isSeen) {
            because(Reason.FEW_EVENTS, statistic.toString());
        }
        put(
                statistic,
                known(comparison.effect(figure)),
                tells ? pValue(statistic, comparison.underNull(figure)) : Double.NaN);
    }

    @Override
    long seen(OutcomeStatistic statistic) {
        return (long) comparison.contacted() + comparison.heldOut();
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

    /** Of money that too few spend nothing is known. */
    @Override
    boolean isSmall(OutcomeStatistic statistic) {
        if (statistic.isMoney() && !tells(statistic)) {
            return false;
        }
        double error = effect(statistic).standardError();
        if (!statistic.isMoney()) {
            int flag = statistic == OutcomeStatistic.HARM ? Entries.HARMED : Entries.DEPARTED;
            error = Math.max(error, leastError(comparison.count(flag), comparison.contacted(), comparison.heldOut()));
        }
        return isBelow(statistic, error, relevance(statistic));
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
    Optional<FiellerRatio> remaining() {
        return contacted() == 0 || reasons.contains(Reason.UNEQUAL_CONTACTS)
                ? Optional.empty()
                : Optional.of(ratio(
                        comparison.effect(Figure.SHORT), comparison.effect(Figure.LONG), comparison.covariance()));
    }

    @Override
    Account.Arms arms() {
        return new Account.Arms(
                comparison.count(Entries.UNKNOWN, true),
                comparison.count(Entries.UNKNOWN, false),
                comparison.count(Entries.ALIKE),
                comparison.count(Entries.CONTACTED_ANYWAY, false),
                comparison.count(Entries.LEFT_BEFORE),
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

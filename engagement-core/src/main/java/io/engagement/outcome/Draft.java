package io.engagement.outcome;

import io.engagement.fit.Interval;
import io.engagement.outcome.effect.Effect;
import io.engagement.outcome.effect.FiellerRatio;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Of contacted against held-out. */
final class Draft extends Candidate {
    /** Fewer in an arm tell nothing. */
    private static final int LEAST_CUSTOMERS = 100;

    private static final int LEAST_EVENTS = 30;
    /** Below it, customers were not assigned by chance, or something went wrong. */
    private static final double DOUBT = 0.001;

    private static final double MANY_OVERLAP = 0.2;
    private static final double MANY_ILL_TIMED = 0.05;

    private static final FiellerRatio NONE =
            new FiellerRatio(Double.NaN, new Interval(Double.NaN, Double.NaN), Double.NaN);

    private final Comparison comparison;

    Draft(
            AccountLevel level,
            String name,
            Optional<Instant> at,
            Comparison comparison,
            Lengths lengths,
            OutcomeRules rules,
            boolean hasHabit) {
        super(level, name, at, lengths, rules);
        this.comparison = comparison;
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
        }
        checks();
    }

    private void findings() {
        boolean enough = hasEnough();
        if (!enough) {
            reasons.add(Reason.FEW_CUSTOMERS);
        }
        money(OutcomeStatistic.VALUE_SHORT, Figure.SHORT);
        money(OutcomeStatistic.VALUE_LONG, Figure.LONG);
        share(OutcomeStatistic.HARM, Figure.HARM, enough && events(Entries.HARMED) >= LEAST_EVENTS);
        share(OutcomeStatistic.DEPARTURE, Figure.DEPARTURE, enough && events(Entries.DEPARTED) >= LEAST_EVENTS);
    }

    private boolean hasEnough() {
        return Math.min(comparison.contacted(), comparison.heldOut()) >= LEAST_CUSTOMERS;
    }

    /** Whether enough customers spend in both arms for anything to be said of money. */
    private boolean tells(OutcomeStatistic money) {
        int flag = money == OutcomeStatistic.VALUE_SHORT ? Entries.SPENT_SHORT : Entries.SPENT_LONG;
        return hasEnough() && spenders(flag) >= LEAST_EVENTS;
    }

    private int spenders(int flag) {
        return Math.min(comparison.count(flag, true), comparison.count(flag, false));
    }

    private int events(int flag) {
        return comparison.count(flag, true) + comparison.count(flag, false);
    }

    private void money(OutcomeStatistic statistic, Figure figure) {
        Effect effect = comparison.effect(figure);
        boolean tells = tells(statistic);
        put(statistic, effect, tells ? effect.pValue() : Double.NaN);
        if (!tells) {
            reasons.add(Reason.FEW_EVENTS);
        }
    }

    private void share(OutcomeStatistic statistic, Figure figure, boolean tells) {
        put(
                statistic,
                comparison.effect(figure),
                tells ? comparison.underNull(figure).pValueOfIncrease() : Double.NaN);
    }

    private void checks() {
        if (comparison.effect(Figure.BEFORE).pValue() < DOUBT) {
            reasons.add(Reason.IMBALANCED_BEFORE);
        }
        if (comparison.share(Entries.OVERLAPPED) > MANY_OVERLAP) {
            reasons.add(Reason.OVERLAP);
        }
        if (comparison.underNull(Figure.OVERLAP).pValue() < DOUBT) {
            reasons.add(Reason.UNEQUAL_CONTACTS);
        }
        Map.of(
                        Entries.DURING_COMPLAINT, Reason.DURING_COMPLAINT,
                        Entries.AGAINST_PREFERENCE, Reason.AGAINST_PREFERENCE,
                        Entries.OUTSIDE_HOURS, Reason.OUTSIDE_HOURS)
                .forEach((flag, reason) -> {
                    if (comparison.share(flag) >= MANY_ILL_TIMED) {
                        reasons.add(reason);
                    }
                });
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
        double half = Z * error;
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
        return reasons.contains(Reason.IMBALANCED_BEFORE) ? Evidence.DESCRIBED_ONLY : Evidence.RANDOMISED;
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
    int wavesLeftOut() {
        return comparison.leftOut();
    }

    @Override
    boolean restsOnFew(OutcomeStatistic statistic) {
        Figure figure = statistic == OutcomeStatistic.VALUE_SHORT ? Figure.SHORT : Figure.LONG;
        return Math.signum(comparison.winsorised(figure))
                != Math.signum(effect(statistic).estimate());
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
                comparison.effect(Figure.BEFORE),
                spendShort,
                margin * spendShort - comparison.effect(Figure.SHORT).estimate(),
                spendLong,
                margin * spendLong - comparison.effect(Figure.LONG).estimate());
    }
}

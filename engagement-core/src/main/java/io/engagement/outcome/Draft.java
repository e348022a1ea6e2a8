package io.engagement.outcome;

import io.engagement.outcome.effect.Effect;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An account before it is known how many others there are, for which it must be adjusted. */
final class Draft {
    /** Fewer in an arm tell nothing. */
    private static final int LEAST_CUSTOMERS = 100;

    private static final int LEAST_EVENTS = 30;
    /** Below it, customers were not assigned by chance, or something went wrong. */
    private static final double DOUBT = 0.001;

    /** Of what the held-out spend. */
    private static final double USUAL_RELEVANCE = 0.05;

    /** Of a two-sided interval of 95 %. */
    private static final double Z = 1.959963984540054;

    private static final double MANY_OVERLAP = 0.2;
    private static final double MANY_ILL_TIMED = 0.05;

    final AccountLevel level;
    final String name;
    final Optional<Instant> at;
    final Comparison comparison;
    final Lengths lengths;
    final OutcomeRules rules;
    final Set<Reason> reasons = EnumSet.noneOf(Reason.class);
    private final Map<OutcomeStatistic, Effect> effects = new EnumMap<>(OutcomeStatistic.class);
    private final Map<OutcomeStatistic, Double> pValues = new EnumMap<>(OutcomeStatistic.class);

    /** Of the windows in days, the mean over contacts, and whether the short one is the incentive's. */
    record Lengths(double shortDays, double longDays, boolean whileIncentiveRuns) {}

    Draft(
            AccountLevel level,
            String name,
            Optional<Instant> at,
            Comparison comparison,
            Lengths lengths,
            OutcomeRules rules,
            boolean hasHabit) {
        this.level = level;
        this.name = name;
        this.at = at;
        this.comparison = comparison;
        this.lengths = lengths;
        this.rules = rules;
        if (comparison.contacted() > 0 || comparison.unseen() == 0) {
            findings();
        }
        if (!hasHabit && comparison.contacted() > 0) {
            reasons.add(Reason.NO_HABIT);
        }
        if (comparison.unseen() > 0) {
            reasons.add(Reason.NOT_YET_SEEN);
        }
        checks();
    }

    private void findings() {
        boolean enough = Math.min(comparison.contacted(), comparison.heldOut()) >= LEAST_CUSTOMERS;
        if (!enough) {
            reasons.add(Reason.FEW_CUSTOMERS);
        }
        money(OutcomeStatistic.VALUE_SHORT, Figure.SHORT, enough && spenders(Entries.SPENT_SHORT) >= LEAST_EVENTS);
        money(OutcomeStatistic.VALUE_LONG, Figure.LONG, enough && spenders(Entries.SPENT_LONG) >= LEAST_EVENTS);
        share(OutcomeStatistic.HARM, Figure.HARM, enough && events(Entries.HARMED) >= LEAST_EVENTS);
        share(OutcomeStatistic.DEPARTURE, Figure.DEPARTURE, enough && events(Entries.DEPARTED) >= LEAST_EVENTS);
    }

    private int spenders(int flag) {
        return Math.min(comparison.count(flag, true), comparison.count(flag, false));
    }

    private int events(int flag) {
        return comparison.count(flag, true) + comparison.count(flag, false);
    }

    private void money(OutcomeStatistic statistic, Figure figure, boolean tells) {
        Effect effect = comparison.effect(figure);
        effects.put(statistic, effect);
        pValues.put(statistic, tells ? effect.pValue() : Double.NaN);
        if (!tells) {
            reasons.add(Reason.FEW_EVENTS);
        }
    }

    private void share(OutcomeStatistic statistic, Figure figure, boolean tells) {
        effects.put(statistic, comparison.effect(figure));
        pValues.put(statistic, tells ? comparison.underNull(figure).pValueOfIncrease() : Double.NaN);
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
    double relevance(OutcomeStatistic statistic) {
        if (!statistic.isMoney()) {
            return rules.relevantShare();
        }
        Figure spend = statistic == OutcomeStatistic.VALUE_SHORT ? Figure.SPEND_SHORT : Figure.SPEND_LONG;
        return rules.relevantValue()
                .orElseGet(() -> USUAL_RELEVANCE * rules.margin() * Math.abs(comparison.mean(spend, false)));
    }

    /** Whether an effect is surely smaller than what matters; a share of which nothing was seen is not 0 for sure. */
    boolean isSmall(OutcomeStatistic statistic) {
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

    Effect effect(OutcomeStatistic statistic) {
        return effects.getOrDefault(statistic, Effect.undefined());
    }

    double pValue(OutcomeStatistic statistic) {
        return pValues.getOrDefault(statistic, Double.NaN);
    }

    boolean isRandomised() {
        return !reasons.contains(Reason.NO_HOLD_OUT)
                && !reasons.contains(Reason.IMBALANCED_BEFORE) && !reasons.contains(Reason.SAMPLE_RATIO);
    }
}

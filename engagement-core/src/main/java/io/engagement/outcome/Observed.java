package io.engagement.outcome;

import io.engagement.fit.Interval;
import io.engagement.outcome.effect.Effect;
import io.engagement.outcome.effect.FiellerRatio;
import io.engagement.outcome.observational.ObservationalEffect;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Of contacted against others who were not, or not yet, contacted. Departure is not asked for: it is no sum over periods. */
final class Observed extends Candidate {
    private final Map<OutcomeStatistic, ObservationalEffect> all;
    private final Observation.OwnCosts costs;

    Observed(Observation observation, Map<OutcomeStatistic, ObservationalEffect> all, Observation.OwnCosts costs) {
        super(
                AccountLevel.CAMPAIGN,
                observation.campaign().name(),
                Optional.empty(),
                observation.lengths(),
                observation.rules());
        this.all = all;
        this.costs = costs;
        reasons.add(Reason.NO_HOLD_OUT);
        if (all.isEmpty()) {
            reasons.add(Reason.NOT_YET_SEEN);
        }
        all.forEach((statistic, found) -> {
            double cost = statistic == OutcomeStatistic.VALUE_SHORT ? costs.perContact() : 0;
            Effect effect = Observation.whole(found, observation.periods(statistic), cost);
            double p = statistic.isMoney() ? effect.pValue() : effect.pValueOfIncrease();
            put(statistic, effect, found.isCredible() ? p : Double.NaN);
            found.doubts().forEach(doubt -> reasons.add(Observation.reason(doubt)));
        });
    }

    @Override
    int contacted() {
        return all.values().stream()
                .mapToInt(ObservationalEffect::treated)
                .max()
                .orElse(0);
    }

    @Override
    int heldOut() {
        return 0;
    }

    @Override
    Evidence evidence() {
        boolean isCredible = all.entrySet().stream()
                .anyMatch(each -> each.getKey().isMoney() && each.getValue().isCredible());
        return isCredible ? Evidence.CREDIBLE : Evidence.DESCRIBED_ONLY;
    }

    /** With errors that are added: how they hang together is not known. */
    @Override
    Effect total() {
        Effect ofShort = effect(OutcomeStatistic.VALUE_SHORT);
        Effect ofLong = effect(OutcomeStatistic.VALUE_LONG);
        return Effect.normal(ofShort.estimate() + ofLong.estimate(), ofShort.standardError() + ofLong.standardError());
    }

    @Override
    Set<OutcomeStatistic> asked() {
        return EnumSet.complementOf(EnumSet.of(OutcomeStatistic.DEPARTURE));
    }

    /** Only what the study is credible about; a share of which nothing was seen is not 0 for sure. */
    @Override
    boolean isSmall(OutcomeStatistic statistic) {
        ObservationalEffect found = all.get(statistic);
        if (found == null || !found.isCredible()) {
            return false;
        }
        Effect effect = effect(statistic);
        double relevance = rules.relevantShare();
        double error = effect.standardError();
        if (statistic.isMoney()) {
            if (!(error > 0)) {
                return false;
            }
            double scale = statistic == OutcomeStatistic.VALUE_LONG ? lengths.longDays() / lengths.shortDays() : 1;
            relevance = rules.relevantValue().orElse(USUAL_RELEVANCE * Math.abs(costs.spentBefore()) * scale);
        } else {
            double n = found.treated();
            // Agresti and Caffo (2000), of an arm without events against one as large.
            double share = 2 / (2 * n + 4);
            error = Math.max(error, Math.sqrt(share * (1 - share) * 2 / n));
        }
        return Math.abs(effect.estimate()) + Z * error <= relevance;
    }

    @Override
    FiellerRatio permanence() {
        return new FiellerRatio(Double.NaN, new Interval(Double.NaN, Double.NaN), Double.NaN);
    }

    @Override
    Account.Money money() {
        Account.Money none = Account.Money.unknown();
        return new Account.Money(
                total(), none.before(), none.spendShort(), costs.perContact(), none.spendLong(), none.costLong());
    }
}

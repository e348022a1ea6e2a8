package io.engagement.outcome;

import io.engagement.internal.math.DrawnByChance;
import io.engagement.outcome.effect.Effect;
import io.engagement.outcome.effect.FiellerRatio;
import io.engagement.outcome.observational.Doubt;
import io.engagement.outcome.observational.ObservationalEffect;
import io.engagement.outcome.observational.ObservationalEvidence;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Of contacted against others who were not, or not yet, contacted. */
final class Observed extends Candidate {
    /** Contacts a customer: fewer change an effect by little. */
    private static final double RELEVANT_CONTACTS = 0.05;

    private static final Set<Doubt> OF_CUSTOMERS =
            EnumSet.of(Doubt.SELF_SELECTED, Doubt.TOO_FEW, Doubt.POOR_OVERLAP, Doubt.UNRELATED_MOVED);

    private final Observation observation;
    private final Observations found;
    private final Map<OutcomeStatistic, ObservationalEffect> all = new EnumMap<>(OutcomeStatistic.class);
    private boolean tellsDeparture;

    Observed(
            AccountLevel level,
            String name,
            Optional<Instant> at,
            Observation observation,
            Circumstances circumstances) {
        super(level, name, at, observation.lengths(), observation.rules());
        this.observation = observation;
        this.found = observation.observations();
        reasons.add(Reason.NO_HOLD_OUT);
        reasons.addAll(circumstances.reasons());
        if (observation.unknown() > 0 && rules.unknownCustomers() != UnknownCustomers.IDLE) {
            reasons.add(Reason.UNKNOWN_CUSTOMERS);
            details.put(
                    Reason.UNKNOWN_CUSTOMERS,
                    String.format(Locale.ROOT, "%,d contacts, which are left out", observation.unknown()));
        }
        if (observation.cohorts().openLong() > 0 || found.studied().isEmpty()) {
            reasons.add(Reason.NOT_YET_SEEN);
        }
        found.studied().ifPresent(this::find);
    }

    private void find(Observations.Studied studied) {
        studied.contacts()
                .flatMap(Observed::unequal)
                .ifPresent(more -> because(
                        Reason.UNEQUAL_CONTACTS,
                        String.format(
                                Locale.ROOT,
                                "%.2f %s a customer, %s",
                                Math.abs(more),
                                more > 0 ? "more" : "fewer",
                                observation.remedy())));
        find(OutcomeStatistic.VALUE_SHORT, studied.value().effect(Observation.SHORT));
        find(OutcomeStatistic.VALUE_LONG, studied.value().effect(Observation.LONG));
        find(OutcomeStatistic.HARM, studied.harm().effect(Observation.SHORT));
        findLeaving(studied.leaving());
        if (evidence() == Evidence.CREDIBLE) {
            tellDoubts();
        }
    }

    /** Their own effect, where others were contacted for other reasons, would be taken for that of this contact: how many more, if so. */
    private static Optional<Double> unequal(ObservationalEvidence contacts) {
        return contacts.effects().stream()
                .map(ObservationalEffect::differences)
                .filter(more -> DrawnByChance.isRefuted(more.pValue()))
                .map(Effect::estimate)
                .filter(more -> Math.abs(more) > RELEVANT_CONTACTS)
                .findFirst();
    }

    /** Beside a claim, which of the effects each doubt is about. */
    private void tellDoubts() {
        all.keySet().forEach(statistic -> doubts(statistic).forEach(reason -> because(reason, statistic.toString())));
    }

    private Stream<Reason> doubts(OutcomeStatistic statistic) {
        return Stream.ofNullable(all.get(statistic))
                .flatMap(effect -> effect.doubts().stream())
                .flatMap(doubt -> observation.reason(doubt, seen(statistic) > 0).stream());
    }

    private void find(OutcomeStatistic statistic, ObservationalEffect effect) {
        all.put(statistic, effect);
        put(statistic, effect.effect(), isCredible(statistic) ? pValue(statistic, effect.effect()) : Double.NaN);
        doubts(statistic).forEach(reasons::add);
        if (isCredible(statistic) && Double.isNaN(pValue(statistic))) {
            because(Reason.FEW_EVENTS, statistic.toString());
        }
    }

    private int customers() {
        return observation.cohorts().customers();
    }

    @Override
    long seen(OutcomeStatistic statistic) {
        return customers() - open(statistic);
    }

    /** Of how many customers the window is not over. */
    @Override
    long open(OutcomeStatistic statistic) {
        boolean isLong = statistic == OutcomeStatistic.VALUE_LONG || statistic == OutcomeStatistic.DEPARTURE;
        return isLong ? observation.cohorts().openLong() : observation.cohorts().openShort();
    }

    private void findLeaving(LeavingDifferences leaving) {
        if (observation.lacksHabit()) {
            reasons.add(Reason.NO_HABIT);
        }
        if (!leaving.hasPast()) {
            reasons.add(Reason.NO_PAST_OF_LEAVING);
        } else if (!leaving.isPlaceboQuiet() || !leaving.couldBeSeen()) {
            reasons.add(Reason.LEAVING_NOT_PARALLEL);
        }
        tellsDeparture = leaving.hasPast()
                && leaving.isPlaceboQuiet()
                && leaving.couldBeSeen()
                && !reasons.contains(Reason.UNEQUAL_CONTACTS)
                && all.values().stream()
                        .flatMap(effect -> effect.doubts().stream())
                        .noneMatch(OF_CUSTOMERS::contains);
        boolean isEnough = leaving.events() >= LEAST_EVENTS;
        if (tellsDeparture && !isEnough) {
            because(Reason.FEW_EVENTS, OutcomeStatistic.DEPARTURE.toString());
        }
        put(
                OutcomeStatistic.DEPARTURE,
                leaving.effect(),
                tellsDeparture && isEnough ? pValue(OutcomeStatistic.DEPARTURE, leaving.effect()) : Double.NaN);
    }

    private boolean isCredible(OutcomeStatistic statistic) {
        ObservationalEffect effect = all.get(statistic);
        return effect != null && effect.isCredible() && !reasons.contains(Reason.UNEQUAL_CONTACTS);
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
        return isCredible(OutcomeStatistic.VALUE_SHORT) || isCredible(OutcomeStatistic.VALUE_LONG)
                ? Evidence.CREDIBLE
                : Evidence.DESCRIBED_ONLY;
    }

    /** Whether both effects on value are differences in differences, of which it is known how they hang together. */
    private boolean areDifferences() {
        return List.of(OutcomeStatistic.VALUE_SHORT, OutcomeStatistic.VALUE_LONG).stream()
                .map(all::get)
                .allMatch(effect -> effect != null && effect.effect().equals(effect.differences()));
    }

    private double covariance() {
        return study().map(value -> value.covariance(Observation.SHORT, Observation.LONG))
                .orElse(Double.NaN);
    }

    /** If one of the two is doubly robust, with errors that are added: more than they are at most. */
    @Override
    Effect total() {
        Effect ofShort = effect(OutcomeStatistic.VALUE_SHORT);
        Effect ofLong = effect(OutcomeStatistic.VALUE_LONG);
        double one = ofShort.standardError();
        double other = ofLong.standardError();
        double covariance = areDifferences() ? covariance() : one * other;
        return Effect.normal(
                ofShort.estimate() + ofLong.estimate(),
                Math.sqrt(Math.max(0, one * one + other * other + 2 * covariance)));
    }

    @Override
    Set<OutcomeStatistic> asked() {
        return tellsDeparture
                ? EnumSet.allOf(OutcomeStatistic.class)
                : EnumSet.complementOf(EnumSet.of(OutcomeStatistic.DEPARTURE));
    }

    /** Only what the study is credible about; shares as if against an arm as large without events. */
    @Override
    boolean isSmall(OutcomeStatistic statistic) {
        if (statistic == OutcomeStatistic.DEPARTURE ? !tellsDeparture : !isCredible(statistic)) {
            return false;
        }
        double relevance = rules.relevantShare();
        double error = effect(statistic).standardError();
        if (statistic.isMoney()) {
            if (!(error > 0)) {
                return false;
            }
            double scale = statistic == OutcomeStatistic.VALUE_LONG ? lengths.longDays() / lengths.shortDays() : 1;
            relevance = rules.relevantValue()
                    .orElse(USUAL_RELEVANCE * Math.abs(found.costs().spentBefore()) * scale);
        } else {
            error = Math.max(error, leastError(0, contacted(), contacted()));
        }
        return isBelow(statistic, error, relevance);
    }

    /** Of the differences in differences, whichever the effects are. */
    @Override
    Optional<FiellerRatio> remaining() {
        return isCredible(OutcomeStatistic.VALUE_SHORT) && isCredible(OutcomeStatistic.VALUE_LONG)
                ? study().map(value -> ratio(
                        value.effect(Observation.SHORT).differences(),
                        value.effect(Observation.LONG).differences(),
                        covariance()))
                : Optional.empty();
    }

    @Override
    Effect cut(OutcomeStatistic statistic) {
        boolean isShort = statistic == OutcomeStatistic.VALUE_SHORT;
        return found.studied()
                .flatMap(Observations.Studied::cut)
                .map(cut -> cut.effect(isShort ? Observation.SHORT : Observation.LONG))
                .map(ObservationalEffect::effect)
                .orElse(Effect.undefined());
    }

    @Override
    Account.Money money() {
        Account.Money none = Account.Money.unknown();
        return new Account.Money(
                total(),
                none.before(),
                none.spendShort(),
                found.costs().ofShort(),
                none.spendLong(),
                found.costs().ofLong());
    }

    @Override
    Optional<ObservationalEvidence> study() {
        return found.studied().map(Observations.Studied::value);
    }

    @Override
    Effect leavingPlacebo() {
        return found.studied().map(studied -> studied.leaving().placebo()).orElse(Effect.undefined());
    }

    @Override
    Account.Arms arms() {
        return new Account.Arms(observation.unknown(), 0, 0, 0, 0, Optional.empty());
    }
}

package io.engagement.outcome;

import io.engagement.domain.Interaction;
import io.engagement.internal.math.Checks;
import io.engagement.measure.Filter;
import io.engagement.measure.WeekTimes;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What counts as value, harm and departure, and how large an effect must be to matter.
 *
 * <p>Value is margin &times; spend less costs. Spend is the value of purchases and returns; costs are those of all of a customer's
 * interactions in the window, with the campaign's own cost and reward. Harm is a complaint, a return, an opt-out or cancellation, or
 * feedback or a referral with satisfaction below one half. Who cancelled or opted out after the contact and did not buy or sign up
 * again has departed; so has who has been silent for longer than 99 % of their own gaps between days with an act, though not at the
 * contact yet. Purchases that were only made earlier do not count as silence: who acted k times since the contact must be late by the
 * time that k + 1 own gaps take.
 *
 * <p>Immutable.
 */
public final class OutcomeRules {
    private static final OutcomeRules STANDARD = new OutcomeRules(new OutcomeTerms());

    private final OutcomeTerms terms;

    private OutcomeRules(OutcomeTerms terms) {
        this.terms = terms;
    }

    private OutcomeRules with(Consumer<OutcomeTerms> change) {
        return new OutcomeRules(terms.changed(change));
    }

    /**
     * A margin of 1, all costs counted, days in UTC; an effect matters from a twentieth of what the held-out spend on, or one
     * customer in a hundred.
     *
     * @return the rules
     */
    public static OutcomeRules standard() {
        return STANDARD;
    }

    /**
     * These rules with a margin.
     *
     * @param share of spend that is profit before costs, 0 or from 1e-12 to 1; 0 looks at costs only
     * @return the changed copy
     * @throws IllegalArgumentException if it is not so
     */
    public OutcomeRules withMargin(double share) {
        Checks.share("margin", share);
        if (!Interaction.isMoney(share)) {
            throw new IllegalArgumentException("margin must be 0, or from " + Interaction.LEAST_MONEY + " to 1, was "
                    + share + ": squares of smaller amounts vanish");
        }
        return with(all -> all.margin = share);
    }

    /**
     * These rules with other spend.
     *
     * @param filter whose values are added
     * @return the changed copy
     */
    public OutcomeRules withSpend(Filter filter) {
        Objects.requireNonNull(filter, "filter");
        return with(all -> all.spend = filter);
    }

    /**
     * These rules with other costs.
     *
     * @param filter whose costs are subtracted
     * @return the changed copy
     */
    public OutcomeRules withCosts(Filter filter) {
        Objects.requireNonNull(filter, "filter");
        return with(all -> all.costs = filter);
    }

    /**
     * These rules without the costs that stand in the log; a campaign's own cost and reward still count.
     *
     * @return the changed copy
     */
    public OutcomeRules withoutCosts() {
        return withCosts(Filter.all().negate());
    }

    /**
     * These rules with other harm. An opt-out of a channel that the customer had opted out of, and had not signed up since, is none
     * again; and who had left does not leave again before coming back.
     *
     * @param filter what is harm
     * @return the changed copy
     */
    public OutcomeRules withHarm(Filter filter) {
        Objects.requireNonNull(filter, "filter");
        return with(all -> all.harm = filter);
    }

    /**
     * These rules with another way to leave in words.
     *
     * @param filter cancellations and opt-outs
     * @return the changed copy
     */
    public OutcomeRules withLeaving(Filter filter) {
        Objects.requireNonNull(filter, "filter");
        return with(all -> all.leaving = filter);
    }

    /**
     * These rules with other acts, without which a customer is silent.
     *
     * @param filter which acts
     * @return the changed copy
     */
    public OutcomeRules withActs(Filter filter) {
        Objects.requireNonNull(filter, "filter");
        return with(all -> all.acts = filter);
    }

    /**
     * These rules with days of a zone.
     *
     * @param days in which days begin
     * @return the changed copy
     */
    public OutcomeRules withZone(ZoneId days) {
        Objects.requireNonNull(days, "days");
        return with(all -> all.zone = days);
    }

    /**
     * These rules with another size from which on effects matter.
     *
     * @param value money a contact, positive
     * @param share of customers, above 0 and at most 1
     * @return the changed copy
     * @throws IllegalArgumentException if one is out of its range
     */
    public OutcomeRules withRelevance(double value, double share) {
        Checks.positive("value", value);
        Checks.positive("share", Checks.share("share", share));
        return with(all -> {
            all.relevantValue = OptionalDouble.of(value);
            all.relevantShare = share;
        });
    }

    /**
     * These rules with hours in which contacts are ill-timed.
     *
     * @param times when, by their zone's clock
     * @return the changed copy
     */
    public OutcomeRules withQuietHours(WeekTimes times) {
        Objects.requireNonNull(times, "times");
        return with(all -> all.quiet = Optional.of(times));
    }

    /**
     * These rules with one more outcome that no contact can change, such as help that has nothing to do with it. If its number moves
     * where nobody was held out, nothing is claimed; with a hold-out it is not looked at.
     *
     * @param filter which interactions
     * @return the changed copy
     */
    public OutcomeRules withUnrelated(Filter filter) {
        Objects.requireNonNull(filter, "filter");
        return with(all -> all.unrelated =
                Stream.concat(all.unrelated.stream(), Stream.of(filter)).toList());
    }

    /**
     * These rules for what is known of customers who were assigned and whom the log does not know.
     *
     * @param unknown whether they did nothing, or are a mistake
     * @return the changed copy
     */
    public OutcomeRules withUnknownCustomers(UnknownCustomers unknown) {
        Objects.requireNonNull(unknown, "unknown");
        return with(all -> all.unknown = unknown);
    }

    /**
     * The share of spend that is profit before costs.
     *
     * @return from 0 to 1
     */
    public double margin() {
        return terms.margin;
    }

    /**
     * Whose values are spend.
     *
     * @return purchases and returns unless told
     */
    public Filter spend() {
        return terms.spend;
    }

    /**
     * Whose costs count.
     *
     * @return all unless told
     */
    public Filter costs() {
        return terms.costs;
    }

    /**
     * What is harm.
     *
     * @return the filter
     */
    public Filter harm() {
        return terms.harm;
    }

    /**
     * How customers leave in words.
     *
     * @return the filter
     */
    public Filter leaving() {
        return terms.leaving;
    }

    /**
     * Without which acts a customer is silent.
     *
     * @return the filter
     */
    public Filter acts() {
        return terms.acts;
    }

    /**
     * In which zone days begin.
     *
     * @return UTC unless told
     */
    public ZoneId zone() {
        return terms.zone;
    }

    /**
     * From which value on an effect matters.
     *
     * @return empty if from a twentieth of what the held-out spend in the window, times the margin
     */
    public OptionalDouble relevantValue() {
        return terms.relevantValue;
    }

    /**
     * From which share of customers on an effect matters.
     *
     * @return above 0, at most 1
     */
    public double relevantShare() {
        return terms.relevantShare;
    }

    /**
     * When contacts are ill-timed.
     *
     * @return empty if at no hour
     */
    public Optional<WeekTimes> quietHours() {
        return terms.quiet;
    }

    /**
     * What no contact can change.
     *
     * @return none unless told
     */
    public List<Filter> unrelated() {
        return terms.unrelated;
    }

    /**
     * What is known of customers who were assigned and whom the log does not know.
     *
     * @return doubted unless told
     */
    public UnknownCustomers unknownCustomers() {
        return terms.unknown;
    }
}

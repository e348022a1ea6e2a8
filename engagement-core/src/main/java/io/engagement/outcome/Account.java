package io.engagement.outcome;

import io.engagement.outcome.effect.Effect;
import io.engagement.outcome.effect.FiellerRatio;
import io.engagement.outcome.experiment.SampleRatio;
import io.engagement.outcome.observational.ObservationalEvidence;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What one contact, campaign or purpose did: four effects with intervals, a verdict, how far it can be trusted, reasons, and all of
 * that in a sentence. Effects are a contact: contacted less held-out, in the log's currency or as a share of customers. Immutable.
 */
public final class Account {
    private final AccountLevel level;
    private final String name;
    private final Optional<Instant> at;
    private final int contacted;
    private final int heldOut;
    private final Findings findings;
    private final Money money;
    private final FiellerRatio permanence;
    private final List<Verdict> verdicts;
    private final Evidence evidence;
    private final List<Reason> reasons;
    private final Optional<ObservationalEvidence> study;
    private final Effect leavingPlacebo;
    private final Arms arms;
    private final Map<Reason, String> details;
    private final String sentence;

    Account(
            Candidate candidate,
            Findings findings,
            FiellerRatio permanence,
            Set<Verdict> verdicts,
            Set<Reason> reasons) {
        this.level = candidate.level;
        this.name = candidate.name;
        this.at = candidate.at;
        this.contacted = candidate.contacted();
        this.heldOut = candidate.heldOut();
        this.findings = findings;
        this.money = candidate.money();
        this.permanence = permanence;
        this.verdicts = List.copyOf(verdicts);
        this.evidence = candidate.evidence();
        this.reasons = List.copyOf(reasons);
        this.study = candidate.study();
        this.leavingPlacebo = candidate.leavingPlacebo();
        this.arms = candidate.arms();
        this.details = new EnumMap<>(candidate.details);
        this.sentence = new Sentence(this, candidate.lengths).toString();
    }

    /**
     * Where the value comes from, a contact.
     *
     * @param total value in both windows together
     * @param before value in a window before the contact that is as long as the short one: 0 but for chance
     * @param spendShort more spent in the short window
     * @param costShort more costs and rewards in the short window
     * @param spendLong more spent in the long window
     * @param costLong more costs and rewards in the long window
     */
    public record Money(
            Effect total, Effect before, double spendShort, double costShort, double spendLong, double costLong) {
        static Money unknown() {
            Effect none = Effect.undefined();
            return new Money(none, none, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
        }
    }

    /**
     * How both arms came about: what does not count, or not as it was planned. Without a hold-out
     * only unknown contacts are counted.
     *
     * @param unknownContacted contacts of customers whom the log does not know
     * @param unknownHeldOut hold-outs whom the log does not know
     * @param alike both, of whom the log knows an id that differs only in case or leading zeros
     * @param heldOutContacted hold-outs who got the campaign's contacts all the same
     * @param leftBefore of both arms, who had cancelled or opted out before: they cannot leave, and are no part of departure
     * @param sampleRatio whether arms are as large as planned; empty without planned shares
     */
    public record Arms(
            int unknownContacted,
            int unknownHeldOut,
            int alike,
            int heldOutContacted,
            int leftBefore,
            Optional<SampleRatio> sampleRatio) {
        static final Arms NONE = new Arms(0, 0, 0, 0, 0, Optional.empty());

        /**
         * Refuses nulls.
         *
         * @param unknownContacted contacts of customers whom the log does not know
         * @param unknownHeldOut hold-outs whom the log does not know
         * @param alike both, of whom the log knows an id that differs only in case or leading zeros
         * @param heldOutContacted hold-outs who got the campaign's contacts all the same
         * @param leftBefore of both arms, who had cancelled or opted out before: they cannot leave, and are no part of departure
         * @param sampleRatio whether arms are as large as planned; empty without planned shares
         */
        public Arms {
            Objects.requireNonNull(sampleRatio, "sampleRatio");
        }
    }

    /**
     * Whether it is of a wave, a campaign or a purpose.
     *
     * @return the level
     */
    public AccountLevel level() {
        return level;
    }

    /**
     * Of which campaign or purpose.
     *
     * @return the name; of a wave the campaign's
     */
    public String name() {
        return name;
    }

    /**
     * When the wave's first contact was.
     *
     * @return empty for campaigns and purposes
     */
    public Optional<Instant> at() {
        return at;
    }

    /**
     * How many contacts count.
     *
     * @return those whose windows are over, in waves with a hold-out
     */
    public int contacted() {
        return contacted;
    }

    /**
     * How many hold-outs count.
     *
     * @return of all waves; a customer who was held out of two is there twice
     */
    public int heldOut() {
        return heldOut;
    }

    /**
     * One of the four effects.
     *
     * @param statistic which one
     * @return the finding
     */
    public Finding finding(OutcomeStatistic statistic) {
        return findings.of(statistic);
    }

    /**
     * Where the value comes from.
     *
     * @return spend, costs, and the value before the contact
     */
    public Money money() {
        return money;
    }

    /**
     * Which part of the effect remains: the long effect a day over the short effect a day.
     *
     * @return 0 if it is over with the incentive, 1 if it goes on; undefined if the short effect is not clear, other contacts
     *     were unequal, or nobody was held out and nothing is credible
     */
    public FiellerRatio permanence() {
        return permanence;
    }

    /**
     * What it did.
     *
     * @return at least one
     */
    public List<Verdict> verdicts() {
        return verdicts;
    }

    /**
     * How far this is about the contact.
     *
     * @return the grade
     */
    public Evidence evidence() {
        return evidence;
    }

    /**
     * Why it says so, or cannot say more.
     *
     * @return in the order of {@link Reason}; may be empty
     */
    public List<Reason> reasons() {
        return reasons;
    }

    /**
     * Where nobody was held out, the study of value behind the short and the long window, a contacted customer, less what
     * contacts cost: placebo dates, E-value, breakdown value and overlap.
     *
     * @return with windows {@code short} and {@code long}; empty with a hold-out, or if the log has no past
     */
    public Optional<ObservationalEvidence> study() {
        return study;
    }

    /**
     * Where nobody was held out, departure at dates before the contact, where there is nothing to be found.
     *
     * @return undefined with a hold-out, or with too little past
     */
    public Effect leavingPlacebo() {
        return leavingPlacebo;
    }

    /**
     * All of it in a sentence.
     *
     * @return for people
     */
    public String sentence() {
        return sentence;
    }

    /**
     * How both arms came about.
     *
     * @return what does not count, or not as it was planned
     */
    public Arms arms() {
        return arms;
    }

    /**
     * Whether so many hold-outs got the campaign's contacts that what the assignment did tells little of what a contact does.
     *
     * @return if more than a fifth of them did
     */
    public boolean isHoldOutContacted() {
        return arms().heldOutContacted() > ArmChecks.MANY_CONTACTED_ANYWAY * heldOut();
    }

    /** What more there is to say of a reason; may be empty. */
    String detail(Reason reason) {
        return details.getOrDefault(reason, "");
    }

    /** The verdicts in words. */
    String verdictWords() {
        return verdicts.stream().map(Verdict::toString).collect(Collectors.joining(" and "));
    }

    /** The sentence. */
    @Override
    public String toString() {
        return sentence;
    }
}

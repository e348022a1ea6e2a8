package io.engagement.strategy.policy;

import io.engagement.domain.Channel;
import io.engagement.domain.Purpose;
import io.engagement.fit.ModelText;
import io.engagement.fit.StatisticalModel;
import io.engagement.history.CustomerHistory;
import io.engagement.history.LogView;
import io.engagement.internal.calendar.Millis;
import io.engagement.internal.statistic.Consent;
import io.engagement.internal.text.Lengths;
import io.engagement.measure.Measure;
import io.engagement.measure.StateLayout;
import io.engagement.measure.WeekTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * When the company may contact a customer of its own accord: yes, or no with the reason and the first instant at which it would be
 * yes. Asked before each contact; nothing overrides it. Contacts of service ({@link #service()}) are never withheld.
 *
 * <p>Customers rule first, in this order, which is that of {@link ContactReason}:
 *
 * <ol>
 *   <li>Consent: attribute {@value #CONSENT_ATTRIBUTE}, or {@code consent.email} and so on for a channel, is {@code yes} or {@code
 *       no}. Who says nothing consents, unless the policy {@linkplain #withConsentNeeded needs it said}.
 *   <li>A channel that they {@linkplain io.engagement.domain.Preferences#refused refuse}.
 *   <li>The limit that they {@linkplain io.engagement.domain.Preferences#contactLimit state}: of all contacts by the company, of
 *       service too, in (t - period, t].
 *   <li>A complaint of theirs that the company has not answered since, for at most a stated time: by anything outbound of purpose
 *       COMPLAINT or HELP.
 *   <li>The company's own {@linkplain ContactCap caps}, over all channels and departments.
 *   <li>Quiet hours by the clock where the customer is: attribute {@value #ZONE_ATTRIBUTE}, such as {@code Europe/Berlin}, else the
 *       zone of the hours.
 *   <li>Fatigue: so many contacts in a row without an act of the customer in person, of their own accord or in answer; who then rests
 *       for a time from the last one.
 * </ol>
 *
 * <pre>{@code
 * ContactPolicy policy = ContactPolicy.standard()
 *         .withCap(ContactCap.rolling(4, Duration.ofDays(7)))
 *         .withQuietHours(WeekTimes.daily(21, 8, zone))
 *         .withRest(5, Duration.ofDays(30));
 * policy.mayContact(history, Channel.EMAIL, Purpose.OFFER, now).mayContact();
 * }</pre>
 *
 * <p>A contact is what the company initiates and is not inbound. What it knows is a few {@linkplain #measures() measures}, so a log,
 * one customer, the live store and Spark say the same. Immutable.
 */
public final class ContactPolicy implements StatisticalModel {
    /** The attribute by which a customer consents, or not: {@code yes} or {@code no}. */
    public static final String CONSENT_ATTRIBUTE = Consent.ATTRIBUTE;

    /** The attribute that holds a customer's time zone. */
    public static final String ZONE_ATTRIBUTE = "zone";

    private static final String KIND = "contact-policy";
    private static final int VERSION = 1;
    private static final int MOST_LIMIT = 1000;
    private static final ContactPolicy STANDARD = new ContactPolicy(new PolicyTerms());

    private final PolicyTerms terms;
    private final PolicyMeasures kept;
    private final StateLayout layout;
    private final ContactReader reader;

    private ContactPolicy(PolicyTerms terms) {
        this.terms = terms;
        this.kept = new PolicyMeasures(this);
        this.layout = StateLayout.of(kept.all());
        this.reader = new ContactReader(this, layout);
    }

    private ContactPolicy with(Consumer<PolicyTerms> change) {
        return new ContactPolicy(terms.changed(change));
    }

    /**
     * The policy of customers' own words: who says nothing consents, complaints are answered first for 30 days, no cap, no quiet
     * hours, no rest.
     *
     * @return the policy
     */
    public static ContactPolicy standard() {
        return STANDARD;
    }

    /**
     * This policy with consent that must be said: who says nothing is not contacted.
     *
     * @return the changed copy
     */
    public ContactPolicy withConsentNeeded() {
        return with(terms -> terms.needsConsent = true);
    }

    /**
     * This policy with one more cap.
     *
     * @param cap all caps hold
     * @return the changed copy
     */
    public ContactPolicy withCap(ContactCap cap) {
        return with(terms -> terms.caps = plus(terms.caps, Objects.requireNonNull(cap, "cap")));
    }

    /**
     * This policy with more hours in which people are left alone.
     *
     * @param times when, by the clock where the customer is; its zone is for customers whose own is not known
     * @return the changed copy
     * @throws IllegalArgumentException if no hour of the week is left, or the zone differs from that of hours before
     */
    public ContactPolicy withQuietHours(WeekTimes times) {
        return with(terms -> terms.quiet = plus(terms.quiet, Objects.requireNonNull(times, "times")));
    }

    private static <T> List<T> plus(List<T> list, T one) {
        List<T> more = new ArrayList<>(list);
        more.add(one);
        return List.copyOf(more);
    }

    /**
     * This policy with a longest time that a complaint without an answer withholds contacts.
     *
     * @param window from the complaint on; 30 days unless told
     * @return the changed copy
     * @throws IllegalArgumentException if it is not of whole milliseconds, or not positive
     */
    public ContactPolicy withComplaintHold(Duration window) {
        ContactCap.millis("window", window);
        return with(terms -> terms.complaint = window);
    }

    /**
     * This policy with a rest for those who do not answer.
     *
     * @param unanswered after how many contacts in a row without an act of the customer, from 1 to 1000
     * @param window how long from the last of them on
     * @return the changed copy
     * @throws IllegalArgumentException if the number is out of range, or the window not of whole milliseconds, or not positive
     */
    public ContactPolicy withRest(int unanswered, Duration window) {
        requireFrom1To1000("unanswered", unanswered);
        ContactCap.millis("window", window);
        return with(terms -> {
            terms.unanswered = unanswered;
            terms.rest = window;
        });
    }

    /**
     * This policy with another largest limit that customers may state: of so many contacts the time is kept.
     *
     * @param limit from 1 to 1000; 12 unless told
     * @return the changed copy
     * @throws IllegalArgumentException if it is out of range
     */
    public ContactPolicy withStatedLimitsUpTo(int limit) {
        requireFrom1To1000("limit", limit);
        return with(terms -> terms.limits = limit);
    }

    private static void requireFrom1To1000(String name, int number) {
        if (number < 1 || number > MOST_LIMIT) {
            throw new IllegalArgumentException(name + " must be from 1 to " + MOST_LIMIT + ", was " + number);
        }
    }

    /**
     * This policy with more channels than the usual ones.
     *
     * @param more which; 52 in all at most
     * @return the changed copy
     * @throws IllegalArgumentException if there are more
     */
    public ContactPolicy withChannels(Channel... more) {
        SortedSet<Channel> all = union(terms.channels, List.of(more));
        if (all.size() > ContactWishes.MOST_CHANNELS) {
            throw new IllegalArgumentException(
                    "channels must be at most " + ContactWishes.MOST_CHANNELS + ", were " + all.size());
        }
        return with(terms -> terms.channels = all);
    }

    /**
     * This policy with purposes of one's own that are service, such as the recall of a product.
     *
     * @param more which; none of {@link Purpose#standard()}: an offer does not become service by being called so
     * @return the changed copy
     * @throws IllegalArgumentException if one is a standard purpose
     */
    public ContactPolicy withService(Purpose... more) {
        for (Purpose purpose : more) {
            if (Purpose.standard().contains(purpose)) {
                throw new IllegalArgumentException("service may be more purposes of your own, was " + purpose
                        + ": of the standard ones it is " + PolicyTerms.SERVICE);
            }
        }
        return with(terms -> terms.service = union(terms.service, List.of(more)));
    }

    private static <T extends Comparable<T>> SortedSet<T> union(Collection<T> some, Collection<T> more) {
        SortedSet<T> all = new TreeSet<>(some);
        all.addAll(more);
        return Collections.unmodifiableSortedSet(all);
    }

    /**
     * Whether consent must be said.
     *
     * @return if so
     */
    public boolean needsConsent() {
        return terms.needsConsent;
    }

    /**
     * The company's caps.
     *
     * @return in the order in which they were given
     */
    public List<ContactCap> caps() {
        return terms.caps;
    }

    /**
     * When people are left alone.
     *
     * @return in the order in which they were given
     */
    public List<WeekTimes> quietHours() {
        return terms.quiet;
    }

    /**
     * For how long a complaint without an answer withholds contacts.
     *
     * @return from the complaint on
     */
    public Duration complaintHold() {
        return terms.complaint;
    }

    /**
     * After how many contacts in a row without an act of theirs a customer rests.
     *
     * @return 0 if never
     */
    public int unanswered() {
        return terms.unanswered;
    }

    /**
     * How long they rest.
     *
     * @return from the last contact on
     */
    public Duration rest() {
        return terms.rest;
    }

    /**
     * The largest limit that customers may state.
     *
     * @return from 1 to 1000
     */
    public int statedLimitsUpTo() {
        return terms.limits;
    }

    /**
     * The channels that can be asked about.
     *
     * @return in their natural order
     */
    public List<Channel> channels() {
        return List.copyOf(terms.channels);
    }

    /**
     * The purposes that are never withheld.
     *
     * @return SERVICE_NOTICE, HELP, COMPLAINT and one's own
     */
    public Set<Purpose> service() {
        return Collections.unmodifiableSortedSet(terms.service);
    }

    /**
     * What is kept of a customer, for the live store and other keepers of states.
     *
     * @return the measures; {@link #reader(StateLayout)} reads their slots
     */
    public List<Measure> measures() {
        return kept.all();
    }

    /**
     * The policy over states that others keep.
     *
     * @param ofStates a layout that has all {@linkplain #measures() measures}
     * @return the reader
     * @throws IllegalArgumentException if the layout lacks a measure
     */
    public ContactReader reader(StateLayout ofStates) {
        return new ContactReader(this, Objects.requireNonNull(ofStates, "ofStates"));
    }

    /**
     * Whether a customer may be contacted.
     *
     * @param customer what is known of them
     * @param channel through which channel
     * @param purpose what for
     * @param instant when, not before that of the history
     * @return yes or no, with the reason and the first instant at which it would be yes
     * @throws IllegalArgumentException if the channel is not one of the policy's, the instant earlier, or a wish on the customer's
     *     record cannot be read
     */
    public ContactDecision mayContact(CustomerHistory customer, Channel channel, Purpose purpose, Instant instant) {
        requireNotBefore(customer.asOf(), instant);
        double[] slots = new ViewStates(layout, customer.view()).whole(0);
        return decide(slots, channel, purpose, Millis.checked("instant", instant));
    }

    /**
     * Whether each customer may be contacted.
     *
     * @param view all that is known
     * @param channel through which channel
     * @param purpose what for
     * @param instant when, not before that of the view
     * @return a row for each of the view's
     * @throws IllegalArgumentException as for one customer; the first one's message
     */
    public ContactDecisions mayContact(LogView view, Channel channel, Purpose purpose, Instant instant) {
        requireNotBefore(view.asOf(), instant);
        bit(channel);
        long at = Millis.checked("instant", instant);
        ViewStates states = new ViewStates(layout, view);
        return ContactDecisions.of(
                view, channel, purpose, instant, row -> decide(states.whole(row), channel, purpose, at));
    }

    private static void requireNotBefore(Instant asOf, Instant instant) {
        if (instant.isBefore(asOf)) {
            throw new IllegalArgumentException("instant must not be before " + asOf
                    + ", as of which the customer is known, was " + instant + ": take an earlier view");
        }
    }

    private ContactDecision decide(double[] slots, Channel channel, Purpose purpose, long at) {
        return ContactDecision.of(
                reader.reason(slots, 0, channel, purpose, at), reader.firstYes(slots, 0, channel, purpose, at));
    }

    PolicyMeasures kept() {
        return kept;
    }

    StateLayout layout() {
        return layout;
    }

    ContactReader reader() {
        return reader;
    }

    boolean isService(Purpose purpose) {
        return terms.service.contains(purpose);
    }

    /** The bit of a channel. */
    long bit(Channel channel) {
        // By index: an iterator would be an object for each question.
        List<Channel> channels = kept.channels();
        for (int i = 0; i < channels.size(); i++) {
            if (channels.get(i).equals(channel)) {
                return 1L << i;
            }
        }
        throw new IllegalArgumentException(
                "channel must be one of " + kept.channels() + ", was " + channel + ": add it withChannels");
    }

    double complaintMillis() {
        return (double) Millis.of(terms.complaint);
    }

    double restMillis() {
        return (double) Millis.of(terms.rest);
    }

    /**
     * Reads the text form.
     *
     * @param text what {@link #toText()} wrote
     * @return an equal policy
     * @throws IllegalArgumentException if the text is something else, was changed, is of an unknown version or incomplete
     */
    public static ContactPolicy read(String text) {
        return PolicyText.read(ModelText.read(text, KIND, VERSION));
    }

    @Override
    public ModelText modelText() {
        return PolicyText.write(this, ModelText.of(KIND, VERSION));
    }

    /** Whether the terms are the same. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ContactPolicy policy && toText().equals(policy.toText());
    }

    @Override
    public int hashCode() {
        return toText().hashCode();
    }

    /** A line for each term. */
    @Override
    public String toString() {
        return Stream.of(
                        Stream.of(needsConsent() ? "consent must be said" : "consent unless withdrawn"),
                        Stream.of("a complaint without an answer is answered first, for "
                                + Lengths.words(complaintHold())),
                        caps().stream().map(ContactCap::toString),
                        quietHours().stream().map(times -> "quiet on " + times + " where no zone is known"),
                        unanswered() == 0
                                ? Stream.<String>of()
                                : Stream.of("rest of " + Lengths.words(rest()) + " after " + unanswered()
                                        + " without an answer"),
                        Stream.of("never withheld: " + service()))
                .flatMap(line -> line)
                .collect(Collectors.joining("\n", "", "\n"));
    }
}

package io.engagement.strategy.policy;

import io.engagement.domain.Channel;
import io.engagement.domain.Purpose;
import io.engagement.internal.base.Sides;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.measure.StateLayout;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a policy keeps of a customer. */
final class PolicyMeasures {
    private static final Filter COMPLAINTS = Sides.CUSTOMER_ACTS.and(Filter.purpose(Purpose.COMPLAINT));

    /** What the company sends on a complaint, whoever began. */
    private static final Filter ANSWERS =
            Filter.purpose(Purpose.COMPLAINT, Purpose.HELP).and(Sides.COMPANY_SENDS);

    private final List<Channel> channels;
    private final Measure wishes;
    private final Times contacts;
    private final Times withheld;
    private final Measure acts = Measure.timeSinceNthLast(Sides.CUSTOMER_ACTS, 1);
    private final Measure complaints = Measure.timeSinceNthLast(COMPLAINTS, 1);
    private final Measure answers = Measure.timeSinceNthLast(ANSWERS, 1);
    private final Map<ContactCap, Times> caps = new LinkedHashMap<>();

    /** A measure that keeps so many last times. */
    record Times(Measure measure, int kept) {
        static Times of(Filter filter, int kept) {
            return new Times(Measure.timeSinceNthLast(filter, kept), kept);
        }

        /** Where in a customer's slots they end: the n-th last stands n before. */
        int end(StateLayout layout) {
            return layout.place(measure) + kept;
        }
    }

    PolicyMeasures(ContactPolicy policy) {
        Filter marketing = withheld(policy);
        this.channels = policy.channels();
        this.wishes =
                new ContactWishes(channels.stream().map(Channel::name).toList(), policy.statedLimitsUpTo()).measure();
        this.contacts = Times.of(Sides.CONTACTS, policy.statedLimitsUpTo());
        int most = policy.caps().stream()
                .filter(cap -> cap.among(marketing).equals(marketing))
                .mapToInt(ContactCap::most)
                .reduce(Math.max(1, policy.unanswered()), Math::max);
        this.withheld = Times.of(marketing, most);
        for (ContactCap cap : policy.caps()) {
            Filter counted = cap.among(marketing);
            caps.put(cap, counted.equals(marketing) ? withheld : Times.of(counted, cap.most()));
        }
    }

    /** Contacts that are not of service. */
    static Filter withheld(ContactPolicy policy) {
        return Sides.CONTACTS.and(
                Filter.purpose(policy.service().toArray(Purpose[]::new)).negate());
    }

    /** Whose bits are in the wishes, in their order. */
    List<Channel> channels() {
        return channels;
    }

    Measure wishes() {
        return wishes;
    }

    /** All contacts. */
    Times contacts() {
        return contacts;
    }

    /** Those that can be withheld. */
    Times withheld() {
        return withheld;
    }

    Measure acts() {
        return acts;
    }

    Measure complaints() {
        return complaints;
    }

    Measure answers() {
        return answers;
    }

    Times of(ContactCap cap) {
        Times found = caps.get(cap);
        if (found == null) {
            throw new IllegalArgumentException("the policy has no cap " + cap);
        }
        return found;
    }

    List<Measure> all() {
        Set<Measure> all =
                new LinkedHashSet<>(List.of(wishes, contacts.measure(), withheld.measure(), acts, complaints, answers));
        caps.values().forEach(each -> all.add(each.measure()));
        return List.copyOf(all);
    }
}

package io.engagement.strategy.policy;

import io.engagement.domain.Channel;
import io.engagement.domain.Purpose;
import io.engagement.measure.WeekTimes;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;

/** What a policy is made of; changed only before one is made of it. */
final class PolicyTerms {
    static final SortedSet<Purpose> SERVICE =
            new TreeSet<>(Set.of(Purpose.SERVICE_NOTICE, Purpose.HELP, Purpose.COMPLAINT));
    private static final Duration USUAL_COMPLAINT = Duration.ofDays(30);
    private static final int USUAL_LIMIT = 12;

    boolean needsConsent;
    List<ContactCap> caps = List.of();
    List<WeekTimes> quiet = List.of();
    Duration complaint = USUAL_COMPLAINT;
    int unanswered;
    Duration rest = Duration.ZERO;
    int limits = USUAL_LIMIT;
    SortedSet<Channel> channels = new TreeSet<>(List.of(
            Channel.EMAIL,
            Channel.PHONE,
            Channel.SMS,
            Channel.CHAT,
            Channel.WEB,
            Channel.APP,
            Channel.SOCIAL,
            Channel.POST,
            Channel.STORE,
            Channel.UNKNOWN));
    SortedSet<Purpose> service = SERVICE;

    PolicyTerms changed(Consumer<PolicyTerms> change) {
        PolicyTerms copy = new PolicyTerms();
        copy.needsConsent = needsConsent;
        copy.caps = caps;
        copy.quiet = quiet;
        copy.complaint = complaint;
        copy.unanswered = unanswered;
        copy.rest = rest;
        copy.limits = limits;
        copy.channels = channels;
        copy.service = service;
        change.accept(copy);
        return copy;
    }
}

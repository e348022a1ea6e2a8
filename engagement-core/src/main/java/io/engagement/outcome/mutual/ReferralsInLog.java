package io.engagement.outcome.mutual;

import io.engagement.domain.Customer;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.history.LogView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Looks for referrals in customers' attributes and in replies to others' recommendations. */
final class ReferralsInLog {
    private final LogView view;
    private final String attribute;
    /** By the recommendation's id. */
    private final Map<String, String> recommended = new HashMap<>();

    private final Set<Double> keys = new HashSet<>();

    ReferralsInLog(LogView view, String attribute) {
        this.view = view;
        this.attribute = attribute;
        for (int row = 0; row < view.customers(); row++) {
            for (int i = view.start(row); i < view.end(row); i++) {
                if (view.kinds().get(view.kindIndex(i)).purpose().equals(Purpose.REFERRAL)) {
                    note(view.interaction(i), view.idKey(i));
                }
            }
        }
    }

    private void note(Interaction recommendation, double key) {
        recommendation.id().ifPresent(id -> {
            recommended.put(id, recommendation.customerId());
            keys.add(key);
        });
    }

    List<Referral> all() {
        List<Referral> all = new ArrayList<>();
        for (int row = 0; row < view.customers(); row++) {
            addAttribute(row, all);
            for (int i = view.start(row); i < view.end(row) && !keys.isEmpty(); i++) {
                // Texts are read only where a number that stands for them agrees.
                if (keys.contains(view.inReplyToKey(i))) {
                    addReply(view.interaction(i), all);
                }
            }
        }
        return List.copyOf(all);
    }

    private void addAttribute(int row, List<Referral> all) {
        Customer customer = view.customer(row);
        customer.attribute(attribute)
                .ifPresent(referrer -> all.add(new Referral(referrer, customer.id(), known(row, customer))));
    }

    private Instant known(int row, Customer customer) {
        Instant first =
                view.start(row) < view.end(row) ? Instant.ofEpochMilli(view.epochMilli(view.start(row))) : view.asOf();
        return customer.since().filter(since -> since.isBefore(first)).orElse(first);
    }

    private void addReply(Interaction reply, List<Referral> all) {
        reply.inReplyTo()
                .map(recommended::get)
                .filter(referrer -> !referrer.equals(reply.customerId()))
                .ifPresent(referrer -> all.add(new Referral(referrer, reply.customerId(), reply.at())));
    }
}
